"""What a period of the help desk comes to: how long things took, what was kept, how people found it.

A figure always says of how many it is, and no percentage is made of fewer than five.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from coorddesk.core.working_time import minute_of
from coorddesk.directory.rules import school_year_of
from coorddesk.helpdesk.rules.words import Status

LEAST = 5
"""Below so many, a percentage would say more about chance than about the desk."""

AWAY = (Status.WAITING, Status.RESOLVED, Status.CLOSED, Status.CANCELLED)
"""The states in which nobody here could do anything: their time is not counted."""

SATISFIED = 3
"""The score from which on somebody is satisfied."""


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def months(self) -> tuple[Period, ...]:
        """The months that it touches, each within it."""
        found, first = [], self.first
        while first <= self.last:
            following = (first.replace(day=1) + timedelta(32)).replace(day=1)
            found.append(Period(first, min(self.last, following - timedelta(1))))
            first = following
        return tuple(found)


class Span(StrEnum):
    """How long a period of figures is."""

    MONTH = "month"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


def span_of(span: Span, day: date) -> Period:
    """The month, year or school year in which a day lies."""
    if span is Span.MONTH:
        return month_of(day)
    return year_of(day) if span is Span.YEAR else school_year(school_year_of(day))


def moved(period: Period, steps: int) -> Period:
    """The period of as many whole months that lies so many of its own lengths later, or earlier."""
    count = len(period.months)
    place = period.first.year * 12 + period.first.month - 1 + count * steps
    first, after = _month(place), _month(place + count)
    return Period(first, after - timedelta(1))


def _month(place: int) -> date:
    """The first day of a month by its place since the year 0."""
    return date(place // 12, place % 12 + 1, 1)


def month_of(day: date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(32)).replace(day=1) - timedelta(1))


def year_of(day: date) -> Period:
    """The year of a day."""
    return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))


def school_year(begins: int) -> Period:
    """The school year that begins in a year."""
    first = next(day for month in range(1, 13) if school_year_of(day := date(begins, month, 1)) == begins)
    return Period(first, first.replace(year=begins + 1) - timedelta(1))


class Figure(StrEnum):
    """What can be counted of a period, and asked of the list of tickets."""

    RECEIVED = "received"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    BACKLOG = "backlog"
    ANSWERED = "answered"
    ANSWERED_IN_TIME = "answered_in_time"
    ANSWERED_LATE = "answered_late"
    RESOLVED_IN_TIME = "resolved_in_time"
    RESOLVED_LATE = "resolved_late"
    REOPENED = "reopened"
    SATISFIED = "satisfied"
    SCORED = "scored"
    OF_CATEGORY = "of_category"
    OF_PLACE = "of_place"
    OF_MODEL = "of_model"
    OF_CAUSE = "of_cause"


@dataclass(frozen=True)
class Behind:
    """The tickets behind a figure of a period, each counted there once.

    `of` is the record, or the score, of which they are; None means those that have none.
    """

    figure: Figure
    first: date
    last: date
    of: int | None = None

    @property
    def period(self) -> Period:
        """The days that are counted."""
        return Period(self.first, self.last)


@dataclass(frozen=True)
class Lengths:
    """How long something took, in minutes of opening hours: half took no longer, nine of ten no longer."""

    count: int = 0
    median: int | None = None
    ninetieth: int | None = None


def lengths_of(minutes: Iterable[int]) -> Lengths:
    """The lengths of so many; of none, only that there is none."""
    ordered = sorted(minutes)
    if not ordered:
        return Lengths()
    return Lengths(len(ordered), _middle(ordered), ordered[-(-len(ordered) * 9 // 10) - 1])


def _middle(ordered: Sequence[int]) -> int:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int = 0
    among: int = 0

    @property
    def percent(self) -> int | None:
        """As a percentage, rounded half up; None among too few."""
        return None if self.among < LEAST else (200 * self.count + self.among) // (2 * self.among)


def share_of(held: Iterable[bool]) -> Share:
    """How many of them hold."""
    every = list(held)
    return Share(sum(every), len(every))


class Received(NamedTuple):
    """What is looked at of a ticket that came."""

    id: int
    opened_at: datetime
    responded_at: datetime | None
    respond_by: datetime | None


class Resolved(NamedTuple):
    """What is looked at of a ticket that was resolved."""

    id: int
    opened_at: datetime
    resolved_at: datetime
    resolve_by: datetime | None


def answered_in_time(rows: Iterable[Received], now: datetime) -> dict[int, bool]:
    """Whether each was; those that are not answered and still may be in time are left out."""
    return {
        row.id: row.responded_at is not None and minute_of(row.responded_at) <= row.respond_by
        for row in rows
        if row.respond_by is not None and (row.responded_at is not None or now > row.respond_by)
    }


def resolved_in_time(rows: Iterable[Resolved]) -> dict[int, bool]:
    """Whether each was; those that were promised nothing are left out."""
    return {row.id: minute_of(row.resolved_at) <= row.resolve_by for row in rows if row.resolve_by is not None}


@dataclass(frozen=True)
class Satisfaction:
    """How many gave each score, from 1 to 4."""

    scores: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def satisfied(self) -> Share:
        """How many were satisfied."""
        return Share(sum(self.scores[SATISFIED - 1 :]), sum(self.scores))


def backlogs(before: int, come: Sequence[int], gone: Sequence[int]) -> tuple[int, ...]:
    """How many are open at the end of each step, of which so many came and so many went."""
    found, now = [], before
    for more, less in zip(come, gone, strict=True):
        now += more - less
        found.append(now)
    return tuple(found)
