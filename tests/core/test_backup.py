from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coorddesk.core.archive_file import reading
from coorddesk.core.backup import backup_desk, backup_folder, backup_is_due, list_backups, make_backup
from coorddesk.core.clock import FixedClock
from coorddesk.core.errors import Cancelled, Damaged, Surroundings
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import Message
from coorddesk.core.paths import HOME_VARIABLE
from coorddesk.core.revision import head
from coorddesk.core.snapshot import Facts, take_snapshot, verified
from tests.core.lived_in import LOGO, everything, live_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from tests.desks import Desks

LOGO_HASH = hashlib.sha256(LOGO).hexdigest()
SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("desks", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a server's backups go."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@SQLITE
def test_a_backup_is_a_desk_in_one_file(database: Database, open_desk: Callable[..., Database]) -> None:
    live_in(database)
    made = backup_desk(database.url, clock=database.clock)
    folder = Path(database.url).parent / "backups"
    assert (made.backup.path, made.troubles) == (folder / "desk-20260907-083000.sqlite", ())
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "desk-20260907-083000.sqlite",
        f"files/{LOGO_HASH[:2]}/{LOGO_HASH}",
    ]
    assert everything(open_desk(str(made.backup.path))) == everything(database)


@SQLITE
def test_what_is_not_yet_in_the_file_itself_is_backed_up_too(database: Database) -> None:
    live_in(database)  # the desk is open: part of it is in the write-ahead log alone
    deeds = len(everything(database)["change_set"])
    copied = Path(database.url).read_bytes()
    assert verified(backup_desk(database.url, clock=database.clock).backup.path) == Facts(head(), deeds)
    alone = Path(database.url).parent / "copied.db"
    alone.write_bytes(copied)
    with closing(sqlite3.connect(alone)) as naive:
        assert naive.execute("SELECT count(*) FROM change_set").fetchone() != (deeds,)


@POSTGRESQL
def test_a_server_is_backed_up_as_an_archive(database: Database, tmp_path: Path) -> None:
    live_in(database)
    made = backup_desk(database.url, clock=database.clock)
    assert made.backup.path.parent == tmp_path / "home" / "data" / "backups"
    assert made.backup.path.name.endswith("-20260907-083000.coorddesk")
    with reading(made.backup.path) as archive:
        assert (archive.manifest.rows["person"], archive.hashes()) == (1198, {LOGO_HASH})


@SQLITE
def test_backups_are_listed_newest_first(database: Database, clock: FixedClock) -> None:
    made = []
    for days in (0, 1, 2):
        clock.moment = datetime(2026, 9, 7 + days, 8, 30, 0, 999, tzinfo=UTC)
        made.append(backup_desk(database.url, clock=clock).backup)
    folder = backup_folder(database.url)
    for name in ("desk-20260907.sqlite", "desks-20260907-083000.sqlite", "desk-20260907-083000.sqlite-wal", "notes"):
        (folder / name).touch()
    assert list_backups(database.url) == made[::-1]
    assert made[0].moment == datetime(2026, 9, 7, 8, 30, tzinfo=UTC)


@SQLITE
def test_two_backups_of_one_second_are_two(database: Database, clock: FixedClock) -> None:
    made = [make_backup(database.url, clock=clock).backup for _ in range(2)]
    assert made[1].moment - made[0].moment == timedelta(seconds=1)
    assert list_backups(database.url) == made[::-1]


def _fifteen_days_of_backups(database: Database, clock: FixedClock) -> None:
    first = make_backup(database.url, clock=clock).backup.path
    for day in range(8, 22):
        first.with_name(first.name.replace("-20260907-", f"-202609{day:02}-")).touch()
    clock.moment += timedelta(days=15)


@SQLITE
def test_old_backups_give_way(database: Database, clock: FixedClock) -> None:
    _fifteen_days_of_backups(database, clock)
    backup_desk(database.url, clock=clock)
    assert [f"{backup.moment:%d}" for backup in list_backups(database.url)] == [
        *("22", "21", "20", "19", "18", "17", "16"),  # seven days
        "13",  # and the last of the week before
    ]


@SQLITE
def test_a_backup_before_something_dangerous_deletes_nothing(database: Database, clock: FixedClock) -> None:
    _fifteen_days_of_backups(database, clock)
    make_backup(database.url, clock=clock)
    assert len(list_backups(database.url)) == 16


@SQLITE
def test_one_a_day_is_due(database: Database, clock: FixedClock) -> None:
    assert backup_is_due(database.url, clock=clock)
    backup_desk(database.url, clock=clock)
    assert not backup_is_due(database.url, clock=clock)
    clock.moment += timedelta(days=1)
    assert backup_is_due(database.url, clock=clock)


@SQLITE
def test_days_are_those_on_the_wall(database: Database) -> None:
    """In New York, one day has the evening of the 7th and what UTC calls the small hours of the 8th."""
    clock = FixedClock(datetime(2026, 9, 7, 22, tzinfo=UTC), ZoneInfo("America/New_York"))  # 18:00
    backup_desk(database.url, clock=clock)
    clock.moment += timedelta(hours=5)  # 23:00
    assert not backup_is_due(database.url, clock=clock)
    backup_desk(database.url, clock=clock)
    clock.moment += timedelta(hours=2)  # 1:00 on the 8th
    assert backup_is_due(database.url, clock=clock)
    backup_desk(database.url, clock=clock)
    assert [f"{clock.local(backup.moment):%d %H}" for backup in list_backups(database.url)] == ["08 01", "07 23"]


@SQLITE
def test_a_second_place_gets_a_copy_and_rotates_too(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    live_in(database)
    stick = tmp_path / "stick"
    stick.mkdir()
    _fifteen_days_of_backups(database, clock)
    for path in backup_folder(database.url).glob("*.*"):
        (stick / path.name).touch()
    made = backup_desk(database.url, second=stick, clock=clock)
    assert made.troubles == ()
    assert [backup.moment for backup in list_backups(database.url, stick)] == [
        backup.moment for backup in list_backups(database.url)
    ]
    assert (stick / made.backup.path.name).read_bytes() == made.backup.path.read_bytes()
    if database.path is not None:
        assert (stick / "files" / LOGO_HASH[:2] / LOGO_HASH).read_bytes() == LOGO


@SQLITE
def test_a_second_place_that_is_away_is_told_and_not_made(database: Database, tmp_path: Path) -> None:
    made = backup_desk(database.url, second=tmp_path / "stick", clock=database.clock)
    assert [said.text.partition(".")[0] for said in made.troubles] == [
        "The second place for backups ({name}) is not there"
    ]
    assert made.backup.path.exists()
    assert not (tmp_path / "stick").exists()


@SQLITE
def test_a_second_place_that_fails_is_told(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live_in(database)
    (tmp_path / "files").write_bytes(b"where the pool would be")
    made = backup_desk(database.url, second=tmp_path, clock=database.clock)
    assert [said.text for said in made.troubles] == ["{name} does not exist (any more)."]
    monkeypatch.setattr("shutil.copyfile", lambda _source, target: Path(target).write_bytes(b"cut"))
    made = backup_desk(database.url, second=tmp_path, clock=database.clock)
    assert [said.text for said in made.troubles] == ["{name} did not come out as it should. Check that disk."]


@SQLITE
def test_a_damaged_attachment_is_told_each_time_and_stops_nothing(database: Database, tmp_path: Path) -> None:
    live_in(database)
    Path(f"{database.url}.files", LOGO_HASH[:2], LOGO_HASH).write_bytes(b"damaged")
    for _time in range(2):
        made = backup_desk(database.url, second=tmp_path, clock=database.clock)
        assert [dict(said.values) for said in made.troubles] == [{"name": LOGO_HASH[:12]}]


@SQLITE
def test_a_file_damaged_in_the_pool_is_told(database: Database, tmp_path: Path) -> None:
    live_in(database)
    backup_desk(database.url, clock=database.clock)
    (backup_folder(database.url) / "files" / LOGO_HASH[:2] / LOGO_HASH).write_bytes(b"damaged")
    made = backup_desk(database.url, second=tmp_path, clock=database.clock)
    assert [dict(said.values) for said in made.troubles] == [{"name": LOGO_HASH[:12]}]


@SQLITE
def test_others_write_while_a_backup_is_made_and_it_shows_one_moment(
    database: Database, open_desk: Callable[..., Database], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live_in(database)
    before = everything(database)
    monkeypatch.setattr("coorddesk.core.snapshot._PAGES_AT_A_TIME", 8)
    other, written = open_desk(database.url), []

    def write(done: int, total: int | None = None, doing: Message | None = None) -> None:
        with other.transaction() as session:
            session.connection().exec_driver_sql("UPDATE drawn_number SET last = last + 1")
        written.append((done, total))

    take_snapshot(Path(database.url), tmp_path / "copy.sqlite", write)
    assert len(written) > 5
    assert len({total for _done, total in written}) == 1
    assert everything(open_desk(str(tmp_path / "copy.sqlite"))) == before


@SQLITE
def test_a_backup_given_up_leaves_nothing(database: Database) -> None:
    def give_up(done: int, total: int | None = None, doing: Message | None = None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backup_desk(database.url, clock=database.clock, progress=give_up)
    assert list(backup_folder(database.url).iterdir()) == []


@SQLITE
def test_a_damaged_desk_yields_no_backup_and_deletes_none(database: Database, desks: Desks, clock: FixedClock) -> None:
    live_in(database)
    database.close()
    earlier = backup_desk(database.url, clock=clock).backup
    path = Path(database.url)
    content = bytearray(path.read_bytes())
    page = 4096
    content[5 * page : 6 * page] = bytes(page)
    path.write_bytes(content)
    with pytest.raises(Damaged, match="no backup was made of that"):
        backup_desk(database.url, clock=clock)
    assert list_backups(database.url) == [earlier]
    assert sorted(found.name for found in backup_folder(database.url).iterdir()) == [earlier.path.name, "files"]


@SQLITE
@pytest.mark.parametrize("cut", [0, 10, 5000, -1])
def test_a_copy_cut_off_anywhere_is_no_backup(database: Database, cut: int) -> None:
    live_in(database)
    path = backup_desk(database.url, clock=database.clock).backup.path
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    with pytest.raises(Damaged):
        verified(path)


@SQLITE
def test_verifying_leaves_the_folder_as_it_is(database: Database) -> None:
    live_in(database)
    path = backup_desk(database.url, clock=database.clock).backup.path
    before = sorted(path.parent.iterdir())
    verified(path)
    assert sorted(path.parent.iterdir()) == before


def test_another_database_is_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other:
        other.execute("CREATE TABLE invoice (id INTEGER)")
    with pytest.raises(Surroundings, match="is a database, but not a desk"):
        verified(tmp_path / "other.sqlite")


@SQLITE
def test_a_copy_that_lacks_a_deed_is_no_backup(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.core.snapshot.verified", lambda _path: Facts(head(), 7))
    with pytest.raises(Damaged):
        take_snapshot(Path(database.url), tmp_path / "copy.sqlite", unwatched)
    assert list(tmp_path.iterdir()) == []
