"""Entries of a calendar file that come again: on which days and at what times, within a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from coorddesk.agenda.imports.calendar_file import value_of

if TYPE_CHECKING:
    from datetime import tzinfo

    from icalendar import Component

    from coorddesk.core.dated import Period

Start = date | datetime

_MOST = 1_000
_KNOWN = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_DAY = timedelta(days=1)


def comes_again(event: Component) -> bool:
    """Whether an entry stands for several."""
    return "RRULE" in event or "RDATE" in event


def starts_of(event: Component, period: Period) -> Iterator[Start]:
    """When an entry begins each time, as it says it: as a day, or on its own clock.

    Raises `ValueError` or `TypeError` for what cannot be followed.
    """
    from dateutil.rrule import rruleset, rrulestr  # comes with the library that reads calendars

    start = value_of(event, "DTSTART")
    if not isinstance(start, date):
        raise TypeError("an entry without a beginning")
    zone = start.tzinfo if isinstance(start, datetime) else None
    first = _wall(start, zone)
    end = datetime.combine(period.last + _DAY, time())
    every = rruleset()
    for rule in _each(event.get("RRULE")):
        if not {str(each).upper() for each in rule.get("FREQ", ())} <= _KNOWN:
            raise ValueError("a rule of hours or minutes")
        every.rrule(rrulestr(_bounded(rule, zone, end), dtstart=first))
    every.rdate(first)
    for each in _listed(event, "RDATE"):
        every.rdate(_wall(each, zone))
    for each in _listed(event, "EXDATE"):
        every.exdate(_wall(each, zone))
    begin = datetime.combine(period.first, time())
    for wall in islice(takewhile(lambda wall: wall < end, every), _MOST * 20):
        if wall >= begin:
            yield wall.replace(tzinfo=zone) if isinstance(start, datetime) else wall.date()


def _bounded(rule: Any, zone: tzinfo | None, end: datetime) -> str:
    """A rule that ends, on the entry's own clock; one that counts ends by itself."""
    from icalendar import vRecur  # loaded: it has read the rule

    said = {key: value for key, value in rule.items() if key != "UNTIL"}
    if "COUNT" not in said:
        until = [_wall(each, zone, time.max) for each in rule.get("UNTIL", ())]
        said["UNTIL"] = [min([end, *until]).replace(microsecond=0)]
    text: bytes = vRecur(said).to_ical()  # type: ignore[no-untyped-call] # as the library leaves it
    return text.decode()


def _wall(value: Start, zone: tzinfo | None, at: time = time()) -> datetime:
    """A day or a moment on a clock, without its zone."""
    if not isinstance(value, datetime):
        return datetime.combine(value, at)
    if value.tzinfo is not None and zone is not None:
        value = value.astimezone(zone)
    return value.replace(tzinfo=None)


def _listed(event: Component, key: str) -> Iterator[Start]:
    for line in _each(event.get(key)):
        for each in getattr(line, "dts", ()):
            if isinstance(each.dt, date):
                yield each.dt


def _each(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]
