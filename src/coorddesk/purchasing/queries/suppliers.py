"""The file of a supplier: orders, invoices, whether they keep their word, how they were rated, and meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.models import (
    OrderLine,
    PurchaseOrder,
    Receipt,
    ReceiptLine,
    SupplierMeeting,
    SupplierRating,
)
from coorddesk.purchasing.queries.invoice_rows import InvoiceRow, invoices_page
from coorddesk.purchasing.queries.invoices import InvoiceQuery, invoice_ids
from coorddesk.purchasing.queries.order_rows import OrderRow, orders_page
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids
from coorddesk.purchasing.rules.rating import ANSWERS, Delivered, Punctuality, mean, means, punctuality
from coorddesk.purchasing.rules.words import OrderState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NOT_ORDERED = (OrderState.DRAFT, OrderState.CANCELLED)


@dataclass(frozen=True)
class RatingRow:
    """How a supplier did in somebody's eyes; answers between 1 and 5 by question, None where nobody answered."""

    id: int
    version: int
    supplier_id: int
    order_id: int | None
    order: str
    day: date
    answers: Mapping[str, int | None] = field(hash=False)
    comment: str
    actor: str

    @property
    def mean(self) -> int | None:
        """The mean of its answers, in tenths."""
        return mean(self.answers.values())


@dataclass(frozen=True)
class MeetingRow:
    """What was talked over with a supplier."""

    id: int
    version: int
    supplier_id: int
    day: date
    people: str
    words: str
    next_on: date | None
    actor: str


@dataclass(frozen=True)
class SupplierHistory:
    """All that purchases know of a supplier; sums in cents, VAT included, ratings in tenths.

    `ordered` is of orders that were sent and not cancelled, `invoiced` and `paid` are less what was given back.
    """

    supplier_id: int
    name: str
    orders: tuple[OrderRow, ...]
    invoices: tuple[InvoiceRow, ...]
    ratings: tuple[RatingRow, ...]
    meetings: tuple[MeetingRow, ...]
    punctuality: Punctuality
    means: Mapping[str, int | None] = field(hash=False)

    @property
    def mean(self) -> int | None:
        """The mean of all answers, in tenths; None if there are none."""
        return mean(answer for rating in self.ratings for answer in rating.answers.values())

    @property
    def ordered(self) -> int:
        """What was ordered in all."""
        return sum(row.ordered.gross for row in self.orders if row.state not in _NOT_ORDERED)

    @property
    def invoiced(self) -> int:
        """What was invoiced in all."""
        return sum(row.amount.gross for row in self.invoices)

    @property
    def paid(self) -> int:
        """What was paid in all."""
        return sum(row.paid for row in self.invoices)

    @property
    def left(self) -> int:
        """What is still to be paid."""
        return self.invoiced - self.paid

    @property
    def next_meeting(self) -> date | None:
        """When they are met next, as the last meeting says."""
        return next((row.next_on for row in self.meetings if row.next_on is not None), None)


def supplier_history(session: Session, supplier_id: int) -> SupplierHistory | None:
    """The file of a supplier; None if they are no longer there."""
    supplier = session.get(Supplier, supplier_id)
    if supplier is None:
        return None
    orders = order_ids(session, OrderQuery(supplier=supplier_id, past=True))
    invoices = invoice_ids(session, InvoiceQuery(supplier=supplier_id, past=True))
    rows, bills = orders_page(session, orders), invoices_page(session, invoices)
    ratings = ratings_of(session, supplier_id)
    return SupplierHistory(
        supplier_id,
        supplier.name,
        tuple(rows[order_id] for order_id in orders),
        tuple(bills[invoice_id] for invoice_id in invoices),
        ratings,
        meetings_of(session, supplier_id),
        punctuality(_delivered(session, supplier_id), clock_of(session).today()),
        means(rating.answers for rating in ratings),
    )


def ratings_of(session: Session, supplier_id: int) -> tuple[RatingRow, ...]:
    """How a supplier was rated, the latest first."""
    wanted = (
        select(SupplierRating, PurchaseOrder.reference)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == SupplierRating.order_id)
        .where(SupplierRating.supplier_id == supplier_id)
        .order_by(SupplierRating.day.desc(), SupplierRating.id.desc())
    )
    return tuple(_rating(row, order or "") for row, order in session.execute(wanted))


def meetings_of(session: Session, supplier_id: int) -> tuple[MeetingRow, ...]:
    """What was talked over with a supplier, the latest first."""
    wanted = select(SupplierMeeting).where(SupplierMeeting.supplier_id == supplier_id)
    rows = session.scalars(wanted.order_by(SupplierMeeting.day.desc(), SupplierMeeting.id.desc()))
    return tuple(
        MeetingRow(row.id, row.version, row.supplier_id, row.day, row.people, row.words, row.next_on, row.actor)
        for row in rows
    )


def _rating(row: SupplierRating, order: str) -> RatingRow:
    answers = {key: getattr(row, key) for key in ANSWERS}
    said = (row.id, row.version, row.supplier_id, row.order_id, order, row.day)
    return RatingRow(*said, answers, row.comment, row.actor)


def _delivered(session: Session, supplier_id: int) -> list[Delivered]:
    """The orders with a promised day, each with the day of its last receipt if all of it came."""
    last = (
        select(func.max(Receipt.day))
        .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
        .join(OrderLine, OrderLine.id == ReceiptLine.order_line_id)
        .where(OrderLine.order_id == PurchaseOrder.id)
        .correlate(PurchaseOrder)
        .scalar_subquery()
    )
    wanted = select(PurchaseOrder.expected_on, PurchaseOrder.state, last).where(
        PurchaseOrder.supplier_id == supplier_id,
        PurchaseOrder.state.not_in(_NOT_ORDERED),
        PurchaseOrder.expected_on.is_not(None),
    )
    awaited = (OrderState.SENT, OrderState.PARTLY_RECEIVED)
    return [
        Delivered(expected_on, None if state in awaited else came_on)
        for expected_on, state, came_on in session.execute(wanted)
        if expected_on is not None and (state in awaited or came_on is not None)
    ]
