"""On which days a recurring ticket comes: counted from its first, so that the 31st stays the end of the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.helpdesk.rules.words import Every

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAYS = {Every.DAY: 1, Every.WEEK: 7}
_MONTHS = {Every.MONTH: 1, Every.YEAR: 12}
LONGEST_STEP = 100


def next_after(start: date, every: Every, step: int, day: date) -> date:
    """The first day of the series that is later than `day`; the first one is `start`."""
    return next(each for each in _series(start, every, step, day) if each > day)


def said_rhythm(every: Every, step: int) -> Message:
    """How often it comes, in words."""
    match every:
        case Every.DAY:
            return _n("every day", "every {count} days", step)
        case Every.WEEK:
            return _n("every week", "every {count} weeks", step)
        case Every.MONTH:
            return _n("every month", "every {count} months", step)
    return _n("every year", "every {count} years", step)


def _series(start: date, every: Every, step: int, near: date) -> Iterator[date]:
    """The days of the series from one that is not later than `near` on, if there is one."""
    if every in _DAYS:
        width = _DAYS[every] * step
        turn = max(0, (near - start).days // width)
        while True:
            yield start + timedelta(turn * width)
            turn += 1
    width = _MONTHS[every] * step
    months = (near.year - start.year) * 12 + near.month - start.month
    turn = max(0, months // width - 1)
    while True:
        yield _months_later(start, turn * width)
        turn += 1


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
