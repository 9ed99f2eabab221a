from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.archive import pack, unpack
from coorddesk.core.archive_file import reading
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.errors import Refused, Surroundings
from coorddesk.core.files import get
from coorddesk.core.jobs import unwatched
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.revision import State, head, state
from tests.core.lived_in import LOGO, everything, live_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desks import Desks

LOGO_HASH = hashlib.sha256(LOGO).hexdigest()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The archive of a desk with a past, made once."""
    folder = tmp_path_factory.mktemp("packed")
    clock = FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
    with rebuilding(str(folder / "desk.sqlite"), create=True) as connection:
        migrate(connection)
    database = Database(str(folder / "desk.sqlite"), actor=Actor("Camille Martin"), clock=clock)
    live_in(database)
    database.close()
    pack(database.url, folder / "desk.coorddesk", clock=clock)
    return (folder / "desk.coorddesk").read_bytes()


@pytest.fixture
def archive(packed: bytes, tmp_path: Path) -> Path:
    """That archive, to do harm to."""
    path = tmp_path / "école.coorddesk"
    path.write_bytes(packed)
    return path


def _rewritten(archive: Path, **changed: bytes | None) -> Path:
    """A copy of an archive in which members, named by their last part, are something else or gone."""
    copy = archive.with_name("rewritten.coorddesk")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w") as new:
        for info in old.infolist():
            key = info.filename.rpartition("/")[2].partition(".")[0]
            data = changed.get(key, old.read(info))
            if data is not None:
                new.writestr(info.filename, data)
    return copy


def _manifest(archive: Path, **changed: Any) -> bytes:
    with zipfile.ZipFile(archive) as old:
        return json.dumps(json.loads(old.read("manifest.json")) | changed).encode()


def test_an_archive_brings_the_whole_desk(
    database: Database, desks: Desks, open_desk: Callable[..., Database], clock: FixedClock, tmp_path: Path
) -> None:
    live_in(database)
    pack(database.url, tmp_path / "desk.coorddesk", clock=clock)
    url = desks.empty()
    unpack(tmp_path / "desk.coorddesk", url)
    desk = open_desk(url)
    assert everything(desk) == everything(database)
    with desk.reading() as session:
        assert get(session, LOGO_HASH) == LOGO
    assert [path.name for path in tmp_path.iterdir()] == ["desk.coorddesk"]


def test_an_archive_says_what_is_in_it(archive: Path) -> None:
    with reading(archive) as opened:
        manifest = opened.manifest
        assert opened.hashes() == {LOGO_HASH}
    assert (manifest.format, manifest.revision, manifest.moment) == (1, head(), "2026-09-07T08:30:00+00:00")
    assert (manifest.rows["person"], manifest.rows["place"], manifest.files) == (1198, 2, 1)


def test_an_archive_cut_off_is_refused(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        archive.write_bytes(whole[:length])
        with pytest.raises(Refused, match="is damaged or no CoordDesk archive"):
            unpack(archive, str(tmp_path / "desk.sqlite"))
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]


def test_a_flipped_bit_anywhere_is_found(archive: Path) -> None:
    whole = archive.read_bytes()
    for place in range(0, len(whole), len(whole) // 50):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        try:
            with reading(archive) as opened:
                opened.check(unwatched)
                same = opened.manifest
        except (Refused, Surroundings):
            continue
        archive.write_bytes(whole)
        with reading(archive) as opened:  # a date or a flag in the zip itself, which carries nothing
            assert opened.manifest == same


@pytest.mark.parametrize("member", ["manifest", "desk", LOGO_HASH])
def test_a_missing_part_is_found(archive: Path, member: str) -> None:
    with pytest.raises(Refused), reading(_rewritten(archive, **{member: None})) as opened:
        opened.check(unwatched)


@pytest.mark.parametrize("member", ["manifest", "desk", LOGO_HASH])
def test_a_replaced_part_is_found(archive: Path, member: str) -> None:
    with pytest.raises((Refused, Surroundings)), reading(_rewritten(archive, **{member: b"{}"})) as opened:
        opened.check(unwatched)


def test_a_replaced_desk_is_not_unpacked(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is damaged"):
        unpack(_rewritten(archive, desk=b"SQLite format 3\0"), str(tmp_path / "desk.sqlite"))
    assert state(str(tmp_path / "desk.sqlite")) is State.NEW


@pytest.mark.parametrize(("key", "value"), [("format", 2), ("revision", "9999")])
def test_a_newer_archive_is_refused(archive: Path, tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(Refused, match="by a newer version"):
        unpack(_rewritten(archive, manifest=_manifest(archive, **{key: value})), str(tmp_path / "desk.sqlite"))


def test_an_archive_that_misstates_its_schema_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is damaged"):
        unpack(_rewritten(archive, manifest=_manifest(archive, revision="0000")), str(tmp_path / "desk.sqlite"))


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "files/../../evil", r"files\..\evil", f"files/00/{LOGO_HASH}", "more.txt"]
)
def test_names_that_are_not_ours_are_refused(archive: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(archive, "a") as changed:
        changed.writestr(name, b"x")
    with pytest.raises(Refused):
        unpack(archive, str(tmp_path / "there" / "desk.sqlite"))
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]


def test_a_bomb_is_refused_before_it_is_unpacked(archive: Path) -> None:
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as changed:
        changed.writestr(f"files/{'0' * 2}/{'0' * 64}", bytes(65 << 20))
    with pytest.raises(Refused), reading(archive):
        pass


def test_a_long_manifest_is_not_read(archive: Path) -> None:
    with pytest.raises(Refused), reading(_rewritten(archive, manifest=b" " * (2 << 20))):
        pass


def test_an_archive_larger_than_the_disk_is_refused(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: type("Usage", (), {"free": 1 << 10}))
    with pytest.raises(Refused, match="Make some room"):
        unpack(archive, str(tmp_path / "desk.sqlite"))


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("tag;serial")
    with pytest.raises(Refused, match="no CoordDesk archive"):
        unpack(tmp_path / "list.csv", str(tmp_path / "desk.sqlite"))
    with pytest.raises(Surroundings, match="does not exist"):
        unpack(tmp_path / "none.coorddesk", str(tmp_path / "desk.sqlite"))


def test_a_file_nobody_packed_is_missing(archive: Path) -> None:
    with reading(archive) as opened, pytest.raises(Surroundings, match="is missing"):
        opened.get("0" * 64)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_desk_with_a_damaged_attachment_is_packed_all_the_same(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    live_in(database)
    Path(f"{database.url}.files", LOGO_HASH[:2], LOGO_HASH).write_bytes(b"damaged")
    moved = pack(database.url, tmp_path / "desk.coorddesk", clock=clock)
    assert [dict(said.values) for said in moved.troubles] == [{"name": LOGO_HASH[:12]}]
