"""The figures of a month or a year on paper, with charts, and as rows for a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.rules import path_parts
from coorddesk.helpdesk.reports.figure_lines import Line, Section, Shape, Told, said_part, told
from coorddesk.helpdesk.rules.figure_words import FIGURE_TITLES, said_period
from coorddesk.helpdesk.rules.figures import Figure, Period, Span, month_of, span_of, year_of
from coorddesk.reporting.blocks import (
    Bar,
    Bars,
    Block,
    Columns,
    Document,
    Heading,
    Listing,
    Paragraph,
    Series,
    Sheet,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_BARS = 8
"""What is rarer stands in the sheet of figures, and together in one bar."""

_LINES: tuple[Column[Line], ...] = (
    Column("title", _p("figures", "Figure"), lambda row: row.title, Kind.CHOICE, 44),
    Column("value", _p("figures", "Value"), lambda row: row.value, Kind.NUMBER, 10),
    Column("unit", _p("figures", "Unit"), lambda row: row.unit, Kind.CHOICE, 12),
    Column("among", _p("figures", "Of how many"), lambda row: row.among, Kind.NUMBER, 12),
    Column("before", _("Period before"), lambda row: row.before, Kind.NUMBER, 12),
)


def month_figures(session: Session, choice: Period | None) -> Document:
    """The figures of a month: the last whole one, unless another is asked for."""
    period = choice or month_of(_last_month(session))
    return _document(told(session, period), _("Help desk: figures of {month}", month=said_period(period)))


def year_figures(session: Session, choice: Period | None) -> Document:
    """The figures of a year, month by month: of the last twelve whole months, unless a year is asked for."""
    period = choice
    if period is None:
        last = _last_month(session)
        first = last.replace(day=1)
        for _month in range(11):
            first = (first - timedelta(1)).replace(day=1)
        period = Period(first, last)
    return _document(told(session, period), _title(period))


def _title(period: Period) -> Message:
    if period == year_of(period.first):
        return _("Help desk: figures of {year}", year=said_period(period))
    if period == span_of(Span.SCHOOL_YEAR, period.first):
        return _("Help desk: figures of the school year {year}", year=said_period(period))
    first, last = said_period(period.months[0]), said_period(period.months[-1])
    return _("Help desk: figures from {first} to {last}", first=first, last=last)


def _last_month(session: Session) -> date:
    return clock_of(session).today().replace(day=1) - timedelta(1)


def _document(of: Told, title: Message) -> Document:
    groups = tuple(Group(section.title, section.lines) for section in of.sections)
    table = Report(title, _LINES, groups, _figures, grouped_by=_p("figures", "Part"), page=UPRIGHT)
    sheet = Sheet(title, tuple(_blocks(of)), title=title)
    return Document(_("Figures"), () if of.is_empty else (sheet,), table)


def _blocks(of: Told) -> Iterator[Block]:
    yield from _table(of)
    yield from _months([section for section in of.sections if section.shape is Shape.MONTHS])
    for section in of.sections:
        if section.shape is Shape.BARS:
            yield Heading(section.title)
            yield Bars(tuple(_bars(section.lines)))
            if section.title == FIGURE_TITLES[Figure.SCORED]:
                among = section.lines[0].among or 0
                yield Paragraph(_n("{count} answer", "{count} answers", among), quiet=True)
    yield Paragraph(EXPLAINED, quiet=True)


def _table(of: Told) -> Iterator[Block]:
    columns: tuple[Column[Line], ...] = (
        Column("title", _p("figures", "Figure"), lambda row: row.title, Kind.CHOICE, 44),
        Column("said", said_period(of.period), lambda row: row.said, Kind.CHOICE, 24),
        Column("before", said_period(of.before), lambda row: row.said_before, Kind.CHOICE, 18),
    )
    for section in of.sections:
        if section.shape is Shape.TABLE:
            yield Listing(section.lines, None, verbatim(""), columns)


def _months(sections: Sequence[Section]) -> Iterator[Block]:
    if sections:
        yield Heading(_("Month by month"))
        titles = [FIGURE_TITLES[section.lines[0].behind.figure] for section in sections]
        series = (
            Series(title, tuple(line.count for line in section.lines))
            for title, section in zip(titles, sections, strict=True)
        )
        yield Columns(tuple(line.title for line in sections[0].lines), tuple(series))


def _bars(lines: Sequence[Line]) -> Iterator[Bar]:
    for line, name in zip(lines[:_MOST_BARS], short_names(lines), strict=False):
        yield Bar(name, line.count, said_part(line.count, line.among))
    rest = sum(line.count for line in lines[_MOST_BARS:])
    if rest:
        yield Bar(_p("figures", "All others"), rest, said_part(rest, lines[0].among), is_rest=True)


def short_names(lines: Sequence[Line]) -> list[Message]:
    """What each is called beside its bar: the last name along its path, where no other one ends in it."""
    ends = [path_parts(line.name)[-1] if line.name else "" for line in lines]
    seen = Counter(ends)
    named = zip(lines, ends, strict=True)
    return [verbatim(end) if end and seen[end] == 1 else line.title for line, end in named]


def _figures(count: int) -> Message:
    return _n("{count} figure", "{count} figures", count)


EXPLAINED = _(
    "Times are in opening hours, without the time that a ticket waited. No percentage is made of fewer than five."
    " A ticket that was merged into another counts with that one."
)


def _dated_month(choice: Period | None, day: date) -> Period | None:
    return month_of(day) if choice is None else None


def _dated_year(choice: Period | None, day: date) -> Period | None:
    return year_of(day) if choice is None else None


def shown_key(period: Period | None) -> str:
    """What the page of tickets is asked, to show the figures of a period."""
    return FIGURES_SHOWN if period is None else f"{FIGURES_SHOWN}:{period.first}:{period.last}"


def period_shown(key: str) -> Period | None:
    """The period of such a key."""
    _shown, *days = key.split(":")
    return Period(*map(date.fromisoformat, days)) if days else None


def _on_screen(choice: Period | None) -> tuple[str, str]:
    return "ticket", shown_key(choice)


FIGURES_SHOWN = "figures"
MONTH_FIGURES = ReportKind(
    "ticket-figures-month",
    _("Monthly figures of the help desk"),
    _("The last whole month: received, resolved, how long it took, what was kept, by category, place and cause."),
    month_figures,
    dated=_dated_month,
    on_screen=_on_screen,
)
YEAR_FIGURES = ReportKind(
    "ticket-figures-year",
    _("Yearly figures of the help desk"),
    _("The last twelve whole months, month by month, with what was asked for most."),
    year_figures,
    dated=_dated_year,
    on_screen=_on_screen,
)
FIGURE_REPORTS = (MONTH_FIGURES, YEAR_FIGURES)
