"""What is written down of requests, quotes, orders and invoices: as forms say it, and as verbs write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coorddesk.purchasing.rules.words import InvoiceKind, LineKind


@dataclass(frozen=True)
class Need:
    """A line of a request: cents excluding VAT, a rate in hundredths of a percent; `id` of one that it has already."""

    label: str
    quantity: int = 1
    unit_price: int = 0
    vat_rate: int = 2000
    budget_line_id: int | None = None
    model_id: int | None = None
    id: int | None = None


@dataclass(frozen=True)
class RequestDetails:
    """What is needed, and why."""

    title: str
    justification: str = ""
    requester_id: int | None = None
    needed_by: date | None = None
    lines: tuple[Need, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class Offer:
    """A line of a quote: cents excluding VAT, rates in hundredths of a percent; `id` of one that it has already.

    Without a line of the request it is asked for besides: postage, an option.
    """

    label: str
    quantity: int = 1
    unit_price: int = 0
    vat_rate: int = 2000
    discount: int = 0
    request_line_id: int | None = None
    kind: LineKind = LineKind.GOODS
    id: int | None = None


@dataclass(frozen=True)
class QuoteDetails:
    """What a supplier offers for a request; `discount` is taken from every line."""

    supplier_id: int
    number: str = ""
    day: date | None = None
    valid_until: date | None = None
    discount: int = 0
    lines: tuple[Offer, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class Item:
    """A line to order: cents excluding VAT, rates in hundredths of a percent; `id` of one that it has already."""

    label: str
    budget_line_id: int
    quantity: int = 1
    unit_price: int = 0
    vat_rate: int = 2000
    discount: int = 0
    kind: LineKind = LineKind.GOODS
    supplier_reference: str = ""
    request_line_id: int | None = None
    model_id: int | None = None
    warranty_months: int | None = None
    id: int | None = None


@dataclass(frozen=True)
class OrderDetails:
    """An order as its paper says it; `discount` is taken from every line."""

    supplier_id: int
    day: date
    lines: tuple[Item, ...] = ()
    request_id: int | None = None
    quote_id: int | None = None
    discount: int = 0
    engagement_number: str = ""
    is_chorus: bool = False
    place_id: int | None = None
    expected_on: date | None = None
    notes: str = ""


@dataclass(frozen=True)
class Charge:
    """A line of an invoice, in cents as its paper says; `is_again` is for a credit note that is invoiced again.

    It is of an order line, of an instalment of a contract, or of neither; `id` is that of a line that it has already.
    """

    net: int
    vat: int
    budget_line_id: int
    order_line_id: int | None = None
    quantity: int = 0
    vat_rate: int = 2000
    label: str = ""
    is_again: bool = False
    instalment_id: int | None = None
    id: int | None = None


@dataclass(frozen=True)
class InvoiceDetails:
    """An invoice or a credit note as its paper says it; all amounts are above zero in the sum."""

    supplier_id: int
    number: str
    day: date
    lines: tuple[Charge, ...]
    kind: InvoiceKind = InvoiceKind.INVOICE
    order_id: int | None = None
    due_on: date | None = None
    notes: str = ""
