"""The figures of a month or a year on paper, with charts, and as rows for a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.core.working_time import length_text
from coorddesk.directory.rules import path_parts
from coorddesk.helpdesk.queries.figures import Figures, Part, figures
from coorddesk.helpdesk.rules import SCORE_TITLES
from coorddesk.helpdesk.rules.figures import Lengths, Period, Share, month_of, year_of
from coorddesk.reporting.blocks import (
    Bar,
    Bars,
    Block,
    Columns,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Series,
    Sheet,
)
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report, ReportKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_BARS = 8
"""What is rarer stands in the sheet of figures, and together in one bar."""


@dataclass(frozen=True)
class _Line:
    """A figure as a row: what it is, how much in which unit, and of how many."""

    title: Message
    value: int | None
    unit: Message
    among: int | None = None


_LINES: tuple[Column[_Line], ...] = (
    Column("title", _p("figures", "Figure"), lambda row: row.title, Kind.CHOICE, 44),
    Column("value", _p("figures", "Value"), lambda row: row.value, Kind.NUMBER, 10),
    Column("unit", _p("figures", "Unit"), lambda row: row.unit, Kind.CHOICE, 12),
    Column("among", _p("figures", "Of how many"), lambda row: row.among, Kind.NUMBER, 12),
)
_TICKETS, _MINUTES, _PERCENT = _p("figures", "tickets"), _p("figures", "minutes"), verbatim("%")
_ANSWERS = _p("figures", "answers")


def month_figures(session: Session, choice: Period | None) -> Document:
    """The figures of a month: the last whole one, unless another is asked for."""
    last = clock_of(session).today().replace(day=1) - timedelta(1)
    period = choice or month_of(last)
    said = _said_month(period)
    return _document(figures(session, period), _("Help desk: figures of {month}", month=said))


def year_figures(session: Session, choice: Period | None) -> Document:
    """The figures of a year, month by month: of the last twelve whole months, unless a year is asked for."""
    last = clock_of(session).today().replace(day=1) - timedelta(1)
    if choice is not None:
        title = _("Help desk: figures of {year}", year=str(choice.first.year))
        return _document(figures(session, choice), title)
    first = last.replace(day=1)
    for _month in range(11):
        first = (first - timedelta(1)).replace(day=1)
    period = Period(first, last)
    said = {"first": _said_month(month_of(first)), "last": _said_month(month_of(last))}
    return _document(figures(session, period), _("Help desk: figures from {first} to {last}", **said))


def _document(told: Figures, title: Message) -> Document:
    groups = tuple(Group(each, lines) for each, lines in _groups(told) if lines)
    noun = _figures
    table = Report(title, _LINES, groups, noun, grouped_by=_p("figures", "Part"), page=UPRIGHT)
    sheet = Sheet(title, tuple(_blocks(told)), title=title)
    is_empty = not (told.received or told.resolved or told.cancelled or told.backlog)
    return Document(_("Figures"), () if is_empty else (sheet,), table)


def _blocks(told: Figures) -> Iterator[Block]:
    yield Facts(tuple(_facts(told)))
    if len(told.months) > 1:
        yield Heading(_("Month by month"))
        series = (
            Series(_("Received"), tuple(month.received for month in told.months)),
            Series(_p("figures", "Resolved"), tuple(month.resolved for month in told.months)),
            Series(_("Open at the end"), tuple(month.backlog for month in told.months)),
        )
        yield Columns(tuple(_said_month(month.period) for month in told.months), series)
    for title, parts, among in _parts(told):
        if parts:
            yield Heading(title)
            yield Bars(tuple(_bars(parts, among)))
    yield Heading(_p("ticket", "Satisfaction"))
    among = sum(told.satisfaction.scores)
    if among:
        scores = zip(SCORE_TITLES.values(), told.satisfaction.scores, strict=True)
        yield Bars(tuple(Bar(title, count) for title, count in reversed(list(scores))))
    yield Paragraph(_n("{count} answer", "{count} answers", among), quiet=True)
    yield Paragraph(_EXPLAINED, quiet=True)


def _facts(told: Figures) -> Iterator[Fact]:
    for title, value in _counts(told):
        yield Fact(title, value, Kind.NUMBER)
    for title, lengths in _lengths(told):
        if lengths.median is not None and lengths.ninetieth is not None:
            said = _(
                "half within {median}, nine of ten within {ninetieth} (of {count})",
                median=length_text(lengths.median),
                ninetieth=length_text(lengths.ninetieth),
                count=lengths.count,
            )
            yield Fact(title, said, Kind.CHOICE)
    for title, share in _shares(told):
        yield Fact(title, _said_share(share), Kind.CHOICE)


def _said_share(share: Share) -> Message:
    if share.percent is None:
        return _("{count} of {among}", count=share.count, among=share.among)
    return _("{percent} % ({count} of {among})", percent=share.percent, count=share.count, among=share.among)


def _counts(told: Figures) -> tuple[tuple[Message, int], ...]:
    return (
        (_("Received"), told.received),
        (_p("figures", "Resolved"), told.resolved),
        (_p("figures", "Cancelled"), told.cancelled),
        (_("Open at the end"), told.backlog),
    )


def _lengths(told: Figures) -> tuple[tuple[Message, Lengths], ...]:
    return (_p("figures", "First answer"), told.response), (_p("figures", "Resolution"), told.resolution)


def _shares(told: Figures) -> tuple[tuple[Message, Share], ...]:
    return (
        (_("Answered in time"), told.answered_in_time),
        (_("Resolved in time"), told.resolved_in_time),
        (_p("figures", "Reopened"), told.reopened),
        (_("Satisfied"), told.satisfaction.satisfied),
    )


def _parts(told: Figures) -> tuple[tuple[Message, Sequence[Part], int], ...]:
    return (
        (_("Received by category"), told.by_category, told.received),
        (_("Received by place"), told.by_place, told.received),
        (_("Received by device model"), told.by_model, told.received),
        (_("Resolved by cause"), told.by_cause, told.resolved),
    )


def _bars(parts: Sequence[Part], among: int) -> Iterator[Bar]:
    names = _short_names(parts)
    for part, name in zip(parts[:_MOST_BARS], names, strict=False):
        yield Bar(_said(name), part.count, _of_all(part.count, among))
    rest = sum(part.count for part in parts[_MOST_BARS:])
    if rest:
        yield Bar(_p("figures", "All others"), rest, _of_all(rest, among), is_rest=True)


def _short_names(parts: Sequence[Part]) -> list[str]:
    """What each is called beside its bar: the last name along its path, where no other one ends in it."""
    ends = [path_parts(part.name)[-1] if part.name else "" for part in parts]
    seen = Counter(ends)
    return [end if seen[end] == 1 else part.name for part, end in zip(parts, ends, strict=True)]


def _of_all(count: int, among: int) -> Message | None:
    percent = Share(count, among).percent
    return None if percent is None else _("{count} ({percent} %)", count=count, percent=percent)


def _said(name: str) -> Message:
    return verbatim(name) if name else _p("figures", "Not said")


def _groups(told: Figures) -> Iterator[tuple[Message, list[_Line]]]:
    lines = [_Line(title, value, _TICKETS) for title, value in _counts(told)]
    for title, lengths in _lengths(told):
        lines.append(_Line(_("{what}: half within", what=title), lengths.median, _MINUTES, lengths.count))
        lines.append(_Line(_("{what}: nine of ten within", what=title), lengths.ninetieth, _MINUTES, lengths.count))
    lines += [_Line(title, share.percent, _PERCENT, share.among) for title, share in _shares(told)]
    yield _("The whole"), lines
    if len(told.months) > 1:
        for title, key in (
            (_("Received by month"), "received"),
            (_("Resolved by month"), "resolved"),
            (_("Open at the end of the month"), "backlog"),
        ):
            yield title, [_Line(_said_month(each.period), getattr(each, key), _TICKETS) for each in told.months]
    for title, parts, among in _parts(told):
        yield title, [_Line(_said(part.name), part.count, _TICKETS, among) for part in parts]
    scores = zip(SCORE_TITLES.values(), told.satisfaction.scores, strict=True)
    among = sum(told.satisfaction.scores)
    yield _p("ticket", "Satisfaction"), [_Line(title, count, _ANSWERS, among) for title, count in scores]


def _figures(count: int) -> Message:
    return _n("{count} figure", "{count} figures", count)


def _said_month(period: Period) -> Message:
    return _("{month}/{year}", month=f"{period.first.month:02}", year=str(period.first.year))


_EXPLAINED = _(
    "Times are in opening hours, without the time that a ticket waited. No percentage is made of fewer than five."
    " A ticket that was merged into another counts with that one."
)


def _dated_month(_choice: object, day: date) -> Period:
    return month_of(day)


def _dated_year(_choice: object, day: date) -> Period:
    return year_of(day)


MONTH_FIGURES = ReportKind(
    "ticket-figures-month",
    _("Monthly figures of the help desk"),
    _("The last whole month: received, resolved, how long it took, what was kept, by category, place and cause."),
    month_figures,
    dated=_dated_month,
)
YEAR_FIGURES = ReportKind(
    "ticket-figures-year",
    _("Yearly figures of the help desk"),
    _("The last twelve whole months, month by month, with what was asked for most."),
    year_figures,
    dated=_dated_year,
)
FIGURE_REPORTS = (MONTH_FIGURES, YEAR_FIGURES)
