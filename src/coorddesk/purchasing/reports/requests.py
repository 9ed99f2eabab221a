"""Purchase requests on paper, with what was decided and room to decide; quotes side by side; requests as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.purchasing.queries.quotes import QuoteRow
from coorddesk.purchasing.queries.request_card import NeedRow, RequestCard, RequestStepRow, request_card
from coorddesk.purchasing.queries.request_rows import REQUEST_COLUMNS, RequestRow, requests_page
from coorddesk.purchasing.queries.requests import (
    RequestQuery,
    request_ids,
    said_request_criteria,
    stated_requests,
)
from coorddesk.purchasing.reports.pricing import said_lines
from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES, RequestState
from coorddesk.reporting.blocks import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Sheet,
    Signatures,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING, UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = RequestQuery | Sequence[int] | None
"""Requests of a list as it is filtered, those that were selected, or those that wait for an approval."""


def purchase_requests(session: Session, choice: Choice) -> Document:
    """A paper for each request; without a choice for those that are to be approved."""
    ids = _ids(session, RequestQuery(state=RequestState.TO_APPROVE) if choice is None else choice)
    cards = [card for request_id in ids if (card := request_card(session, request_id)) is not None]
    title = _("Purchase request")
    return Document(
        title,
        tuple(_sheet(card) for card in cards),
        Report(
            title,
            _NEEDS,
            tuple(Group(_called(card.row), card.lines) for card in cards),
            said_lines,
            grouped_by=title,
            page=UPRIGHT,
            has_subtotals=True,
        ),
    )


def _ids(session: Session, choice: RequestQuery | Sequence[int]) -> Sequence[int]:
    return request_ids(session, choice) if isinstance(choice, RequestQuery) else choice


def _called(row: RequestRow) -> Message:
    return _("{reference}, {title}", reference=row.reference, title=row.title)


def _sheet(card: RequestCard) -> Sheet:
    return Sheet(
        verbatim(card.row.reference),
        tuple(_blocks(card)),
        (
            Signatures(
                (_("Asked for by"), _("Approved or refused by")),
                _("Name, function, date and signature"),
            ),
        ),
        verbatim(card.row.title),
        (verbatim(card.row.reference),),
    )


def _blocks(card: RequestCard) -> Iterator[Block]:
    row = card.row
    yield Mark(REQUEST_STATE_TITLES[row.state])
    yield Facts(
        (
            Fact(_p("purchase request", "Asked by"), row.requester),
            Fact(_p("purchase request", "Asked on"), row.asked_on, Kind.DATE),
            Fact(_p("purchase request", "Needed by"), row.needed_by, Kind.DATE),
            Fact(_p("purchase request", "Decided on"), row.decided_on, Kind.DATE),
            Fact(_p("purchase request", "Decided by"), row.decided_by),
        )
    )
    if row.justification:
        yield Heading(_("Why it is needed"))
        yield Paragraph(verbatim(row.justification))
    yield Heading(_p("purchase request", "What is needed"))
    yield Listing(card.lines, said_lines, _("This request has no lines yet."), _NEEDS)
    if row.notes:
        yield Paragraph(verbatim(row.notes))
    if card.quotes:
        yield Heading(_("Quotes"))
        yield Listing(card.quotes, None, verbatim(""), _QUOTES)
    if card.steps:
        yield Heading(_("What was decided"))
        yield Listing(card.steps, None, verbatim(""), _STEPS)


def request_list(session: Session, choice: Choice) -> Report[RequestRow]:
    """Requests in the order of the list; without a choice all of them, the latest first."""
    query = RequestQuery(past=True) if choice is None else choice
    ids = _ids(session, query)
    page = requests_page(session, ids)
    return Report(
        _("Purchase requests"),
        tuple(_BY_KEY[key] for key in _LISTED),
        (Group(None, [page[request_id] for request_id in ids if request_id in page]),),
        lambda count: _n("{count} request", "{count} requests", count),
        _stated(session, query) if isinstance(query, RequestQuery) else (_("Chosen by hand"),),
        page=LYING,
        offered=REQUEST_COLUMNS,
    )


def _stated(session: Session, query: RequestQuery) -> tuple[Message, ...]:
    text = (_("Search: “{text}”", text=query.text),) if query.text else ()
    return (*text, *stated_requests(session, query).values(), *said_request_criteria(session, query.criteria))


def said_steps(row: RequestStepRow) -> Message:
    """What a request became."""
    return REQUEST_STATE_TITLES[row.state]


_BY_KEY = {column.key: column for column in REQUEST_COLUMNS}
_LISTED = ("reference", "title", "state", "requester", "net", "gross", "quotes", "needed_by", "decided_on")
_NEEDS: tuple[Column[NeedRow], ...] = (
    Column("label", _p("purchase order", "Designation"), lambda row: row.label, width=30),
    Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, 7),
    Column(
        "unit_price", _p("purchase request", "Estimated unit price, net"), lambda row: row.unit_price, Kind.AMOUNT, 11
    ),
    Column("vat_rate", _("VAT rate"), lambda row: row.vat_rate, Kind.PERCENT, 8),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 11, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 11, total=True),
    Column("budget_line", _("Budget line"), lambda row: row.budget_line or None, width=22),
)
_QUOTES: tuple[Column[QuoteRow], ...] = (
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=28),
    Column("number", _p("quote", "Number"), lambda row: row.number, Kind.CODE, 14),
    Column("day", _p("quote", "Day"), lambda row: row.day, Kind.DATE, 11),
    Column("valid_until", _("Valid until"), lambda row: row.valid_until, Kind.DATE, 11),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 12),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 12),
    Column("chosen", _p("quote", "Chosen"), lambda row: row.is_chosen or None, Kind.YES_NO, 8),
)
_STEPS: tuple[Column[RequestStepRow], ...] = (
    Column("day", _("Day"), lambda row: row.day, Kind.DATE, 11),
    Column("state", _p("purchase request", "State"), said_steps, Kind.CHOICE, 16),
    Column("actor", _("Noted by"), lambda row: row.actor, width=20),
    Column("words", _p("ledger", "Words"), lambda row: row.words, width=44),
)


def choose(subject: Subject) -> Choice:
    """A request itself, or those of a record."""
    return (subject[1],) if subject[0] == "purchase_request" else RequestQuery.about(subject)


PURCHASE_REQUESTS = ReportKind(
    "purchase-request",
    _("Purchase request"),
    _("What is needed and why, on which budget lines, with its quotes, and room to approve or refuse it."),
    purchase_requests,
    choose,
    frozenset({"purchase_request"}),
)
REQUEST_LIST = ReportKind(
    "purchase-requests",
    _("Purchase requests"),
    _("What was asked for, by whom, what it would cost, and how far it is."),
    request_list,
    choose,
    frozenset({"person", "budget_line"}),
)
