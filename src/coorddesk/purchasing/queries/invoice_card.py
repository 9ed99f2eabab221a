"""An invoice with everything on it: its lines, how it was paid, and how it differs from its orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.vat import Amounts
from coorddesk.purchasing.models import Contract, Instalment, InvoiceLine, OrderLine, Payment, PurchaseOrder
from coorddesk.purchasing.queries.invoice_rows import InvoiceRow, invoice_row
from coorddesk.purchasing.queries.matching import Match, matching_of
from coorddesk.purchasing.queries.order_rows import OrderRow, orders_page
from coorddesk.purchasing.rules.words import PaymentMeans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ChargeRow:
    """A line of an invoice; amounts in cents as its paper says, above zero in a credit note too.

    `order` is the reference of the order that it is of, or the name of the contract.
    """

    id: int
    order_line_id: int | None
    order: str
    instalment_id: int | None
    label: str
    quantity: int
    vat_rate: int
    amount: Amounts
    budget_line_id: int
    budget_line: str
    is_again: bool


@dataclass(frozen=True)
class PaymentRow:
    """Cents, VAT included, that were paid on a day, or given back for a credit note."""

    id: int
    version: int
    invoice_id: int
    day: date
    cents: int
    means: PaymentMeans | None
    reference: str
    actor: str


@dataclass(frozen=True)
class InvoiceCard:
    """An invoice with everything on it."""

    row: InvoiceRow
    lines: tuple[ChargeRow, ...]
    payments: tuple[PaymentRow, ...]
    differences: tuple[Match, ...]
    orders: tuple[OrderRow, ...]


def invoice_card(session: Session, invoice_id: int) -> InvoiceCard | None:
    """An invoice with everything on it; None if it is no longer there."""
    row = invoice_row(session, invoice_id)
    if row is None:
        return None
    of_lines = select(OrderLine.order_id).join(InvoiceLine, InvoiceLine.order_line_id == OrderLine.id)
    orders = sorted(set(session.scalars(of_lines.where(InvoiceLine.invoice_id == invoice_id))))
    rows = orders_page(session, orders)
    return InvoiceCard(
        row,
        _lines(session, invoice_id),
        payments_of(session, invoice_id),
        matching_of(session, invoice_id),
        tuple(rows[order_id] for order_id in orders),
    )


def payments_of(session: Session, invoice_id: int) -> tuple[PaymentRow, ...]:
    """How an invoice was paid, the earliest payment first."""
    wanted = select(Payment).where(Payment.invoice_id == invoice_id).order_by(Payment.day, Payment.id)
    return tuple(
        PaymentRow(row.id, row.version, invoice_id, row.day, row.cents, row.means, row.reference, row.actor)
        for row in session.scalars(wanted)
    )


def _lines(session: Session, invoice_id: int) -> tuple[ChargeRow, ...]:
    called = func.coalesce(func.nullif(InvoiceLine.label, ""), OrderLine.label, "")
    wanted = (
        select(
            InvoiceLine,
            called,
            func.coalesce(PurchaseOrder.reference, Contract.name),
            BudgetLine.code,
            BudgetLine.label,
        )
        .join(BudgetLine, BudgetLine.id == InvoiceLine.budget_line_id)
        .outerjoin(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
        .outerjoin(Instalment, Instalment.id == InvoiceLine.instalment_id)
        .outerjoin(Contract, Contract.id == Instalment.contract_id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    return tuple(
        ChargeRow(
            line.id,
            line.order_line_id,
            order or "",
            line.instalment_id,
            label,
            line.quantity,
            line.vat_rate,
            Amounts(line.net, line.vat),
            line.budget_line_id,
            f"{code} {on}",
            line.is_again,
        )
        for line, label, order, code, on in session.execute(wanted)
    )
