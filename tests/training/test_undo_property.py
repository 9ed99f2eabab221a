"""Any verbs on sessions and their people, undone in reverse, leave every row as it was; redone, as they left it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.inventory.service import seed_labels
from coorddesk.training.models import Registration, SessionSlot, SessionTask, TrainingSession
from coorddesk.training.queries.sessions_written import parts_of, session_details
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.sessions import SessionDetails, SlotWish, TaskWish, TrainerWish
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.typing import Typed
from coorddesk.training.rules.words import AttendanceState, SessionState
from coorddesk.training.service import (
    Cell,
    Copying,
    CourseDetails,
    Guest,
    Kit,
    Leaving,
    Registering,
    SessionEdit,
    Step,
    TaskDone,
    TypedSheet,
    copy_session,
    create_course,
    create_session,
    delete_session,
    edit_session,
    register,
    reserve_kit,
    take_step,
    tick_task,
    type_attendance,
    withdraw,
)
from tests.factories import make_asset, make_person, make_place
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

FIRST = date(2026, 9, 7)
ids, days = st.integers(1, 2), st.lists(st.integers(0, 3), unique=True, max_size=3)


def slots(offsets: list[int]) -> tuple[SlotWish, ...]:
    return tuple(SlotWish(SlotTimes(FIRST + timedelta(days=each), 540, 720)) for each in offsets)


def edit(session: Session, session_id: int, offsets: list[int], capacity: int | None) -> None:
    said, row = session_details(session, session_id), session.get(TrainingSession, session_id)
    if said is not None and row is not None:
        own = (TaskWish(FIRST, "Imprimer"), *(said.tasks or ())[:1])
        wish = replace(said, slots=slots(offsets), capacity=capacity, tasks=own if capacity else None)
        edit_session(session, SessionEdit(session_id, row.version, wish))


def drop(session: Session, session_id: int) -> None:
    row = session.get(TrainingSession, session_id)
    if row is not None:
        delete_session(session, Deletion(session_id, row.version))


def leave(session: Session, number: int) -> None:
    if session.get(Registration, number) is not None:
        withdraw(session, Leaving((number,)))


def sign(session: Session, session_id: int, number: int) -> None:
    row = session.get(Registration, number)
    there = parts_of(session, SessionSlot, session_id)
    if row is not None and row.session_id == session_id and there:
        cell = Cell(number, (there[0].id,), Typed(AttendanceState.PRESENT))
        type_attendance(session, TypedSheet(session_id, (cell,)))


def tick(session: Session, session_id: int) -> None:
    for task in parts_of(session, SessionTask, session_id)[:1]:
        tick_task(session, TaskDone(task.id, None if task.done_on else FIRST))


deeds = st.one_of(
    st.builds(lambda d: lambda session: create_session(session, SessionDetails(1, slots=slots(d))), days),
    st.builds(lambda i, d, n: lambda s: edit(s, i, d, n), ids, days, st.sampled_from((None, 1, 3))),
    st.builds(lambda i, d: lambda s: copy_session(s, Copying(i, FIRST + timedelta(days=d))), ids, st.integers(0, 9)),
    st.builds(
        lambda i, to: lambda session: take_step(session, Step((i,), to, "Grève")), ids, st.sampled_from(SessionState)
    ),
    st.builds(
        lambda i, n: lambda session: register(session, Registering(i, (1,), (Guest(n),))), ids, st.sampled_from("AB")
    ),
    st.builds(lambda n: lambda session: leave(session, n), st.integers(1, 3)),
    st.builds(lambda i, n: lambda session: sign(session, i, n), ids, st.integers(1, 3)),
    st.builds(lambda i: lambda session: tick(session, i), ids),
    st.builds(lambda i: lambda session: reserve_kit(session, Kit(i, (1,))), ids),
    st.builds(lambda i: lambda session: drop(session, i), ids),
)


@PROOF
@given(todo=st.lists(deeds, max_size=8))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        room, ines = make_place(session), make_person(session)
        make_asset(session)
        lines = (CheckLine(-7, "Réserver la salle"), CheckLine(30, "Questionnaire"))
        course = create_course(session, CourseDetails("Tableur", checklist=lines))
        details = SessionDetails(
            course, place_id=room, capacity=1, slots=slots([0, 1]), trainers=(TrainerWish(ines), TrainerWish(name="P"))
        )
        create_session(session, details)
    undone_and_redone(desk, todo)
    desk.close()
