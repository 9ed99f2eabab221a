"""Events out of somebody else's calendar file (.ics): the sessions of a partner, the meetings of the town hall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.agenda.imports.calendar_file import LeftOut, opened, value_of
from coorddesk.agenda.imports.recurring import Start, comes_again, starts_of
from coorddesk.agenda.rules import trouble_with_event
from coorddesk.agenda.service import EventDetails, Foreign
from coorddesk.core.dated import Period
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from icalendar import Calendar, Component

BEFORE, AFTER = timedelta(days=366), timedelta(days=800)
"""How far back events are taken in, and how far ahead those that come again and again."""

_LONGEST_NOTE = 2_000
_MINUTES = 24 * 60
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reader:
    """Whose clock events are put on, which days count, and how the UIDs of our own things end."""

    zone: ZoneInfo
    today: date
    own: str

    @property
    def period(self) -> Period:
        """The days."""
        return Period(self.today - BEFORE, self.today + AFTER)


@dataclass(frozen=True)
class EventsFile:
    """What a calendar file brings, under the name that it gives itself; `over` are long over, and left out."""

    name: str
    events: tuple[Foreign, ...]
    left_out: tuple[LeftOut, ...]
    over: int


def read_events(path: Path, reader: Reader) -> EventsFile:
    """The events of a file. Raises `UserError` where it is none."""
    calendars = opened(path)
    name = _name(calendars, path)
    found: dict[str, Foreign] = {}
    left_out: list[LeftOut] = []
    over = 0
    for event, zone in (pair for each in calendars for pair in _in_order(each)):
        title = tidy(_text(event, "SUMMARY")) or name
        try:
            told = list(_told(event, title, zone, reader))
        except UserError as error:
            left_out.append(LeftOut(title, error.message))
            continue
        except (ValueError, TypeError, KeyError, OverflowError):  # whatever strangers may have written there
            left_out.append(LeftOut(title, _("cannot be understood")))
            continue
        for each in told:
            if each.details.last < reader.period.first:
                over += 1
            elif _text(event, "STATUS").upper() == "CANCELLED":
                found.pop(each.uid, None)
            else:
                found[each.uid] = each
    return EventsFile(name, tuple(found.values()), tuple(left_out), over)


def _in_order(calendar: Calendar) -> Iterator[tuple[Component, tzinfo | None]]:
    """Those that come again first, then what is said of one time of them; each with the clock of the first."""
    events: list[Component] = list(calendar.walk("VEVENT"))
    zones: dict[str, tzinfo | None] = {}
    for event in sorted(events, key=lambda each: (not comes_again(each), "RECURRENCE-ID" in each)):
        uid, start = _text(event, "UID"), value_of(event, "DTSTART")
        own = start.tzinfo if isinstance(start, datetime) else None
        yield event, zones.setdefault(uid, own)


def _told(event: Component, title: str, zone: tzinfo | None, reader: Reader) -> Iterator[Foreign]:
    """What an entry stands for, once or each time. Raises `UserError` with why it is left out."""
    uid = tidy(_text(event, "UID"))
    start, end = value_of(event, "DTSTART"), _end(event)
    if uid.endswith(reader.own):
        raise UserError(_("comes from this desk"))
    if not isinstance(start, date):
        raise UserError(_("has no day"))
    uid = uid or sha256(f"{title}{start!r}".encode()).hexdigest()[:24]
    length = None if end is None else _length(start, end)
    again = value_of(event, "RECURRENCE-ID")
    if isinstance(again, date):
        if isinstance(again, datetime) and again.tzinfo is not None and zone is not None:
            again = again.astimezone(zone)
        yield Foreign(_uid(uid, again), _details(event, title, start, length, reader.zone))
    elif comes_again(event):
        for each in starts_of(event, reader.period):
            yield Foreign(_uid(uid, each), _details(event, title, each, length, reader.zone))
    else:
        yield Foreign(uid, _details(event, title, start, length, reader.zone))


def _end(event: Component) -> Start | timedelta | None:
    for key in ("DTEND", "DURATION"):
        said = value_of(event, key)
        if isinstance(said, date | timedelta):
            return said
    return None


def _length(start: Start, end: Start | timedelta) -> timedelta | None:
    """How long it lasts on the wall; None where the two do not go together."""
    if isinstance(end, timedelta):
        return end
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.tzinfo is not None and end.tzinfo is not None:
            return end.astimezone(start.tzinfo).replace(tzinfo=None) - start.replace(tzinfo=None)
        return end.replace(tzinfo=None) - start.replace(tzinfo=None)
    if isinstance(start, datetime) or isinstance(end, datetime):
        return None
    return end - start


def _details(event: Component, title: str, start: Start, length: timedelta | None, zone: ZoneInfo) -> EventDetails:
    """Raises `UserError` with why it is left out."""
    place, note = (_text(event, key) for key in ("LOCATION", "DESCRIPTION"))
    days = _days(start, length, zone)
    trouble = trouble_with_event(title, *days)
    if trouble is not None:
        raise UserError(_("cannot be so: {reason}", reason=trouble[1]))
    return EventDetails(title, *days, tidy(place), note.strip()[:_LONGEST_NOTE].strip())


def _days(start: Start, length: timedelta | None, zone: ZoneInfo) -> tuple[date, date, int | None, int | None]:
    """The first and the last day, and the times on our wall; what ends at midnight ends on the day before."""
    if not isinstance(start, datetime):
        last = start + max(length or _DAY, _DAY) - _DAY
        return start, last, None, None
    end = start + (length or timedelta())
    begun, over = (each if each.tzinfo is None else each.astimezone(zone) for each in (start, end))
    starts, ends = (60 * each.hour + each.minute for each in (begun, over))
    if length is None or end <= start:
        return begun.date(), begun.date(), starts, None
    if ends == 0:
        return begun.date(), over.date() - _DAY, starts, _MINUTES
    return begun.date(), over.date(), starts, ends


def _uid(uid: str, again: Start) -> str:
    return f"{uid}#{again:%Y%m%dT%H%M}" if isinstance(again, datetime) else f"{uid}#{again:%Y%m%d}"


def _name(calendars: Sequence[Calendar], path: Path) -> str:
    said = (tidy(str(each.get(key, ""))) for each in calendars for key in ("X-WR-CALNAME", "NAME"))
    return next((name for name in said if name), tidy(path.stem))


def _text(event: Component, key: str) -> str:
    """What a line says; the first of several."""
    said = event.get(key, "")
    return str(said[0] if isinstance(said, list) and said else said)
