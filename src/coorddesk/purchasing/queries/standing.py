"""How far orders are: what is kept of each line, what came, was invoiced and is left, told by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Counting
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.rules.amounts import total
from coorddesk.purchasing.rules.documents import Documents, Order, OrderLine
from coorddesk.purchasing.rules.groups import groups_of
from coorddesk.purchasing.rules.remaining import (
    cancel,
    invoiced_quantity,
    kept_quantity,
    paid_by_line,
    remaining_commitment,
    to_receive,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LineStanding:
    """How far a line of an order is: quantities, and amounts in cents.

    `invoiced` is net of credit notes, `remaining` what it still commits, VAT included.
    """

    kept: int
    received: int
    to_receive: int
    invoiced_quantity: int
    ordered: Amounts
    invoiced: Amounts
    remaining: int


@dataclass(frozen=True)
class OrderStanding:
    """How far an order is, line by line (by their ids); `paid` in cents, VAT included."""

    order: Order
    documents: Documents
    lines: dict[int, LineStanding]
    paid: int

    @property
    def ordered(self) -> Amounts:
        """What is ordered and not cancelled."""
        return total(line.ordered for line in self.lines.values())

    @property
    def invoiced(self) -> Amounts:
        """What was invoiced, less what credit notes gave back."""
        return total(line.invoiced for line in self.lines.values())

    @property
    def remaining(self) -> int:
        """Cents that are still committed, VAT included."""
        return sum(line.remaining for line in self.lines.values())

    @property
    def given_back(self) -> int:
        """Cents that cancelling it would give back, VAT included: what came is still to be invoiced."""
        cancelled = cancel(self.order)
        kept = (remaining_commitment(self.documents, cancelled, line, Counting.GROSS) for line in cancelled.lines)
        return self.remaining - sum(kept)


def standing_of(session: Session, ids: Sequence[int]) -> dict[int, OrderStanding]:
    """How far orders are, by their ids; those that are gone are left out."""
    wanted = set(ids)
    groups = groups_of(documents_of(session, orders=ids))
    return {order.id: _order(group, order) for group in groups for order in group.orders if order.id in wanted}


def _order(documents: Documents, order: Order) -> OrderStanding:
    lines = {line.id: _line(documents, order, line) for line in order.lines}
    paid = sum(
        invoice.sign * amount.gross
        for invoice in documents.invoices
        for about, amount in paid_by_line(invoice)
        if about.order_line_id in lines
    )
    return OrderStanding(order, documents, lines, paid)


def _line(documents: Documents, order: Order, line: OrderLine) -> LineStanding:
    kept = kept_quantity(documents, order, line)
    invoiced = total(
        about.amount if invoice.sign > 0 else -about.amount for invoice, about in documents.invoiced(line.id)
    )
    return LineStanding(
        kept,
        documents.received(line.id),
        to_receive(documents, order, line),
        invoiced_quantity(documents, line),
        line.price.of(kept),
        invoiced,
        remaining_commitment(documents, order, line, Counting.GROSS),
    )
