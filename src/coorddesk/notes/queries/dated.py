"""Reminders in the agenda, each with the record that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import _, verbatim
from coorddesk.notes.models import Reminder
from coorddesk.notes.rules import excerpt

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REMINDERS = DatedKind("reminder", _("Reminders"), "bell")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """One statement; what was thought of stays, as done."""
    today = clock_of(session).today()
    found = session.scalars(select(Reminder).where(Reminder.day.between(period.first, period.last)))
    return [
        Dated(
            _REMINDERS,
            verbatim(excerpt(row.text)),
            row.day,
            row.day,
            (row.subject_kind, row.subject_id),
            str(row.id),
            state=state_on(row.day, today) if row.done_at is None else DatedState.DONE,
            names_subject=True,
        )
        for row in found
    ]
