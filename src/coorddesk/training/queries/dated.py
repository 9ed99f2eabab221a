"""Training in the agenda: each half-day of a session at its place, and what is to be done for one by a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import _, verbatim
from coorddesk.training.models import SessionSlot, SessionTask, TrainingSession
from coorddesk.training.queries.session_rows import SessionRow, sessions_page
from coorddesk.training.rules.words import SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__
_HELD = DatedKind("training", _("Training sessions"), "graduation-cap")
_TO_DO = DatedKind("training-task", _("To do for training sessions"), "list-checks")
_DONE = (SessionState.HELD, SessionState.CLOSED)


def events(session: Session, period: Period) -> Sequence[Dated]:
    """What was cancelled leaves its days; two statements, and those of a page of sessions."""
    return [*_slots(session, period), *_tasks(session, period)]


def _slots(session: Session, period: Period) -> Iterator[Dated]:
    wanted = (
        select(SessionSlot)
        .join(TrainingSession, TrainingSession.id == SessionSlot.session_id)
        .where(
            SessionSlot.day.between(period.first, period.last),
            TrainingSession.state != SessionState.CANCELLED,
        )
        .order_by(SessionSlot.day, SessionSlot.starts, SessionSlot.id)
    )
    slots = session.scalars(wanted).all()
    today = clock_of(session).today()
    rows = sessions_page(session, sorted({slot.session_id for slot in slots}))
    for slot in slots:
        row = rows[slot.session_id]
        times = (slot.starts, slot.ends)
        state = _state(row, slot.day, today)
        subject, mark = (_SESSION, row.id), str(slot.id)
        where = row.place or row.link
        yield Dated(_HELD, verbatim(row.title), slot.day, slot.day, subject, mark, *times, state, where, row.trainers)


def _tasks(session: Session, period: Period) -> Iterator[Dated]:
    """What is done needs nobody any more."""
    wanted = (
        select(SessionTask)
        .join(TrainingSession, TrainingSession.id == SessionTask.session_id)
        .where(
            SessionTask.due_on.between(period.first, period.last),
            SessionTask.done_on.is_(None),
            TrainingSession.state != SessionState.CANCELLED,
        )
        .order_by(SessionTask.due_on, SessionTask.id)
    )
    today = clock_of(session).today()
    for task in session.scalars(wanted):
        subject, day = (_SESSION, task.session_id), task.due_on
        said = verbatim(task.words)
        state = state_on(day, today)
        yield Dated(_TO_DO, said, day, day, subject, f"task-{task.id}", state=state, names_subject=True)


def _state(row: SessionRow, day: date, today: date) -> DatedState:
    is_over = day < today or row.state in _DONE
    return DatedState.DONE if is_over else DatedState.TO_COME
