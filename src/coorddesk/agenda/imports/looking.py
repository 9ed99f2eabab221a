"""What a calendar file holds, whichever way it may be taken in: as the events of others, or as school holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.agenda.imports.calendar_file import LeftOut, read_calendar
from coorddesk.agenda.imports.events_file import Reader, read_events
from coorddesk.agenda.queries.source import source
from coorddesk.agenda.rules import Days
from coorddesk.agenda.service import Foreign
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class TakenAs(StrEnum):
    """What a calendar is taken for."""

    EVENTS = "events"
    HOLIDAYS = "holidays"


@dataclass(frozen=True)
class Found:
    """What a file holds, either way, under the name that it gives itself, and what is left out of it."""

    name: str
    events: tuple[Foreign, ...]
    holidays: tuple[Days, ...]
    left_out: Mapping[TakenAs, tuple[LeftOut, ...]]

    @property
    def usual(self) -> TakenAs:
        """What it looks like: holidays last for days, and nothing else is among them."""
        days = [each.details for each in self.events]
        lasting = sum(each.starts is None and each.first < each.last for each in days)
        return TakenAs.HOLIDAYS if self.holidays and 2 * lasting >= len(days) else TakenAs.EVENTS

    def brings(self, way: TakenAs) -> Message:
        """How many it would bring, and for when."""
        days = [(each.first, each.last) for each in self.holidays]
        counted = _n("{count} stretch of holidays", "{count} stretches of holidays", len(days))
        if way is TakenAs.EVENTS:
            days = [(each.details.first, each.details.last) for each in self.events]
            counted = _n("{count} event", "{count} events", len(days))
        if not days:
            return _("Nothing in this file can be taken in so.")
        first, last = min(first for first, _last in days), max(last for _first, last in days)
        return _("{things}, from {first} to {last}", things=counted, first=first, last=last)


def look_into(path: Path, session: Session) -> Found:
    """Read a file. Raises `UserError` where it is none."""
    of = source(session)
    told = read_events(path, Reader(of.zone, clock_of(session).today(), of.domain))
    left_out = told.left_out
    if told.over:
        left_out = (*left_out, LeftOut(str(told.over), _("are long over")))
    try:
        calendar = read_calendar(path)
    except UserError:
        return Found(told.name, told.events, (), {TakenAs.EVENTS: left_out, TakenAs.HOLIDAYS: ()})
    ways = {TakenAs.EVENTS: left_out, TakenAs.HOLIDAYS: calendar.left_out}
    return Found(told.name, told.events, calendar.holidays, ways)
