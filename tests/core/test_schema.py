from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, String, create_engine
from sqlalchemy.exc import IntegrityError

from coorddesk.core.backup import list_backups
from coorddesk.core.bulk import insert_rows
from coorddesk.core.errors import Damaged, Refused, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.migrate import rebuilding
from coorddesk.core.paths import HOME_VARIABLE
from coorddesk.core.revision import head, revision_of
from coorddesk.core.schema import State, create_desk, prepare, state, upgrade
from coorddesk.core.snapshot import verified
from tests.core.lived_in import everything, live_in, person
from tests.migrations.schema_text import schema_text
from tests.next_version import become_next_version
from tests.other_program import other_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from tests.desks import Desks

SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("desks", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)

_CREATES = """
import sys
from coorddesk.core.schema import create_desk

print("ready", flush=True)
sys.stdin.readline()
create_desk(sys.argv[1])
"""


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a server's backups go."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


def _execute(url: str, *statements: str) -> None:
    """Do to a database what only another program would."""
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://") if "://" in url else f"sqlite:///{url}"
    )
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _schema(url: str) -> set[tuple[str, str]]:
    with rebuilding(url) as connection:
        return schema_text(connection)


def test_a_missing_desk_is_made_only_on_purpose(desks: Desks, clock: FixedClock) -> None:
    url = desks.empty()
    with pytest.raises(UserError, match="no desk here yet"):
        prepare(url, clock=clock)
    assert state(url) is State.NEW
    prepare(url, create=True, clock=clock)
    assert (state(url), revision_of(url)) == (State.CURRENT, head())


def test_a_desk_of_this_version_is_left_alone(database: Database, clock: FixedClock) -> None:
    live_in(database)
    before = everything(database)
    prepare(database.url, create=True, clock=clock)
    assert everything(database) == before
    assert upgrade(database.url, clock=clock) is None
    assert list_backups(database.url) == []


def test_a_new_file_comes_with_its_folder_and_nothing_else(tmp_path: Path, clock: FixedClock) -> None:
    prepare(str(tmp_path / "deep" / "down" / "desk.sqlite"), create=True, clock=clock)
    assert [path.name for path in (tmp_path / "deep" / "down").iterdir()] == ["desk.sqlite"]


def test_what_a_deleted_desk_left_behind_does_not_get_into_the_new_one(desks: Desks, tmp_path: Path) -> None:
    url = desks.fresh()
    if "://" in url:
        return
    with closing(sqlite3.connect(url)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("CREATE TABLE ghost (id INTEGER)")
        writer.commit()
        log = Path(f"{url}-wal").read_bytes()
    path = tmp_path / "desk.sqlite"
    Path(f"{path}-wal").write_bytes(log)
    create_desk(str(path))
    with closing(sqlite3.connect(path)) as reader:
        assert reader.execute("SELECT count(*) FROM sqlite_master WHERE name = 'ghost'").fetchone() == (0,)


@POSTGRESQL
def test_two_programs_that_make_the_same_desk_make_one(desks: Desks) -> None:
    url = desks.empty()
    with other_program(_CREATES, url) as one, other_program(_CREATES, url) as two:
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.say("go")
        two.say("go")
        assert (one.hear_all(), two.hear_all()) == ([], [])
    assert state(url) is State.CURRENT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty: its content was lost"),
        (b"tag;serial\n", "is not a desk, or its beginning is damaged"),
        (b"SQLite format 3", "is not a desk, or its beginning is damaged"),
        (b"SQLite format 3\0" + bytes(100), "is not a CoordDesk desk, or its beginning is damaged"),
    ],
)
def test_what_is_no_database_is_damaged(tmp_path: Path, clock: FixedClock, content: bytes, said: str) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(content)
    with pytest.raises(Damaged, match=said):
        prepare(str(path), create=True, clock=clock)
    assert path.read_bytes() == content


def test_a_folder_is_no_desk(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(UserError, match="is a folder"):
        prepare(str(tmp_path), create=True, clock=clock)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE invoice (id INTEGER)"],
        ["CREATE TABLE alembic_version (version_num VARCHAR(32))", "INSERT INTO alembic_version VALUES ('0001')"],
        [
            "CREATE TABLE alembic_version (version_num VARCHAR(32))",
            "CREATE TABLE change_set (id INTEGER)",
            "INSERT INTO alembic_version VALUES ('ae1027a6acf')",
        ],
        ["CREATE TABLE alembic_version (version_num VARCHAR(32))", "CREATE TABLE change_set (id INTEGER)"],
    ],
)
def test_somebody_elses_database_is_not_touched(desks: Desks, clock: FixedClock, statements: list[str]) -> None:
    url = desks.empty()
    _execute(url, *statements)
    with pytest.raises(Refused, match="not a CoordDesk desk"):
        prepare(url, create=True, clock=clock)
    with pytest.raises(Refused, match="not a CoordDesk desk"):
        upgrade(url, clock=clock)


def test_a_newer_desk_is_refused(desks: Desks, clock: FixedClock) -> None:
    url = desks.fresh()
    _execute(url, "UPDATE alembic_version SET version_num = '9999'")
    assert state(url) is State.NEWER
    for attempt in (prepare, upgrade):
        with pytest.raises(Refused, match="newer version of CoordDesk and was left untouched"):
            attempt(url, clock=clock)


@SQLITE
def test_a_newer_file_is_not_touched(desks: Desks, clock: FixedClock) -> None:
    path = Path(desks.fresh())
    _execute(str(path), "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(Refused):
        prepare(str(path), clock=clock)
    assert (path.read_bytes(), [beside.name for beside in path.parent.iterdir()]) == (before, [path.name])


@SQLITE
def test_a_file_of_an_earlier_version_is_upgraded_when_it_is_opened(
    database: Database,
    open_desk: Callable[..., Database],
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    live_in(database)
    before = everything(database)
    number = become_next_version(monkeypatch, tmp_path)
    prepare(database.url, clock=clock)
    assert revision_of(database.url) == number
    assert ("person", "remarks VARCHAR NOT NULL") in _schema(database.url)
    (backup,) = list_backups(database.url)
    assert verified(backup.path).revision == head()
    monkeypatch.undo()
    assert everything(open_desk(str(backup.path))) == before


@SQLITE
def test_an_upgrade_rebuilds_a_table_and_loses_no_row_that_points_at_it(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live_in(database)
    before = everything(database)
    become_next_version(
        monkeypatch,
        tmp_path,
        """
    for table in ("change_set", "place", "person"):
        with op.batch_alter_table(table, recreate="always") as rebuilt:
            rebuilt.add_column(sa.Column("colour", sa.String, server_default="red"))
""",
    )
    prepare(database.url, clock=clock)
    monkeypatch.undo()
    _execute(
        database.url,
        "UPDATE alembic_version SET version_num = '0001'",
        *(f"ALTER TABLE {table} DROP COLUMN colour" for table in ("change_set", "place", "person")),
    )
    assert everything(database) == before


def test_a_table_is_rebuilt_without_taking_its_children_along(desks: Desks) -> None:
    """SQLite deletes the children of a dropped table if the key says so, even in a migration."""
    url = desks.empty()
    _execute(
        url,
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (1, 1)",
    )
    with rebuilding(url) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("parent", recreate="always" if "://" not in url else "auto") as parent:
            parent.add_column(Column("name", String))
    with rebuilding(url) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 1


@pytest.mark.parametrize(
    ("harm", "raised"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        ("op.execute('DELETE FROM change_set')", (Refused, IntegrityError)),
    ],
)
def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    database: Database,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    harm: str,
    raised: type[Exception] | tuple[type[Exception], ...],
) -> None:
    live_in(database)
    before, schema = everything(database), _schema(database.url)
    become_next_version(
        monkeypatch,
        tmp_path,
        f"""
    op.create_table("half", sa.Column("id", sa.Integer))
    op.add_column("place", sa.Column("colour", sa.String))
    {harm}
""",
    )
    with pytest.raises(raised):
        upgrade(database.url, clock=clock)
    assert state(database.url) is State.BEHIND
    monkeypatch.undo()
    assert (everything(database), _schema(database.url)) == (before, schema)


@SQLITE
def test_an_upgrade_that_breaks_links_is_taken_back_with_a_sentence(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live_in(database)
    become_next_version(monkeypatch, tmp_path, "    op.execute('DELETE FROM change_set')")
    with pytest.raises(Refused, match="The desk was left as it was"):
        prepare(database.url, clock=clock)
    assert revision_of(database.url) == head()


@SQLITE
def test_without_a_backup_there_is_no_upgrade(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    become_next_version(monkeypatch, tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="is in the way"):
        prepare(database.url, backups=tmp_path / "file", clock=clock)
    assert revision_of(database.url) == head()


@POSTGRESQL
def test_a_server_waits_for_consent(
    database: Database,
    open_desk: Callable[..., Database],
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    live_in(database)
    number = become_next_version(monkeypatch, tmp_path)
    with pytest.raises(Refused, match="Ask them to close CoordDesk"):
        prepare(database.url, clock=clock)
    assert revision_of(database.url) == head()
    backup = upgrade(database.url, clock=clock)
    assert revision_of(database.url) == number
    assert [made.path for made in list_backups(database.url)] == [backup]


def test_who_has_the_desk_open_while_it_is_upgraded_writes_nothing_more(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live_in(database)
    with monkeypatch.context() as other:
        become_next_version(other, tmp_path)
        upgrade(database.url, clock=clock)
    with pytest.raises(Refused, match="upgraded or restored by another program"), database.transaction():
        pass
    with pytest.raises(Refused, match="upgraded or restored by another program"):
        database.look_for_news()


def test_others_cannot_write_during_an_upgrade(
    database: Database, open_desk: Callable[..., Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        with impatient.transaction() as session:
            insert_rows(session, table_named("person"), [person(1)])
            record(session, _("Add"))

    monkeypatch.setattr("coorddesk.core.engine.BUSY_SECONDS", 1)
    impatient = open_desk(database.url)
    with rebuilding(database.url), pytest.raises(UserError, match="Another program is writing to this desk"):
        write()
    write()
