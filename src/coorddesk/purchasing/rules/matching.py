"""How an invoice differs from what was ordered and received: each difference is named, none put right in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coorddesk.core.messages import Message, _p
from coorddesk.purchasing.rules.documents import Documents, Invoice, InvoiceLine, Order, OrderLine
from coorddesk.purchasing.rules.remaining import gross_invoiced, invoiced_quantity, kept_quantity
from coorddesk.purchasing.rules.words import InvoiceKind


class Difference(StrEnum):
    """In what an invoice differs from the order or its receipts."""

    NOT_ORDERED = "not_ordered"
    NOT_RECEIVED = "not_received"
    MORE_THAN_ORDERED = "more_than_ordered"
    PRICE = "price"
    VAT = "vat"
    AMOUNT = "amount"


DIFFERENCE_TITLES: dict[Difference, Message] = {
    Difference.NOT_ORDERED: _p("invoice", "Was not ordered"),
    Difference.NOT_RECEIVED: _p("invoice", "More than was received"),
    Difference.MORE_THAN_ORDERED: _p("invoice", "More than was ordered"),
    Difference.PRICE: _p("invoice", "Another price"),
    Difference.VAT: _p("invoice", "Another VAT rate"),
    Difference.AMOUNT: _p("invoice", "A higher amount than ordered"),
}


@dataclass(frozen=True)
class Found:
    """A difference: of which line of the invoice, what was expected and what the invoice says.

    Numbers are quantities, rates in hundredths of a percent, or cents excluding VAT, as the difference is.
    """

    difference: Difference
    invoice_line_id: int
    order_line_id: int | None = None
    expected: int = 0
    said: int = 0


def differences_of(documents: Documents, invoice: Invoice) -> list[Found]:
    """How an invoice differs, line by line; a credit note is compared with nothing.

    What was invoiced before on the same order line counts along. Lines of orders that are not among the documents, and
    those of contracts, are compared with nothing either.
    """
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        return []
    ordered = {line.id: (order, line) for order in documents.orders for line in order.lines}
    found: list[Found] = []
    for about in invoice.lines:
        if about.order_line_id is None and about.instalment_id is None:
            found.append(Found(Difference.NOT_ORDERED, about.id, said=about.amount.net))
        elif about.order_line_id in ordered:
            found.extend(_line_differences(documents, *ordered[about.order_line_id], about))
    return found


def _line_differences(documents: Documents, order: Order, line: OrderLine, about: InvoiceLine) -> Iterator[Found]:
    invoiced = invoiced_quantity(documents, line)
    kept, came = kept_quantity(documents, order, line), documents.received(line.id)
    if invoiced > kept:
        yield Found(Difference.MORE_THAN_ORDERED, about.id, line.id, kept, invoiced)
    if line.is_received and invoiced > came:
        yield Found(Difference.NOT_RECEIVED, about.id, line.id, came, invoiced)
    if about.vat_rate != line.price.vat_rate:
        yield Found(Difference.VAT, about.id, line.id, line.price.vat_rate, about.vat_rate)
    expected = line.price.of(about.quantity).net
    if about.quantity and about.amount.net != expected:
        yield Found(Difference.PRICE, about.id, line.id, expected, about.amount.net)
    ordered, gross = line.price.of(kept).net, gross_invoiced(documents, line).net
    if gross > ordered:
        yield Found(Difference.AMOUNT, about.id, line.id, ordered, gross)
