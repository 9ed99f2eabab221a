"""The verbs on reminders: what is to be thought of on a day, about a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.notes.models import Reminder
from coorddesk.notes.rules import excerpt
from coorddesk.notes.service.rows import EDITORS, About, Seen, refuse_gone, row_seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ReminderDetails:
    """What to think of, and from which day on."""

    day: date
    text: str


@allowed(*EDITORS)
def add_reminder(session: Session, about: About, details: ReminderDetails) -> int:
    """Remind everybody of a record on a day; returns the reminder's id."""
    refuse_gone(session, about.subject)
    kind, record_id = about.subject
    text = _text(details)
    row = Reminder(
        subject_kind=kind,
        subject_id=record_id,
        day=details.day,
        text=text,
        search=fold(text),
        actor=actor_of(session).name,
    )
    session.add(row)
    session.flush()
    deed = _("Remind of {record} on {day}: “{text}”", record=about.called, day=row.day, text=excerpt(text))
    record(session, deed, about.subject)
    return row.id


@allowed(*EDITORS)
def edit_reminder(session: Session, seen: Seen, details: ReminderDetails) -> None:
    """Change the day or the words of a reminder."""
    row = row_seen(session, Reminder, seen)
    row.text = _text(details)
    row.search = fold(row.text)
    row.day = details.day
    deed = _(
        "Edit the reminder of {record} on {day}: “{text}”", record=seen.called, day=row.day, text=excerpt(row.text)
    )
    record(session, deed, (row.subject_kind, row.subject_id))
    session.flush()


@allowed(*EDITORS)
def put_off_reminder(session: Session, seen: Seen, day: date) -> None:
    """Let a reminder come again on a later day; one that was done is to be done again."""
    row = row_seen(session, Reminder, seen)
    if day <= clock_of(session).today():
        raise UserError(_("Choose a day that is still to come."), field="day")
    row.day = day
    row.done_at = None
    deed = _("Put off to {day}: “{text}” ({record})", day=day, text=excerpt(row.text), record=seen.called)
    record(session, deed, (row.subject_kind, row.subject_id))
    session.flush()


@allowed(*EDITORS)
def finish_reminder(session: Session, seen: Seen) -> None:
    """Note that what was to be done is done; where it is already, nothing changes."""
    row = row_seen(session, Reminder, seen)
    if row.done_at is None:
        row.done_at = clock_of(session).now()
        deed = _("Done: “{text}” ({record})", text=excerpt(row.text), record=seen.called)
        record(session, deed, (row.subject_kind, row.subject_id))
        session.flush()


@allowed(*EDITORS)
def delete_reminder(session: Session, seen: Seen) -> None:
    """Delete a reminder."""
    row = row_seen(session, Reminder, seen)
    deed = _("Delete the reminder of {record}: “{text}”", record=seen.called, text=excerpt(row.text))
    record(session, deed, (row.subject_kind, row.subject_id))
    session.delete(row)
    session.flush()


def _text(details: ReminderDetails) -> str:
    text = tidy_lines(details.text)
    if not text:
        raise UserError(_("Say what to think of."), field="text")
    return text
