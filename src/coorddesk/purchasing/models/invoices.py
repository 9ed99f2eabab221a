"""Invoices and credit notes as stored, line by line, and how they were paid."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import numbered
from coorddesk.purchasing.rules.words import InvoiceKind, PaymentMeans


class Invoice(Versioned, Base):
    """What a supplier asks, or gives back; of one order, of several by its lines, or of none."""

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("supplier_id", "number_folded"),
        where_filled("invoice", "order_id"),
        where_filled("invoice", "due_on"),
        numbered(lambda n: _n("{count} invoice", "{count} invoices", n)),
    )

    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order.id"))
    kind: Mapped[InvoiceKind] = mapped_column(one_of(InvoiceKind, "kind"))
    number: Mapped[str]  # the supplier's
    number_folded: Mapped[str] = mapped_column(Binary)
    day: Mapped[date] = mapped_column(index=True)
    due_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")


class InvoiceLine(Base):
    """An amount that is charged to a budget line; amounts of a credit note are above zero, too."""

    __tablename__ = "invoice_line"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("vat_rate >= 0", name="vat_rate"),
        where_filled("invoice_line", "order_line_id"),
        where_filled("invoice_line", "instalment_id"),
        numbered(lambda n: _n("{count} line of an invoice", "{count} lines of invoices", n)),
    )

    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), index=True)
    position: Mapped[int]
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"))
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    label: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    net: Mapped[int]  # cents excluding VAT
    vat: Mapped[int]  # cents, as the paper says
    vat_rate: Mapped[int]  # hundredths of a percent
    is_again: Mapped[bool] = mapped_column(default=False)  # of a credit note: it is to be invoiced again
    instalment_id: Mapped[int | None] = mapped_column(ForeignKey("instalment.id"))


class Payment(Versioned, Base):
    """Cents, including VAT, that were paid for an invoice, or given back for a credit note."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("cents > 0", name="cents"),
        Index("ix_payment_day", "day"),
        numbered(lambda n: _n("{count} payment", "{count} payments", n)),
    )

    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), index=True)
    day: Mapped[date]
    cents: Mapped[int]
    means: Mapped[PaymentMeans | None] = mapped_column(one_of(PaymentMeans, "means"))
    reference: Mapped[str] = mapped_column(default="")
    moment: Mapped[datetime]
    actor: Mapped[str]
