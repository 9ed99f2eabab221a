"""How papers of training say when and where a session is held, and who gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Kind
from coorddesk.core.working_time import SHORT_WEEKDAYS, WEEKDAYS
from coorddesk.reporting.blocks import Fact
from coorddesk.training.rules.hours import hours_text

if TYPE_CHECKING:
    from coorddesk.training.queries.papers import HalfDayOn, SessionPapers

_FEW_DAYS = 6
"""Days that are named one by one; of more, the first and the last are."""


def day_said(day: date) -> Message:
    """A day with its name: "Monday 12/01/2026"."""
    return _("{weekday} {day}", weekday=WEEKDAYS[day.weekday()], day=day)


def short_day(day: date) -> Message:
    """The same where there is little room: "Mon 12/01/2026"."""
    return _("{weekday} {day}", weekday=SHORT_WEEKDAYS[day.weekday()], day=day)


def times_said(times: Sequence[tuple[int, int]]) -> str:
    """From when to when: "09:00–12:00"."""
    return ", ".join(f"{_time(starts)}–{_time(ends)}" for starts, ends in times)


def days_of(half_days: Sequence[HalfDayOn]) -> Iterator[tuple[date, str]]:
    """Each day with all its times."""
    for day, together in groupby(half_days, lambda each: each.day):
        yield day, times_said([times for each in together for times in each.times])


def dates_said(days: Sequence[date]) -> Message | None:
    """Some days in order: each of a few, the first and the last of many."""
    if not days:
        return None
    if len(days) <= _FEW_DAYS:
        said = verbatim("")
        for place, day in enumerate(days):
            said = _("{one}, {other}", one=said, other=day) if place else _("{day}", day=day)
        return said
    return _("{first} to {last}", first=days[0], last=days[-1])


def length_said(papers: SessionPapers) -> Message:
    """How many half-days and hours it takes."""
    half_days = _n("{count} half-day", "{count} half-days", len(papers.half_days))
    return _("{half_days}, {hours}", half_days=half_days, hours=hours_text(papers.minutes))


def where(papers: SessionPapers) -> str:
    """The place, the address for who takes part from afar, or both."""
    return " · ".join(part for part in (papers.place, papers.link) if part)


def trainers_said(papers: SessionPapers) -> str:
    """Everybody who gives it."""
    return ", ".join(
        f"{each.name.full} ({each.partner})" if each.partner else each.name.full for each in papers.trainers
    )


def facts_of(papers: SessionPapers) -> tuple[Fact, ...]:
    """Where, when, by whom and for how long."""
    days = list(dict.fromkeys(each.day for each in papers.half_days))
    whose = _p("training", "Trainer") if len(papers.trainers) == 1 else _p("training", "Trainers")
    length = length_said(papers) if papers.half_days else None
    return (
        Fact(_("Place"), where(papers)),
        Fact(_("Dates"), dates_said(days), Kind.CHOICE),
        Fact(whose, trainers_said(papers)),
        Fact(_p("training", "Length"), length, Kind.CHOICE),
    )


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
