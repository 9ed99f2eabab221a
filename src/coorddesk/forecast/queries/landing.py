"""Where a fiscal year lands, line by line or by section, chapter and so on; and the records behind each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.models import FiscalYear
from coorddesk.budget.queries import SituationQuery, SituationRow, moves_behind, situation, year_of
from coorddesk.budget.rules.grouping import By
from coorddesk.budget.rules.situation import Figure
from coorddesk.budget.rules.words import SECTION_TITLES, Counting, Section
from coorddesk.budget.rules.years import Span
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.records import Subject
from coorddesk.forecast.queries.plan import as_in
from coorddesk.forecast.queries.scenarios import ScenarioRow, scenario
from coorddesk.forecast.queries.sources import (
    Ground,
    Unknown,
    instalments_open,
    licences_expected,
    replacements_expected,
)
from coorddesk.forecast.rules.expected import Expected
from coorddesk.forecast.rules.landing import Landing, LandingFigure, landing_of
from coorddesk.forecast.rules.words import SORT_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LandingQuery:
    """The landing of a year (that of today without one), by what; with what the replacement plan asks for if wanted."""

    year_id: int | None = None
    by: By = By.LINE
    with_replacements: bool = False
    scenario_id: int | None = None


@dataclass(frozen=True)
class LandingRow:
    """A line or a group of lines; `id` is its place, and `lines` are their ids: none is what stands on no line yet."""

    id: int
    name: Message
    section: Section | None
    lines: tuple[int, ...]
    landing: Landing
    items: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class YearLanding:
    """The landing of a year; the whole counts each line once."""

    query: LandingQuery
    year_id: int
    year: str
    counts: Counting
    day: date
    rows: tuple[LandingRow, ...]
    whole: Landing
    unknown: Unknown
    scenario: ScenarioRow | None = None


@dataclass(frozen=True)
class Reason:
    """Something that a figure is made of: cents as they add to it, and the record that says so; `id` is its place."""

    id: int
    words: Message
    kind: Message
    cents: int
    day: date | None
    about: Subject


def landing(session: Session, query: LandingQuery) -> YearLanding | None:
    """Where a year lands; None if there is no fiscal year."""
    year_id = query.year_id or year_of(session, clock_of(session).today())
    year = None if year_id is None else session.get(FiscalYear, year_id)
    if year is None:
        return None
    expected, unknown = _expected(session, year, query)
    of = None if query.scenario_id is None else scenario(session, query.scenario_id)
    ground = _ground(session, year)
    items = [each for each in as_in(session, of, expected, ground.first) if each.year == ground.first]
    told = situation(session, SituationQuery(year.id, by=query.by))
    rows = [_row(place, row, query.by, items) for place, row in enumerate(told.rows, start=1)]
    known = {line for row in rows for line in row.lines}
    apart = tuple(each for each in items if each.line_id not in known)
    if apart:
        nowhere = _p("landing", "On no line yet")
        rows.append(LandingRow(len(rows) + 1, nowhere, None, (), Landing(expected=_sum(apart)), apart))
    whole = landing_of(told.whole, _sum(items), told.whole_before.invoiced)
    day = clock_of(session).today()
    return YearLanding(query, year.id, year.name, year.counts, day, tuple(rows), whole, unknown, of)


def reasons(session: Session, of: YearLanding, row: LandingRow | None, figure: LandingFigure) -> list[Reason]:
    """What a figure of a row is made of, None being the whole year; what takes from it is below zero."""
    lines = [line for each in of.rows for line in each.lines] if row is None else list(row.lines)
    rows = of.rows if row is None else (row,)
    items = dict.fromkeys(item for each in rows for item in each.items)  # a line with two tags stands in two rows
    found = [*_moved(session, list(dict.fromkeys(lines)), figure), *_foreseen(items, figure)]
    return [replace(each, id=place) for place, each in enumerate(found, start=1)]


def _expected(session: Session, year: FiscalYear, query: LandingQuery) -> tuple[list[Expected], Unknown]:
    ground = _ground(session, year)
    licences, gone = licences_expected(session, ground)
    devices, undated = replacements_expected(session, ground) if query.with_replacements else ([], 0)
    return [*instalments_open(session, year.id, ground), *licences, *devices], Unknown(undated, gone)


def _ground(session: Session, year: FiscalYear) -> Ground:
    return Ground((Span(year.first_day, year.last_day),), year.counts, clock_of(session).today())


def _row(place: int, row: SituationRow, by: By, items: Sequence[Expected]) -> LandingRow:
    lines = set(row.lines)
    on_it = tuple(each for each in items if each.line_id in lines)
    of = landing_of(row.figures, _sum(on_it), row.before.invoiced)
    return LandingRow(place, _name(row, by), row.section, tuple(row.lines), of, on_it)


def _name(row: SituationRow, by: By) -> Message:
    if row.line is not None:
        return verbatim(f"{row.line.code} {row.line.label}".strip())
    if by is By.SECTION and row.section is not None:
        return SECTION_TITLES[row.section]
    return verbatim(row.name) if row.name else _p("budget", "Nothing said")


def _sum(items: Iterable[Expected]) -> int:
    return sum(each.cents or 0 for each in items)


def _moved(session: Session, lines: Sequence[int], figure: LandingFigure) -> Iterator[Reason]:
    """What the ledger adds to a figure, move by move."""
    for of, sign in _OF_LEDGER[figure]:
        for move in moves_behind(session, of, lines):
            said = verbatim(move.label) if not move.words else _("{one} · {other}", one=move.label, other=move.words)
            yield Reason(0, said, _LEDGER_TITLES[of], sign * move.share, move.day, move.document)


def _foreseen(items: Iterable[Expected], figure: LandingFigure) -> Iterator[Reason]:
    sign = {LandingFigure.EXPECTED: 1, LandingFigure.LANDING: 1, LandingFigure.LEFT: -1}.get(figure, 0)
    for item in items if sign else ():
        said = verbatim(f"{item.name} · {item.detail}" if item.detail else item.name)
        yield Reason(0, said, SORT_TITLES[item.sort], sign * (item.cents or 0), item.day, item.source)


_SPENT = ((Figure.INVOICED, 1), (Figure.COMMITTED, 1), (Figure.PRE_COMMITTED, 1))
_OF_LEDGER: dict[LandingFigure, tuple[tuple[Figure, int], ...]] = {
    LandingFigure.OPENED: ((Figure.OPENED, 1),),
    LandingFigure.INVOICED: ((Figure.INVOICED, 1),),
    LandingFigure.COMMITTED: ((Figure.COMMITTED, 1),),
    LandingFigure.REQUESTED: ((Figure.PRE_COMMITTED, 1),),
    LandingFigure.EXPECTED: (),
    LandingFigure.LANDING: _SPENT,
    LandingFigure.LEFT: ((Figure.OPENED, 1), *((figure, -sign) for figure, sign in _SPENT)),
}
_LEDGER_TITLES: dict[Figure, Message] = {
    Figure.OPENED: _p("landing", "Credits"),
    Figure.INVOICED: _p("landing", "Invoiced"),
    Figure.COMMITTED: _p("landing", "Committed"),
    Figure.PRE_COMMITTED: _p("landing", "Approved requests"),
}
