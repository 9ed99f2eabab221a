"""The days on which help was given that lists of it are narrowed to."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from coorddesk.core.dated import Period
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _p
from coorddesk.directory.rules import school_year_of


class Lately(StrEnum):
    """Days up to today that are asked for often."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


LATELY_TITLES: dict[Lately, Message] = {
    Lately.TODAY: _p("support", "Today"),
    Lately.WEEK: _p("support", "This week"),
    Lately.MONTH: _p("support", "This month"),
    Lately.YEAR: _p("support", "This year"),
    Lately.SCHOOL_YEAR: _p("support", "This school year"),
}


def days_lately(lately: Lately, today: date) -> Period:
    """The days that are meant, until today; a week begins on Monday."""
    match lately:
        case Lately.TODAY:
            return Period(today, today)
        case Lately.WEEK:
            return Period(today - timedelta(days=today.weekday()), today)
        case Lately.MONTH:
            return Period(today.replace(day=1), today)
        case Lately.YEAR:
            return Period(today.replace(month=1, day=1), today)
    began = school_year_of(today)
    month = next(month for month in range(1, 13) if school_year_of(date(began, month, 1)) == began)
    return Period(date(began, month, 1), today)


def support_search(theme: str, name: str, orientation: str, note: str) -> str:
    """What a search for help looks through, besides the name of a known person."""
    return fold(f"{theme} {name} {orientation} {note}")
