"""The situation of a budget line by line, with its sums, as the window, the paper and the sheets have it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.budget.queries.line_rows import LineRow
from coorddesk.budget.queries.papers import account_labels, funding_name, previous_lines, year_row
from coorddesk.budget.queries.situation import Situation, SituationQuery, SituationRow, situation
from coorddesk.budget.queries.years import YearRow
from coorddesk.budget.rules.grouping import By
from coorddesk.budget.rules.situation import FIGURE_TITLES, Figure, Figures, total
from coorddesk.budget.rules.words import SECTION_TITLES, Section
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.tables import Added, Column, Kind, Share
from coorddesk.reporting.report import Group, Part

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Line:
    """A line of the situation, or what several come to: its figures, and those of the year before at its end.

    `lines` are the budget lines behind it, `row` is the one that it is, if it is one.
    """

    code: str
    title: Message
    figures: Figures
    before: Figures
    lines: tuple[int, ...]
    section: Section | None = None
    row: LineRow | None = None

    @property
    def is_overspent(self) -> bool:
        """Whether more is committed and invoiced than there is."""
        return self.figures.available < 0


@dataclass(frozen=True)
class Told:
    """The situation of a year that was asked for; the sums of groups, of their parts and of all are lines too."""

    query: SituationQuery
    year: YearRow
    groups: tuple[Group[Line], ...]
    whole: Line
    filters: tuple[Message, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """Every line that is not a sum of others."""
        return [line for group in self.groups for line in group.rows]

    @property
    def overspent(self) -> list[Line]:
        """The lines on which more is spent than there is."""
        return [line for line in self.lines if line.is_overspent]


def told(session: Session, query: SituationQuery) -> Told:
    """The situation of a year. Raises `NoResultFound` where there is no such year."""
    found = situation(session, query)
    year = year_row(session, query.year_id)
    assert year is not None
    return Told(query, year, tuple(_groups(session, query, found)), _whole(found), _filters(session, query))


def _whole(found: Situation) -> Line:
    ids = tuple(dict.fromkeys(each for row in found.rows for each in row.lines))
    return Line("", _("Whole budget"), found.whole, found.whole_before, ids)


def _groups(session: Session, query: SituationQuery, found: Situation) -> Iterator[Group[Line]]:
    """Lines under their chapters, which are parts of their sections; chapters and accounts under their sections."""
    if query.by in {By.SECTION, By.TAG, By.FUNDING}:
        names = {} if query.by is By.SECTION else {"": _NAMELESS[query.by]}
        yield Group(None, [_line(row, names.get(row.name)) for row in found.rows])
        return
    summed = _Summing(previous_lines(session, query.year_id))
    wholes = {} if query.by is By.LINE else _of_sections(session, query)
    labels = account_labels(session, query.year_id) if query.by is By.ACCOUNT else {}
    for section in Section:
        rows = [row for row in found.rows if row.section is section]
        lines = [_line(row, _named(query.by, row, labels)) for row in rows]
        if not lines:
            continue
        whole = wholes.get(section) or summed.of(lines, section)
        chapters = dict.fromkeys(line.row.chapter for line in lines if line.row is not None)
        if not any(chapters):
            yield Group(said_section(section), lines, whole)
            continue
        part = Part(said_section(section), whole)
        for chapter in chapters:
            of_chapter = [line for line in lines if line.row is not None and line.row.chapter == chapter]
            title = said_chapter(chapter)
            yield Group(title, of_chapter, replace(summed.of(of_chapter, section), title=title), part)


def said_section(section: Section) -> Message:
    """A section as a heading says it."""
    return _SECTIONS[section]


def said_chapter(chapter: str) -> Message:
    """A chapter as a heading says it."""
    return _("Chapter {chapter}", chapter=chapter) if chapter else _NAMELESS[By.CHAPTER]


@dataclass(frozen=True)
class _Summing:
    """What lines come to; of the year before, a line that several go on from counts once."""

    previous: Mapping[int, int | None]

    def of(self, lines: Sequence[Line], section: Section) -> Line:
        """Of budget lines of a section."""
        before = {self.previous.get(line.lines[0]): line.before for line in lines}
        ids = tuple(each for line in lines for each in line.lines)
        sums = total(line.figures for line in lines)
        return Line("", SECTION_TITLES[section], sums, total(before.values()), ids, section)


def _of_sections(session: Session, query: SituationQuery) -> dict[Section | None, Line]:
    return {row.section: _line(row, None) for row in situation(session, replace(query, by=By.SECTION)).rows}


def _line(row: SituationRow, title: Message | None) -> Line:
    if row.line is not None:
        return Line(row.line.code, verbatim(row.line.label), row.figures, row.before, row.lines, row.section, row.line)
    if title is None:
        title = SECTION_TITLES[row.section] if row.section is not None and not row.name else verbatim(row.name)
    return Line(row.name, title, row.figures, row.before, row.lines, row.section)


def _named(by: By, row: SituationRow, labels: Mapping[str, str]) -> Message | None:
    if not row.name:
        return _NAMELESS.get(by)
    if by is By.ACCOUNT:
        return verbatim(labels.get(row.name, ""))
    return said_chapter(row.name) if by is By.CHAPTER else None


_SECTIONS: dict[Section, Message] = {
    Section.OPERATING: _("Operating section"),
    Section.CAPITAL: _("Capital section"),
}
_NAMELESS: dict[By, Message] = {
    By.CHAPTER: _("Without a chapter"),
    By.ACCOUNT: _("Without an account"),
    By.TAG: _("Without an analytic tag"),
    By.FUNDING: _("Own means"),
}


def _filters(session: Session, query: SituationQuery) -> tuple[Message, ...]:
    said: list[Message] = []
    if query.section is not None:
        said.append(_("Section: {section}", section=SECTION_TITLES[query.section]))
    if query.chapter is not None:
        said.append(said_chapter(query.chapter))
    if query.tag is not None:
        said.append(_("Analytic tag: {tag}", tag=query.tag))
    if query.funding_source_id is not None:
        said.append(_("Funding source: {name}", name=funding_name(session, query.funding_source_id)))
    return tuple(said)


def _amount(figure: Figure, formula: Added | None = None) -> Column[Line]:
    def value(line: Line) -> int:
        cents: int = getattr(line.figures, figure.value)  # named alike
        return cents

    return Column(figure.value, FIGURE_TITLES[figure], value, Kind.AMOUNT, 12, total=True, formula=formula)


def _part(key: str, title: Message, value: Callable[[Line], int], kind: Kind = Kind.AMOUNT) -> Column[Line]:
    return Column(key, title, value, kind, 12, total=True)


_CHANGES = (("amended", 1), ("transferred", 1), ("carried_forward", 1))
_USED = ("committed", "invoiced")
CODE: Column[Line] = Column("code", _("Allocation code"), lambda line: line.code, Kind.CODE, 13)
LABEL: Column[Line] = Column("label", _("Label"), lambda line: line.title, Kind.CHOICE, 24)
FIGURE_COLUMNS: tuple[Column[Line], ...] = (
    _amount(Figure.VOTED),
    _amount(Figure.CHANGED, Added(_CHANGES)),
    _amount(Figure.OPENED, Added((("voted", 1), ("changed", 1)))),
    _amount(Figure.PRE_COMMITTED),
    _amount(Figure.COMMITTED),
    _amount(Figure.INVOICED),
    _amount(Figure.PAID),
    _amount(Figure.AVAILABLE, Added((("opened", 1), ("committed", -1), ("invoiced", -1)))),
    _amount(Figure.FREE, Added((("available", 1), ("pre_committed", -1)))),
    Column(
        "commitment_rate",
        _("Commitment rate"),
        lambda line: line.figures.commitment_rate,
        Kind.PERCENT,
        9,
        total=True,
        formula=Share(_USED, "opened"),
    ),
    Column(
        "execution_rate",
        _("Execution rate"),
        lambda line: line.figures.execution_rate,
        Kind.PERCENT,
        9,
        total=True,
        formula=Share(("invoiced",), "opened"),
    ),
    _part("before", _("Invoiced the year before"), lambda line: line.before.invoiced),
)
"""The figures of a situation, in the order in which they are read."""
OTHER_FIGURES: tuple[Column[Line], ...] = (
    _part("amended", _p("budget column", "Amendments"), lambda line: line.figures.amended),
    _part("transferred", _p("budget column", "Transfers"), lambda line: line.figures.transferred),
    _part("carried_forward", _p("budget column", "Carried forward"), lambda line: line.figures.carried_forward),
    _part("unpaid", _p("budget column", "Still to pay"), lambda line: line.figures.unpaid),
    _part("opened_before", _("Opened the year before"), lambda line: line.before.opened),
)
"""Figures that a paper may show besides."""
OF_LINE: tuple[Column[Line], ...] = (
    Column("section", _("Section"), lambda line: line.section and SECTION_TITLES[line.section], Kind.CHOICE, 16),
    Column("chapter", _p("budget", "Chapter"), lambda line: line.row and line.row.chapter, Kind.CODE, 9),
    Column("account", _p("budget", "Account"), lambda line: line.row and line.row.account, Kind.CODE, 9),
    Column("account_label", _("Account label"), lambda line: line.row and line.row.account_label, width=24),
    Column("tags", _p("budget", "Analytic tags"), lambda line: line.row and ", ".join(line.row.tags), width=18),
    Column("funding_source", _("Funding source"), lambda line: line.row and line.row.funding_source, width=18),
    Column("person", _("In charge"), lambda line: line.row and line.row.person, width=16),
)
"""What a budget line says of itself, for those who want it on paper."""


def situation_columns(by: By) -> tuple[Column[Line], ...]:
    """The columns of a situation: of a line its code, of a group its name alone, and the figures."""
    if by is By.LINE:
        return (CODE, LABEL, *FIGURE_COLUMNS)
    named = replace(LABEL, title=_BY_HEADINGS[by])
    number = replace(CODE, title=_p("budget", "Account"), width=9)
    return (number, named, *FIGURE_COLUMNS) if by is By.ACCOUNT else (named, *FIGURE_COLUMNS)


_BY_HEADINGS: dict[By, Message] = {
    By.SECTION: _("Section"),
    By.CHAPTER: _p("budget", "Chapter"),
    By.ACCOUNT: _("Account label"),
    By.TAG: _p("grouped by", "Analytic tag"),
    By.FUNDING: _("Funding source"),
}
