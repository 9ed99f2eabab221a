"""Notes, reminders and attachments as stored: each belongs to a record of any kind, by its table and id."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.orm import Base, Binary, FileHash, Versioned, one_of
from coorddesk.notes.rules import AttachmentKind, NoteKind

_NUMBERED: dict[str, Any] = {"sqlite_autoincrement": True}


class Note(Versioned, Base):
    """What somebody wrote down about a record: a thought, a call, a visit, a mail, a meeting."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_subject", "subject_kind", "subject_id"), _NUMBERED)

    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    moment: Mapped[datetime]  # when it was, which may be before it was written down
    kind: Mapped[NoteKind] = mapped_column(one_of(NoteKind, "kind"))
    text: Mapped[str]
    search: Mapped[str] = mapped_column(Binary)  # the text, folded
    actor: Mapped[str]


class Reminder(Versioned, Base):
    """Something to think of on a day, about a record; done, or still to do."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_subject", "subject_kind", "subject_id"),
        Index("ix_reminder_day", "day", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")),
        _NUMBERED,
    )

    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    day: Mapped[date]
    text: Mapped[str]
    search: Mapped[str] = mapped_column(Binary)  # the text, folded
    actor: Mapped[str]
    done_at: Mapped[datetime | None]


class Attachment(Versioned, Base):
    """A file of a record (core.files), in the order in which they are shown."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_subject", "subject_kind", "subject_id"), _NUMBERED)

    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    file: Mapped[str] = mapped_column(FileHash)
    name: Mapped[str]  # of the file: "Facture 2026.pdf"
    search: Mapped[str] = mapped_column(Binary)  # the name, folded
    size: Mapped[int]  # in bytes
    kind: Mapped[AttachmentKind] = mapped_column(one_of(AttachmentKind, "kind"))
    position: Mapped[int] = mapped_column(default=0)
    moment: Mapped[datetime]
    actor: Mapped[str]
