"""The invoices that are there, as the rows of a sheet say them: amounts of credit notes are below zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.imports.rates import rate_said
from coorddesk.purchasing.models import Invoice, InvoiceLine, OrderLine, Payment, PurchaseOrder
from coorddesk.purchasing.rules.words import InvoiceKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SUMS = ("net", "vat", "gross")
_OF_INVOICE = frozenset({"number", "supplier", "day", "kind", "due_on", "paid_on", "payment", "notes"})


@dataclass(frozen=True)
class StoredInvoice:
    """An invoice that is there: what is left to pay, in cents, and what its rows say."""

    id: int
    version: int
    day: date
    left: int
    rows: tuple[tuple[int, dict[str, Any]], ...]

    @property
    def whole(self) -> dict[str, Any] | None:
        """What one row says of all of its lines together; None where there is one line alone."""
        if len(self.rows) == 1:
            return None
        first = self.rows[0][1]
        said = {key: value if self._is_common(key) else None for key, value in first.items()}
        return said | {key: sum(values[key] for _id, values in self.rows) for key in _SUMS} | {"line": None}

    def _is_common(self, key: str) -> bool:
        return key in _OF_INVOICE or len({values[key] for _id, values in self.rows}) == 1


def stored_invoices(session: Session) -> Iterator[StoredInvoice]:
    """Every invoice, in the order of their days."""
    paid = _paid(session)
    for _id, rows in groupby(session.execute(_LINES), key=lambda row: row[1].id):
        lines = list(rows)
        invoice, supplier = lines[0][1], lines[0].supplier
        owed = sum(row[0].net + row[0].vat for row in lines)
        payments = paid.get(invoice.id, [])
        left = owed - sum(each.cents for each in payments)
        of_all = _of_invoice(invoice, supplier) | _of_payments(payments if left == 0 else [])
        said = tuple((row[0].id, of_all | _of_line(row, invoice)) for row in lines)
        yield StoredInvoice(invoice.id, invoice.version, invoice.day, left, said)


def _of_invoice(invoice: Invoice, supplier: str) -> dict[str, Any]:
    return {
        "number": invoice.number,
        "supplier": supplier,
        "day": invoice.day,
        "kind": invoice.kind,
        "due_on": invoice.due_on,
        "notes": invoice.notes or None,
    }


def _of_payments(payments: Sequence[Payment]) -> dict[str, Any]:
    """The last payment of an invoice that is wholly paid."""
    last = payments[-1] if payments else None
    return {
        "paid_on": None if last is None else last.day,
        "payment": None if last is None else last.reference or None,
    }


def _of_line(row: Any, invoice: Invoice) -> dict[str, Any]:
    line: InvoiceLine = row[0]
    sign = 1 if invoice.kind is InvoiceKind.INVOICE else -1
    return {
        "line": line.position + 1,
        "label": line.label or None,
        "budget_line": row.code,
        "year": row.year,
        "net": sign * line.net,
        "vat": sign * line.vat,
        "gross": sign * (line.net + line.vat),
        "vat_rate": rate_said(line.vat_rate),
        "order": row.reference,
        "order_line": None if row.place is None else row.place + 1,
        "quantity": line.quantity or None,
        "is_again": line.is_again or None,
    }


def _paid(session: Session) -> Mapping[int, list[Payment]]:
    found: dict[int, list[Payment]] = {}
    for each in session.scalars(select(Payment).order_by(Payment.day, Payment.id)):
        found.setdefault(each.invoice_id, []).append(each)
    return found


_LINES = (
    select(
        InvoiceLine,
        Invoice,
        Supplier.name.label("supplier"),
        BudgetLine.code.label("code"),
        FiscalYear.name.label("year"),
        PurchaseOrder.reference.label("reference"),
        OrderLine.position.label("place"),
    )
    .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    .join(Supplier, Supplier.id == Invoice.supplier_id)
    .join(BudgetLine, BudgetLine.id == InvoiceLine.budget_line_id)
    .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
    .outerjoin(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
    .outerjoin(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
    .order_by(Invoice.day, Invoice.id, InvoiceLine.position, InvoiceLine.id)
)
