"""What is left of a document: of an order line to receive, to be invoiced and committed, of a request to be ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Counting
from coorddesk.core.money import shared
from coorddesk.purchasing.rules.amounts import half_up, total
from coorddesk.purchasing.rules.documents import (
    Documents,
    Instalment,
    Invoice,
    InvoiceLine,
    Order,
    OrderLine,
    OrderStep,
    Request,
    RequestLine,
)
from coorddesk.purchasing.rules.timeline import end_of, until
from coorddesk.purchasing.rules.words import InvoiceKind, OrderStepKind, RequestState


def is_sent(order: Order) -> bool:
    """Whether an order went out, whatever became of it."""
    return any(step.kind is OrderStepKind.SENT for step in order.steps)


def is_cancelled(order: Order) -> bool:
    """Whether an order was cancelled, and not reopened since."""
    return bool(order.steps) and order.steps[-1].kind is OrderStepKind.CANCELLED


def cancel(order: Order) -> Order:
    """An order that was sent, as it would be if it were cancelled on the day of its latest step."""
    return replace(order, steps=(*order.steps, OrderStep(order.steps[-1].day, OrderStepKind.CANCELLED)))


def is_settled(line: OrderLine) -> bool:
    """Whether nothing more of a line is to be invoiced, by what somebody said."""
    return any(cut.quantity is None for cut in line.cuts)


def kept_quantity(documents: Documents, order: Order, line: OrderLine) -> int:
    """How many are still ordered: what was not cancelled, and of a cancelled order what came all the same."""
    left = max(0, line.price.quantity - sum(cut.quantity or 0 for cut in line.cuts))
    return min(left, documents.received(line.id)) if is_cancelled(order) else left


def to_receive(documents: Documents, order: Order, line: OrderLine) -> int:
    """How many are still to come; a receipt of more is refused."""
    if not line.is_received or not is_sent(order):
        return 0
    return max(0, kept_quantity(documents, order, line) - documents.received(line.id))


def gross_invoiced(documents: Documents, line: OrderLine) -> Amounts:
    """What was invoiced of an order line; a credit note counts only where its amount is to be invoiced again."""
    return _gross(documents.invoiced(line.id))


def invoiced_quantity(documents: Documents, line: OrderLine) -> int:
    """How many of an order line were invoiced, but for those that are to be invoiced again."""
    return sum(
        about.quantity * invoice.sign
        for invoice, about in documents.invoiced(line.id)
        if invoice.kind is InvoiceKind.INVOICE or about.again
    )


def remaining_commitment(documents: Documents, order: Order, line: OrderLine, counting: Counting) -> int:
    """Cents that an order line still commits: max(0, ordered - cancelled - gross invoiced)."""
    if not is_sent(order) or is_settled(line):
        return 0
    ordered = line.price.of(kept_quantity(documents, order, line))
    return _still_committed(ordered, gross_invoiced(documents, line), counting)


def remaining_instalment(documents: Documents, instalment: Instalment, counting: Counting) -> int:
    """Cents that an instalment still commits: max(0, what it is about - gross invoiced), as for an order line."""
    gross = _gross(documents.invoiced_of_instalment(instalment.id))
    return _still_committed(instalment.amount, gross, counting)


def remaining_need(documents: Documents, request: Request, line: RequestLine, counting: Counting) -> int:
    """Cents that a line of an approved request still pre-commits: at its own price, what is not ordered yet."""
    if not request.steps or request.steps[-1].state is not RequestState.APPROVED:
        return 0
    return line.price.of(to_order(documents, line)).counted(counting)


def to_order(documents: Documents, line: RequestLine) -> int:
    """How many of a line of a request are not ordered yet.

    What was ordered and carried forward into another year stays ordered, whatever becomes of it there: the credits of
    the request are those of its year, which may be closed by then.
    """
    ordered = sum(
        _kept_in_its_year(documents, order, each)
        for order in documents.orders
        if is_sent(order)
        for each in order.lines
        if each.request_line_id == line.id
    )
    return max(0, line.price.quantity - ordered)


def paid_by_line(invoice: Invoice) -> list[tuple[InvoiceLine, Amounts]]:
    """What was paid of each line of an invoice, in proportion to the lines, to the cent."""
    paid, owed = sum(payment.cents for payment in invoice.payments), invoice.amount.gross
    if not owed:
        return []
    shares = shared(paid, [line.amount.gross for line in invoice.lines])
    return [(line, _part(line.amount, share)) for line, share in zip(invoice.lines, shares, strict=True)]


def _kept_in_its_year(documents: Documents, order: Order, line: OrderLine) -> int:
    if not line.carries:
        return kept_quantity(documents, order, line)
    there = until(Documents(orders=(order,), receipts=documents.receipts), end_of(line.carries[0].day))
    then = there.orders[0]
    return kept_quantity(there, then, next(each for each in then.lines if each.id == line.id))


def _still_committed(promised: Amounts, gross: Amounts, counting: Counting) -> int:
    """Never more than was promised: a credit note of more than was invoiced does not add to it."""
    return max(0, promised.counted(counting) - max(0, gross.counted(counting)))


def _gross(invoiced: Iterable[tuple[Invoice, InvoiceLine]]) -> Amounts:
    return total(
        about.amount if invoice.sign > 0 else -about.amount
        for invoice, about in invoiced
        if invoice.kind is InvoiceKind.INVOICE or about.again
    )


def _part(amount: Amounts, cents: int) -> Amounts:
    """So many cents of an amount including VAT, with the VAT that is in them."""
    if not amount.gross:
        return Amounts(cents, 0)
    ht = half_up(amount.net * cents * (1 if amount.gross > 0 else -1), abs(amount.gross))
    return Amounts(ht, cents - ht)
