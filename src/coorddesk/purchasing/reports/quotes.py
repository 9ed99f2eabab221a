"""Quotes side by side on paper: each line of the request beside what every supplier asks for it, and who asks least."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _, _n, _p, joined, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.purchasing.queries.quotes import ComparedQuote, Comparison, quotes_compared
from coorddesk.purchasing.queries.request_rows import RequestRow, requests_page
from coorddesk.purchasing.queries.requests import RequestQuery, request_ids
from coorddesk.purchasing.reports.pricing import said_lines
from coorddesk.purchasing.reports.requests import Choice, choose
from coorddesk.purchasing.rules.words import RequestState
from coorddesk.reporting.blocks import Block, Document, Heading, Listing, Paragraph, Sheet, Signatures
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OfferedLine:
    """A line of a request, or what is asked besides: the cents with VAT that each quote asks, None if it does not."""

    label: Message
    quantity: int | None
    offers: tuple[int | None, ...]
    cheapest: str


@dataclass(frozen=True)
class OfferedBy:
    """What a supplier asks for a line, as rows for a sheet."""

    line: OfferedLine
    supplier: str
    cents: int | None


def compared_quotes(session: Session, choice: Choice) -> Document:
    """A paper for each request with quotes; without a choice for those that are approved."""
    query = RequestQuery(state=RequestState.APPROVED) if choice is None else choice
    ids = request_ids(session, query) if isinstance(query, RequestQuery) else query
    page, today = requests_page(session, ids), clock_of(session).today()
    found = [(page[each], quotes_compared(session, each, today)) for each in ids if each in page]
    told = [(row, comparison) for row, comparison in found if comparison.quotes]
    title = _("Comparison of quotes")
    return Document(
        title,
        tuple(_sheet(row, comparison, today) for row, comparison in told),
        Report(
            title,
            _ROWS,
            tuple(Group(verbatim(row.called), list(_rows(comparison))) for row, comparison in told),
            said_lines,
            (_("Amounts including VAT"),),
            grouped_by=_("Purchase request"),
            page=LYING,
        ),
        page=LYING,
    )


def offered_lines(comparison: Comparison) -> list[OfferedLine]:
    """The lines of the request with what each quote asks, then what is asked besides."""
    lines = [
        OfferedLine(
            verbatim(line.label),
            line.quantity,
            tuple(None if (offer := quote.offers[place]) is None else offer.gross for quote in comparison.quotes),
            ", ".join(quote.quote.supplier for quote in comparison.quotes if quote.cheapest[place]),
        )
        for place, line in enumerate(comparison.lines)
    ]
    besides = tuple(quote.besides.gross or None for quote in comparison.quotes)
    return [*lines, OfferedLine(_("Besides: postage, options"), None, besides, "")] if any(besides) else lines


def _sheet(row: RequestRow, comparison: Comparison, today: date) -> Sheet:
    return Sheet(
        verbatim(row.reference),
        tuple(_blocks(comparison, today)),
        (Signatures((_("Compared by"), _("Chosen by")), _("Name, function, date and signature")),),
        verbatim(row.title),
        (verbatim(row.reference), _("Amounts including VAT")),
    )


def _blocks(comparison: Comparison, today: date) -> Iterator[Block]:
    yield Listing(offered_lines(comparison), said_lines, verbatim(""), _line_columns(comparison.quotes))
    yield Heading(_n("{count} quote", "{count} quotes", len(comparison.quotes)))
    yield Listing(comparison.quotes, None, verbatim(""), _QUOTES)
    cheapest = [each for each in comparison.quotes if each.is_cheapest]
    if cheapest:
        names, least = ", ".join(each.quote.supplier for each in cheapest), Money(cheapest[0].quote.amount.gross)
        yield Paragraph(_("Cheapest of those that offer everything: {names}, {amount}.", names=names, amount=least))
    yield Paragraph(_("What is expired is so on {day}.", day=today), quiet=True)


def _line_columns(quotes: Sequence[ComparedQuote]) -> tuple[Column[OfferedLine], ...]:
    """A column for each supplier."""

    def asked(place: int) -> Callable[[OfferedLine], int | None]:
        return lambda row: row.offers[place]

    return (
        Column("label", _p("purchase order", "Designation"), lambda row: row.label, Kind.CHOICE, 34),
        Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, 8),
        *(
            Column(f"quote{place}", verbatim(each.quote.supplier), asked(place), Kind.AMOUNT, 16, total=True)
            for place, each in enumerate(quotes)
        ),
        Column("cheapest", _p("quote", "Cheapest"), lambda row: row.cheapest or None, width=22),
    )


def said_of(each: ComparedQuote) -> Message | None:
    """What is to be known of a quote before it is chosen."""
    said: list[Message] = []
    if each.quote.is_chosen:
        said.append(_p("quote", "Chosen"))
    if each.is_cheapest:
        said.append(_p("quote", "Cheapest"))
    if not each.is_whole:
        left_out = sum(offer is None for offer in each.offers)
        said.append(_n("Leaves {count} line out", "Leaves {count} lines out", left_out))
    if each.is_expired:
        said.append(_p("quote", "Expired"))
    return joined(said) if said else None


_QUOTES: tuple[Column[ComparedQuote], ...] = (
    Column("supplier", _("Supplier"), lambda row: row.quote.supplier, width=28),
    Column("number", _p("quote", "Number"), lambda row: row.quote.number, Kind.CODE, 14),
    Column("day", _p("quote", "Day"), lambda row: row.quote.day, Kind.DATE, 11),
    Column("valid_until", _("Valid until"), lambda row: row.quote.valid_until, Kind.DATE, 11),
    Column("discount", _("Discount on every line"), lambda row: row.quote.discount or None, Kind.PERCENT, 11),
    Column("net", _p("purchase order", "Net"), lambda row: row.quote.amount.net, Kind.AMOUNT, 13),
    Column("vat", _("VAT"), lambda row: row.quote.amount.vat, Kind.AMOUNT, 12),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.quote.amount.gross, Kind.AMOUNT, 13),
    Column("said", _("Remarks"), said_of, Kind.CHOICE, 34),
)


def _rows(comparison: Comparison) -> Iterator[OfferedBy]:
    for line in offered_lines(comparison):
        for quote, cents in zip(comparison.quotes, line.offers, strict=True):
            yield OfferedBy(line, quote.quote.supplier, cents)


_ROWS: tuple[Column[OfferedBy], ...] = (
    Column("label", _p("purchase order", "Designation"), lambda row: row.line.label, Kind.CHOICE, 34),
    Column("quantity", _("Quantity"), lambda row: row.line.quantity, Kind.NUMBER, 8),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=28),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.cents, Kind.AMOUNT, 13),
    Column("cheapest", _p("quote", "Cheapest"), lambda row: row.line.cheapest or None, width=22),
)
COMPARED_QUOTES = ReportKind(
    "quotes-compared",
    _("Comparison of quotes"),
    _("What each supplier asks for each line, who is cheapest, what is missing or expired, with room to sign."),
    compared_quotes,
    choose,
    frozenset({"purchase_request"}),
)
