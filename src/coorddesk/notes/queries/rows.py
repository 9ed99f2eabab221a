"""Notes, reminders and files as cards, forms and lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.records import Subject
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.rules import AttachmentKind, NoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NoteRow:
    """A note about a record."""

    id: int
    version: int
    subject: Subject
    moment: datetime
    kind: NoteKind
    text: str
    actor: str


@dataclass(frozen=True)
class ReminderRow:
    """A reminder of a record; `done_at` is None while it is still to do."""

    id: int
    version: int
    subject: Subject
    day: date
    text: str
    actor: str
    done_at: datetime | None


@dataclass(frozen=True)
class AttachmentRow:
    """A file of a record; `file` is the hash by which its bytes are found."""

    id: int
    version: int
    subject: Subject
    file: str
    name: str
    size: int
    kind: AttachmentKind
    moment: datetime
    actor: str


def notes_of(session: Session, subject: Subject, limit: int) -> Sequence[NoteRow]:
    """The notes about a record, the latest first."""
    return [_note(row) for row in session.execute(_about(_NOTES, Note, subject).order_by(*_LATEST).limit(limit))]


def note(session: Session, note_id: int) -> NoteRow | None:
    """One note, for its form."""
    row = session.execute(_NOTES.where(Note.id == note_id)).one_or_none()
    return None if row is None else _note(row)


def reminders_of(session: Session, subject: Subject) -> Sequence[ReminderRow]:
    """What is still to be thought of about a record, the earliest first."""
    wanted = _about(_REMINDERS, Reminder, subject).where(Reminder.done_at.is_(None))
    return [_reminder(row) for row in session.execute(wanted.order_by(Reminder.day, Reminder.id))]


def reminder(session: Session, reminder_id: int) -> ReminderRow | None:
    """One reminder, for its form."""
    row = session.execute(_REMINDERS.where(Reminder.id == reminder_id)).one_or_none()
    return None if row is None else _reminder(row)


def open_reminders(session: Session, limit: int) -> Sequence[ReminderRow]:
    """What is still to be thought of about any record, the earliest first."""
    wanted = _REMINDERS.where(Reminder.done_at.is_(None)).order_by(Reminder.day, Reminder.id).limit(limit)
    return [_reminder(row) for row in session.execute(wanted)]


def due_count(session: Session) -> int:
    """How many reminders are of today or late."""
    due = select(func.count(Reminder.id)).where(Reminder.done_at.is_(None), Reminder.day <= clock_of(session).today())
    return session.scalar(due) or 0


def attachments_of(session: Session, subject: Subject) -> Sequence[AttachmentRow]:
    """The files of a record, in the order in which they are shown."""
    wanted = _about(_ATTACHMENTS, Attachment, subject).order_by(Attachment.position, Attachment.id)
    return [_attachment(row) for row in session.execute(wanted)]


def attachment(session: Session, attachment_id: int) -> AttachmentRow | None:
    """One file."""
    row = session.execute(_ATTACHMENTS.where(Attachment.id == attachment_id)).one_or_none()
    return None if row is None else _attachment(row)


def _about(wanted: Select[Any], kind: type[Note | Reminder | Attachment], subject: Subject) -> Select[Any]:
    subject_kind, subject_id = subject
    return wanted.where(kind.subject_kind == subject_kind, kind.subject_id == subject_id)


def _note(row: Any) -> NoteRow:
    row_id, version, kind, subject_id, *rest = row
    return NoteRow(row_id, version, (kind, subject_id), *rest)


def _reminder(row: Any) -> ReminderRow:
    row_id, version, kind, subject_id, *rest = row
    return ReminderRow(row_id, version, (kind, subject_id), *rest)


def _attachment(row: Any) -> AttachmentRow:
    row_id, version, kind, subject_id, *rest = row
    return AttachmentRow(row_id, version, (kind, subject_id), *rest)


_LATEST = (Note.moment.desc(), Note.id.desc())
_NOTES: Select[*tuple[Any, ...]] = select(
    Note.id, Note.version, Note.subject_kind, Note.subject_id, Note.moment, Note.kind, Note.text, Note.actor
)
_REMINDERS: Select[*tuple[Any, ...]] = select(
    Reminder.id,
    Reminder.version,
    Reminder.subject_kind,
    Reminder.subject_id,
    Reminder.day,
    Reminder.text,
    Reminder.actor,
    Reminder.done_at,
)
_ATTACHMENTS: Select[*tuple[Any, ...]] = select(
    Attachment.id,
    Attachment.version,
    Attachment.subject_kind,
    Attachment.subject_id,
    Attachment.file,
    Attachment.name,
    Attachment.size,
    Attachment.kind,
    Attachment.moment,
    Attachment.actor,
)
