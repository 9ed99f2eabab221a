"""Purchasing: requests, quotes, orders, receipts, invoices and payments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, number, one_of, table, text, where_filled

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create what is new."""
    _create_requests()
    _create_quotes()
    _create_orders()
    _create_what_becomes_of_orders()
    _create_invoices()


def _day(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=nullable, index=index)


def _written() -> tuple[sa.Column[Any], ...]:
    """When it was written down, by whom, and in which words."""
    return (sa.Column("moment", sa.DateTime, nullable=False), text("actor"), text("words"))


def _priced(*also: str) -> tuple[sa.schema.SchemaItem, ...]:
    """So many at a price; a discount is between nothing and everything."""
    discount = "discount >= 0 AND discount <= 10000"
    return (
        *map(number, ("quantity", "unit_price", "vat_rate", *also)),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        *(sa.CheckConstraint(f"{name} >= 0", name=name) for name in ("unit_price", "vat_rate")),
        *(sa.CheckConstraint(discount, name=name) for name in also),
    )


def _create_requests() -> None:
    states = ("draft", "to_approve", "approved", "refused")
    table(
        "purchase_request",
        number("version"),
        *map(text, ("reference", "title", "justification")),
        link("requester_id", "person", index=False),
        _day("needed_by", nullable=True),
        *one_of("state", *states),
        text("notes"),
        folded("search"),
        sa.UniqueConstraint("reference"),
        sa.Index("ix_purchase_request_state", "state"),
        where_filled("purchase_request", "requester_id"),
    )
    table(
        "request_line",
        link("request_id", "purchase_request", nullable=False),
        number("position"),
        text("label"),
        *_priced(),
        link("budget_line_id", "budget_line", index=False),
        link("model_id", "model", index=False),
        *(where_filled("request_line", name) for name in ("budget_line_id", "model_id")),
    )
    table(
        "request_step",
        link("request_id", "purchase_request", nullable=False),
        *one_of("state", *states),
        _day("day"),
        *_written(),
    )


def _create_quotes() -> None:
    table(
        "quote",
        number("version"),
        link("request_id", "purchase_request", nullable=False),
        link("supplier_id", "supplier", nullable=False),
        text("number"),
        _day("day", nullable=True),
        _day("valid_until", nullable=True),
        number("discount"),
        sa.Column("is_chosen", sa.Boolean, nullable=False),
        text("notes"),
        sa.CheckConstraint("discount >= 0 AND discount <= 10000", name="discount"),
    )
    table(
        "quote_line",
        link("quote_id", "quote", nullable=False),
        link("request_line_id", "request_line", index=False),
        number("position"),
        text("label"),
        *_priced("discount"),
        where_filled("quote_line", "request_line_id"),
    )


def _create_orders() -> None:
    table(
        "purchase_order",
        number("version"),
        text("reference"),
        link("supplier_id", "supplier", nullable=False),
        link("request_id", "purchase_request", index=False),
        link("quote_id", "quote", index=False),
        _day("day", index=True),
        *one_of("state", "draft", "sent", "partly_received", "received", "invoiced", "paid", "cancelled"),
        number("discount"),
        text("engagement_number"),
        sa.Column("is_chorus", sa.Boolean, nullable=False),
        link("place_id", "place", index=False),
        _day("expected_on", nullable=True),
        text("notes"),
        folded("search"),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("discount >= 0 AND discount <= 10000", name="discount"),
        sa.Index("ix_purchase_order_state", "state", "expected_on"),
        *(where_filled("purchase_order", name) for name in ("request_id", "quote_id", "place_id")),
    )
    table(
        "order_line",
        link("order_id", "purchase_order", nullable=False),
        number("position"),
        *one_of("kind", "goods", "service", "postage", "eco"),
        *map(text, ("supplier_reference", "label")),
        *_priced("discount"),
        link("budget_line_id", "budget_line", nullable=False),
        link("request_line_id", "request_line", index=False),
        link("model_id", "model", index=False),
        number("warranty_months", nullable=True),
        sa.CheckConstraint("warranty_months > 0", name="warranty_months"),
        *(where_filled("order_line", name) for name in ("request_line_id", "model_id")),
    )


def _create_what_becomes_of_orders() -> None:
    table(
        "order_step",
        link("order_id", "purchase_order", nullable=False),
        *one_of("kind", "sent", "cancelled", "reopened"),
        _day("day"),
        *_written(),
    )
    table(
        "order_cut",
        link("order_line_id", "order_line", nullable=False),
        _day("day"),
        number("quantity", nullable=True),
        *_written(),
        sa.CheckConstraint("quantity > 0", name="quantity"),
    )
    table(
        "receipt",
        number("version"),
        link("order_id", "purchase_order", nullable=False),
        text("number"),
        _day("day", index=True),
        text("notes"),
    )
    table(
        "receipt_line",
        link("receipt_id", "receipt", nullable=False, index=False),
        link("order_line_id", "order_line", nullable=False),
        number("quantity"),
        link("lot_id", "lot", index=False),
        sa.UniqueConstraint("receipt_id", "order_line_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        where_filled("receipt_line", "lot_id"),
    )


def _create_invoices() -> None:
    table(
        "invoice",
        number("version"),
        link("supplier_id", "supplier", nullable=False, index=False),
        link("order_id", "purchase_order", index=False),
        *one_of("kind", "invoice", "credit_note"),
        text("number"),
        folded("number_folded"),
        _day("day", index=True),
        _day("due_on", nullable=True),
        text("notes"),
        sa.UniqueConstraint("supplier_id", "number_folded"),
        *(where_filled("invoice", name) for name in ("order_id", "due_on")),
    )
    table(
        "invoice_line",
        link("invoice_id", "invoice", nullable=False),
        number("position"),
        link("order_line_id", "order_line", index=False),
        link("budget_line_id", "budget_line", nullable=False),
        text("label"),
        *map(number, ("quantity", "net", "vat", "vat_rate")),
        sa.Column("is_again", sa.Boolean, nullable=False),
        *(sa.CheckConstraint(f"{name} >= 0", name=name) for name in ("quantity", "vat_rate")),
        where_filled("invoice_line", "order_line_id"),
    )
    table(
        "payment",
        number("version"),
        link("invoice_id", "invoice", nullable=False),
        _day("day"),
        number("cents"),
        *one_of("means", "transfer", "payment_order", "direct_debit", "card", "cheque", "cash", nullable=True),
        text("reference"),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        sa.CheckConstraint("cents > 0", name="cents"),
        sa.Index("ix_payment_day", "day"),
    )
