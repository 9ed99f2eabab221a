"""What the search box finds in notes, reminders and names of files: the records that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.matching import contains_all, words
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Hit
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.rules import NOTE_KIND_TITLES, excerpt

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_RANK = 3  # behind what is called so


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Records about which something was noted that holds every word, each once; the house says their names."""
    if not words(text):
        return ()
    found: dict[Subject, Message] = {}
    for subject, said in (
        *_notes(session, text, limit),
        *_reminders(session, text, limit),
        *_files(session, text, limit),
    ):
        found.setdefault(subject, said)
    return [Hit(subject, "", said, _RANK) for subject, said in list(found.items())[:limit]]


def _notes(session: Session, text: str, limit: int) -> Iterator[tuple[Subject, Message]]:
    wanted = select(Note.subject_kind, Note.subject_id, Note.kind, Note.text).where(contains_all(Note.search, text))
    for subject_kind, subject_id, kind, note in session.execute(wanted.order_by(Note.id.desc()).limit(limit)):
        said = _("{kind}: {text}", kind=NOTE_KIND_TITLES[kind], text=excerpt(note))
        yield (subject_kind, subject_id), said


def _reminders(session: Session, text: str, limit: int) -> Iterator[tuple[Subject, Message]]:
    wanted = select(Reminder.subject_kind, Reminder.subject_id, Reminder.text).where(
        contains_all(Reminder.search, text)
    )
    for subject_kind, subject_id, reminder in session.execute(wanted.order_by(Reminder.id.desc()).limit(limit)):
        yield (subject_kind, subject_id), _("Reminder: {text}", text=excerpt(reminder))


def _files(session: Session, text: str, limit: int) -> Iterator[tuple[Subject, Message]]:
    wanted = select(Attachment.subject_kind, Attachment.subject_id, Attachment.name)
    wanted = wanted.where(contains_all(Attachment.search, text)).order_by(Attachment.id.desc()).limit(limit)
    for subject_kind, subject_id, name in session.execute(wanted):
        yield (subject_kind, subject_id), _("File: {name}", name=name)
