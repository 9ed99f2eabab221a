from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.archive import pack
from coorddesk.core.backup import backup_desk, list_backups
from coorddesk.core.bulk import insert_rows
from coorddesk.core.errors import Cancelled, Damaged, Refused, Surroundings
from coorddesk.core.files import get
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.migrate import rebuilding
from coorddesk.core.paths import HOME_VARIABLE
from coorddesk.core.restore import Restored, restore
from coorddesk.core.revision import State, revision_of, state
from coorddesk.core.snapshot import overwrite
from tests.core.lived_in import LOGO, everything, live_in, person
from tests.next_version import become_next_version
from tests.other_program import other_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from tests.desks import Desks

LOGO_HASH = hashlib.sha256(LOGO).hexdigest()
SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("desks", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
Rows = dict[str, list[tuple[object, ...]]]

_OVERWRITES = """
import sys
from pathlib import Path
from coorddesk.core import snapshot

def wait(*_):
    print("going on", flush=True)
    sys.stdin.readline()

snapshot._PAGES_AT_A_TIME = 4
snapshot.overwrite(Path(sys.argv[1]), Path(sys.argv[2]), wait)
"""


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a server's backups go."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def backup(database: Database) -> Path:
    """The backup of a desk with a past, on which something was done since."""
    live_in(database)
    path = backup_desk(database.url, clock=database.clock).backup.path
    _add_somebody(database)
    return path


def _add_somebody(database: Database) -> None:
    with database.transaction() as session:
        insert_rows(session, table_named("person"), [person(0)])
        record(session, _("Add somebody"))


def _rows(url: str, open_desk: Callable[..., Database]) -> Rows:
    """Everything at a path or URL, which nobody has open afterwards."""
    database = open_desk(url)
    try:
        return everything(database)
    finally:
        database.close()


def test_a_restored_desk_is_as_it_was_and_the_present_one_is_backed_up(
    database: Database, backup: Path, open_desk: Callable[..., Database]
) -> None:
    present = everything(database)
    database.close()
    done = restore(backup, database.url, clock=database.clock)
    restored = _rows(database.url, open_desk)
    assert len(restored["person"]) == len(present["person"]) - 1
    assert [made.path for made in list_backups(database.url)] == [done.before, backup]
    assert done.before is not None
    assert done.troubles == ()
    again = restore(done.before, database.url, clock=database.clock)
    assert (_rows(database.url, open_desk), again.troubles) == (present, ())


def test_attached_files_come_back(database: Database, backup: Path, open_desk: Callable[..., Database]) -> None:
    database.close()
    if database.path is not None:
        shutil.rmtree(f"{database.path}.files")
    assert restore(backup, database.url, clock=database.clock).troubles == ()
    with open_desk(database.url).reading() as session:
        assert get(session, LOGO_HASH) == LOGO


def test_a_missing_desk_is_restored(desks: Desks, database: Database, backup: Path) -> None:
    url = desks.empty()
    assert restore(backup, url, clock=database.clock) == Restored(None, ())
    assert state(url) is State.CURRENT


def test_what_a_deleted_desk_left_behind_does_not_get_into_the_restored_one(
    tmp_path: Path, desks: Desks, database: Database, backup: Path, open_desk: Callable[..., Database]
) -> None:
    if "://" in database.url:
        return
    expected = _rows(str(backup), open_desk)
    other = Path(desks.fresh())
    with closing(sqlite3.connect(other)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("UPDATE alembic_version SET version_num = 'ghost'")
        writer.commit()
        shutil.copyfile(f"{other}-wal", tmp_path / "desk.sqlite-wal")
    restore(backup, str(tmp_path / "desk.sqlite"), clock=database.clock)
    assert _rows(str(tmp_path / "desk.sqlite"), open_desk) == expected


def test_an_archive_is_restored_on_either_database(
    database: Database, desks: Desks, clock: FixedClock, tmp_path: Path, open_desk: Callable[..., Database]
) -> None:
    live_in(database)
    before = everything(database)
    pack(database.url, tmp_path / "desk.coorddesk", clock=clock)
    _add_somebody(database)
    database.close()
    restore(tmp_path / "desk.coorddesk", database.url, clock=clock)
    assert _rows(database.url, open_desk) == before
    elsewhere = str(tmp_path / "elsewhere.sqlite")
    restore(tmp_path / "desk.coorddesk", elsewhere, clock=clock)
    assert _rows(elsewhere, open_desk) == before


@POSTGRESQL
def test_a_backup_file_is_restored_on_a_server(
    database: Database, tmp_path: Path, clock: FixedClock, open_desk: Callable[..., Database], desks: Desks
) -> None:
    live_in(database)
    before = everything(database)
    pack(database.url, tmp_path / "desk.coorddesk", clock=clock)
    restore(tmp_path / "desk.coorddesk", str(tmp_path / "desk.sqlite"), clock=clock)
    backup = backup_desk(str(tmp_path / "desk.sqlite"), clock=clock).backup.path
    _add_somebody(database)
    database.close()
    restore(backup, database.url, clock=clock)
    assert _rows(database.url, open_desk) == before


def test_nobody_else_may_have_the_desk_open(database: Database, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.core.snapshot.BUSY_SECONDS", 0.1)
    present = everything(database)  # read, so that it is open
    with pytest.raises(Refused, match="Another program has this desk open"):
        restore(backup, database.url, clock=database.clock)
    assert everything(database) == present
    assert [made.path for made in list_backups(database.url)] == [backup]


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(
    database: Database, backup: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database.close()
    number = become_next_version(monkeypatch, tmp_path)
    restore(backup, database.url, clock=database.clock)
    assert revision_of(database.url) == number


@SQLITE
def test_a_backup_of_a_newer_version_is_refused(database: Database, backup: Path) -> None:
    database.close()
    with closing(sqlite3.connect(backup)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    before = Path(database.url).read_bytes()
    with pytest.raises(Refused, match="by a newer version"):
        restore(backup, database.url, clock=database.clock)
    assert Path(database.url).read_bytes() == before


@SQLITE
def test_a_damaged_backup_is_refused(database: Database, backup: Path) -> None:
    database.close()
    backup.write_bytes(backup.read_bytes()[:-5000])
    before = Path(database.url).read_bytes()
    with pytest.raises(Damaged):
        restore(backup, database.url, clock=database.clock)
    assert Path(database.url).read_bytes() == before


def test_a_backup_that_is_gone_is_said_to_be(database: Database, tmp_path: Path) -> None:
    for name in ("gone.sqlite", "gone.coorddesk"):
        with pytest.raises(Surroundings, match="does not exist"):
            restore(tmp_path / name, database.url, clock=database.clock)


def test_somebody_elses_database_is_not_overwritten(desks: Desks, database: Database, backup: Path) -> None:
    url = desks.empty()
    with rebuilding(url, create=True) as connection:
        connection.exec_driver_sql("CREATE TABLE invoice (id INTEGER)")
    with pytest.raises(Refused, match="but not a desk"):
        restore(backup, url, clock=database.clock)


@SQLITE
@pytest.mark.parametrize("damage", ["header", "page", "cut", "empty"])
def test_a_damaged_desk_is_replaced_and_kept_as_it_is(
    database: Database, backup: Path, open_desk: Callable[..., Database], damage: str
) -> None:
    database.close()
    path = Path(database.url)
    whole = path.read_bytes()
    damaged = {
        "header": bytes(100) + whole[100:],
        "page": whole[: 5 * 4096] + bytes(4096) + whole[6 * 4096 :],
        "cut": whole[: 7 * 4096 + 100],
        "empty": b"",
    }[damage]
    path.write_bytes(damaged)
    expected = _rows(str(backup), open_desk)
    done = restore(backup, str(path), clock=database.clock)
    assert _rows(str(path), open_desk) == expected
    assert done.before == path.with_name("desk-damaged-20260907-083000.db")
    assert done.before.read_bytes() == damaged
    assert [made.path for made in list_backups(str(path))] == [backup]


@SQLITE
def test_a_restore_given_up_leaves_the_desk_as_it_was(
    database: Database, backup: Path, open_desk: Callable[..., Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    present = everything(database)
    database.close()
    monkeypatch.setattr("coorddesk.core.snapshot._PAGES_AT_A_TIME", 8)

    def give_up(done: int, total: int | None = None, doing: Message | None = None) -> None:
        if done > 16:
            raise Cancelled

    with pytest.raises(Cancelled):
        overwrite(Path(database.url), backup, give_up)
    assert _rows(database.url, open_desk) == present


@SQLITE
def test_a_restore_killed_leaves_the_desk_as_it_was(
    database: Database, backup: Path, open_desk: Callable[..., Database]
) -> None:
    present = everything(database)
    database.close()
    for steps in (1, 3, 8):
        with other_program(_OVERWRITES, database.url, str(backup)) as program:
            for _step in range(steps):
                assert program.hear() == "going on"
                program.say("go on")
            assert program.hear() == "going on"
            program.kill()
        assert _rows(database.url, open_desk) == present
        with closing(sqlite3.connect(database.url)) as desk:
            assert desk.execute("PRAGMA integrity_check").fetchone() == ("ok",)
