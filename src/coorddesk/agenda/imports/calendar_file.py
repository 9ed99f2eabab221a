"""School holidays out of a calendar file (.ics), such as education authorities publish them.

The library that reads them is imported when one is read: it is needed a few times a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.agenda.rules import Days, trouble_with
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy

if TYPE_CHECKING:
    from icalendar import Calendar, Component

_LARGEST = 5_000_000  # bytes
_MOST = 5_000
_NO_HOLIDAYS = ("rentree", "back to school", "debut des vacances", "fin des vacances")
"""Words of single days that calendars of school holidays tell beside the holidays themselves, folded."""


@dataclass(frozen=True)
class LeftOut:
    """An entry of a calendar that is no holiday to close for, and why."""

    name: str
    reason: Message


@dataclass(frozen=True)
class CalendarFile:
    """What a calendar file brings, and what of it is left out."""

    holidays: tuple[Days, ...]
    left_out: tuple[LeftOut, ...]


def read_calendar(path: Path) -> CalendarFile:
    """The holidays of a file. Raises `UserError` where it is none, or brings nothing."""
    return _sorted_out(path.name, [event for each in opened(path) for event in each.walk("VEVENT")])


def opened(path: Path) -> list[Calendar]:
    """The calendars of a file. Raises `UserError` where it is none, or too large."""
    name = path.name
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(_("{name} is too large for a calendar.", name=name))
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(_("There is no file {file}. Check its name and folder.", file=str(path))) from error
    except OSError as error:
        raise UserError(_("{name} cannot be read ({reason}).", name=name, reason=str(error.strerror))) from error
    return _parsed(name, content)


def _parsed(name: str, content: bytes) -> list[Calendar]:
    from icalendar import Calendar  # with all time zones of the world, for a file a year

    no_calendar = _("{name} is no calendar file (.ics), or a damaged one.", name=name)
    try:
        calendars = Calendar.from_ical(_text(content), multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise UserError(no_calendar) from error
    if not calendars:
        raise UserError(no_calendar)
    if sum(len(each.subcomponents) for each in calendars) > _MOST:
        raise UserError(_("{name} has more than {count} entries: take in a shorter one.", name=name, count=_MOST))
    return calendars


def _sorted_out(name: str, events: list[Component]) -> CalendarFile:
    holidays, left_out = [], []
    for event in events:
        title = tidy(str(event.get("SUMMARY", "")))
        match _days(event, title):
            case Days() as days:
                holidays.append(days)
            case reason:
                left_out.append(LeftOut(title, reason))
    if not holidays:
        raise UserError(_("There are no holidays in {name}: it has no entry that lasts for whole days.", name=name))
    holidays.sort(key=lambda days: (days.first, days.last, days.name))
    return CalendarFile(tuple(holidays), tuple(left_out))


def _days(event: Component, title: str) -> Days | Message:
    """The days of an entry, or why they are none to close for."""
    start, end, length = (value_of(event, key) for key in ("DTSTART", "DTEND", "DURATION"))
    if "RRULE" in event or "RDATE" in event:
        return _("comes again and again: type its days")
    if not isinstance(start, date) or isinstance(start, datetime):
        return _("is not for whole days: take the file in again as events of others")
    if any(word in fold(title) for word in _NO_HOLIDAYS):
        return _("is the first or the last day of something, not a holiday")
    if isinstance(length, timedelta):
        end = start + length
    last = end - timedelta(days=1) if isinstance(end, date) and end > start else start  # the end is the day after
    trouble = trouble_with(title, start, last)
    return Days(title, start, last, tidy(str(event.get("UID", ""))) or None) if trouble is None else trouble[1]


def value_of(event: Component, key: str) -> object:
    """The day, moment or length that a line of an entry says."""
    return getattr(event.get(key), "dt", None)


def _text(content: bytes) -> str:
    """The text of a file: calendars are UTF-8, those of old programs of Windows are not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def names_of(left_out: tuple[LeftOut, ...]) -> Iterator[Message]:
    """What was left out, one line each."""
    return (_("“{name}” {reason}", name=each.name or "–", reason=each.reason) for each in left_out)
