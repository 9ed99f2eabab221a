"""An order with everything on it: its lines and how far each is, its way, what came, was invoiced, and differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.vat import Amounts
from coorddesk.inventory.models import Lot
from coorddesk.inventory.queries.called import names as names_of_inventory
from coorddesk.purchasing.models import OrderCut, OrderLine, OrderStep, Receipt, ReceiptLine
from coorddesk.purchasing.queries.invoice_rows import InvoiceRow, invoices_page
from coorddesk.purchasing.queries.invoices import InvoiceQuery, invoice_ids
from coorddesk.purchasing.queries.matching import Match, matching
from coorddesk.purchasing.queries.order_rows import OrderRow, order_row
from coorddesk.purchasing.queries.standing import LineStanding, standing_of
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.words import LineKind, OrderStepKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OrderLineRow:
    """A line of an order as its paper says it, and how far it is; prices in cents, rates in hundredths of a percent.

    `price` is that of all that was ordered; `standing` tells what is kept of it, came, was invoiced and is left.
    """

    id: int
    kind: LineKind
    supplier_reference: str
    label: str
    quantity: int
    unit_price: int
    vat_rate: int
    discount: int
    budget_line_id: int
    budget_line: str
    request_line_id: int | None
    model_id: int | None
    model: str
    warranty_months: int | None
    amount: Amounts
    cut: int
    is_settled: bool
    standing: LineStanding


@dataclass(frozen=True)
class OrderStepRow:
    """An order was sent, cancelled or reopened."""

    kind: OrderStepKind
    day: date
    moment: datetime
    actor: str
    words: str


@dataclass(frozen=True)
class ReceiptLineRow:
    """How many of a line came, and the lot of devices that they became."""

    id: int
    order_line_id: int
    label: str
    quantity: int
    lot_id: int | None
    lot: str


@dataclass(frozen=True)
class ReceiptRow:
    """What came of an order on a day."""

    id: int
    version: int
    order_id: int
    number: str
    day: date
    notes: str
    lines: tuple[ReceiptLineRow, ...]


@dataclass(frozen=True)
class VatRow:
    """What all lines of a rate come to; the rate in hundredths of a percent."""

    rate: int
    amount: Amounts


@dataclass(frozen=True)
class OrderCard:
    """An order with everything on it; `amount` and `vat` are of its paper, whatever was cancelled since."""

    row: OrderRow
    lines: tuple[OrderLineRow, ...]
    steps: tuple[OrderStepRow, ...]
    receipts: tuple[ReceiptRow, ...]
    invoices: tuple[InvoiceRow, ...]
    differences: tuple[Match, ...]

    @property
    def amount(self) -> Amounts:
        """The sum of its lines, as its paper says."""
        return sum((line.amount for line in self.lines), Amounts())

    @property
    def vat(self) -> tuple[VatRow, ...]:
        """The sum of its lines by their rate, the highest rate first."""
        rates = sorted({line.vat_rate for line in self.lines}, reverse=True)
        return tuple(
            VatRow(rate, sum((line.amount for line in self.lines if line.vat_rate == rate), Amounts()))
            for rate in rates
        )


@dataclass(frozen=True)
class ReceiptCard:
    """A receipt with the order that it is of."""

    row: ReceiptRow
    order: OrderRow


def order_card(session: Session, order_id: int) -> OrderCard | None:
    """An order with everything on it; None if it is no longer there."""
    row = order_row(session, order_id)
    if row is None:
        return None
    invoices = invoices_page(session, invoice_ids(session, InvoiceQuery(order=order_id, past=True, descending=False)))
    return OrderCard(
        row,
        order_lines(session, order_id),
        _steps(session, order_id),
        receipts_of(session, [order_id]),
        tuple(sorted(invoices.values(), key=lambda each: (each.day, each.id))),
        matching(session, order_id),
    )


def receipt_card(session: Session, receipt_id: int) -> ReceiptCard | None:
    """A receipt with its lines and its order; None if it is no longer there."""
    found = session.get(Receipt, receipt_id)
    order = None if found is None else order_row(session, found.order_id)
    if found is None or order is None:
        return None
    row = next(each for each in receipts_of(session, [found.order_id]) if each.id == receipt_id)
    return ReceiptCard(row, order)


def order_lines(session: Session, order_id: int) -> tuple[OrderLineRow, ...]:
    """The lines of an order in their order."""
    wanted = select(OrderLine, BudgetLine).join(BudgetLine, BudgetLine.id == OrderLine.budget_line_id)
    of_order = wanted.where(OrderLine.order_id == order_id).order_by(OrderLine.position, OrderLine.id)
    rows = session.execute(of_order).all()
    standing = standing_of(session, [order_id])[order_id]
    models = names_of_inventory(session, "model", {line.model_id for line, _on in rows if line.model_id is not None})
    cuts = _cuts(session, [line.id for line, _on in rows])
    prices = {line.id: line.price for line in standing.order.lines}
    return tuple(
        _line(line, on, models.get(line.model_id or 0, ""), cuts.get(line.id, []), prices[line.id], standing.lines)
        for line, on in rows
    )


def receipts_of(session: Session, orders: Sequence[int]) -> tuple[ReceiptRow, ...]:
    """What came of orders, the earliest first."""
    wanted = select(Receipt).where(Receipt.order_id.in_(orders)).order_by(Receipt.day, Receipt.id)
    receipts = session.scalars(wanted).all()
    lines = _receipt_lines(session, [receipt.id for receipt in receipts])
    return tuple(
        ReceiptRow(each.id, each.version, each.order_id, each.number, each.day, each.notes, lines.get(each.id, ()))
        for each in receipts
    )


def _line(
    line: OrderLine, on: BudgetLine, model: str, cuts: list[OrderCut], price: Price, standing: dict[int, LineStanding]
) -> OrderLineRow:
    return OrderLineRow(
        line.id,
        line.kind,
        line.supplier_reference,
        line.label,
        line.quantity,
        line.unit_price,
        line.vat_rate,
        line.discount,
        line.budget_line_id,
        f"{on.code} {on.label}",
        line.request_line_id,
        line.model_id,
        model,
        line.warranty_months,
        price.amount,
        sum(each.quantity or 0 for each in cuts),
        any(each.quantity is None for each in cuts),
        standing[line.id],
    )


def _steps(session: Session, order_id: int) -> tuple[OrderStepRow, ...]:
    rows = session.scalars(select(OrderStep).where(OrderStep.order_id == order_id).order_by(OrderStep.id))
    return tuple(OrderStepRow(row.kind, row.day, row.moment, row.actor, row.words) for row in rows)


def _cuts(session: Session, lines: Sequence[int]) -> dict[int, list[OrderCut]]:
    found: dict[int, list[OrderCut]] = {}
    for cut in session.scalars(select(OrderCut).where(OrderCut.order_line_id.in_(lines)).order_by(OrderCut.id)):
        found.setdefault(cut.order_line_id, []).append(cut)
    return found


def _receipt_lines(session: Session, receipts: Sequence[int]) -> dict[int, tuple[ReceiptLineRow, ...]]:
    wanted = (
        select(ReceiptLine, OrderLine.label, Lot.name)
        .join(OrderLine, OrderLine.id == ReceiptLine.order_line_id)
        .outerjoin(Lot, Lot.id == ReceiptLine.lot_id)
        .where(ReceiptLine.receipt_id.in_(receipts))
        .order_by(OrderLine.position, ReceiptLine.id)
    )
    found: dict[int, tuple[ReceiptLineRow, ...]] = {}
    for line, label, lot in session.execute(wanted):
        row = ReceiptLineRow(line.id, line.order_line_id, label, line.quantity, line.lot_id, lot or "")
        found[line.receipt_id] = (*found.get(line.receipt_id, ()), row)
    return found
