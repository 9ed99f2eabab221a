"""Sessions of training with valid defaults: a test names only what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.training.models import Course, SessionSlot, TrainingSession
from coorddesk.training.queries.registrations import RegistrationRow, registrations
from coorddesk.training.rules.words import Half, Mode, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MONDAY = date(2026, 9, 7)


def make_session(session: Session, title: str = "Tableur", *, days: int = 1, **values: Any) -> int:
    """A session of mornings and afternoons from MONDAY on, three and a half hours each, open for registration."""
    first = values.pop("first", MONDAY)
    course = Course(
        name=title, name_folded=fold(title), objectives="Trier une liste\nFiltrer une liste", search=fold(title)
    )
    course.audiences, course.checklist = ["adults"], []
    course.retention_months = values.pop("retention_months", None)
    session.add(course)
    session.flush()
    row = TrainingSession(course_id=course.id, title=title, mode=Mode.ON_SITE, state=SessionState.OPEN)
    row.reference = f"F-2026-{course.id:03}"
    row.search = fold(f"{row.reference} {title}")
    row.first_day, row.last_day = first, first + timedelta(days=days - 1)
    for key, value in values.items():
        setattr(row, key, value)
    session.add(row)
    session.flush()
    for day in range(days):
        for half, starts in ((Half.AM, 540), (Half.PM, 810)):
            slot = SessionSlot(session_id=row.id, day=first + timedelta(days=day), half=half)
            slot.starts, slot.ends = starts, starts + 210
            session.add(slot)
    session.flush()
    record(session, _("Add “{name}”", name=title), (TrainingSession.__tablename__, row.id))
    return row.id


def state_of(session: Session, session_id: int, state: SessionState) -> None:
    """Let a session be in a state, whatever it takes."""
    session.get_one(TrainingSession, session_id).state = state
    session.flush()
    record(session, _("Edit {name}", name="?"), (TrainingSession.__tablename__, session_id))


def by_name(session: Session, session_id: int) -> dict[str, RegistrationRow]:
    """The registrations of a session by the name of who it is."""
    return {row.name: row for row in registrations(session, session_id)}
