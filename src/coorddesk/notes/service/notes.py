"""The verbs on notes: what was thought, said or written about a record, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.notes.models import Note
from coorddesk.notes.rules import NOTE_KIND_TITLES, NoteKind, excerpt
from coorddesk.notes.service.rows import EDITORS, About, Seen, refuse_gone, row_seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NoteDetails:
    """What is written down; of a `day` before today only the day is kept, without one it is now."""

    text: str
    kind: NoteKind = NoteKind.NOTE
    day: date | None = None


@allowed(*EDITORS)
def write_note(session: Session, about: About, details: NoteDetails) -> int:
    """Write a note about a record; returns its id."""
    refuse_gone(session, about.subject)
    kind, record_id = about.subject
    text = _text(details)
    note = Note(
        subject_kind=kind,
        subject_id=record_id,
        kind=details.kind,
        text=text,
        search=fold(text),
        moment=_moment(session, details.day),
        actor=actor_of(session).name,
    )
    session.add(note)
    session.flush()
    record(session, _added(note, about.called), about.subject)
    return note.id


@allowed(*EDITORS)
def edit_note(session: Session, seen: Seen, details: NoteDetails) -> None:
    """Change what a note says; its moment stays unless another day is named."""
    note = row_seen(session, Note, seen)
    note.text = _text(details)
    note.search = fold(note.text)
    note.kind = details.kind
    if details.day is not None and clock_of(session).local(note.moment).date() != details.day:
        note.moment = _moment(session, details.day)
    record(
        session,
        _("Edit a note about {record}: “{text}”", record=seen.called, text=excerpt(note.text)),
        (note.subject_kind, note.subject_id),
    )
    session.flush()


@allowed(*EDITORS)
def delete_note(session: Session, seen: Seen) -> None:
    """Delete a note."""
    note = row_seen(session, Note, seen)
    record(
        session,
        _("Delete a note about {record}: “{text}”", record=seen.called, text=excerpt(note.text)),
        (note.subject_kind, note.subject_id),
    )
    session.delete(note)
    session.flush()


def _text(details: NoteDetails) -> str:
    text = tidy_lines(details.text)
    if not text:
        raise UserError(_("Write something first."), field="text")
    return text


def _moment(session: Session, day: date | None) -> datetime:
    clock = clock_of(session)
    if day is None or day == clock.today():
        return clock.now()
    if day > clock.today():
        raise UserError(_("This day is still to come. Make a reminder of it instead."), field="day")
    return start_of_day(clock, day)


def _added(note: Note, called: Message | str) -> Message:
    text = excerpt(note.text)
    if note.kind is NoteKind.NOTE:
        return _("Write a note about {record}: “{text}”", record=called, text=text)
    return _("Note down, {record}: {kind} “{text}”", record=called, kind=NOTE_KIND_TITLES[note.kind], text=text)
