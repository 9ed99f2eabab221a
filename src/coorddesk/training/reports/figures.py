"""The figures of a period of training against the year before, with charts; as rows, by course, place and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.helpdesk.rules.figures import year_of
from coorddesk.reporting.blocks import Bar, Bars, Block, Columns, Document, Heading, Listing, Paragraph, Series, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report
from coorddesk.training.queries.figures import FigureQuery
from coorddesk.training.reports.figure_lines import (
    BY_TITLES,
    Line,
    Part,
    Split,
    Told,
    said_days,
    splits,
    told,
    whole_lines,
)
from coorddesk.training.reports.reading import KIND
from coorddesk.training.rules.figures import Figures
from coorddesk.training.rules.hours import hundredths

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

_MOST_BARS = 8
"""What is rarer stands in the sheet of figures, and together in one bar."""


def _number(key: str, title: Message, value: Callable[[Figures], int], width: int = 10) -> Column[Part]:
    return Column(key, title, lambda row: value(row.said), Kind.NUMBER, width)


def _hours(key: str, title: Message, minutes: Callable[[Figures], int]) -> Column[Part]:
    return Column(key, title, lambda row: hundredths(minutes(row.said)) * 10, Kind.DECIMAL, 10)


def _percent(rate: float | None) -> int | None:
    """In thousandths of a percent, one decimal of which is said."""
    return None if rate is None else round(rate * 1000) * 100


_COLUMNS: tuple[Column[Part], ...] = (
    Column("name", _p("figures", "Of what"), lambda row: row.name, width=34),
    _number("sessions", _p("figures", "Sessions held"), lambda of: of.sessions),
    _number("cancelled", _p("figures", "Sessions cancelled"), lambda of: of.cancelled),
    _hours("hours", _p("figures", "Hours held"), lambda of: of.minutes),
    _number("offered", _p("figures", "Places offered"), lambda of: of.offered),
    _number("taken", _p("figures", "Places taken"), lambda of: of.taken),
    _number("registered", _p("figures", "People registered"), lambda of: of.registered),
    _number("expected", _p("figures", "Half-days expected"), lambda of: of.expected, 12),
    _number("attended", _p("figures", "Half-days attended"), lambda of: of.attended, 12),
    Column("attendance", _p("figures", "Attendance (%)"), lambda row: _percent(row.said.attendance), Kind.DECIMAL, 10),
    _hours("learner_hours", _p("figures", "Hours attended"), lambda of: of.learner_minutes),
    _number("counted", _p("figures", "People counted"), lambda of: of.counted),
    _number("first_time", _p("figures", "For the first time"), lambda of: of.first_time),
    Column("satisfied", _p("figures", "Satisfied (%)"), lambda row: row.satisfied.percent, Kind.NUMBER, 10),
    Column("answers", _p("figures", "Answers"), lambda row: row.satisfied.answers, Kind.NUMBER, 10),
    _number("supports", _p("figures", "One-to-one support"), lambda of: of.supports),
    _hours("support_hours", _p("figures", "Hours of support"), lambda of: of.support_minutes),
)


def training_figures(session: Session, choice: FigureQuery | None) -> Document:
    """The figures of a period, until today if it is not over, against the same days of the year before."""
    return figures_of(told(session, choice or of_year(clock_of(session).today())))


def figures_of(of: Told) -> Document:
    """The same of what was read."""
    period = _("{first} to {last}", first=of.query.first, last=of.query.last)
    title, stated = _title(of.asked), (period, *of.filters)
    groups = [Group(_("The whole"), of.whole)]
    groups += [Group(said, of.by[by]) for by, said in BY_TITLES.items() if of.by.get(by)]
    groups += [Group(each.title, each.parts) for each in splits(of) if each.title not in BY_TITLES.values()]
    table = Report(title, _COLUMNS, tuple(groups), _lines_count, stated, grouped_by=_p("figures", "Part"))
    sheet = Sheet(title, tuple(_blocks(of)), title=title, lines=stated)
    return Document(_("Figures"), () if of.is_empty else (sheet,), table, page=UPRIGHT)


def of_year(day: date) -> FigureQuery:
    """The year of a day."""
    year = year_of(day)
    return FigureQuery(year.first, year.last)


def shown_key(query: FigureQuery | None) -> str:
    """What the page of training is asked, to show the figures of a period."""
    return FIGURES_SHOWN if query is None else f"{FIGURES_SHOWN}:{query.first}:{query.last}"


def query_shown(key: str) -> FigureQuery | None:
    """What such a key means; None is what was shown last."""
    _shown, *days = key.split(":")
    if not days:
        return None
    first, last = map(date.fromisoformat, days)
    return FigureQuery(first, last)


def _title(asked: FigureQuery) -> Message:
    return _("Training: figures of {period}", period=said_days(asked))


def _dated(choice: FigureQuery | None, day: date) -> FigureQuery | None:
    return of_year(day) if choice is None else None


def _on_screen(choice: FigureQuery | None) -> tuple[str, str]:
    return KIND, shown_key(choice)


FIGURES_SHOWN = "figures"
FIGURES = ReportKind(
    "training-figures-year",
    _("Yearly figures of training"),
    _(
        "Sessions, hours, places, attendance and headcounts of a year against the year before; "
        "in a sheet, by course, place, partner and month."
    ),
    training_figures,
    dated=_dated,
    on_screen=_on_screen,
)


def _blocks(of: Told) -> Iterator[Block]:
    now, before = (each.name for each in of.whole)
    columns: tuple[Column[Line], ...] = (
        Column("title", _p("figures", "Figure"), lambda row: row.title, Kind.CHOICE, 36),
        Column("now", _message(now), lambda row: row.now, Kind.CHOICE, 28),
        Column("before", _message(before), lambda row: row.before, Kind.CHOICE, 28),
    )
    yield Listing(list(whole_lines(of)), None, Message(""), columns)
    if of.months:
        yield Heading(_("People who took part, month by month"))
        series = ((now, of.months), (before, of.months_before))
        steps = tuple(_message(part.name) for part in of.months)
        yield Columns(steps, tuple(Series(_message(name), _people(parts)) for name, parts in series))
    for split in splits(of):
        yield Heading(split.title)
        yield Bars(tuple(_bars(split)))
    if of.until is not None:
        yield Paragraph(of.until, quiet=True)
    yield Paragraph(EXPLAINED, quiet=True)


def _people(parts: Sequence[Part]) -> tuple[int, ...]:
    return tuple(part.people for part in parts)


def _bars(split: Split) -> Iterator[Bar]:
    """The most of them, and the others together."""
    yield from (Bar(_message(part.name), part.people) for part in split.parts[:_MOST_BARS])
    rest = sum(part.people for part in split.parts[_MOST_BARS:])
    if rest:
        yield Bar(_p("figures", "All others"), rest, is_rest=True)


def _message(name: str | Message) -> Message:
    return verbatim(name) if isinstance(name, str) else name


def _lines_count(count: int) -> Message:
    return _n("{count} line", "{count} lines", count)


EXPLAINED = _(
    "Sessions count in the month in which they begin; those that were cancelled do not. Attendance is that of all "
    "half-days at which people were expected, whether the sheet was typed in or not. People are those who were "
    "registered, and those who were counted without a name."
)
