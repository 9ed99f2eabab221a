"""What became of a grant: the statement that its funder is sent, with every document that it paid for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.queries.grants import GrantDocument, GrantLine, GrantStatement, grant_statement
from coorddesk.budget.queries.years import funding_sources
from coorddesk.budget.reports.situation import said_until
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Sheet,
    Signatures,
    Stack,
    Stacks,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_CERTIFIED = "certified"


@dataclass(frozen=True)
class GrantsChoice:
    """Which funding sources (all that are not archived without ids), up to which day."""

    ids: tuple[int, ...] | None = None
    until: date | None = None


def grant_statements(session: Session, choice: GrantsChoice | Sequence[int] | None) -> Document:
    """A statement for each funding source."""
    wanted = choice if isinstance(choice, GrantsChoice) else GrantsChoice(None if choice is None else tuple(choice))
    sources = [row.id for row in funding_sources(session) if not row.is_archived]
    ids = sources if wanted.ids is None else wanted.ids
    told = [each for source in ids if (each := grant_statement(session, source, wanted.until)) is not None]
    today = clock_of(session).today()
    title = _("Grant statement")
    return Document(
        title,
        tuple(_sheet(each, today) for each in told),
        Report(
            title,
            _DOCUMENTS,
            tuple(Group(verbatim(each.row.name), each.documents) for each in told),
            _documents,
            (said_until(wanted.until, today),),
            grouped_by=_("Funding source"),
            page=UPRIGHT,
        ),
        typed=(
            TypedText(
                _CERTIFIED,
                _("What is certified"),
                _("The grant was used for what it was given for. The documents listed above are kept with us."),
            ),
        ),
    )


def _sheet(of: GrantStatement, today: date) -> Sheet:
    return Sheet(
        verbatim(of.row.name),
        tuple(_blocks(of)),
        (Typed(_CERTIFIED), Signatures((_("Drawn up by"), _("The authorising officer")))),
        verbatim(of.row.name),
        (said_until(of.until, today),),
    )


def _blocks(of: GrantStatement) -> Iterator[Block]:
    figures = of.figures
    yield Facts(
        (
            Fact(_p("grant", "Funder"), of.row.funder),
            Fact(_p("grant", "Granted"), of.granted, Kind.AMOUNT),
            Fact(_("To be spent by"), of.row.deadline, Kind.DATE),
            Fact(_("Conditions"), of.conditions),
            Fact(_("Opened on budget lines"), figures.opened, Kind.AMOUNT),
            Fact(_p("budget column", "Committed"), figures.committed, Kind.AMOUNT),
            Fact(_p("budget column", "Invoiced"), figures.invoiced, Kind.AMOUNT),
            Fact(_p("budget column", "Paid"), figures.paid, Kind.AMOUNT),
            Fact(_p("grant", "Left to use"), of.left, Kind.AMOUNT),
        )
    )
    granted = figures.opened if of.granted is None else of.granted
    parts = tuple(max(0, cents) for cents in (figures.invoiced, figures.committed, figures.pre_committed))
    series = (_p("budget column", "Invoiced"), _p("budget column", "Committed"), _p("budget column", "Pre-committed"))
    said = _p("grant", "Left: {amount}", amount=Money(of.left))
    yield Stacks(series, (Stack(_("What the grant is used for"), parts, max(0, granted), said),))
    yield Heading(_("Budget lines"))
    yield Listing(of.lines, _lines, _("No budget line stands on this grant."), _LINES)
    yield Heading(_("Documents"))
    yield Listing(of.documents, _documents, _("Nothing was charged to this grant yet."), _DOCUMENTS)
    if of.notes:
        yield Paragraph(verbatim(of.notes))


def _lines(count: int) -> Message:
    return _n("{count} budget line", "{count} budget lines", count)


def _documents(count: int) -> Message:
    return _n("{count} document", "{count} documents", count)


_LINES: tuple[Column[GrantLine], ...] = (
    Column("year", _("Fiscal year"), lambda row: row.year, width=10),
    Column("line", _("Budget line"), lambda row: row.line, width=30),
    Column("opened", _p("budget column", "Opened"), lambda row: row.figures.opened, Kind.AMOUNT, 12, total=True),
    Column(
        "committed", _p("budget column", "Committed"), lambda row: row.figures.committed, Kind.AMOUNT, 12, total=True
    ),
    Column("invoiced", _p("budget column", "Invoiced"), lambda row: row.figures.invoiced, Kind.AMOUNT, 12, total=True),
    Column("paid", _p("budget column", "Paid"), lambda row: row.figures.paid, Kind.AMOUNT, 12, total=True),
    Column(
        "available", _p("budget column", "Available"), lambda row: row.figures.available, Kind.AMOUNT, 12, total=True
    ),
)
_DOCUMENTS: tuple[Column[GrantDocument], ...] = (
    Column("day", _("Day"), lambda row: row.day, Kind.DATE, 11),
    Column("document", _p("ledger", "Document"), lambda row: row.label, width=18),
    Column("line", _("Budget line"), lambda row: row.line, width=26),
    Column("year", _("Fiscal year"), lambda row: row.year, width=10),
    Column(
        "committed", _p("budget column", "Committed"), lambda row: row.figures.committed, Kind.AMOUNT, 12, total=True
    ),
    Column("invoiced", _p("budget column", "Invoiced"), lambda row: row.figures.invoiced, Kind.AMOUNT, 12, total=True),
    Column("paid", _p("budget column", "Paid"), lambda row: row.figures.paid, Kind.AMOUNT, 12, total=True),
)


def _choose(subject: Subject) -> GrantsChoice | None:
    return GrantsChoice((subject[1],)) if subject[0] == "funding_source" else None


def _dated(choice: GrantsChoice | Sequence[int] | None, day: date) -> GrantsChoice | None:
    if isinstance(choice, GrantsChoice):
        return GrantsChoice(choice.ids, day) if choice.until is None else None
    return GrantsChoice(None if choice is None else tuple(choice), day)


GRANTS = ReportKind(
    "grant-statements",
    _("Grant statement"),
    _("For the funder: what was granted, on which lines it stands, each document that it paid, and what is left."),
    grant_statements,
    _choose,
    frozenset({"funding_source"}),
    dated=_dated,
)
