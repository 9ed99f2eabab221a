"""An invoice or a credit note as lists, cards and papers show it, and its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.models import Contract, Instalment, Invoice, InvoiceLine, OrderLine, Payment, PurchaseOrder
from coorddesk.purchasing.rules.narrowing import days_late
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES, InvoiceKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class InvoiceRow:
    """An invoice or a credit note, amounts in cents; those of a credit note are below zero, so that they add up.

    `left` is still to be paid, or to be given back. `orders` are the references of the orders and the names of the
    contracts it is of, `late` by how many days its payment is.
    """

    id: int
    version: int
    kind: InvoiceKind
    number: str
    day: date
    due_on: date | None
    supplier_id: int
    supplier: str
    order_id: int | None
    notes: str
    label: str
    orders: str
    budget_lines: str
    amount: Amounts
    paid: int
    paid_on: date | None
    late: int

    @property
    def left(self) -> int:
        """Cents that are still to be paid; below zero where they are to be given back."""
        return self.amount.gross - self.paid

    @property
    def called(self) -> str:
        """Its number and whose it is."""
        return f"{self.number} · {self.supplier}"

    @property
    def said_state(self) -> Message:
        """How far its payment is."""
        if self.left == 0:
            return _p("invoice state", "Paid")
        if self.kind is InvoiceKind.CREDIT_NOTE:
            return _p("credit note", "To be given back")
        if self.late:
            return _p("invoice", "Overdue")
        return _p("invoice", "Partly paid") if self.paid else _p("invoice", "To be paid")

    @property
    def hit(self) -> Hit:
        """As others tell of it: what it is, of when, and how far."""
        said = _("{kind} · {day} · {state}", kind=INVOICE_KIND_TITLES[self.kind], day=self.day, state=self.said_state)
        return Hit((Invoice.__tablename__, self.id), self.called, said)


INVOICE_COLUMNS: tuple[Column[InvoiceRow], ...] = (
    Column("number", _p("invoice", "Number"), lambda row: row.number, Kind.CODE, 16),
    Column("kind", _p("invoice", "Kind"), lambda row: INVOICE_KIND_TITLES[row.kind], Kind.CHOICE, 12),
    Column("day", _p("invoice", "Day"), lambda row: row.day, Kind.DATE, 12),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=24),
    Column("orders", _p("invoice", "Orders"), lambda row: row.orders or None, Kind.CODE, 16),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 12, total=True),
    Column("vat", _("VAT"), lambda row: row.amount.vat, Kind.AMOUNT, 11, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 12, total=True),
    Column("paid", _p("invoice", "Paid"), lambda row: row.paid or None, Kind.AMOUNT, 12, total=True),
    Column("left", _p("invoice", "Left to pay"), lambda row: row.left or None, Kind.AMOUNT, 12, total=True),
    Column("state", _p("invoice", "State"), lambda row: row.said_state, Kind.CHOICE, 14),
    Column("due_on", _p("invoice", "Due on"), lambda row: row.due_on, Kind.DATE, 12),
    Column("paid_on", _p("invoice", "Paid on"), lambda row: row.paid_on, Kind.DATE, 12),
    Column("late", _p("invoice", "Days overdue"), lambda row: row.late or None, Kind.NUMBER, 9),
    Column("label", _p("purchase order", "What"), lambda row: row.label or None, width=28),
    Column("budget_lines", _("Budget lines"), lambda row: row.budget_lines or None, width=24),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=28),
)


def invoices_page(session: Session, ids: Sequence[int]) -> dict[int, InvoiceRow]:
    """The invoices of these ids."""
    found: dict[int, InvoiceRow] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        found |= _read(session, ids[start : start + CHUNK_ROWS])
    return found


def invoice_row(session: Session, invoice_id: int) -> InvoiceRow | None:
    """One invoice; None if it is no longer there."""
    return invoices_page(session, [invoice_id]).get(invoice_id)


def _read(session: Session, ids: Sequence[int]) -> dict[int, InvoiceRow]:
    today = clock_of(session).today()
    lines = _lines(session, ids)
    rows = session.execute(_ROWS.where(Invoice.id.in_(ids))).mappings()
    return {row["id"]: _row(dict(row), lines[row["id"]], today) for row in rows}


def _row(row: dict[str, Any], lines: list[Any], today: date) -> InvoiceRow:
    sign = 1 if row["kind"] is InvoiceKind.INVOICE else -1
    net, vat = (sum(getattr(line, key) for line in lines) for key in ("net", "vat"))
    paid = int(row.pop("paid_cents") or 0)
    is_owed = sign > 0 and paid < net + vat
    return InvoiceRow(
        **row,
        label=next((line.label for line in lines if line.label), ""),
        orders=", ".join(dict.fromkeys(line.reference for line in lines if line.reference)),
        budget_lines=", ".join(dict.fromkeys(line.code for line in lines)),
        amount=Amounts(sign * net, sign * vat),
        paid=sign * paid,
        late=days_late(row["due_on"], today) if is_owed else 0,
    )


def _lines(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Any]]:
    """The lines of each invoice, with the order that they are of and the code of their budget line."""
    wanted = (
        select(
            InvoiceLine.invoice_id,
            InvoiceLine.net,
            InvoiceLine.vat,
            func.coalesce(func.nullif(InvoiceLine.label, ""), OrderLine.label).label("label"),
            func.coalesce(PurchaseOrder.reference, Contract.name).label("reference"),
            BudgetLine.code,
        )
        .join(BudgetLine, BudgetLine.id == InvoiceLine.budget_line_id)
        .outerjoin(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
        .outerjoin(Instalment, Instalment.id == InvoiceLine.instalment_id)
        .outerjoin(Contract, Contract.id == Instalment.contract_id)
        .where(InvoiceLine.invoice_id.in_(ids))
        .order_by(InvoiceLine.invoice_id, InvoiceLine.position, InvoiceLine.id)
    )
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for line in session.execute(wanted):
        found[line.invoice_id].append(line)
    return found


def _of_payments(counted: Any) -> Any:
    return select(counted).where(Payment.invoice_id == Invoice.id).correlate(Invoice).scalar_subquery()


PAID = _of_payments(func.sum(Payment.cents))
"""What was paid of an invoice, in cents; null of one that was not."""
_ROWS: Select[*tuple[Any, ...]] = select(
    Invoice.id,
    Invoice.version,
    Invoice.kind,
    Invoice.number,
    Invoice.day,
    Invoice.due_on,
    Invoice.supplier_id,
    Supplier.name.label("supplier"),
    Invoice.order_id,
    Invoice.notes,
    PAID.label("paid_cents"),
    _of_payments(func.max(Payment.day)).label("paid_on"),
).join(Supplier, Supplier.id == Invoice.supplier_id)
