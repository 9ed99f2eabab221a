"""The landing of a year on paper: credits, what is spent and committed, what is still expected, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coorddesk.budget.rules.grouping import BY_TITLES, ONCE_PER_TAG, By
from coorddesk.budget.rules.words import COUNTING_TITLES
from coorddesk.core.messages import Message, Money, _, _n, _p
from coorddesk.core.tables import Added, Column, Kind, Share
from coorddesk.forecast.queries.landing import LandingQuery, LandingRow, YearLanding, landing
from coorddesk.forecast.rules.landing import LANDING_TITLES, LandingFigure
from coorddesk.reporting.blocks import Block, Document, Heading, Paragraph, Sheet, Stack, Stacks, WholeTable
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_MOST_STACKS = 12


def _amount(figure: LandingFigure, formula: Added | None = None) -> Column[LandingRow]:
    return Column(
        figure.value,
        LANDING_TITLES[figure],
        lambda row: row.landing.of(figure),
        Kind.AMOUNT,
        14,
        total=True,
        formula=formula,
    )


_PARTS = (LandingFigure.INVOICED, LandingFigure.COMMITTED, LandingFigure.REQUESTED, LandingFigure.EXPECTED)
LANDING_COLUMNS: tuple[Column[LandingRow], ...] = (
    Column("name", _p("landing", "Of what"), lambda row: row.name, Kind.CHOICE, 30),
    _amount(LandingFigure.OPENED),
    *(_amount(figure) for figure in _PARTS),
    _amount(LandingFigure.LANDING, Added(tuple((figure.value, 1) for figure in _PARTS))),
    _amount(LandingFigure.LEFT, Added((("opened", 1), ("landing", -1)))),
    Column(
        "rate",
        _p("landing", "Of the credits"),
        lambda row: row.landing.landing_rate,
        Kind.PERCENT,
        10,
        total=True,
        formula=Share(("landing",), "opened"),
    ),
    Column("before", _p("landing", "Year before"), lambda row: row.landing.before, Kind.AMOUNT, 14, total=True),
)


def landing_paper(session: Session, choice: LandingQuery | None) -> Document:
    """The landing of the year that is meant, or of that of today."""
    of = landing(session, choice or LandingQuery())
    if of is None:
        return Document(_("Landing"), (), Report(_("Landing"), LANDING_COLUMNS, (), _lines), page=LYING)
    return landing_document(of)


def landing_document(of: YearLanding) -> Document:
    """The same of what was read."""
    title = _("Landing of {year}", year=of.year)
    counted = _p("budget", "Amounts: {counting}", counting=COUNTING_TITLES[of.counts])
    stated = (_("State of {day}", day=of.day), counted, *assumed(of))
    table = Report(
        title,
        LANDING_COLUMNS,
        (Group(None, of.rows),),
        _lines,
        (_p("landing", "By: {what}", what=BY_TITLES[of.query.by]), *stated),
        page=LYING,
        whole=LandingRow(0, _p("landing", "All"), None, (), of.whole),
    )
    sheet = Sheet(title, tuple(_blocks(of)), title=title, lines=stated[:2])
    return Document(title, (sheet,) if of.rows else (), table, page=LYING)


def assumed(of: YearLanding) -> tuple[Message, ...]:
    """What is counted as expected, in sentences."""
    expected = _("Expected: instalments of contracts that are not committed yet, and licences that end this year.")
    devices = _("What the replacement plan asks for this year is counted.")
    if not of.query.with_replacements:
        devices = _("What the replacement plan asks for this year is not counted.")
    scenario = () if of.scenario is None else (_("As the scenario “{name}” has it.", name=of.scenario.name),)
    besides = _("What was ordered or invoiced without naming its instalment or licence counts besides.")
    return (*scenario, expected, besides, devices, *of.unknown.said)


def landing_stacks(of: YearLanding) -> Iterator[Stack]:
    """Each row in a frame as long as its credits, and the whole; of too many rows, the whole alone."""
    rows = of.rows if len(of.rows) <= _MOST_STACKS else ()
    for title, each in (*((row.name, row.landing) for row in rows), (_p("landing", "All"), of.whole)):
        values = (each.invoiced, each.committed, each.requested + each.expected)
        said = _p("landing", "Left: {amount}", amount=Money(each.left))
        yield Stack(title, tuple(max(0, cents) for cents in values), max(0, each.opened), said)


STACKED = (_p("landing", "Invoiced"), _p("landing", "Committed"), _p("landing", "Approved and expected"))


def _blocks(of: YearLanding) -> Iterator[Block]:
    yield WholeTable(_("This year has no budget lines yet."))
    if of.query.by is By.TAG:
        yield Paragraph(ONCE_PER_TAG, quiet=True)
    yield from over(of)
    yield Heading(_p("landing", "How far the credits go"))
    yield Stacks(STACKED, tuple(landing_stacks(of)))
    for said in assumed(of):
        yield Paragraph(said, quiet=True)


def over(of: YearLanding) -> Iterator[Block]:
    """In words what black and white would hide: what lands over its credits."""
    rows = [row for row in of.rows if row.lines and row.landing.left < 0]
    nowhere = expected_nowhere(of)
    if nowhere:
        yield Paragraph(nowhere)
    if of.query.by is By.TAG or not rows:
        return
    yield Heading(_p("landing", "Over the credits"))
    for row in rows:
        yield Paragraph(_("{name}: {amount} are missing", name=row.name, amount=Money(-row.landing.left)))


def expected_nowhere(of: YearLanding) -> Message | None:
    """What is expected and has no credits yet; None if everything stands on a line."""
    cents = sum(row.landing.expected for row in of.rows if not row.lines)
    return _("{amount} are expected this year and stand on no budget line yet.", amount=Money(cents)) if cents else None


def _lines(count: int) -> Message:
    return _n("{count} line", "{count} lines", count)


def _choose(subject: Subject) -> LandingQuery | None:
    return LandingQuery(subject[1]) if subject[0] == "fiscal_year" else None


LANDING = ReportKind(
    "landing",
    _("Landing of the year"),
    _("Where the year will end: what is invoiced, committed, approved and still expected, beside the credits."),
    landing_paper,
    _choose,
    frozenset({"fiscal_year"}),
    of_the_moment=True,
)
