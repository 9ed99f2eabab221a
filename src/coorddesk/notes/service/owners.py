"""What becomes of notes, reminders and files when their record is merged into another, or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.access import allowed
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.service.rows import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let all that is noted about a record be about another, its files behind the other's; the deed is the caller's."""
    last = session.scalar(_of(new, Attachment, func.max(Attachment.position))) or 0
    first = session.scalar(_of(old, Attachment, func.min(Attachment.position))) or 0  # below 0 once put first
    for kind in (Note, Reminder, Attachment):
        for row in session.scalars(_of(old, kind, kind)).all():
            row.subject_kind, row.subject_id = new
            if isinstance(row, Attachment):
                row.position += last + 1 - first
    session.flush()


@allowed(*EDITORS)
def forget(session: Session, subject: Subject) -> None:
    """Delete all that is noted about a record that is being deleted; the deed is the caller's, and undone with it."""
    for kind in (Note, Reminder, Attachment):
        for row in session.scalars(_of(subject, kind, kind)).all():
            session.delete(row)
    session.flush()


def _of(subject: Subject, kind: type[Note | Reminder | Attachment], wanted: Any) -> Select[Any]:
    subject_kind, subject_id = subject
    return select(wanted).where(kind.subject_kind == subject_kind, kind.subject_id == subject_id)
