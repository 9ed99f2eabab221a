"""What must always be true of notes, reminders and files, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.orm import Base
from coorddesk.core.records import Finding
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.rules import excerpt

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def findings(session: Session) -> Sequence[Finding]:
    """What is about a record that is gone, and wrong copies; that files are there, the desk's own check sees."""
    return [*_lost(session), *_copies(session)]


def _lost(session: Session) -> Iterator[Finding]:
    for owned in (Note, Reminder, Attachment):
        kinds = session.scalars(select(owned.subject_kind).distinct().order_by(owned.subject_kind)).all()
        for kind in kinds:
            lost = select(owned).where(owned.subject_kind == kind).order_by(owned.id)
            table = Base.metadata.tables.get(kind)
            if table is not None:
                lost = lost.where(owned.subject_id.not_in(select(table.c.id)))
            for row in session.scalars(lost):
                assert isinstance(row, Note | Reminder | Attachment)
                yield Finding(_said_of_lost(row), (owned.__tablename__, row.id))


def _said_of_lost(row: Note | Reminder | Attachment) -> Message:
    match row:
        case Note():
            return _("The note “{text}” is about a record that is gone.", text=excerpt(row.text))
        case Reminder():
            return _("The reminder “{text}” is about a record that is gone.", text=excerpt(row.text))
    return _("The file “{name}” belongs to a record that is gone.", name=row.name)


def _copies(session: Session) -> Iterator[Finding]:
    for owned, words in ((Note, Note.text), (Reminder, Reminder.text), (Attachment, Attachment.name)):
        for row_id, text, search in session.execute(select(owned.id, words, owned.search)):
            if fold(text) != search:
                said = _("“{text}” is not searched as it is written.", text=excerpt(text))
                yield Finding(said, (owned.__tablename__, row_id))
