"""What every verb on notes, reminders and files begins with: its own row as its author saw it, and its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Subject
from coorddesk.notes.models import Attachment, Note, Reminder

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

EDITORS = (Role.COORDINATOR, Role.STAFF)

R = TypeVar("R", Note, Reminder, Attachment)


@dataclass(frozen=True)
class About:
    """The record that something is about, and what it is called where that is said."""

    subject: Subject
    called: Message | str


@dataclass(frozen=True)
class Seen:
    """A note, a reminder or a file, the version its author saw, and what its record is called."""

    id: int
    version: int
    called: Message | str


@allowed(*EDITORS)
def row_seen(session: Session, kind: type[R], seen: Seen) -> R:
    """The row, if it is still there and as its author saw it."""
    row = session.get(kind, seen.id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    if row.version != seen.version:
        raise StaleWrite(_("Somebody changed this since you opened it. Open it again to see the change."), ())
    return row


@allowed(*EDITORS)
def refuse_gone(session: Session, subject: Subject) -> None:
    """Refuse to say anything about a record that is not there."""
    kind, record_id = subject
    table = table_named(kind)
    if session.scalar(select(table.c.id).where(table.c.id == record_id)) is None:
        raise UserError(_("The record is no longer there: somebody deleted it."))
