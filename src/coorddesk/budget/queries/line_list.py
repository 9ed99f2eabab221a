"""The lines of a year's budget with their figures, as the list of the situation shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.queries.line_rows import LineRow, line_row
from coorddesk.budget.queries.situation import SituationQuery, situation
from coorddesk.budget.queries.years import YearRow, fiscal_years, funding_sources, year_of
from coorddesk.budget.rules.line_query import LineQuery
from coorddesk.budget.rules.situation import FIGURE_TITLES, NOTHING, Figure, Figures, total
from coorddesk.budget.rules.standings import LINE_STANDING_TITLES, LineStanding, line_standing
from coorddesk.budget.rules.words import SECTION_TITLES, Section
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class LineFigures:
    """A line of a year at a day; `before` are the figures of the line that it goes on from, at that year's end."""

    line: LineRow
    position: int
    year: str
    figures: Figures
    before: Figures

    @property
    def id(self) -> int:
        """The line's id."""
        return self.line.id

    @property
    def version(self) -> int:
        """The line's version."""
        return self.line.version

    @property
    def called(self) -> str:
        """Its code and label."""
        return f"{self.line.code} {self.line.label}"

    @property
    def standing(self) -> LineStanding:
        """How it stands, in a word."""
        return line_standing(self.figures)


@dataclass(frozen=True)
class YearSheet:
    """A year as the head of the situation shows it: every year, the one shown, and its figures over all lines.

    `fundings` are the ids of the funding sources by their names, by which the list is narrowed.
    """

    years: Sequence[YearRow]
    year: YearRow | None
    until: date | None
    whole: Figures = NOTHING
    lines: int = 0
    overspent: int = 0
    fundings: Mapping[str, int] = field(default_factory=dict)

    def situation(self, query: LineQuery) -> SituationQuery | None:
        """What papers are asked for, of the year and the day that a list shows; None where there is no year."""
        if self.year is None:
            return None
        funding = None if query.funding is None else self.fundings.get(query.funding)
        return SituationQuery(
            self.year.id,
            self.until,
            section=query.section,
            chapter=query.chapter,
            tag=query.tag,
            funding_source_id=funding,
        )


@dataclass(frozen=True)
class LineCounts:
    """How many lines of a year each filter would show, in the order in which filters name them."""

    sections: Mapping[Section, int] = field(default_factory=dict)
    chapters: Mapping[str, int] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    fundings: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    standings: Mapping[LineStanding, int] = field(default_factory=dict)


def shown_year(session: Session, year_id: int | None, today: date) -> YearRow | None:
    """The year with an id, or else the one that today is in, or the latest there is."""
    return _year_among(fiscal_years(session), session, year_id, today)


def line_figures(session: Session, query: LineQuery, today: date) -> list[LineFigures]:
    """The lines that a query means with their figures, in its order."""
    year = shown_year(session, query.year_id, today)
    if year is None:
        return []
    found = [row for row in _rows(session, year, query.until(today)) if _is_wanted(row, query)]
    key = SORTS[query.sort]
    empty = [row for row in found if key(row) is None]
    said = sorted((row for row in found if key(row) is not None), key=key, reverse=query.descending)
    return [*said, *empty]


def lines_by_id(session: Session, ids: Sequence[int], query: LineQuery, today: date) -> dict[int, LineFigures]:
    """Some lines of the year of a query, at its day."""
    wanted = set(ids)
    every = line_figures(session, LineQuery(year_id=query.year_id, as_of=query.as_of, day=query.day), today)
    return {row.id: row for row in every if row.id in wanted}


def year_sheet(session: Session, query: LineQuery, today: date) -> YearSheet:
    """The head of the situation: the year that is shown, and what its lines come to, whatever is filtered."""
    years = fiscal_years(session)
    year = _year_among(years, session, query.year_id, today)
    until = query.until(today)
    if year is None:
        return YearSheet(years, None, until)
    rows = _rows(session, year, until)
    overspent = sum(row.standing is LineStanding.OVERSPENT for row in rows)
    fundings = {row.name: row.id for row in funding_sources(session)}
    return YearSheet(years, year, until, total(row.figures for row in rows), len(rows), overspent, fundings)


def line_counts(session: Session, query: LineQuery, today: date) -> LineCounts:
    """How many lines of the year each filter would show."""
    year = shown_year(session, query.year_id, today)
    rows = [] if year is None else _rows(session, year, query.until(today))
    return LineCounts(
        {each: count for each in Section if (count := sum(row.line.section is each for row in rows))},
        _counted(row.line.chapter for row in rows),
        _counted(_account(row.line) for row in rows),
        _counted(tag for row in rows for tag in row.line.tags),
        _counted(row.line.funding_source for row in rows),
        _counted(row.line.person for row in rows),
        {each: count for each in LineStanding if (count := sum(row.standing is each for row in rows))},
    )


def stated_lines(session: Session, query: LineQuery, today: date) -> dict[str, Message]:
    """What a query narrows the list to, in words, by its field; the year and the day stand in the head."""
    del session, today
    said: dict[str, Message] = {}
    if query.section is not None:
        said["section"] = _("Section: {name}", name=SECTION_TITLES[query.section])
    for name, title in _NAMED.items():
        value = getattr(query, name)
        if value is not None:
            said[name] = _("{field}: {value}", field=title, value=value or _("nothing entered"))
    if query.standing is not None:
        said["standing"] = LINE_STANDING_TITLES[query.standing]
    return said


def year_of_line(session: Session, line_id: int) -> int | None:
    """The year of a line; None if it is no longer there."""
    return session.scalar(select(BudgetLine.year_id).where(BudgetLine.id == line_id))


def lines_before(session: Session, ids: Sequence[int]) -> list[int]:
    """The lines that some go on from."""
    wanted = select(BudgetLine.previous_id).where(BudgetLine.id.in_(ids), BudgetLine.previous_id.is_not(None))
    return [each for each in session.scalars(wanted) if each is not None]


def narrowed_to(session: Session, subject: Subject) -> LineQuery | None:
    """The lines of a funding source or a person in the latest year that has any; None if there are none."""
    kind, record_id = subject
    column = {"funding_source": BudgetLine.funding_source_id, "person": BudgetLine.person_id}.get(kind)
    if column is None:
        return None
    years = select(BudgetLine.id, BudgetLine.year_id).join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
    latest = years.where(column == record_id).order_by(FiscalYear.first_day.desc(), BudgetLine.id).limit(1)
    found = session.execute(latest).first()
    if found is None:
        return None
    line = line_row(session, found.id)
    assert line is not None
    if kind == "person":
        return LineQuery(year_id=found.year_id, person=line.person)
    return LineQuery(year_id=found.year_id, funding=line.funding_source)


def _year_among(years: Sequence[YearRow], session: Session, year_id: int | None, today: date) -> YearRow | None:
    wanted = year_of(session, today) if year_id is None else year_id
    found = next((year for year in years if year.id == wanted), None)
    return found or next(iter(years), None)


def _rows(session: Session, year: YearRow, until: date | None) -> list[LineFigures]:
    found = situation(session, SituationQuery(year.id, until))
    return [
        LineFigures(row.line, place, year.name, row.figures, row.before)
        for place, row in enumerate(found.rows, 1)
        if row.line is not None
    ]


def _is_wanted(row: LineFigures, query: LineQuery) -> bool:
    line = row.line
    said = (
        (query.section, line.section),
        (query.chapter, line.chapter),
        (query.account, _account(line)),
        (query.funding, line.funding_source),
        (query.person, line.person),
        (query.standing, row.standing),
    )
    return (
        all(wanted is None or wanted == value for wanted, value in said)
        and (query.tag is None or query.tag in (line.tags or ("",)))
        and all(word in _searched(row) for word in fold(query.text).split())
    )


def _searched(row: LineFigures) -> str:
    line = row.line
    tags = " ".join(line.tags)
    return fold(f"{line.code} {line.label} {line.chapter} {_account(line)} {tags} {line.funding_source} {line.person}")


def _account(line: LineRow) -> str:
    return f"{line.account} {line.account_label}".strip()


def _counted(names: Any) -> dict[str, int]:
    """By name; those of which nothing is said come last."""
    counts = Counter(names)
    return {name: counts[name] for name in sorted(counts, key=lambda each: (not each, fold(each)))}


_NAMED: dict[str, Message] = {
    "chapter": _p("budget", "Chapter"),
    "account": _p("budget", "Account"),
    "tag": _p("budget", "Analytic tag"),
    "funding": _("Funding source"),
    "person": _("In charge"),
}


def _amount(figure: Figure, width: int = 10) -> Column[LineFigures]:
    return Column(
        figure.value, FIGURE_TITLES[figure], lambda row: getattr(row.figures, figure.value), Kind.AMOUNT, width, True
    )


LINE_COLUMNS: tuple[Column[LineFigures], ...] = (
    Column("code", _p("budget column", "Code"), lambda row: row.line.code, Kind.CODE, 10),
    Column("label", _("Label"), lambda row: row.line.label, width=28),
    Column("standing", _p("budget line", "Standing"), lambda row: LINE_STANDING_TITLES[row.standing], Kind.CHOICE, 18),
    Column("section", _("Section"), lambda row: SECTION_TITLES[row.line.section], Kind.CHOICE, 14),
    Column("chapter", _p("budget", "Chapter"), lambda row: row.line.chapter, Kind.CODE, 12),
    Column("account", _p("budget", "Account"), lambda row: _account(row.line), width=26),
    Column("tags", _p("budget", "Analytic tags"), lambda row: ", ".join(row.line.tags), width=18),
    Column("funding", _("Funding source"), lambda row: row.line.funding_source, width=18),
    Column("person", _("In charge"), lambda row: row.line.person, width=18),
    *(_amount(each) for each in (Figure.VOTED, Figure.CHANGED, Figure.OPENED)),
    *(_amount(each) for each in (Figure.PRE_COMMITTED, Figure.COMMITTED, Figure.INVOICED, Figure.PAID)),
    *(_amount(each) for each in (Figure.AVAILABLE, Figure.FREE)),
    Column(
        "commitment_rate",
        _p("budget column", "Commitment rate"),
        lambda row: row.figures.commitment_rate,
        Kind.PERCENT,
        10,
    ),
    Column(
        "execution_rate",
        _p("budget column", "Execution rate"),
        lambda row: row.figures.execution_rate,
        Kind.PERCENT,
        10,
    ),
    Column("unpaid", _p("budget column", "Invoiced and unpaid"), lambda row: row.figures.unpaid, Kind.AMOUNT, 11, True),
    Column(
        "before_opened",
        _p("budget column", "Opened the year before"),
        lambda row: row.before.opened,
        Kind.AMOUNT,
        12,
        True,
    ),
    Column(
        "before_invoiced",
        _p("budget column", "Invoiced the year before"),
        lambda row: row.before.invoiced,
        Kind.AMOUNT,
        12,
        True,
    ),
    Column("position", _p("budget line", "Place in the budget"), lambda row: row.position, Kind.NUMBER, 8),
)
"""What a line may show of itself."""


def _sort(column: Column[LineFigures]) -> Callable[[LineFigures], Any]:
    if column.key == "section":
        return lambda row: (list(Section).index(row.line.section), row.position)
    if column.key == "standing":
        return lambda row: (list(LineStanding).index(row.standing), row.position)

    def key(row: LineFigures) -> Any:
        value = column.value(row)
        return None if value is None or value == "" else (fold(value) if isinstance(value, str) else value)

    return key


SORTS: dict[str, Callable[[LineFigures], Any]] = {column.key: _sort(column) for column in LINE_COLUMNS}
