"""Undo as a property: whatever was done, taken back in reverse, leaves every row as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.core import bulk
from coorddesk.core.database import Database
from coorddesk.core.errors import Refused
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.undo import next_to_redo, next_to_undo, redo, undo
from coorddesk.directory.models import Department, Person, Place
from tests.core.making import DEED, Rows, a_department, a_person, a_place, add, latest, person_values, rows_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from tests.desks import Desks

NAMES = ("a", "b", "c", "d")
MODELS = (Department, Place, Person)

Deed = Callable[["Session"], None]


def _pick(session: Session, kind: type[Any], number: int) -> Any:
    """One of the rows there are, if any."""
    ids = session.scalars(select(kind.id).order_by(kind.id)).all()
    return session.get_one(kind, ids[number % len(ids)]) if ids else None


def _is_free(session: Session, column: Any, value: str | None) -> bool:
    return value is None or session.scalar(select(column).where(column == value)) is None


def _is_used(session: Session, row: Any) -> bool:
    pointing = [column for model in MODELS for column in model.__table__.c if column.references(row.__table__.c.id)]
    return any(session.execute(select(column).where(column == row.id)).first() for column in pointing)


def _add(session: Session, kind: int, name: str, other: int) -> None:
    department, place = _pick(session, Department, other), _pick(session, Place, other)
    if kind == 0 and _is_free(session, Department.name_folded, name):
        session.add(a_department(name))
    elif kind == 1 and _is_free(session, Place.path_folded, name):
        session.add(a_place(name, place and place.id))
    elif kind == 2 and _is_free(session, Person.identifier, name):
        session.add(a_person(identifier=name, department_id=department and department.id))


def _rename(session: Session, kind: int, name: str, other: int) -> None:
    row = _pick(session, MODELS[kind], other)
    column = (Department.name_folded, Place.path_folded, Person.identifier)[kind]
    if row is not None and _is_free(session, column, name):
        setattr(row, column.key, name)


def _move(session: Session, kind: int, name: str, other: int) -> None:
    """A place may come below one that is younger, or itself: the rows do not care."""
    if kind == 0:
        place, parent = _pick(session, Place, other), _pick(session, Place, ord(name))
        if place is not None:
            place.parent_id = None if other % 5 == 0 else parent.id
    else:
        person, department = _pick(session, Person, other), _pick(session, Department, ord(name))
        if person is not None:
            person.department_id = None if other % 5 == 0 else department and department.id


def _delete(session: Session, kind: int, name: str, other: int) -> None:
    row = _pick(session, MODELS[kind], other)
    if row is not None:
        session.flush()
        if not _is_used(session, row):
            session.delete(row)


def _insert_many(session: Session, kind: int, name: str, other: int) -> None:
    department = _pick(session, Department, other)
    values = person_values(name, department_id=department and department.id)
    bulk.insert_rows(session, table_named("person"), [values] * (other % 30 + 1))


def _update_many(session: Session, kind: int, name: str, other: int) -> None:
    session.flush()
    ids = session.scalars(select(Person.id).order_by(Person.id)).all()
    changes = [(i, {"notes": name} if i % 3 else {"email": name, "phone": name}) for i in ids if (i + other) % 2]
    bulk.update_rows(session, table_named("person"), changes)


def _delete_many(session: Session, kind: int, name: str, other: int) -> None:
    session.flush()
    ids = session.scalars(select(Person.id).where(Person.id > other).order_by(Person.id)).all()
    bulk.delete_rows(session, table_named("person"), ids)


def _swap(session: Session, kind: int, name: str, other: int) -> None:
    one, two = _pick(session, Department, other), _pick(session, Department, other + 1)
    if one is not two:
        names = one.name_folded, two.name_folded
        for row, new in ((one, "tmp"), (two, names[0]), (one, names[1])):
            row.name_folded = new
            session.flush()


def _flush(session: Session, kind: int, name: str, other: int) -> None:
    session.flush()


ACTS = st.tuples(
    st.sampled_from([_add, _add, _rename, _move, _delete, _insert_many, _update_many, _delete_many, _swap, _flush]),
    st.integers(0, 2),
    st.sampled_from(NAMES),
    st.integers(0, 4) | st.integers(0, 40),
)
DEEDS = st.lists(ACTS, min_size=1, max_size=6)
SMALL_DEEDS = st.lists(
    st.tuples(
        st.sampled_from([_add, _rename, _move, _delete]), st.integers(0, 2), st.sampled_from("ab"), st.integers(0, 3)
    ),
    min_size=1,
    max_size=2,
)


SCRIPTS = st.lists(st.sampled_from(["undo", "redo"]) | DEEDS, min_size=1, max_size=10)
POSTGRESQL = [pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@settings(max_examples=30)
@given(script=SCRIPTS)
def test_what_was_done_is_undone_and_redone(desks: Desks, actor: Actor, clock: Clock, script: list[Any]) -> None:
    _play(Database(desks.fresh(), actor=actor, clock=clock), script)


@pytest.mark.parametrize("desks", POSTGRESQL, indirect=True)
@settings(max_examples=4)
@given(script=SCRIPTS)
def test_what_was_done_is_undone_and_redone_on_a_server(
    desks: Desks, actor: Actor, clock: Clock, script: list[Any]
) -> None:
    _play(Database(desks.fresh(), actor=actor, clock=clock), script)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@settings(max_examples=30)
@given(deeds=st.lists(SMALL_DEEDS | DEEDS, min_size=4, max_size=12), order=st.randoms(use_true_random=False))
def test_out_of_turn_a_deed_is_undone_whole_or_refused(
    desks: Desks, actor: Actor, clock: Clock, deeds: list[Any], order: Any
) -> None:
    _undo_in_any_order(Database(desks.fresh(), actor=actor, clock=clock), deeds, order)


@pytest.mark.parametrize("desks", POSTGRESQL, indirect=True)
@settings(max_examples=4)
@given(deeds=st.lists(SMALL_DEEDS | DEEDS, min_size=4, max_size=12), order=st.randoms(use_true_random=False))
def test_out_of_turn_a_deed_is_undone_whole_or_refused_on_a_server(
    desks: Desks, actor: Actor, clock: Clock, deeds: list[Any], order: Any
) -> None:
    _undo_in_any_order(Database(desks.fresh(), actor=actor, clock=clock), deeds, order)


class _Play:
    """What was done and what is undone, each with all rows before and after it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.done: list[tuple[int, Rows, Rows]] = []
        self.undone: list[tuple[int, Rows, Rows]] = []

    def do(self, deed: list[Any]) -> None:
        """Something new: nothing is redone after it."""
        before = rows_of(self._database)
        if (number := _do(self._database, deed)) is not None:
            self.done.append((number, before, rows_of(self._database)))
            self.undone.clear()

    def undo(self) -> None:
        """What Ctrl+Z does."""
        if self.done:
            number, before, _after = self.done[-1]
            assert _take(self._database, undo, next_to_undo) == number
            assert rows_of(self._database) == before
            self.undone.append(self.done.pop())

    def redo(self) -> None:
        """What Ctrl+Shift+Z does."""
        if self.undone:
            number, _before, after = self.undone[-1]
            assert _take(self._database, redo, next_to_redo) == number
            assert rows_of(self._database) == after
            self.done.append(self.undone.pop())


def _play(database: Database, script: list[Any]) -> None:
    """Do, undo and redo as the script says, then undo everything and redo it."""
    play = _Play(database)
    for step in script:
        match step:
            case "undo":
                play.undo()
            case "redo":
                play.redo()
            case deed:
                play.do(deed)
    while play.done:
        play.undo()
    assert _next(database, next_to_undo) is None
    while play.undone:
        play.redo()
    assert _next(database, next_to_redo) is None
    database.close()


def _undo_in_any_order(database: Database, deeds: list[Any], order: Any) -> None:
    """Whatever could be undone is redone in reverse, and stands as before."""
    add(database, a_department("a"), a_department("c"), a_place("a"), a_place("c"))
    add(database, a_person(identifier="a", department_id=1), a_person(identifier="c"))
    numbers = [number for deed in deeds if (number := _do(database, deed)) is not None]
    order.shuffle(numbers)
    undone: list[tuple[int, Rows]] = []
    for number in numbers:
        before = rows_of(database)
        try:
            with database.transaction() as session:
                undo(session, number)
            undone.append((number, before))
        except Refused:
            assert rows_of(database) == before
    for number, before in reversed(undone):
        with database.transaction() as session:
            redo(session, number)
        assert rows_of(database) == before
    database.close()


def _do(database: Database, deed: list[Any]) -> int | None:
    """Do all of a deed in one transaction; its change set, if anything changed."""
    last = latest(database)
    with database.transaction() as session:
        for act, kind, name, other in deed:
            act(session, kind, name, other)
        record(session, DEED)
    return now if (now := latest(database)) > last else None


def _take(database: Database, verb: Callable[[Session, int], object], which: Callable[[Session], int | None]) -> int:
    number = _next(database, which)
    assert number is not None
    with database.transaction() as session:
        verb(session, number)
    return number


def _next(database: Database, which: Callable[[Session], int | None]) -> int | None:
    with database.reading() as session:
        return which(session)
