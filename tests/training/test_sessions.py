"""Sessions are planned, moved with what belongs to them, held again, and deleted where nobody came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import InUse, StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.notices.queries import notice_counts, notice_ids
from coorddesk.notices.rules import State
from coorddesk.training.models import SessionSlot, TrainingSession
from coorddesk.training.queries.registrations import registrations
from coorddesk.training.queries.sessions_written import parts_of, session_details
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.sessions import PartnerWish, SessionDetails, SlotWish, TaskWish, TrainerWish
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.states import Missing
from coorddesk.training.rules.typing import Typed
from coorddesk.training.rules.words import AttendanceState, SessionState
from coorddesk.training.service import (
    Cell,
    Copying,
    CourseDetails,
    Guest,
    Leaving,
    Registering,
    SessionEdit,
    Step,
    TaskDone,
    TypedSheet,
    accept_offer,
    copy_session,
    create_course,
    create_session,
    delete_session,
    edit_session,
    offer_places,
    register,
    take_step,
    tick_task,
    type_attendance,
    withdraw,
)
from tests.factories import make_person, make_place
from tests.training.asked import by_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

TUESDAY = date(2026, 10, 6)
CHECKLIST = (CheckLine(-15, "Réserver la salle"), CheckLine(30, "Questionnaire à froid"))


def morning(day: date, hour: int = 9) -> SlotWish:
    return SlotWish(SlotTimes(day, 60 * hour, 60 * hour + 180))


def planned(session: Session, *days: date, **values: Any) -> int:
    course = create_course(session, CourseDetails(values.pop("name", "Tableur"), checklist=CHECKLIST))
    return create_session(session, SessionDetails(course, slots=tuple(map(morning, days)), **values))


def said(session: Session, session_id: int) -> SessionDetails:
    found = session_details(session, session_id)
    assert found is not None
    return found


def edited(session: Session, session_id: int, **values: Any) -> None:
    version = session.get_one(TrainingSession, session_id).version
    edit_session(session, SessionEdit(session_id, version, replace(said(session, session_id), **values)))


def came(session: Session, session_id: int, name: str) -> None:
    register(session, Registering(session_id, guests=(Guest(name),)))
    (slot,) = parts_of(session, SessionSlot, session_id)
    cell = Cell(by_name(session, session_id)[name].id, (slot.id,), Typed(AttendanceState.EXCUSED, reason="Malade"))
    type_attendance(session, TypedSheet(session_id, (cell,)))


def test_a_session_is_planned_with_a_number_and_the_checklist_of_its_course(desk: Database) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        first = planned(
            session, TUESDAY, trainers=(TrainerWish(ines), TrainerWish()), partners=(PartnerWish(name=" "),)
        )
        second = planned(session, name="Texte")
    with desk.reading() as session:
        row = session.get_one(TrainingSession, first)
        assert (row.reference, row.title, row.state) == ("F-2026-001", "Tableur", SessionState.PLANNED)
        assert (row.first_day, row.last_day) == (TUESDAY, TUESDAY)
        details = said(session, first)
        assert details.trainers == (TrainerWish(ines),)
        assert details.partners == ()
        assert [(each.due_on, each.days) for each in details.tasks or ()] == [
            (date(2026, 9, 21), -15),
            (date(2026, 11, 5), 30),
        ]
        assert said(session, second).tasks == ()
    with desk.transaction() as session:
        edited(session, second, slots=(morning(TUESDAY),), tasks=None)
        assert len(said(session, second).tasks or ()) == 2
        assert session.get_one(TrainingSession, second).reference == "F-2026-002"


def test_half_days_keep_what_is_typed_of_them_and_are_not_dropped(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = planned(session, TUESDAY)
        came(session, session_id, "Ab")
        (slot,) = said(session, session_id).slots
        with pytest.raises(UserError) as refused:
            edited(session, session_id, slots=(morning(TUESDAY, 14),))
        assert refused.value.field == "slots"
        edited(session, session_id, slots=(morning(TUESDAY), morning(TUESDAY, 14)))
        assert said(session, session_id).slots[0] == slot
        later = replace(slot, times=replace(slot.times, day=TUESDAY + timedelta(days=7)))
        edited(session, session_id, slots=(later,))
        assert said(session, session_id).slots == (later,)
        assert [each.due_on for each in said(session, session_id).tasks or ()] == [
            date(2026, 9, 28),
            date(2026, 11, 12),
        ]
        row = session.get_one(TrainingSession, session_id)
        assert (row.first_day, row.last_day) == (later.times.day, later.times.day)


def test_tasks_of_a_day_of_their_own_stay_on_it(desk: Database) -> None:
    with desk.transaction() as session:
        own = TaskWish(date(2026, 10, 1), "Imprimer")
        session_id = planned(session, TUESDAY, tasks=(own, TaskWish(None, "Ranger", 0)))
        edited(session, session_id, slots=(morning(TUESDAY + timedelta(days=1)),))
        tasks = said(session, session_id).tasks or ()
        assert [(each.due_on, each.words) for each in tasks] == [
            (date(2026, 10, 1), "Imprimer"),
            (date(2026, 10, 7), "Ranger"),
        ]
        tick_task(session, TaskDone(tasks[0].id or 0, TUESDAY))
        assert [each.done_on for each in said(session, session_id).tasks or ()] == [TUESDAY, None]
        with pytest.raises(UserError):
            planned(session, name="Texte", tasks=(TaskWish(None, "Ranger", 0),))


def test_who_waits_is_offered_a_place_where_there_are_more(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = planned(session, TUESDAY, capacity=1)
        register(session, Registering(session_id, guests=(Guest("Ab"), Guest("Bc"))))
        edited(session, session_id, capacity=2)
        assert by_name(session, session_id)["Bc"].offered_until is not None


def test_places_that_are_taken_are_not_taken_away(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = planned(session, TUESDAY, capacity=4)
        register(session, Registering(session_id, guests=(Guest("Zoé"), Guest("Ali"), Guest("Léa"))))
        for values in ({"capacity": 2}, {"capacity": 1, "overbooking": 1}):
            with pytest.raises(UserError, match="taken or offered already") as refused:
                edited(session, session_id, **values)
            assert refused.value.field == "capacity"
        edited(session, session_id, capacity=2, overbooking=1)


def test_a_stale_edit_is_refused_with_both_values(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = planned(session, TUESDAY)
        details = said(session, session_id)
        edit_session(session, SessionEdit(session_id, 1, replace(details, capacity=12)))
        with pytest.raises(StaleWrite) as refused:
            edit_session(session, SessionEdit(session_id, 1, replace(details, capacity=10)))
        assert [(each.field, each.yours, each.theirs) for each in refused.value.differences] == [("capacity", 10, 12)]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("capacity", {"capacity": 0}),
        ("minimum", {"capacity": 4, "minimum": 5}),
        ("place_id", {"place_id": 99}),
        ("trainers", {"trainers": (TrainerWish(99),)}),
        ("slots", {"slots": (morning(TUESDAY), morning(TUESDAY, 10))}),
    ],
)
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_cannot_be_is_refused_in_its_field(desk: Database, field: str, values: dict[str, Any]) -> None:
    with desk.transaction() as session:
        course = create_course(session, CourseDetails("Tableur"))
        with pytest.raises(UserError) as refused:
            create_session(session, SessionDetails(course, **values))
        assert refused.value.field == field


def test_a_session_is_held_again_from_another_day_on(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = planned(session, TUESDAY, TUESDAY + timedelta(days=7), capacity=8)
        register(session, Registering(session_id, guests=(Guest("Ab"),)))
        again = copy_session(session, Copying(session_id, date(2027, 1, 5)))
        assert [each.day for each in said(session, again).times] == [date(2027, 1, 5), date(2027, 1, 12)]
        assert [each.due_on for each in said(session, again).tasks or ()] == [date(2026, 12, 21), date(2027, 2, 11)]
        assert session.get_one(TrainingSession, again).reference == "F-2027-001"
        assert registrations(session, again) == ()


def test_only_a_session_to_which_nobody_came_is_deleted(desk: Database) -> None:
    with desk.transaction() as session:
        empty, full = planned(session, TUESDAY), planned(session, TUESDAY, name="Texte")
        register(session, Registering(empty, guests=(Guest("Ab"),)))
        came(session, full, "Bc")
    with desk.transaction() as session:
        with pytest.raises(InUse):
            delete_session(session, Deletion(full, session.get_one(TrainingSession, full).version))
        delete_session(session, Deletion(empty, session.get_one(TrainingSession, empty).version))
    with desk.transaction() as session:
        assert session_details(session, empty) is None
        last = next_to_undo(session)
        assert last is not None
        undo(session, last)
        assert [row.name for row in registrations(session, empty)] == ["Ab"]


def test_a_step_is_refused_with_all_that_is_missing_of_each(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        room = make_place(session)
        ready = planned(session, TUESDAY, capacity=8, place_id=room, trainers=(TrainerWish(name="Paul"),))
        bare = planned(session, name="Texte")
        with pytest.raises(Missing) as missing:
            take_step(session, Step((bare,), SessionState.OPEN))
        assert len(missing.value.missing) == 3
        with pytest.raises(UserError):
            take_step(session, Step((ready, bare), SessionState.OPEN))
        assert session.get_one(TrainingSession, ready).state is SessionState.PLANNED
        take_step(session, Step((ready,), SessionState.OPEN))
    with pytest.raises(UserError), desk.transaction() as session:
        edited(session, ready, capacity=None)
    with desk.transaction() as session:
        register(session, Registering(ready, guests=(Guest("Ab", "ab@ville.fr"),)))
        take_step(session, Step((ready,), SessionState.CONFIRMED))
        clock.moment += timedelta(days=40)
        take_step(session, Step((ready,), SessionState.HELD))
        with pytest.raises(Missing) as missing:
            take_step(session, Step((ready,), SessionState.CLOSED))
        assert len(missing.value.missing) == 2


def test_who_is_registered_is_told_once_of_what_happens(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = planned(
            session, TUESDAY, capacity=2, place_id=make_place(session), trainers=(TrainerWish(name="P"),)
        )
        register(session, Registering(session_id, guests=(Guest("Ab", "ab@ville.fr"), Guest("Bc"))))
        for state in (SessionState.CONFIRMED, SessionState.OPEN, SessionState.CONFIRMED):
            take_step(session, Step((session_id,), state))
        assert len(notice_ids(session)) == 2
        edited(session, session_id, slots=(morning(TUESDAY, 14),))
        assert len(notice_ids(session)) == 4
        with pytest.raises(UserError):
            take_step(session, Step((session_id,), SessionState.CANCELLED))
        take_step(session, Step((session_id,), SessionState.CANCELLED, "Formateur malade"))
        assert notice_counts(session).states == {State.DRAFT: 2, State.DROPPED: 4}


def test_an_offer_that_is_over_is_not_written_any_more(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = planned(session, TUESDAY, capacity=1)
        register(session, Registering(session_id, guests=(Guest("Ab"), Guest("Bc"), Guest("Cd"))))
        rows = by_name(session, session_id)
        withdraw(session, Leaving((rows["Ab"].id,)))
        assert notice_counts(session).states == {State.DRAFT: 1}
        clock.moment += timedelta(days=4)
        offer_places(session, session_id)
        assert notice_counts(session).states == {State.DRAFT: 1, State.DROPPED: 1}
        accept_offer(session, rows["Cd"].id)
        assert notice_counts(session).states == {State.DROPPED: 2}


@pytest.mark.parametrize(
    ("field", "value"), [("title", "x" * 5_000), ("capacity", 10**12), ("overbooking", 10**12), ("minimum", 10**12)]
)
def test_what_no_session_has_is_refused(desk: Database, field: str, value: Any) -> None:
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        create_session(
            session, replace(SessionDetails(create_course(session, CourseDetails("Mail"))), **{field: value})
        )
    assert refused.value.field == field
