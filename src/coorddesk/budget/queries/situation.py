"""The situation of a year at a day: its figures by line, section, chapter, account, tag or funding source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from coorddesk.budget.models import FiscalYear
from coorddesk.budget.queries.line_rows import LineRow, lines_of_year
from coorddesk.budget.queries.sums import figures_of_year
from coorddesk.budget.rules.grouping import By, Standing, groups_of, is_wanted
from coorddesk.budget.rules.situation import NOTHING, Figures, total
from coorddesk.budget.rules.words import Section
from coorddesk.core.asking import asked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SituationQuery:
    """Which figures: those of a year up to a day, that day included (all of them without one), by what.

    Only the lines of a section, a chapter, a tag or a funding source are looked at where one is named.
    """

    year_id: int
    until: date | None = None
    by: By = By.LINE
    section: Section | None = None
    chapter: str | None = None
    tag: str | None = None
    funding_source_id: int | None = None


@dataclass(frozen=True)
class SituationRow:
    """The figures of one line, or of all lines of a group; `before` are those of the year before, at its end.

    `name` is empty for the lines without a chapter, tag or funding source.
    """

    name: str
    lines: tuple[int, ...]
    figures: Figures
    before: Figures
    section: Section | None = None
    line: LineRow | None = None


@dataclass(frozen=True)
class Situation:
    """The situation of a year; the whole counts each line once, however many tags it has."""

    year: str
    until: date | None
    rows: Sequence[SituationRow]
    whole: Figures
    whole_before: Figures


def situation(session: Session, query: SituationQuery) -> Situation:
    """The figures of a year, in three SQL statements besides those of the year before."""
    ((name, previous_id),) = asked(session, _YEAR, year=query.year_id)
    figures = figures_of_year(session, query.year_id, query.until)
    past = {} if previous_id is None else figures_of_year(session, previous_id)
    lines = {row.id: (row, standing) for row, standing in _lines(session, query)}
    groups: defaultdict[tuple[Section | None, str], list[int]] = defaultdict(list)
    for line_id, (_row, standing) in lines.items():
        for group in groups_of(standing, query.by):
            groups[group].append(line_id)
    rows = [
        SituationRow(
            group,
            tuple(ids),
            total(figures.get(each, NOTHING) for each in ids),
            _before(past, [lines[each][1] for each in ids]),
            section,
            lines[ids[0]][0] if query.by is By.LINE else None,
        )
        for (section, group), ids in groups.items()
    ]
    whole = total(figures.get(each, NOTHING) for each in lines)
    return Situation(name, query.until, rows, whole, _before(past, [each[1] for each in lines.values()]))


def _before(past: dict[int, Figures], standings: Sequence[Standing]) -> Figures:
    """The figures of the lines that these go on from, each once."""
    return total(past.get(each, NOTHING) for each in {one.previous_id for one in standings} if each is not None)


def _lines(session: Session, query: SituationQuery) -> Iterator[tuple[LineRow, Standing]]:
    """The lines that are looked at, in their order."""
    for row, standing in lines_of_year(session, query.year_id):
        is_funded = query.funding_source_id in {None, standing.funding_source_id}
        if is_funded and is_wanted(standing, query.section, query.chapter, query.tag):
            yield row, standing


_YEAR = select(FiscalYear.name, FiscalYear.previous_id).where(FiscalYear.id == bindparam("year"))
