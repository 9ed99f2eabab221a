"""What notes, reminders and files add to the story of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of, is_start_of_day
from coorddesk.core.records import Entry, Subject
from coorddesk.core.story import of_subject
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.queries.rows import notes_of
from coorddesk.notes.rules import NOTE_KIND_ICONS, NOTE_KIND_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEPT = 200
"""How many notes, and how many deeds, a story goes back."""
_DEEDS = frozenset({Reminder.__tablename__, Attachment.__tablename__})


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """Notes in their own words, and what was done with reminders and files; newest first."""
    entries = [*_notes(session, subject), *_deeds(session, subject)]
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


def _notes(session: Session, subject: Subject) -> Iterator[Entry]:
    clock = clock_of(session)
    for note in notes_of(session, subject, KEPT):
        yield Entry(
            note.moment,
            NOTE_KIND_TITLES[note.kind],
            note.actor,
            related=(Note.__tablename__, note.id),
            body=note.text,
            icon=NOTE_KIND_ICONS[note.kind],
            whole_day=is_start_of_day(clock, note.moment),
        )


def _deeds(session: Session, subject: Subject) -> Iterator[Entry]:
    for each in of_subject(session, subject, KEPT):
        if each.kinds and each.kinds <= _DEEDS:
            yield Entry(each.moment, each.deed, each.actor, icon=_icon(each.kinds))


def _icon(kinds: frozenset[str]) -> str:
    return "bell" if Reminder.__tablename__ in kinds else "paperclip"
