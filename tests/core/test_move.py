from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core import numbers, undo
from coorddesk.core.bulk import insert_rows
from coorddesk.core.errors import Cancelled, Refused, UserError
from coorddesk.core.files import files_of, get
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.migrate import rebuilding
from coorddesk.core.move import _compare, move
from coorddesk.core.revision import State, state
from tests.core.lived_in import LOGO, everything, live_in, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from tests.desks import Desks


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """A desk's path that is free, whatever `desks` gives."""
    return str(tmp_path / "other" / "desk.sqlite")


def _there_and_back(database: Database, desks: Desks, sqlite: str) -> str:
    """The desk after a journey to the other kind of database (or to another file) and back."""
    move(database.url, sqlite)
    home = desks.empty()
    move(sqlite, home)
    return home


def _undo_all(database: Database) -> list[Message]:
    deeds: list[Message] = []
    while True:
        with database.transaction() as session:
            change_set = undo.next_to_undo(session)
            if change_set is None:
                return deeds
            deeds.append(undo.undo(session, change_set))


def test_a_desk_that_travelled_is_the_same(
    database: Database, desks: Desks, sqlite: str, open_desk: Callable[..., Database]
) -> None:
    live_in(database)
    home = open_desk(_there_and_back(database, desks, sqlite))
    assert everything(home) == everything(database)
    with home.reading() as session:
        connection = session.connection()
        logo = connection.exec_driver_sql("SELECT logo FROM organisation").scalar_one()
        assert get(session, logo) == LOGO
        assert files_of(connection).hashes() == {logo}


def test_what_was_done_before_can_be_undone_after(
    database: Database, desks: Desks, sqlite: str, open_desk: Callable[..., Database]
) -> None:
    live_in(database)
    home = open_desk(_there_and_back(database, desks, sqlite))
    deeds = [_undo_all(desk) for desk in (database, home)]
    assert deeds[0] == deeds[1]
    assert [deed.text for deed in deeds[1]] == [
        "Delete two people",
        "Import people",
        "Move {name}",
        "Add {name}",
        "Describe the organisation",
    ]
    assert everything(home)["person"] == everything(database)["person"] == []
    assert everything(home)["place"] == []


def test_row_ids_and_numbers_go_on_where_they_were(
    database: Database, desks: Desks, sqlite: str, open_desk: Callable[..., Database]
) -> None:
    live_in(database)
    home = open_desk(_there_and_back(database, desks, sqlite))
    with home.transaction() as session:
        assert insert_rows(session, table_named("person"), [person(1)]) == [1201]
        assert numbers.draw(session, "order") == 2
        record(session, _("Add"))


def test_an_empty_desk_at_the_target_gives_way(database: Database, desks: Desks) -> None:
    live_in(database)
    target = desks.fresh()
    assert move(database.url, target).rows["person"] == 1198
    assert state(target) is State.CURRENT


def test_a_desk_with_rows_does_not_unless_it_is_meant_to(
    database: Database, desks: Desks, open_desk: Callable[..., Database]
) -> None:
    live_in(database)
    target = open_desk(desks.fresh())
    with target.transaction() as session:
        insert_rows(session, table_named("person"), [person(7)])
        record(session, _("Add"))
    with pytest.raises(Refused, match="not empty"):
        move(database.url, target.url)
    assert len(everything(target)["person"]) == 1
    move(database.url, target.url, replace=True)
    assert everything(target) == everything(database)


@pytest.mark.parametrize(
    ("revisions", "said"), [(["0001"], "not empty"), ([], "not empty"), (["ae1027"], "not empty"), (["9999"], "newer")]
)
def test_somebody_elses_or_a_newer_database_never_gives_way(
    database: Database, desks: Desks, revisions: list[str], said: str
) -> None:
    target = desks.empty()
    with rebuilding(target, create=True) as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("CREATE TABLE invoice (id INTEGER)")
        for revision in revisions:
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{revision}')")
    with pytest.raises(Refused, match=said):
        move(database.url, target, replace=True)
    with rebuilding(target) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM invoice").scalar() == 0


def test_a_copy_that_differs_is_refused(database: Database) -> None:
    with database.reading() as session, pytest.raises(Refused, match="did not come out the same"):
        _compare(session.connection(), table_named("person"), b"the hash of something else")


def test_a_move_given_up_leaves_the_target_as_it_was(database: Database, desks: Desks) -> None:
    live_in(database)
    target = desks.empty()

    def give_up(done: int, total: int | None = None, doing: Message | None = None) -> None:
        if done > 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        move(database.url, target, progress=give_up)
    assert state(target) is State.NEW


def test_there_must_be_a_desk_to_move(desks: Desks, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no desk here|does not exist"):
        move(desks.empty(), str(tmp_path / "desk.sqlite"))
    assert list(tmp_path.iterdir()) == []
