"""Dated things as a calendar file (.ics) that every other calendar can read.

Times are written as moments in UTC: what the wall showed is worked out here, also on the nights on which the clock
jumps, so that nobody's idea of our time zone matters. The library that writes them is imported when one is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from coorddesk.agenda.queries.source import Source, source, things_of
from coorddesk.core.dated import Dated, Period

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from icalendar import Event
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.feature import Feature

DESK = "X-COORDDESK-DESK"
"""The line of our files that says which desk wrote them."""

_STAMPS = re.compile(rb"^DTSTAMP:[^\r\n]*\r?\n", re.MULTILINE)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What goes into a file: the days, and the kinds of things; no kinds for all."""

    period: Period
    kinds: frozenset[str] = frozenset()


def calendar_text(name: str, things: Sequence[Dated], of: Source, texts: Texts) -> bytes:
    """A calendar with a name; what has neither changed nor moved is known again by its UID."""
    from icalendar import Calendar  # with all time zones of the world, for a file now and then

    calendar = Calendar()
    calendar.add("prodid", f"-//CoordDesk//{texts.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add(DESK, of.mark)
    for thing in things:
        calendar.add_component(_event(thing, of, texts))
    return bytes(calendar.to_ical())


def calendar_file(
    wanted: Wanted, features: Sequence[Feature], texts: Texts, path: Path, database: Database, progress: Progress
) -> int:
    """As a job: write what is wanted; returns how many things there are."""
    from coorddesk.core.database import Lane  # SQL is loaded by now
    from coorddesk.core.durable import write_whole

    progress(0, 1)
    with database.reading(Lane.JOBS) as session:
        text, count = _read(wanted, features, texts, session)
    write_whole(path, text)
    return count


def same_but_stamps(one: bytes, other: bytes) -> bool:
    """Whether two calendars say the same, whenever each was written."""
    return _STAMPS.sub(b"", one) == _STAMPS.sub(b"", other)


def uid_of(thing: Dated, of: Source) -> str:
    """What calendars elsewhere know a thing by."""
    return f"{thing.key}{of.domain}"


def moments(thing: Dated, zone: ZoneInfo) -> tuple[datetime, datetime | None]:
    """When a thing with a time begins and ends, in UTC; never the other way round, even when the clock jumps."""
    assert thing.starts is not None
    start = _moment(thing.first, thing.starts, zone)
    if thing.ends is not None:
        return start, max(start, _moment(thing.last, thing.ends, zone))
    if thing.last > thing.first:
        return start, _moment(thing.last + _DAY, 0, zone)
    return start, None


def _read(wanted: Wanted, features: Sequence[Feature], texts: Texts, session: Session) -> tuple[bytes, int]:
    of = source(session)
    things = things_of(session, features, wanted.period, wanted.kinds)
    return calendar_text(of.organisation or "CoordDesk", things, of, texts), len(things)


def _event(thing: Dated, of: Source, texts: Texts) -> Event:
    from icalendar import Event  # as above

    event = Event()
    event.add("uid", uid_of(thing, of))
    event.add("dtstamp", of.moment)
    event.add("summary", texts.say(thing.title))
    if thing.starts is None:
        event.add("dtstart", thing.first)
        event.add("dtend", thing.last + _DAY)  # the day after: so calendars count
        event.add("transp", "TRANSPARENT")
    else:
        start, end = moments(thing, of.zone)
        event.add("dtstart", start)
        if end is not None:
            event.add("dtend", end)
    if thing.place:
        event.add("location", thing.place)
    if thing.about:
        event.add("description", thing.about)
    event.add("categories", [texts.say(thing.kind.title)])
    return event


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Of a time that the wall shows twice the first, of one that it leaves out the one it would be."""
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    return wall.astimezone(UTC)
