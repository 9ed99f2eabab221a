"""What the bank booked in the last months of the demo: most of it ticked off, some of it still to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.models import BankLine, Invoice, InvoiceLine, Payment
from coorddesk.purchasing.rules.bank import Against, bank_search
from coorddesk.purchasing.rules.words import InvoiceKind
from coorddesk.purchasing.service.bank import LeavingAside, Ticking, leave_aside, tick_off

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ACCOUNT = "FR76 1027 8000 0100 0204 1370 158"
_SINCE = timedelta(days=240)
_TO_TICK = 2
"""So many of the payments that are written down are not ticked off yet."""


def book(session: Session, today: date) -> None:
    """A statement of what was paid since a spring, what is still owed and was paid all the same, and a charge."""
    wanted = (
        select(Payment, Invoice.number, Supplier.name)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .join(Supplier, Supplier.id == Invoice.supplier_id)
        .where(Payment.day.between(today - _SINCE, today), Invoice.kind == InvoiceKind.INVOICE)
        .order_by(Payment.day, Payment.id)
    )
    paid = session.execute(wanted).all()
    rows = [_row(payment.day, -payment.cents, f"VIR SEPA {name} {number}".upper()) for payment, number, name in paid]
    rows.append(_row(today - timedelta(days=3), -1_240, "FRAIS DE TENUE DE COMPTE"))
    rows += [_row(today - timedelta(days=2), -cents, f"VIR SEPA {number}") for number, cents in _owed(session, today)]
    ids = insert_rows(session, table_named(BankLine.__tablename__), rows)
    for line_id, (payment, _number, _name) in zip(ids[: max(0, len(paid) - _TO_TICK)], paid, strict=False):
        tick_off(session, Ticking(line_id, 1, (Against(payment_id=payment.id),)))
    leave_aside(session, LeavingAside((ids[len(paid)],), words="Frais bancaires, sans facture"))


def _owed(session: Session, today: date) -> Sequence[tuple[str, int]]:
    """The invoices that are overdue: the bank says that they were paid, and somebody has to write it down."""
    wanted = (
        select(Invoice.number, func.sum(InvoiceLine.net + InvoiceLine.vat))
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(Invoice.due_on < today, Invoice.id.not_in(select(Payment.invoice_id)))
        .where(Invoice.kind == InvoiceKind.INVOICE)
        .group_by(Invoice.id, Invoice.number)
        .order_by(Invoice.id)
    )
    return [(number, int(cents)) for number, cents in session.execute(wanted)]


def _row(day: date, cents: int, label: str) -> dict[str, Any]:
    said = {"version": 1, "account": _ACCOUNT, "number": "", "day": day, "cents": cents, "label": label}
    return said | {"reference": "", "words": "", "is_aside": False, "search": bank_search(label, "", _ACCOUNT)}
