"""What is in the agenda alone: our own events, and the sessions of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.agenda.models import AgendaEvent
from coorddesk.core.dated import clock_text
from coorddesk.core.matching import contains_all, words
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Entry, Hit
from coorddesk.core.story import of_subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

EVENT = AgendaEvent.__tablename__
_KEPT = 200


@dataclass(frozen=True)
class EventRow:
    """An event; one with a `calendar` came out of that calendar's file."""

    id: int
    version: int
    calendar: str
    uid: str | None
    title: str
    place: str
    note: str
    first: date
    last: date
    starts: int | None
    ends: int | None

    @classmethod
    def of(cls, row: AgendaEvent) -> EventRow:
        """An event as it is stored."""
        days = (row.first, row.last, row.starts, row.ends)
        return cls(row.id, row.version, row.calendar, row.uid, row.title, row.place, row.note, *days)

    @property
    def said_days(self) -> Message:
        """When it is, in a line."""
        if self.starts is not None:
            until = "" if self.ends is None else f"–{clock_text(self.ends)}"
            return _("{day}, {time}", day=self.first, time=f"{clock_text(self.starts)}{until}")
        if self.first == self.last:
            return _("{day}", day=self.first)
        return _("{first} – {last}", first=self.first, last=self.last)


def event_row(session: Session, event_id: int) -> EventRow | None:
    """One event."""
    row = session.get(AgendaEvent, event_id)
    return None if row is None else EventRow.of(row)


def calendars(session: Session) -> Sequence[str]:
    """The calendars of which files were taken in, by name."""
    wanted = select(AgendaEvent.calendar).where(AgendaEvent.calendar != "").distinct()
    return session.scalars(wanted.order_by(AgendaEvent.calendar)).all()


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Events that hold every word of a text, the latest first."""
    if not words(text):
        return ()
    wanted = select(AgendaEvent).where(contains_all(AgendaEvent.search, text))
    rows = session.scalars(wanted.order_by(AgendaEvent.first.desc(), AgendaEvent.id.desc()).limit(limit))
    return [Hit((EVENT, row.id), row.title, EventRow.of(row).said_days) for row in rows]


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What events are called, those that are there."""
    if kind != EVENT:
        return {}
    return dict(session.execute(select(AgendaEvent.id, AgendaEvent.title).where(AgendaEvent.id.in_(ids))).all())


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on an event."""
    if subject[0] != EVENT:
        return ()
    return [Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, _KEPT)]
