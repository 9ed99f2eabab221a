"""The figures of a year of training against the year before, with charts; as rows, by course, place, partner, month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, digits, number, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import Bar, Bars, Block, Columns, Document, Heading, Listing, Paragraph, Series, Sheet
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report, ReportKind
from coorddesk.surveys.queries import satisfaction_of
from coorddesk.training.queries.figures import By, FigureQuery, compared, figures_by
from coorddesk.training.reports.reading import KIND
from coorddesk.training.rules.figures import Figures, year_before
from coorddesk.training.rules.hours import hours_text
from coorddesk.training.rules.people import AGE_BAND_TITLES, GENDER_TITLES
from coorddesk.training.rules.words import AUDIENCE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_UNKNOWN = verbatim("–")
_MOST_BARS = 8
"""What is rarer stands in the sheet of figures, and together in one bar."""


@dataclass(frozen=True)
class Part:
    """The figures of what has a name in common: a course, a place, a partner or a month."""

    name: str
    said: Figures


@dataclass(frozen=True)
class Line:
    """A figure of the year, and what it was the year before."""

    title: Message
    now: Message
    before: Message


@dataclass(frozen=True)
class Year:
    """What the figures of a year are made of: `days` are the first and the last, `satisfied` is said of both years."""

    days: tuple[date, date]
    both: tuple[Figures, Figures]
    parts: Mapping[By, Sequence[Part]]
    months_before: Sequence[Part]
    satisfied: tuple[Message, Message] = (_UNKNOWN, _UNKNOWN)


_COLUMNS: tuple[Column[Part], ...] = (
    Column("name", _p("figures", "Of what"), lambda row: row.name, width=34),
    Column("sessions", _p("figures", "Sessions held"), lambda row: row.said.sessions, Kind.NUMBER, 10),
    Column("minutes", _p("figures", "Minutes held"), lambda row: row.said.minutes, Kind.NUMBER, 10),
    Column("offered", _p("figures", "Places offered"), lambda row: row.said.offered, Kind.NUMBER, 10),
    Column("taken", _p("figures", "Places taken"), lambda row: row.said.taken, Kind.NUMBER, 10),
    Column("registered", _p("figures", "People registered"), lambda row: row.said.registered, Kind.NUMBER, 10),
    Column("expected", _p("figures", "Half-days expected"), lambda row: row.said.expected, Kind.NUMBER, 12),
    Column("attended", _p("figures", "Half-days attended"), lambda row: row.said.attended, Kind.NUMBER, 12),
    Column("counted", _p("figures", "People counted"), lambda row: row.said.counted, Kind.NUMBER, 10),
    Column("first_time", _p("figures", "For the first time"), lambda row: row.said.first_time, Kind.NUMBER, 10),
)
_BY: dict[By, Message] = {
    By.COURSE: _("By course"),
    By.PLACE: _("By place"),
    By.PARTNER: _("By partner"),
    By.MONTH: _("By month"),
}


def year_figures(session: Session, choice: int | None) -> Document:
    """The figures of a year, until today if it is not over, against the same days of the year before."""
    today = clock_of(session).today()
    first = date(choice or today.year, 1, 1)
    query = FigureQuery(first, min(date(first.year, 12, 31), max(today, first)))
    before = FigureQuery(*year_before(query.first, query.last))
    return figures_of(
        Year(
            (query.first, query.last),
            compared(session, query),
            {by: _parts(session, query, by) for by in By},
            _parts(session, before, By.MONTH),
            (_satisfied(session, query), _satisfied(session, before)),
        )
    )


def figures_of(year: Year) -> Document:
    """The same of what was read."""
    first, last = year.days
    title = _("Training: figures of {year}", year=digits(first.year))
    stated = (_("{first} to {last}", first=first, last=last),)
    groups = tuple(Group(said, year.parts[by]) for by, said in _BY.items() if year.parts[by])
    table = Report(title, _COLUMNS, groups, _lines_count, stated, grouped_by=_p("figures", "Part"))
    is_empty = not any(said.sessions or said.supports for said in year.both)
    sheet = Sheet(title, tuple(_blocks(year)), title=title, lines=stated)
    return Document(_("Figures"), () if is_empty else (sheet,), table, page=UPRIGHT)


FIGURES = ReportKind(
    "training-figures-year",
    _("Yearly figures of training"),
    _(
        "Sessions, hours, places, attendance and headcounts of a year against the year before; "
        "in a sheet, by course, place, partner and month."
    ),
    year_figures,
    dated=lambda choice, day: day.year if choice is None else None,
)


def _parts(session: Session, query: FigureQuery, by: By) -> list[Part]:
    return [Part(name, said) for name, said in figures_by(session, query, by).items()]


def _satisfied(session: Session, query: FigureQuery) -> Message:
    """What the questionnaires of some days say, where enough were answered to show it."""
    count, found = satisfaction_of(session, KIND, period=(query.first, query.last))
    percent = None if found is None else found.percent
    if percent is None:
        return _n("{count} answer", "{count} answers", count) if count else _UNKNOWN
    return _n("{percent} % ({count} answer)", "{percent} % ({count} answers)", count, percent=percent)


def _blocks(year: Year) -> Iterator[Block]:
    now, of = year.both[0], year.days[0].year
    columns: tuple[Column[Line], ...] = (
        Column("title", _p("figures", "Figure"), lambda row: row.title, Kind.CHOICE, 36),
        Column("now", digits(of), lambda row: row.now, Kind.CHOICE, 28),
        Column("before", digits(of - 1), lambda row: row.before, Kind.CHOICE, 28),
    )
    yield Listing(list(_lines(year)), None, Message(""), columns)
    yield Heading(_("People who took part, month by month"))
    series = ((of, year.parts[By.MONTH]), (of - 1, year.months_before))
    yield Columns(
        tuple(digits(month) for month in range(1, 13)),
        tuple(Series(digits(each), _by_month(parts)) for each, parts in series),
    )
    for by in (By.COURSE, By.PLACE, By.PARTNER):
        yield from _bars(_BY[by], year.parts[by])
    yield from _split(_("Counted by audience"), now.audiences, AUDIENCE_TITLES)
    yield from _split(_("Counted by age"), now.ages, AGE_BAND_TITLES)
    yield from _split(_("Counted by gender"), now.genders, GENDER_TITLES)
    yield Paragraph(_EXPLAINED, quiet=True)


def _lines(year: Year) -> Iterator[Line]:
    now, before = year.both
    for title, said in (
        (_p("figures", "Sessions held"), lambda of: number(of.sessions)),
        (_p("figures", "Sessions cancelled"), lambda of: number(of.cancelled)),
        (_p("figures", "Hours held"), lambda of: hours_text(of.minutes)),
        (_p("figures", "Places taken of those offered"), lambda of: _share(of.filling, of.taken, of.offered)),
        (_p("figures", "People registered"), lambda of: number(of.registered)),
        (_p("figures", "Half-days attended of those expected"), _attendance),
        (_p("figures", "Hours attended, of all together"), lambda of: hours_text(of.learner_minutes)),
        (_p("figures", "People counted without a name"), lambda of: number(of.counted)),
        (_p("figures", "Of these for the first time"), lambda of: number(of.first_time)),
        (_p("figures", "One-to-one support"), _support),
    ):
        yield Line(title, said(now), said(before))
    yield Line(_p("figures", "Satisfied or very satisfied"), *year.satisfied)


def _attendance(of: Figures) -> Message:
    return _share(of.attendance, of.attended, of.expected)


def _support(of: Figures) -> Message:
    if not of.supports:
        return number(0)
    return _("{count} ({hours})", count=of.supports, hours=hours_text(of.support_minutes))


def _share(rate: float | None, part: int, among: int) -> Message:
    """With one decimal; all of it only where it is all, however it is rounded."""
    if rate is None:
        return _UNKNOWN
    per_mille = round(rate * 1000)
    whole, tenth = divmod(min(per_mille, 999) if part < among else per_mille, 10)
    return _("{whole}.{tenth} % ({part} of {among})", whole=whole, tenth=tenth, part=part, among=among)


def _people(of: Figures) -> int:
    return of.registered + of.counted


def _by_month(parts: Sequence[Part]) -> tuple[int, ...]:
    found = {int(part.name[-2:]): _people(part.said) for part in parts}
    return tuple(found.get(month, 0) for month in range(1, 13))


def _bars(title: Message, parts: Sequence[Part]) -> Iterator[Block]:
    """The most of them, and the others together."""
    people = sorted(((_people(part.said), part.name) for part in parts), key=lambda pair: (-pair[0], pair[1]))
    shown = [Bar(verbatim(name), count) for count, name in people if count]
    if shown:
        rest = sum(bar.value for bar in shown[_MOST_BARS:])
        others = (Bar(_p("figures", "All others"), rest, is_rest=True),) if rest else ()
        yield Heading(title)
        yield Bars((*shown[:_MOST_BARS], *others))


def _split(title: Message, counts: Mapping[Any, int], titles: Mapping[Any, Message]) -> Iterator[Block]:
    """In the order of the words, which is that of ages too."""
    bars = tuple(Bar(said, counts[each]) for each, said in titles.items() if counts.get(each))
    if bars:
        yield Heading(title)
        yield Bars(bars)


def _lines_count(count: int) -> Message:
    return _n("{count} line", "{count} lines", count)


_EXPLAINED = _(
    "Sessions count in the month in which they begin; those that were cancelled do not. Attendance is that of all "
    "half-days at which people were expected, whether the sheet was typed in or not. People are those who were "
    "registered, and those who were counted without a name."
)
