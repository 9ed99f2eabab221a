"""The years of a plan: as the fiscal years of the desk begin and end, or civil ones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from coorddesk.budget.rules.years import Span

PLANNED = 5
"""So many years are looked at."""
_DAY = timedelta(days=1)


def planned_spans(like: Span | None, first: int, count: int = PLANNED) -> tuple[Span, ...]:
    """So many years that begin on the same day of the year as `like`, the first of them in the year `first`.

    Without one to be like, they are civil years.
    """
    day = date(2000, 1, 1) if like is None else like.first
    starts = [_in_year(day, first + place) for place in range(count + 1)]
    return tuple(Span(start, following - _DAY) for start, following in pairwise(starts))


def year_of_day(day: date, like: Span | None) -> int:
    """The year in which the year begins that a day is in."""
    start = _in_year(date(2000, 1, 1) if like is None else like.first, day.year)
    return day.year if start <= day else day.year - 1


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)
