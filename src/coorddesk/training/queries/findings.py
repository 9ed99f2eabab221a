"""What must always be true of sessions and of who comes to them, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Finding
from coorddesk.training.models import Attendance, Course, Registration, SessionSlot, SessionTask, TrainingSession
from coorddesk.training.rules.checklists import due_day
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__


def findings(session: Session) -> Sequence[Finding]:
    """Sessions whose days, words or tasks are others than they say, waiting lists with gaps, and sheets of others."""
    return [*_days(session), *_words(session), *_tasks(session), *_waiting(session), *_sheets(session)]


def _days(session: Session) -> Iterator[Finding]:
    """First and last day are those of the slots; no two slots are at once; each is of its half of the day."""
    first, last = func.min(SessionSlot.day), func.max(SessionSlot.day)
    wanted = (
        select(TrainingSession.id, TrainingSession.title, TrainingSession.first_day, TrainingSession.last_day)
        .add_columns(first.label("first"), last.label("last"))
        .outerjoin(SessionSlot, SessionSlot.session_id == TrainingSession.id)
        .group_by(TrainingSession.id, TrainingSession.title, TrainingSession.first_day, TrainingSession.last_day)
        .order_by(TrainingSession.id)
    )
    for row in session.execute(wanted):
        if (row.first_day, row.last_day) != (row.first, row.last):
            yield _found(_("“{name}” is held on other days than it says.", name=row.title), row.id)
    slots = select(SessionSlot).order_by(SessionSlot.session_id, SessionSlot.day, SessionSlot.starts)
    for session_id, rows in groupby(session.scalars(slots), lambda slot: slot.session_id):
        before: SlotTimes | None = None
        for slot in rows:
            times = SlotTimes(slot.day, slot.starts, slot.ends)
            if times.half is not slot.half or (before is not None and before.meets(times)):
                yield _found(
                    _("The half-days of session {id} overlap, or are misnamed.", id=str(session_id)), session_id
                )
                break
            before = times


def _words(session: Session) -> Iterator[Finding]:
    wanted = select(TrainingSession.id, TrainingSession.reference, TrainingSession.title, TrainingSession.notes)
    for row in session.execute(wanted.add_columns(TrainingSession.search).order_by(TrainingSession.id)):
        if row.search != fold(f"{row.reference} {row.title} {row.notes}"):
            yield _found(_("“{name}” would not be found by its words.", name=row.title), row.id)
    for course in session.scalars(select(Course).order_by(Course.id)):
        if (course.name_folded, course.search) != (fold(course.name), fold(f"{course.name} {course.objectives}")):
            yield Finding(
                _("“{name}” would not be found by its words.", name=course.name), (Course.__tablename__, course.id)
            )


def _tasks(session: Session) -> Iterator[Finding]:
    """What is due so many days before or after a session is due on that day."""
    wanted = (
        select(SessionTask, TrainingSession.first_day, TrainingSession.last_day)
        .join(TrainingSession, TrainingSession.id == SessionTask.session_id)
        .where(SessionTask.days.is_not(None), TrainingSession.first_day.is_not(None))
    )
    for row, first, last in session.execute(wanted.order_by(SessionTask.id)):
        if first is not None and last is not None and row.due_on != due_day(row.days or 0, first, last):
            yield _found(_("“{words}” is due on another day than its session says.", words=row.words), row.session_id)


def _waiting(session: Session) -> Iterator[Finding]:
    """Who waits, and nobody else, has a place on the list: 1, 2, 3; nobody is offered one who does not wait."""
    waits = Registration.state == RegistrationState.WAITING
    wanted = select(Registration.session_id, Registration.position, Registration.state, Registration.offered_until)
    wanted = wanted.where(or_(waits, Registration.position.is_not(None), Registration.offered_until.is_not(None)))
    rows = session.execute(wanted.order_by(Registration.session_id, Registration.position))
    for session_id, of_one in groupby(rows, lambda row: row.session_id):
        places = list(of_one)
        is_list = all(row.state is RegistrationState.WAITING for row in places)
        if not is_list or [row.position for row in places] != list(range(1, len(places) + 1)):
            yield _found(_("The waiting list of session {id} has gaps.", id=str(session_id)), session_id)
    cancelled = select(Registration.session_id).join(TrainingSession, TrainingSession.id == Registration.session_id)
    offered = cancelled.where(TrainingSession.state == SessionState.CANCELLED, Registration.offered_until.is_not(None))
    for session_id in session.scalars(offered.distinct().order_by(Registration.session_id)):
        yield _found(_("A place is offered in session {id}, which is cancelled.", id=str(session_id)), session_id)


def _sheets(session: Session) -> Iterator[Finding]:
    """Attendance is typed of the half-days of the session that somebody is registered for."""
    wanted = (
        select(Registration.session_id)
        .join(Attendance, Attendance.registration_id == Registration.id)
        .join(SessionSlot, SessionSlot.id == Attendance.slot_id)
        .where(SessionSlot.session_id != Registration.session_id)
    )
    for session_id in session.scalars(wanted.distinct().order_by(Registration.session_id)):
        yield _found(_("Attendance at session {id} is typed of another one.", id=str(session_id)), session_id)


def _found(text: Message, session_id: int) -> Finding:
    return Finding(text, (_SESSION, session_id))
