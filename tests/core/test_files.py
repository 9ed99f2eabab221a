from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.durable import replacing, write_whole
from coorddesk.core.errors import Refused, Surroundings
from coorddesk.core.files import FolderFiles, copy_files, files_of, get, put
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import Message
from tests.unlucky import small_disk

if TYPE_CHECKING:
    from coorddesk.core.database import Database

LOGO = b"\x89PNG a logo"
LOGO_HASH = hashlib.sha256(LOGO).hexdigest()


def _put(database: Database, data: bytes) -> str:
    with database.transaction() as session:
        return put(session, data)


def test_a_file_is_found_by_its_hash(database: Database) -> None:
    assert _put(database, LOGO) == LOGO_HASH
    with database.reading() as session:
        assert get(session, LOGO_HASH) == LOGO


def test_the_same_file_twice_is_kept_once(database: Database) -> None:
    assert (_put(database, LOGO), _put(database, LOGO)) == (LOGO_HASH, LOGO_HASH)
    with database.reading() as session:
        assert files_of(session.connection()).hashes() == {LOGO_HASH}


def test_a_file_that_is_not_there_is_named(database: Database) -> None:
    with database.reading() as session, pytest.raises(Surroundings) as said:
        get(session, LOGO_HASH)
    assert dict(said.value.message.values) == {"name": LOGO_HASH[:12]}


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_files_lie_beside_the_desk(database: Database) -> None:
    _put(database, LOGO)
    kept = Path(f"{database.url}.files", LOGO_HASH[:2], LOGO_HASH)
    assert kept.read_bytes() == LOGO
    assert [path.name for path in kept.parent.iterdir()] == [LOGO_HASH]


def test_a_damaged_file_is_said_to_be_and_heals_when_it_comes_again(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    files.put(LOGO)
    (tmp_path / LOGO_HASH[:2] / LOGO_HASH).write_bytes(b"something else")
    with pytest.raises(Surroundings, match="is damaged"):
        files.get(LOGO_HASH)
    files.put(LOGO)
    assert files.get(LOGO_HASH) == LOGO


def test_what_is_no_hash_names_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(Surroundings, match="is missing"):
        FolderFiles(tmp_path / "files").get("../../secret")


def test_only_files_of_ours_are_counted(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    files.put(LOGO)
    (tmp_path / LOGO_HASH[:2] / ".DS_Store").touch()
    (tmp_path / "README").touch()
    assert files.hashes() == {LOGO_HASH}


def test_copying_takes_only_what_is_lacking(tmp_path: Path) -> None:
    source, target = FolderFiles(tmp_path / "source"), FolderFiles(tmp_path / "target")
    for data in (b"one", b"two", b"three"):
        source.put(data)
    target.put(b"two")
    told: list[tuple[int, int | None]] = []

    def tell(done: int, total: int | None = None, doing: Message | None = None) -> None:
        told.append((done, total))

    assert copy_files(source, target, tell) == []
    assert (target.hashes(), told) == (source.hashes(), [(0, 2), (1, 2)])


def test_a_damaged_file_is_told_and_does_not_keep_the_others_back(tmp_path: Path) -> None:
    source, target = FolderFiles(tmp_path / "source"), FolderFiles(tmp_path / "target")
    one, two = source.put(b"one"), source.put(b"two")
    (tmp_path / "source" / one[:2] / one).write_bytes(b"not one")
    assert [dict(said.values) for said in copy_files(source, target, unwatched)] == [{"name": one[:12]}]
    assert target.hashes() == {two}


def test_a_file_that_is_to_be_new_never_replaces_another(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    slow = replacing(path, new=True)
    slow.__enter__().write_bytes(b"late")
    path.write_bytes(b"first")
    with pytest.raises(Refused, match="exists already"):
        slow.__exit__(None, None, None)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("desk.sqlite", b"first")]


@pytest.mark.parametrize("there", [True, False])
def test_nor_where_files_have_no_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", unsupported)
    path = tmp_path / "desk.sqlite"
    if there:
        path.write_bytes(b"first")
        with pytest.raises(Refused), replacing(path, new=True) as part:
            part.write_bytes(b"late")
        assert path.read_bytes() == b"first"
    else:
        with replacing(path, new=True) as part:
            part.write_bytes(b"new")
        assert path.read_bytes() == b"new"


def test_trouble_with_a_file_names_the_file_people_know(tmp_path: Path) -> None:
    def write(error: OSError | None = None) -> None:
        with replacing(tmp_path / "desk.sqlite") as part:
            if error is not None:
                raise error
            part.read_bytes()

    for error, named in (
        (OSError(errno.ENOSPC, "No space left on device"), "desk.sqlite"),
        (OSError(errno.ENOENT, "No such file", str(tmp_path / "source")), "source"),
        (None, "desk.sqlite"),
    ):
        with pytest.raises(OSError) as raised:  # noqa: PT011 - the system says it in its own language
            write(error)
        assert raised.value.errno == (errno.ENOENT if error is None else error.errno)
        assert raised.value.filename == str(tmp_path / named)


@pytest.mark.parametrize(("code", "passes"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_share_that_cannot_sync_a_folder_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, passes: bool
) -> None:
    sync = os.fsync

    def only_files(opened: int) -> None:
        if stat.S_ISDIR(os.fstat(opened).st_mode):
            raise OSError(code, os.strerror(code))
        sync(opened)

    monkeypatch.setattr("os.fsync", only_files)
    with nullcontext() if passes else pytest.raises(OSError, match=os.strerror(code)):
        write_whole(tmp_path / "desk.sqlite", b"new")
    assert (tmp_path / "desk.sqlite").read_bytes() == b"new"


def test_a_file_half_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(b"old")
    with pytest.raises(TypeError), replacing(path) as part:
        part.write_bytes("half")  # type: ignore[arg-type]  # what fails is of no matter
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("desk.sqlite", b"old")]


@pytest.mark.parametrize("trouble", ["read-only", "full"])
def test_what_stands_against_a_file_is_said_of_the_folder_that_people_see(tmp_path: Path, trouble: str) -> None:
    with small_disk(tmp_path / "disk", 100_000) as disk:
        folder = disk / "desk.sqlite.files"
        files = FolderFiles(folder)
        if trouble == "full":
            (disk / "ballast").write_bytes(b"x" * 80_000)
        else:
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(OSError, match=str(folder)):
            files.put(bytes(50_000))
