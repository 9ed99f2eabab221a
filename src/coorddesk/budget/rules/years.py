"""Fiscal years: their days, the one that follows, and what is to be done before one is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import Chart, Counting
from coorddesk.core.messages import Message, _, _n

LONGEST = timedelta(days=2 * 366)
"""The first fiscal year of an association may be longer than twelve months; two years are a slip of the finger."""
AROUND = timedelta(days=366)
"""A budget is voted before its year begins, and invoices come in after it has ended; not a year away."""


@dataclass(frozen=True)
class Span:
    """The days of a fiscal year, the last one included."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """What such a year is called: "2026", or "2025-2026"."""
        years = (self.first.year, self.last.year)
        return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"

    def holds(self, other: Span) -> bool:
        """Whether all days of another are among these."""
        return self.first <= other.first and other.last <= self.last

    @property
    def next(self) -> Span:
        """The twelve months that follow."""
        first = self.last + timedelta(days=1)
        return Span(first, _a_year_later(first) - timedelta(days=1))


@dataclass(frozen=True)
class YearDetails:
    """A fiscal year as it is written, and the wish to open one. `previous_id` is the year that it goes on from."""

    name: str
    first_day: date
    last_day: date
    counts: Counting = Counting.GROSS
    chart: Chart = Chart.OWN
    previous_id: int | None = None
    notes: str = ""

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first_day, self.last_day)


def planned_spans(like: Span | None, first: int, count: int) -> tuple[Span, ...]:
    """So many years that go on from `like`, the first of them beginning in the year `first`.

    Without one to be like, they are civil years.
    """
    starts = [_start(like, first + place) for place in range(count + 1)]
    return tuple(Span(start, following - timedelta(days=1)) for start, following in pairwise(starts))


def year_of_day(day: date, like: Span | None) -> int:
    """The year in which the year begins that a day is in; it may be in `like` itself, however long that is."""
    if like is not None and like.first <= day <= like.last:
        return like.first.year
    return day.year if _start(like, day.year) <= day else day.year - 1


def year_after(day: date, like: Span | None) -> int:
    """The year in which the year begins that follows the one that a day is in."""
    if like is not None and like.first <= day <= like.last:
        return like.next.first.year
    return year_of_day(day, like) + 1


def year_named(year: int, like: Span | None) -> str:
    """What the year is called that begins in a year: "2026", or "2026-2027"."""
    return planned_spans(like, year, 1)[0].name


def trouble_with_span(span: Span) -> Message | None:
    """Why these cannot be the days of a fiscal year; None if they can."""
    if span.last < span.first:
        return _("A fiscal year ends after it has begun.")
    return _("A fiscal year does not last that long.") if span.last - span.first > LONGEST else None


def trouble_with_day(span: Span, day: date) -> Message | None:
    """Why a move of money on a day cannot be of a year; None if it can.

    It may be of a day before or after the year: what is voted in December counts for the year to come.
    """
    if span.first - AROUND <= day <= span.last + AROUND:
        return None
    return _("This day is too far from the fiscal year {name}.", name=span.name)


class Task(StrEnum):
    """Something that a closing looks at."""

    NOT_OVER = "not_over"
    PRE_COMMITTED = "pre_committed"
    COMMITTED = "committed"
    OVERSPENT = "overspent"
    UNPAID = "unpaid"


MUST_BE_DONE = frozenset({Task.PRE_COMMITTED, Task.COMMITTED})
"""Nothing may be promised on the lines of a closed year: it is carried forward, ordered or given up."""


@dataclass(frozen=True)
class ToDo:
    """What is left to do before a year is closed: on how many lines, and about how many cents in all."""

    task: Task
    lines: int = 0
    cents: int = 0

    @property
    def must_be_done(self) -> bool:
        """Whether the year cannot be closed with it; anything else is for whoever closes to judge."""
        return self.task in MUST_BE_DONE


def closing_tasks(last: date, today: date, lines: list[Figures]) -> tuple[ToDo, ...]:
    """What is left to do before a year that ends on `last` is closed, by the figures of its lines."""
    left = {
        Task.PRE_COMMITTED: [each.pre_committed for each in lines],
        Task.COMMITTED: [each.committed for each in lines],
        Task.OVERSPENT: [-min(0, each.available) for each in lines],
        Task.UNPAID: [each.unpaid for each in lines],
    }
    there = {task: [cents for cents in every if cents] for task, every in left.items()}
    tasks = [ToDo(task, len(every), sum(every)) for task, every in there.items() if every]
    return (*([ToDo(Task.NOT_OVER)] if today <= last else []), *tasks)


def said_task(todo: ToDo) -> Message:
    """What is left to do, in a sentence; amounts stand beside it."""
    if todo.task is Task.NOT_OVER:
        return _("The year is not over yet.")
    if todo.task is Task.PRE_COMMITTED:
        return _n("Requests are pending on {count} line.", "Requests are pending on {count} lines.", todo.lines)
    if todo.task is Task.COMMITTED:
        return _n("Commitments are open on {count} line.", "Commitments are open on {count} lines.", todo.lines)
    if todo.task is Task.OVERSPENT:
        return _n("{count} line is overspent.", "{count} lines are overspent.", todo.lines)
    return _n(
        "Invoices are unpaid on {count} line: pay them first, a closed year takes no payment.",
        "Invoices are unpaid on {count} lines: pay them first, a closed year takes no payment.",
        todo.lines,
    )


def _start(like: Span | None, year: int) -> date:
    """The day on which years begin like the one that follows `like`, in some year."""
    day = date(2000, 1, 1) if like is None else like.next.first
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, month=3, day=1)
