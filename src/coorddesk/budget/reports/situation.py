"""The budget situation on paper, with its chart, to be signed or not, and as rows for a sheet that reckons anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.budget.queries.papers import year_told_at
from coorddesk.budget.queries.situation import SituationQuery
from coorddesk.budget.reports.situation_lines import (
    OF_LINE,
    OTHER_FIGURES,
    Line,
    Told,
    situation_columns,
    told,
)
from coorddesk.budget.rules.grouping import ONCE_PER_TAG, By
from coorddesk.budget.rules.situation import FIGURE_TITLES, Figure
from coorddesk.budget.rules.words import COUNTING_TITLES, YEAR_STATE_TITLES, Chart
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _, _n, _p, joined
from coorddesk.reporting.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Sheet,
    Signatures,
    Stack,
    Stacks,
    Typed,
    TypedText,
    WholeTable,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_MOST_STACKS = 14
"""Bars in a chart; where there are more chapters, sections are drawn."""
_CERTIFIED = "certified"


@dataclass(frozen=True)
class AtDay:
    """The situation of the year that a day is in, up to that day."""

    day: date


Choice = SituationQuery | AtDay | None
"""What a window shows, a day, or how things stand now."""


def budget_situation(session: Session, choice: Choice, by: By | None = None, *, is_signed: bool = False) -> Document:
    """The situation that is meant: by what the window says, unless a paper is by something of its own."""
    query = _query(session, choice)
    title = _TITLES[By.LINE if by is None else by]
    if query is None:
        return Document(title, (), Report(title, situation_columns(By.LINE), (), _lines), page=LYING)
    of = told(session, query if by is None else replace(query, by=by))
    return situation_document(of, clock_of(session).today(), is_signed=is_signed)


def situation_document(of: Told, today: date, *, is_signed: bool = False) -> Document:
    """A situation as it was read, for paper and for a sheet."""
    title = _TITLES[of.query.by]
    sheet = Sheet(title, tuple(_blocks(of)), _foot(of) if is_signed else (), title, _head(of, today))
    certified = TypedText(_CERTIFIED, _("What is certified"), _certificate(of, today))
    return Document(
        title,
        (sheet,) if of.lines else (),
        _table(of, title, today),
        typed=(certified,) if is_signed else (),
        page=LYING,
    )


def _query(session: Session, choice: Choice) -> SituationQuery | None:
    if isinstance(choice, SituationQuery):
        return choice
    year_id = year_told_at(session, clock_of(session).today() if choice is None else choice.day)
    return None if year_id is None else SituationQuery(year_id, None if choice is None else choice.day)


def _table(of: Told, title: Message, today: date) -> Report[Line]:
    columns = situation_columns(of.query.by)
    return Report(
        title,
        columns,
        of.groups,
        _NOUNS[of.query.by],
        (*_stated(of, today), *of.filters),
        grouped_by=_p("budget", "Chapter") if any(group.part for group in of.groups) else _("Section"),
        page=LYING,
        offered=(*columns, *OTHER_FIGURES, *(OF_LINE if of.query.by is By.LINE else ())),
        whole=of.whole,
        parted_by=_("Section"),
        has_subtotals=True,
    )


def _stated(of: Told, today: date) -> Iterator[Message]:
    """Of which year and which day the figures are, and what they count."""
    yield _("Fiscal year {name}", name=of.year.name)
    yield said_until(of.query.until, today)
    yield _p("budget", "Amounts: {counting}", counting=COUNTING_TITLES[of.year.counts])
    if of.query.by is By.TAG:
        yield ONCE_PER_TAG


def said_until(until: date | None, today: date) -> Message:
    """Up to which day figures count moves."""
    return _("State of {day}, all moves", day=today) if until is None else _("Situation on {day}", day=until)


def _head(of: Told, today: date) -> tuple[Message, ...]:
    """What stands below the title: the year with its days, the day, what counts, and the filters."""
    year = of.year
    said = _(
        "Fiscal year {name}, from {first} to {last} ({state})",
        name=year.name,
        first=year.first_day,
        last=year.last_day,
        state=YEAR_STATE_TITLES[year.state],
    )
    counted = _p("budget", "Amounts: {counting}", counting=COUNTING_TITLES[year.counts])
    lines = (said, joined((said_until(of.query.until, today), counted)))
    return (*lines, _("Filters: {filters}", filters=joined(of.filters))) if of.filters else lines


def _blocks(of: Told) -> Iterator[Block]:
    yield WholeTable(_("This year has no budget lines yet."))
    if of.query.by is By.TAG:
        yield Paragraph(ONCE_PER_TAG, quiet=True)
    yield from _overspent(of)
    yield Heading(_("How the credits are used"))
    yield Stacks(
        tuple(FIGURE_TITLES[figure] for figure in (Figure.INVOICED, Figure.COMMITTED, Figure.PRE_COMMITTED)),
        tuple(_stacks(of)),
    )
    yield Paragraph(_EXPLAINED, quiet=True)


_EXPLAINED = _(
    "Each frame is as long as the credits that are opened. Available: opened, without what is committed or invoiced."
    " Free: available, without what is pre-committed. Committed is what is ordered and not invoiced yet."
)


def _overspent(of: Told) -> Iterator[Block]:
    """In words what black and white would hide: a line that is overspent."""
    lines = of.overspent if of.query.by is By.LINE else []
    if lines:
        yield Heading(_n("{count} overspent line", "{count} overspent lines", len(lines)))
        for line in lines:
            over = Money(-line.figures.available)
            said = _("{code} {label}: {amount} more than there is", code=line.code, label=line.title, amount=over)
            yield Paragraph(said)


def _stacks(of: Told) -> Iterator[Stack]:
    for title, line in _drawn(of):
        figures = line.figures
        values = tuple(max(0, cents) for cents in (figures.invoiced, figures.committed, figures.pre_committed))
        said = _("Available: {amount}", amount=Money(figures.available))
        yield Stack(title, values, max(0, figures.opened), said)


def _drawn(of: Told) -> list[tuple[Message, Line]]:
    """Chapters where lines stand under chapters, and sections where those are too many; else each line."""
    chapters = [(group.title, group.whole) for group in of.groups]
    known = [(title, whole) for title, whole in chapters if title is not None and whole is not None]
    if of.query.by is By.LINE and known:
        if len(known) <= _MOST_STACKS:
            return [*known, (of.whole.title, of.whole)]
        parts = {id(group.part): group.part for group in of.groups if group.part is not None}
        return [*((part.title, part.whole) for part in parts.values()), (of.whole.title, of.whole)]
    lines = of.lines if len(of.lines) <= _MOST_STACKS else []
    return [*((line.title, line) for line in lines), (of.whole.title, of.whole)]


def _certificate(of: Told, today: date) -> Message:
    return _(
        "The figures above are the sums of the moves in the ledger of the fiscal year {name}, as they stood on {day}."
        " They are certified to be true.",
        name=of.year.name,
        day=of.query.until or today,
    )


def _foot(of: Told) -> tuple[Block, ...]:
    public = of.year.chart in {Chart.EPLE, Chart.M57}
    places = (
        (_("The authorising officer"), _("The accountant")) if public else (_("The chairperson"), _("The treasurer"))
    )
    return Typed(_CERTIFIED), Signatures((_("Drawn up by"), *places))


def _lines(count: int) -> Message:
    return _n("{count} budget line", "{count} budget lines", count)


_NOUNS: dict[By, Callable[[int], Message]] = {
    By.LINE: _lines,
    By.SECTION: lambda count: _n("{count} section", "{count} sections", count),
    By.CHAPTER: lambda count: _n("{count} chapter", "{count} chapters", count),
    By.ACCOUNT: lambda count: _n("{count} account", "{count} accounts", count),
    By.TAG: lambda count: _n("{count} tag", "{count} tags", count),
    By.FUNDING: lambda count: _n("{count} funding source", "{count} funding sources", count),
}


def _choose(subject: Subject) -> Choice:
    """The situation of a fiscal year."""
    return SituationQuery(subject[1]) if subject[0] == "fiscal_year" else None


def _dated(choice: Choice, day: date) -> Choice:
    """The same as of a day."""
    if isinstance(choice, SituationQuery):
        return replace(choice, until=day) if choice.until is None else None
    return AtDay(day) if choice is None else None


_TITLES: dict[By, Message] = {
    By.LINE: _("Budget situation"),
    By.SECTION: _("Budget situation by section"),
    By.CHAPTER: _("Budget situation by chapter"),
    By.ACCOUNT: _("Budget situation by account"),
    By.TAG: _("Budget situation by analytic tag"),
    By.FUNDING: _("Budget situation by funding source"),
}
_OF_YEAR = frozenset({"fiscal_year"})


def _kind(key: str, title: Message, explanation: Message, build: Callable[[Session, Choice], Document]) -> ReportKind:
    return ReportKind(key, title, explanation, build, _choose, _OF_YEAR, dated=_dated)


_EXPLANATIONS: dict[By, Message] = {
    By.SECTION: _("Operating and capital side by side, today or on any day."),
    By.CHAPTER: _("What each chapter was given, what is committed, invoiced and left, today or on any day."),
    By.ACCOUNT: _("What was committed and invoiced on each account, today or on any day."),
    By.TAG: _("What each project or service that lines are tagged with costs, today or on any day."),
    By.FUNDING: _("What became of the money of each funder, today or on any day."),
}
SITUATION = _kind(
    "budget-situation",
    _TITLES[By.LINE],
    _("Every budget line: credits, commitments, invoices, what is left, rates and the year before, on any day."),
    budget_situation,
)
SIGNED_SITUATION = _kind(
    "budget-situation-signed",
    _("Budget situation to be signed"),
    _("The same with what is certified, and room to sign for those who answer for it."),
    partial(budget_situation, is_signed=True),
)
SITUATION_REPORTS = (
    SITUATION,
    SIGNED_SITUATION,
    *(
        _kind(f"budget-by-{by.value}", _TITLES[by], _EXPLANATIONS[by], partial(budget_situation, by=by))
        for by in By
        if by is not By.LINE
    ),
)
