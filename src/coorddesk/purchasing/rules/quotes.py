"""Quotes side by side: what each supplier asks for each line of a request, and who asks least for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coorddesk.budget.rules.vat import Amounts
from coorddesk.purchasing.rules.amounts import Price, total


@dataclass(frozen=True)
class QuoteLine:
    """What is offered for a line of the request, or besides it (None): postage, an option."""

    request_line_id: int | None
    price: Price


@dataclass(frozen=True)
class Quote:
    """What a supplier offers, until a day if they say so."""

    id: int
    lines: tuple[QuoteLine, ...] = ()
    valid_until: date | None = None

    @property
    def amount(self) -> Amounts:
        """All of it, with what is asked besides."""
        return total(line.price.amount for line in self.lines)

    def offers(self, request_line_id: int) -> Amounts | None:
        """What is asked for a line of the request; None if it is not offered."""
        amounts = [line.price.amount for line in self.lines if line.request_line_id == request_line_id]
        return total(amounts) if amounts else None


@dataclass(frozen=True)
class Compared:
    """A quote beside the others: what it asks line by line, which it leaves out, and whether it is the cheapest."""

    quote: Quote
    offers: tuple[Amounts | None, ...]
    is_whole: bool
    is_cheapest: bool
    is_expired: bool


def compare(request_lines: tuple[int, ...], quotes: tuple[Quote, ...], today: date) -> list[Compared]:
    """Quotes in their order; the cheapest is one that offers everything, and several where they ask the same."""
    offers = {quote.id: tuple(quote.offers(line) for line in request_lines) for quote in quotes}
    whole = {quote.id for quote in quotes if None not in offers[quote.id]}
    least = min((quote.amount.gross for quote in quotes if quote.id in whole), default=None)
    return [
        Compared(
            quote,
            offers[quote.id],
            quote.id in whole,
            quote.id in whole and quote.amount.gross == least,
            quote.valid_until is not None and quote.valid_until < today,
        )
        for quote in quotes
    ]
