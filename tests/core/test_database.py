from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select, text, update

from coorddesk.core.access import Actor
from coorddesk.core.database import Changes
from coorddesk.core.errors import Cancelled, Surroundings, UserError
from coorddesk.core.history import record
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import _, decode
from coorddesk.directory.models import Department
from tests.core.making import DEED, a_department, add, latest, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from tests.conftest import Logged
    from tests.desks import Desks


@pytest.mark.parametrize("error", [UserError(_("No.")), ValueError("bug"), Cancelled(), KeyboardInterrupt()])
def test_any_error_leaves_nothing(database: Database, error: BaseException) -> None:
    def fail() -> None:
        with database.transaction() as session:
            session.add(a_department())
            session.flush()
            record(session, DEED)
            raise error

    with pytest.raises(type(error)) as caught:
        fail()
    assert caught.value is error
    assert rows_of(database)["department"] == {}
    assert latest(database) == 0
    assert add(database, a_department()) == 1


def test_a_change_without_a_deed_is_our_bug(database: Database) -> None:
    with pytest.raises(AssertionError, match="without a deed"), database.transaction() as session:
        session.add(a_department())
    assert rows_of(database)["department"] == {}


def test_a_deed_without_a_change_is_no_change_set(database: Database) -> None:
    add(database, a_department("Library"))
    heard: list[Changes] = []
    database.listen(heard.append)
    with database.transaction() as session:
        session.get_one(Department, 1).name = "Library"
        record(session, DEED)
    assert latest(database) == 1
    assert heard == []


def test_the_transaction_may_name_the_deed(database: Database) -> None:
    with database.transaction(_("Set the desk up")) as session:
        session.add(a_department())
        record(session, DEED)
    with database.reading() as session:
        assert decode(session.scalars(select(ChangeSet.deed)).one()) == _("Set the desk up")


def test_several_deeds_are_named_by_the_first(database: Database) -> None:
    with database.transaction() as session:
        for name in ("A", "B", "C"):
            session.add(a_department(name))
            record(session, _("Add {name}", name=name))
    with database.reading() as session:
        said = decode(session.scalars(select(ChangeSet.deed)).one())
    assert (said.count, dict(said.values)["deed"]) == (2, _("Add {name}", name="A"))


def test_a_change_set_knows_who_when_and_whence(desks: Desks, open_desk: Callable[..., Database]) -> None:
    database = open_desk(desks.fresh(), actor=Actor("Nour", source="command line"))
    add(database, a_department())
    with database.reading() as session:
        row = session.scalars(select(ChangeSet)).one()
        assert (row.actor, row.role, row.source) == ("Nour", "coordinator", "command line")
        assert row.moment == database.clock.now()
        assert (row.kinds, row.direction, row.root_id, row.lasting) == (["department"], "do", None, None)


def test_bulk_statements_through_the_session_are_refused(database: Database) -> None:
    for statement in (
        insert(Department).values(name="x", name_folded="x", version=1),
        update(Department).values(name="x"),
        update(Department.__table__).values(name="x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(AssertionError, match=r"core\.bulk"), database.transaction() as session:
            session.execute(statement)
        with pytest.raises(AssertionError, match=r"core\.bulk"), database.reading() as session:
            session.execute(statement)


def test_a_reading_session_writes_nothing(database: Database) -> None:
    with database.reading() as session:
        session.add(a_department())
        with pytest.raises(AssertionError, match="only reads"):
            session.flush()
    with pytest.raises(AssertionError, match="only reads"), database.reading() as session:
        record(session, DEED)
    with pytest.raises(Surroundings), database.reading() as session:
        session.execute(text("DELETE FROM department"))


def test_a_thread_holds_one_lane_at_a_time(database: Database) -> None:
    with pytest.raises(AssertionError, match="already"), database.reading(), database.transaction():
        pass
    with pytest.raises(AssertionError, match="already"), database.transaction(), database.reading():
        pass
    assert add(database, a_department()) == 1


def test_a_reading_sees_one_moment(database: Database, open_desk: Callable[..., Database]) -> None:
    other = open_desk(database.url)
    with database.reading() as session:
        assert session.scalar(select(func.count(Department.id))) == 0
        add(other, a_department())
        assert session.scalar(select(func.count(Department.id))) == 0
    with database.reading() as session:
        assert session.scalar(select(func.count(Department.id))) == 1


def test_listeners_hear_what_was_committed(database: Database) -> None:
    heard: list[Changes] = []
    database.listen(heard.append)
    add(database, a_department())
    assert heard == [Changes(frozenset({"department"}), frozenset({("department", 1)}), 1)]


def test_a_listener_may_read(database: Database) -> None:
    counts: list[int] = []
    database.listen(lambda _: counts.append(len(rows_of(database)["department"])))
    add(database, a_department())
    assert counts == [1]


def test_a_failing_listener_neither_undoes_nor_keeps_others_from_hearing(database: Database, logged: Logged) -> None:
    heard: list[Changes] = []

    def fail(changes: Changes) -> None:
        raise ValueError(changes)

    database.listen(fail)
    database.listen(heard.append)
    assert add(database, a_department()) == 1
    assert len(heard) == 1
    assert logged.take() == ["ERROR a listener failed after change set 1 was committed"]


def test_ids_are_never_used_again(database: Database) -> None:
    add(database, a_department("A"), a_department("B"))
    with database.transaction() as session:
        session.delete(session.get_one(Department, 2))
        record(session, DEED)
    add(database, a_department("C"))
    assert sorted(rows_of(database)["department"]) == [1, 3]


def test_a_closed_desk_can_be_opened_again(database: Database) -> None:
    add(database, a_department())
    database.close()
    assert len(rows_of(database)["department"]) == 1
