"""What the machine may do to a desk: each time a sentence that says what to do, and a sound desk afterwards."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psycopg
import pytest

from coorddesk.core.backup import backup_desk
from coorddesk.core.bulk import insert_rows
from coorddesk.core.check import check_desk
from coorddesk.core.errors import Damaged, Surroundings, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.schema import create_desk, prepare
from tests.core.lived_in import everything, live_in, person
from tests.other_program import other_program
from tests.unlucky import Line, forbidden, small_disk, small_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from tests.desks import Desks

SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("desks", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
PAGE = 4096
PIECES, ROWS = 8, 500

_IMPORTS = f"""
import os
import sys
from coorddesk.core.access import Actor
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from tests.core.lived_in import person

def run():
    print(os.getpid(), flush=True)
    database = Database(sys.argv[1], actor=Actor("Alex"), clock=SystemClock())
    with database.transaction() as session:
        for piece in range({PIECES}):
            insert_rows(session, table_named("person"), [person(number) for number in range({ROWS})])
            print("piece", piece, flush=True)
        record(session, _("Import people"))
    print("done", flush=True)
    sys.stdin.readline()

while sys.stdin.readline():
    program = os.fork()
    if program == 0:
        try:
            run()
        finally:
            os._exit(0)
    os.waitpid(program, 0)
    print("killed", flush=True)
"""
_WRITES = """
import sys
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database

database = Database(sys.argv[1], actor=Actor("Alex"), clock=SystemClock())
with database.transaction() as session:
    print("writing", flush=True)
    sys.stdin.readline()
database.close()
"""


def _add(database: Database, count: int = 1) -> None:
    with database.transaction() as session:
        insert_rows(session, table_named("person"), [person(number) for number in range(count)])
        record(session, _("Add people"))


def _people(database: Database) -> int:
    return len(everything(database)["person"])


def _said(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.message.text.partition(".")[0]


def test_an_import_killed_at_any_moment_is_whole_or_not_there(database: Database) -> None:
    chance, done = random.Random(7), 0
    with other_program(_IMPORTS, database.url) as programs:
        for lines in (0, 1, 3, 5, 7, PIECES, PIECES, PIECES, PIECES, PIECES + 1):
            programs.say("go")
            program = int(programs.hear())
            heard = [programs.hear() for _line in range(lines)]
            time.sleep(chance.random() * 0.02)
            os.kill(program, signal.SIGKILL)
            while programs.hear() != "killed":
                pass
            present = _people(database)
            assert present in {done, done + PIECES * ROWS}
            assert present > done or "done" not in heard
            done = present
    assert len(everything(database)["change_set"]) == done // (PIECES * ROWS) >= 1
    with database.reading() as session:
        assert check_desk(session) == []
    _add(database)


@SQLITE
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("cut off", "The desk's file is damaged"),
        ("no longer SQLite", "{name} is not a desk, or its beginning is damaged"),
        ("header lost", "This file is not a CoordDesk desk, or its beginning is damaged"),
        ("bits flipped", "The desk's file is damaged"),
    ],
)
def test_a_damaged_file_is_said_to_be(database: Database, clock: FixedClock, damage: str, said: str) -> None:
    live_in(database)
    database.close()
    path = Path(database.url)
    whole = path.read_bytes()
    damaged = {
        "cut off": whole[: PAGE * 3 + 100],
        "no longer SQLite": b"SQLite format 4\0" + whole[16:],
        "header lost": whole[:20] + bytes(80) + whole[100:],
        "bits flipped": whole[:PAGE] + bytes(byte ^ 0xFF for byte in whole[PAGE:]),
    }
    path.write_bytes(damaged[damage])

    def open_and_read() -> None:
        prepare(database.url, clock=clock)
        everything(database)

    with pytest.raises(Damaged) as error:
        open_and_read()
    assert _said(error) == said


@SQLITE
def test_a_read_only_file_can_be_read_and_not_written(database: Database, open_desk: Callable[..., Database]) -> None:
    _add(database)
    database.close()
    with forbidden(Path(database.url)), pytest.raises(Surroundings) as error:
        _add(open_desk(database.url))
    assert _said(error) == "The desk cannot be written: its file or folder is read-only"
    assert _people(database) == 1


@SQLITE
def test_a_read_only_folder_says_so(database: Database, open_desk: Callable[..., Database]) -> None:
    _add(database)
    database.close()
    with forbidden(Path(database.url).parent), pytest.raises(Surroundings) as error:
        _add(open_desk(database.url))
    assert _said(error) in {
        "The desk cannot be written: its file or folder is read-only",
        "The desk's file cannot be opened: it or its folder is missing or read-only, or you have no right to it",
    }
    _add(database)
    assert _people(database) == 2


@SQLITE
def test_a_desk_that_may_only_be_read_says_what_to_do(database: Database, open_desk: Callable[..., Database]) -> None:
    _add(database)
    database.close()
    with TemporaryDirectory() as name:
        path = Path(shutil.copy(database.url, name))
        with forbidden(path.parent), pytest.raises(Surroundings) as error:
            _people(open_desk(str(path)))
    assert error.value.message.text == (
        "The desk cannot be written: its file or folder is read-only. "
        "Ask for the right to write there, or copy the desk into a folder of your own and open the copy."
    )


@SQLITE
def test_no_desk_is_made_in_a_read_only_folder(desks: Desks) -> None:
    path = Path(desks.empty())
    with forbidden(path.parent), pytest.raises(Surroundings) as error:
        create_desk(str(path))
    assert _said(error).startswith(
        "The desk's file cannot be opened: it or its folder is missing or read-only, or you have no right"
    )
    assert list(path.parent.iterdir()) == []


def test_no_desk_is_made_on_a_read_only_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1 << 20) as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(Surroundings) as error:
            create_desk(str(disk / "desk.sqlite"))
    assert _said(error).startswith("The desk's file cannot be opened: it or its folder is missing or read-only")


@SQLITE
def test_no_desk_is_looked_for_where_nobody_may_look(desks: Desks, clock: FixedClock) -> None:
    path = Path(desks.empty())
    with forbidden(path.parent, 0o000), pytest.raises(Surroundings) as error:
        prepare(str(path), create=True, clock=clock)
    assert _said(error) == "{name} may not be written or read"


@SQLITE
def test_no_backup_goes_into_a_read_only_folder(database: Database, desks: Desks) -> None:
    folder = Path(desks.empty()).parent
    database.close()
    with forbidden(folder), pytest.raises(Surroundings):
        backup_desk(database.url, folder, clock=database.clock)
    assert list(folder.iterdir()) == []


@SQLITE
def test_a_full_disk_loses_nothing_and_works_again_once_there_is_room(
    tmp_path: Path, desks: Desks, open_desk: Callable[..., Database]
) -> None:
    with small_disk(tmp_path / "disk", 8 << 20) as disk:
        database = open_desk(str(disk / "desk.sqlite"))
        create_desk(database.url)
        _add(database, 1000)
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - (300 << 10)))
        with pytest.raises(Surroundings) as error:
            _add(database, 20_000)
        assert _said(error) == "The disk is full: nothing was written and nothing was lost"
        with pytest.raises(Surroundings) as error:
            backup_desk(database.url, clock=database.clock)
        assert "disk is full" in _said(error)
        assert [path.name for path in (disk / "backups").iterdir()] == []
        (disk / "ballast").unlink()
        assert _people(database) == 1000
        _add(database)
        with database.reading() as session:
            assert check_desk(session) == []
        database.close()


def test_a_desk_that_is_opened_on_a_full_disk_says_so(tmp_path: Path, open_desk: Callable[..., Database]) -> None:
    with small_disk(tmp_path / "disk", 8 << 20) as disk:
        create_desk(str(disk / "desk.sqlite"))
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free))
        database = open_desk(str(disk / "desk.sqlite"))
        with pytest.raises(Surroundings) as error:
            _people(database)
        database.close()
    assert _said(error) == "The disk is full: nothing was written and nothing was lost"


@SQLITE
def test_a_disk_that_takes_no_more_of_a_file_loses_nothing(database: Database) -> None:
    _add(database)
    with small_files(600_000):
        with pytest.raises(Surroundings) as error:
            _add(database, 20_000)
        assert "isk" in _said(error)
    _add(database)
    assert _people(database) == 2


@SQLITE
def test_a_backup_too_large_for_the_disk_says_so(database: Database, tmp_path: Path) -> None:
    live_in(database)
    with small_files(100_000), pytest.raises(Surroundings) as error:
        backup_desk(database.url, tmp_path, clock=database.clock)
    assert "isk" in _said(error)
    assert list(tmp_path.glob("*.*")) == []


def test_a_desk_locked_by_another_program_is_waited_for_and_then_refused(
    database: Database, open_desk: Callable[..., Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.core.engine.BUSY_SECONDS", 1)
    impatient = open_desk(database.url)
    with other_program(_WRITES, database.url) as program:
        assert program.hear() == "writing"
        with pytest.raises(Surroundings) as error:
            _add(impatient)
        assert _said(error) == "Another program is writing to this desk"
        assert _people(impatient) == 0  # reading goes on
        program.say("enough")
        assert program.hear_all() == []
    _add(impatient)
    assert _people(impatient) == 1


@POSTGRESQL
def test_a_server_that_ends_our_connection_is_said_to_be_lost_and_found_again(database: Database) -> None:
    _add(database)
    with psycopg.connect(database.url, autocommit=True) as administrator:

        def write_while_it_ends() -> None:
            with database.transaction() as session:
                insert_rows(session, table_named("person"), [person(1)])
                administrator.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid != pg_backend_pid()"
                )
                record(session, _("Add"))

        with pytest.raises(Surroundings) as error:
            write_while_it_ends()
    assert _said(error) == "The database server does not answer"
    assert _people(database) == 1
    _add(database)
    assert _people(database) == 2


@POSTGRESQL
def test_a_line_that_was_cut_is_said_to_be_and_used_again_once_mended(
    desks: Desks, open_desk: Callable[..., Database], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Line(desks.fresh(), tmp_path_factory.mktemp("l")) as line:
        database = open_desk(line.url)
        _add(database)
        line.cut()
        for _attempt in range(2):
            for work in (_people, _add):
                with pytest.raises(Surroundings) as error:
                    work(database)
                assert _said(error) == "The database server does not answer"
        line.mend()
        assert _people(database) == 1
        _add(database)
        assert _people(database) == 2
        database.close()


@POSTGRESQL
def test_a_server_that_turns_us_away_is_quoted(desks: Desks, open_desk: Callable[..., Database]) -> None:
    url = desks.fresh()
    with pytest.raises(Surroundings) as error:
        everything(open_desk(url.replace("coorddesk@", "nobody@")))
    assert error.value.message.text.startswith("The database server refuses the connection ({reason})")
    assert dict(error.value.message.values) == {"reason": 'role "nobody" does not exist'}


@pytest.mark.parametrize("url", ["mysql://server/desk", "postgresql+asyncpg://server/desk", "http://[desk", "://"])
def test_what_is_no_address_is_said_to_be_none(url: str, clock: FixedClock) -> None:
    with pytest.raises(UserError, match="no address of a desk"):
        prepare(url, clock=clock)


def test_an_installation_without_postgresql_says_so(clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.core.engine.find_spec", lambda _name: None)
    with pytest.raises(Surroundings, match="does not speak with PostgreSQL"):
        prepare("postgresql://server/desk", clock=clock)
