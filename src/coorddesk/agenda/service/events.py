"""The verbs on what is in the agenda alone: our own events, and those of others' calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.agenda.models import AgendaEvent
from coorddesk.agenda.queries.events import EventRow
from coorddesk.agenda.rules import trouble_with_event
from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import expect_version
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class EventDetails:
    """What an event is and when; the wish to add it. Times are minutes since midnight, on the wall."""

    title: str
    first: date
    last: date
    starts: int | None = None
    ends: int | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class EventEdit:
    """New details for an event, and the version their author saw."""

    id: int
    version: int
    details: EventDetails


class Foreign(NamedTuple):
    """An event as a calendar file has it, and what that knows it by."""

    uid: str
    details: EventDetails


class EventsTaken(NamedTuple):
    """What became of the events of a calendar file; `gone` are those to come that it had before and has no more."""

    new: int
    changed: int
    unchanged: int
    gone: tuple[EventRow, ...]


@allowed(*EDITORS)
def create_event(session: Session, wish: EventDetails) -> int:
    """Put an event into the agenda; returns its id."""
    row = AgendaEvent(calendar="")
    _write(session, row, wish)
    session.flush()
    record(session, _("Add the event “{title}”", title=row.title), (AgendaEvent.__tablename__, row.id))
    return row.id


@allowed(*EDITORS)
def edit_event(session: Session, wish: EventEdit) -> None:
    """Change an event. Raises `StaleWrite` if somebody did since."""
    row = row_there(session, AgendaEvent, wish.id)
    wanted = {each.name: getattr(wish.details, each.name) for each in fields(wish.details)}
    expect_version(row, wish.version, wanted, _TITLES)
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the event “{title}”", title=row.title), (AgendaEvent.__tablename__, row.id))


@allowed(*EDITORS)
def delete_event(session: Session, wish: Deletion) -> None:
    """Take an event out of the agenda."""
    row = row_as_seen(session, AgendaEvent, wish.id, wish.version)
    title = row.title
    delete_unused(session, row, title)
    record(session, _("Delete the event “{title}”", title=title))


@allowed(*EDITORS)
def take_in_events(session: Session, calendar: str, events: Sequence[Foreign], today: date) -> EventsTaken:
    """Add the events of a calendar's file and follow those that it moved; the same file changes nothing.

    Nothing is taken away: what the file has no more is told, and `remove_events` removes it.
    """
    stored = select(AgendaEvent).where(AgendaEvent.calendar == calendar)
    rows = session.scalars(stored.order_by(AgendaEvent.first, AgendaEvent.id)).all()
    by_uid = {row.uid: row for row in rows}
    new = changed = unchanged = 0
    for uid, details in events:
        row = by_uid.get(uid)
        if row is None:
            row = by_uid[uid] = AgendaEvent(calendar=calendar, uid=uid)
            _write(session, row, details)
            new += 1
        elif _details_of(row) != _tidied(details):
            _write(session, row, details)
            changed += 1
        else:
            unchanged += 1
    session.flush()
    if new or changed:
        values = {"calendar": calendar, "new": new, "changed": changed}
        record(session, _("Take in the calendar “{calendar}”: {new} new, {changed} changed", **values))
    kept = {event.uid for event in events}
    gone = (row for row in rows if row.uid not in kept and row.last >= today)
    return EventsTaken(new, changed, unchanged, tuple(EventRow.of(row) for row in gone))


@allowed(*EDITORS)
def remove_events(session: Session, wishes: Sequence[Deletion]) -> int:
    """Take events out of the agenda that their calendar has no more; returns how many."""
    for wish in wishes:
        row = row_as_seen(session, AgendaEvent, wish.id, wish.version)
        delete_unused(session, row, row.title)
    session.flush()
    record(session, _n("Delete {count} event", "Delete {count} events", len(wishes)))
    return len(wishes)


@allowed(*EDITORS)
def remove_calendar(session: Session, calendar: str) -> int:
    """Take every event of somebody else's calendar out of the agenda; returns how many."""
    if not calendar:
        raise UserError(_("Say which calendar."))
    rows = session.scalars(select(AgendaEvent).where(AgendaEvent.calendar == calendar)).all()
    for row in rows:
        session.delete(row)
    session.flush()
    if rows:
        record(session, _("Delete the calendar “{calendar}”", calendar=calendar))
    return len(rows)


def _write(session: Session, row: AgendaEvent, details: EventDetails) -> None:
    trouble = trouble_with_event(details.title, details.first, details.last, details.starts, details.ends)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    tidied = _tidied(details)
    for each in fields(tidied):
        setattr(row, each.name, getattr(tidied, each.name))
    row.search = fold(f"{row.title} {row.place} {row.note}")
    session.add(row)


def _tidied(details: EventDetails) -> EventDetails:
    days = (details.first, details.last, details.starts, details.ends)
    return EventDetails(tidy(details.title), *days, tidy(details.place), details.note.strip())


def _details_of(row: AgendaEvent) -> EventDetails:
    return EventDetails(row.title, row.first, row.last, row.starts, row.ends, row.place, row.note)


_TITLES: dict[str, Message] = {
    "title": _p("agenda", "What"),
    "first": _("First day"),
    "last": _("Last day"),
    "starts": _p("agenda", "From"),
    "ends": _p("agenda", "To"),
    "place": _("Place"),
    "note": _("Note"),
}
