"""Orders as stored: their lines, what happened to them, and what came of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import numbered
from coorddesk.purchasing.rules.words import LineKind, OrderState, OrderStepKind


class PurchaseOrder(Versioned, Base):
    """An order to a supplier; `state` follows from its steps, its receipts and its invoices."""

    __tablename__ = "purchase_order"
    __table_args__ = (
        UniqueConstraint("reference"),
        CheckConstraint("discount >= 0 AND discount <= 10000", name="discount"),
        Index("ix_purchase_order_state", "state", "expected_on"),
        where_filled("purchase_order", "request_id"),
        where_filled("purchase_order", "quote_id"),
        where_filled("purchase_order", "place_id"),
        numbered(lambda n: _n("{count} purchase order", "{count} purchase orders", n)),
    )

    reference: Mapped[str]  # "BC-2026-001", drawn
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_request.id"))
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"))
    day: Mapped[date] = mapped_column(index=True)  # on its paper
    state: Mapped[OrderState] = mapped_column(one_of(OrderState, "state"))
    discount: Mapped[int] = mapped_column(default=0)  # on every line, in hundredths of a percent
    engagement_number: Mapped[str] = mapped_column(default="")
    is_chorus: Mapped[bool] = mapped_column(default=False)  # the invoice is to be sent through Chorus Pro
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # to which it is delivered
    expected_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class OrderLine(Base):
    """A line of an order on a budget line of its own; postage and eco-contribution are lines like others."""

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price >= 0", name="unit_price"),
        CheckConstraint("vat_rate >= 0", name="vat_rate"),
        CheckConstraint("discount >= 0 AND discount <= 10000", name="discount"),
        CheckConstraint("warranty_months > 0", name="warranty_months"),
        where_filled("order_line", "request_line_id"),
        where_filled("order_line", "model_id"),
        numbered(lambda n: _n("{count} line of a purchase order", "{count} lines of purchase orders", n)),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("purchase_order.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(one_of(LineKind, "kind"))
    supplier_reference: Mapped[str] = mapped_column(default="")
    label: Mapped[str]
    quantity: Mapped[int]
    unit_price: Mapped[int]  # cents excluding VAT
    vat_rate: Mapped[int]  # hundredths of a percent
    discount: Mapped[int] = mapped_column(default=0)  # hundredths of a percent
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    request_line_id: Mapped[int | None] = mapped_column(ForeignKey("request_line.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))  # of the devices that it becomes
    warranty_months: Mapped[int | None]


class OrderStep(Base):
    """An order was sent, cancelled or reopened."""

    __tablename__ = "order_step"
    __table_args__ = (numbered(lambda n: _n("{count} step of an order", "{count} steps of orders", n)),)

    order_id: Mapped[int] = mapped_column(ForeignKey("purchase_order.id"), index=True)
    kind: Mapped[OrderStepKind] = mapped_column(one_of(OrderStepKind, "kind"))
    day: Mapped[date]
    moment: Mapped[datetime]
    actor: Mapped[str]
    words: Mapped[str] = mapped_column(default="")


class OrderCut(Base):
    """So many of a line were cancelled; without a quantity, nothing more of it is to be invoiced."""

    __tablename__ = "order_cut"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        numbered(lambda n: _n("{count} cancelled part of an order", "{count} cancelled parts of orders", n)),
    )

    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), index=True)
    day: Mapped[date]
    quantity: Mapped[int | None]
    moment: Mapped[datetime]
    actor: Mapped[str]
    words: Mapped[str] = mapped_column(default="")


class Receipt(Versioned, Base):
    """What came of an order on a day, with the number of its delivery note."""

    __tablename__ = "receipt"
    __table_args__ = (numbered(lambda n: _n("{count} receipt of goods", "{count} receipts of goods", n)),)

    order_id: Mapped[int] = mapped_column(ForeignKey("purchase_order.id"), index=True)
    number: Mapped[str] = mapped_column(default="")
    day: Mapped[date] = mapped_column(index=True)
    notes: Mapped[str] = mapped_column(default="")


class ReceiptLine(Base):
    """How many of a line of the order came, and the lot of devices that they became."""

    __tablename__ = "receipt_line"
    __table_args__ = (
        UniqueConstraint("receipt_id", "order_line_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        where_filled("receipt_line", "lot_id"),
        numbered(lambda n: _n("{count} line of a receipt", "{count} lines of receipts", n)),
    )

    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"))
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), index=True)
    quantity: Mapped[int]
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lot.id"))
