"""Quotes of suppliers for a request, and side by side: who asks what, and who asks least for all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.models import Quote, QuoteLine, RequestLine
from coorddesk.purchasing.rules import quotes as rules
from coorddesk.purchasing.rules.amounts import Price, total
from coorddesk.purchasing.rules.words import LineKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OfferRow:
    """A line of a quote; `amount` after both discounts."""

    id: int
    request_line_id: int | None
    label: str
    quantity: int
    unit_price: int
    vat_rate: int
    discount: int
    kind: LineKind
    amount: Amounts


@dataclass(frozen=True)
class QuoteRow:
    """A quote with what it comes to."""

    id: int
    version: int
    request_id: int
    supplier_id: int
    supplier: str
    number: str
    day: date | None
    valid_until: date | None
    discount: int
    is_chosen: bool
    is_expired: bool
    notes: str
    lines: tuple[OfferRow, ...]

    @property
    def amount(self) -> Amounts:
        """All of it, with what is asked besides."""
        return total(line.amount for line in self.lines)

    @property
    def called(self) -> str:
        """Whose it is, and its number."""
        return f"{self.supplier} · {self.number}" if self.number else self.supplier


@dataclass(frozen=True)
class ComparedLine:
    """A line of the request, beside which each supplier's price stands."""

    id: int
    label: str
    quantity: int


@dataclass(frozen=True)
class ComparedQuote:
    """A quote beside the others.

    `offers` is what it asks for each line of the request, None where it leaves one out; `cheapest` tells which of them
    nobody offers for less. `besides` is what it asks for on top: postage, options.
    """

    quote: QuoteRow
    offers: tuple[Amounts | None, ...]
    cheapest: tuple[bool, ...]
    besides: Amounts
    is_whole: bool
    is_cheapest: bool
    is_expired: bool


@dataclass(frozen=True)
class Comparison:
    """The quotes for a request, side by side."""

    lines: tuple[ComparedLine, ...]
    quotes: tuple[ComparedQuote, ...]


def quotes_of(session: Session, request_ids: Sequence[int]) -> dict[int, tuple[QuoteRow, ...]]:
    """The quotes for each request, in the order in which they came; of requests without one, nothing."""
    today = clock_of(session).today()
    wanted = select(Quote, Supplier.name).join(Supplier, Supplier.id == Quote.supplier_id)
    rows = session.execute(wanted.where(Quote.request_id.in_(request_ids)).order_by(Quote.id)).all()
    offers = _offers(session, [quote.id for quote, _supplier in rows])
    found: dict[int, tuple[QuoteRow, ...]] = {}
    for quote, supplier in rows:
        row = _quote(quote, supplier, offers.get(quote.id, []), today)
        found[quote.request_id] = (*found.get(quote.request_id, ()), row)
    return found


def quotes_compared(session: Session, request_id: int, today: date) -> Comparison:
    """All quotes for a request; expired ones are marked, and may still be the cheapest."""
    wanted = select(RequestLine).where(RequestLine.request_id == request_id)
    needs = session.scalars(wanted.order_by(RequestLine.position, RequestLine.id)).all()
    rows = quotes_of(session, [request_id]).get(request_id, ())
    compared = rules.compare(tuple(need.id for need in needs), tuple(map(_ruled, rows)), today)
    least = [_least(each.offers[place] for each in compared) for place in range(len(needs))]
    quotes = tuple(
        ComparedQuote(
            row,
            each.offers,
            tuple(offer is not None and offer.gross == least[place] for place, offer in enumerate(each.offers)),
            total(line.amount for line in row.lines if line.request_line_id is None),
            each.is_whole,
            each.is_cheapest,
            each.is_expired,
        )
        for row, each in zip(rows, compared, strict=True)
    )
    return Comparison(tuple(ComparedLine(need.id, need.label, need.quantity) for need in needs), quotes)


def _least(offers: Iterable[Amounts | None]) -> int | None:
    return min((offer.gross for offer in offers if offer is not None), default=None)


def _ruled(row: QuoteRow) -> rules.Quote:
    lines = (
        rules.QuoteLine(
            line.request_line_id, Price(line.quantity, line.unit_price, line.vat_rate, line.discount, row.discount)
        )
        for line in row.lines
    )
    return rules.Quote(row.id, tuple(lines), row.valid_until)


def _quote(quote: Quote, supplier: str, lines: list[QuoteLine], today: date) -> QuoteRow:
    return QuoteRow(
        quote.id,
        quote.version,
        quote.request_id,
        quote.supplier_id,
        supplier,
        quote.number,
        quote.day,
        quote.valid_until,
        quote.discount,
        quote.is_chosen,
        quote.valid_until is not None and quote.valid_until < today,
        quote.notes,
        tuple(_offer(line, quote.discount) for line in lines),
    )


def _offer(line: QuoteLine, discount: int) -> OfferRow:
    price = Price(line.quantity, line.unit_price, line.vat_rate, line.discount, discount)
    said = (line.id, line.request_line_id, line.label, line.quantity, line.unit_price, line.vat_rate, line.discount)
    return OfferRow(*said, line.kind, price.amount)


def _offers(session: Session, quotes: Sequence[int]) -> dict[int, list[QuoteLine]]:
    wanted = select(QuoteLine).where(QuoteLine.quote_id.in_(quotes)).order_by(QuoteLine.position, QuoteLine.id)
    found: dict[int, list[QuoteLine]] = {}
    for line in session.scalars(wanted):
        found.setdefault(line.quote_id, []).append(line)
    return found
