"""How far an order and an invoice are, told from their documents; and what is late."""

from __future__ import annotations

from datetime import date

from coorddesk.budget.rules.words import Counting
from coorddesk.purchasing.rules.documents import Documents, Invoice, Order, Request
from coorddesk.purchasing.rules.remaining import is_cancelled, is_sent, remaining_commitment, to_receive
from coorddesk.purchasing.rules.words import OrderState, OrderStepKind, RequestState

MAY_BECOME: dict[RequestState, tuple[RequestState, ...]] = {
    RequestState.DRAFT: (RequestState.TO_APPROVE,),
    RequestState.TO_APPROVE: (RequestState.APPROVED, RequestState.REFUSED, RequestState.DRAFT),
    RequestState.APPROVED: (RequestState.DRAFT,),
    RequestState.REFUSED: (RequestState.DRAFT,),
}
"""What a request may be next; an approved one goes back to be drawn up anew, which gives its pre-commitment back."""


def request_state(request: Request) -> RequestState:
    """How far a request is."""
    return request.steps[-1].state if request.steps else RequestState.DRAFT


def order_state(documents: Documents, order: Order) -> OrderState:
    """How far an order is; a cancelled one is so even if some of it came."""
    if is_cancelled(order):
        return OrderState.CANCELLED
    if not is_sent(order):
        return OrderState.DRAFT
    if _is_invoiced(documents, order):
        return OrderState.PAID if _is_paid(documents, order) else OrderState.INVOICED
    awaited = [to_receive(documents, order, line) for line in order.lines]
    if not any(awaited):
        return OrderState.RECEIVED
    came = any(documents.received(line.id) for line in order.lines)
    return OrderState.PARTLY_RECEIVED if came else OrderState.SENT


def may_step(order: Order, kind: OrderStepKind) -> bool:
    """Whether this may happen to an order now."""
    if kind is OrderStepKind.SENT:
        return not order.steps and bool(order.lines)
    return is_cancelled(order) is (kind is OrderStepKind.REOPENED) and bool(order.steps)


def is_late(documents: Documents, order: Order, expected_on: date | None, today: date) -> bool:
    """Whether something of an order should have come by now."""
    if expected_on is None or expected_on >= today or is_cancelled(order):
        return False
    return any(to_receive(documents, order, line) for line in order.lines)


def _is_invoiced(documents: Documents, order: Order) -> bool:
    """Whether something was invoiced and nothing is left to be."""
    if not any(documents.invoiced(line.id) for line in order.lines):
        return False
    return not any(remaining_commitment(documents, order, line, Counting.GROSS) for line in order.lines)


def _is_paid(documents: Documents, order: Order) -> bool:
    return all(invoice.left_to_pay == 0 for invoice in _invoices(documents, order))


def _invoices(documents: Documents, order: Order) -> list[Invoice]:
    lines = {line.id for line in order.lines}
    return [each for each in documents.invoices if any(line.order_line_id in lines for line in each.lines)]
