"""Loans, reservations and kits: who has what, until when."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0008"
down_revision = "0007"

_THING = "(asset_id IS NULL) <> (item_id IS NULL)"


def upgrade() -> None:
    """Create what is new."""
    named("kit", text("notes"))
    table(
        "kit_item",
        link("kit_id", "kit", nullable=False, index=False),
        link("asset_id", "asset", index=False),
        link("item_id", "stock_item"),
        number("quantity"),
        sa.CheckConstraint(_THING, name="thing"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.UniqueConstraint("asset_id"),
        sa.UniqueConstraint("kit_id", "item_id"),
    )
    table(
        "loan",
        number("version"),
        link("person_id", "person"),
        link("group_id", "person_group"),
        *one_of("state", "draft", "reserved", "open", "returned", "cancelled"),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date),
        number("preparation_days"),
        text("note"),
        folded("search"),
        text("actor"),
        sa.Column("closed_at", sa.DateTime),
        sa.CheckConstraint("person_id IS NOT NULL OR group_id IS NOT NULL", name="borrower"),
        sa.CheckConstraint("due_on >= starts_on", name="due"),
        sa.CheckConstraint("preparation_days >= 0", name="preparation"),
        sa.Index("ix_loan_state", "state", "due_on"),
    )
    _create_lines()


def _create_lines() -> None:
    still_out = sa.text("back_at IS NULL")
    table(
        "loan_line",
        link("loan_id", "loan", nullable=False),
        link("asset_id", "asset", index=False),
        link("item_id", "stock_item", index=False),
        link("kit_id", "kit", index=False),
        number("quantity"),
        sa.Column("out_at", sa.DateTime),
        sa.Column("back_at", sa.DateTime),
        *one_of("condition_back", "new", "good", "worn", "damaged", "dead", nullable=True),
        text("note_back"),
        link("status_label_id", "status_label", index=False),
        link("holder_id", "person", index=False),
        link("place_id", "place", index=False),
        sa.CheckConstraint(_THING, name="thing"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.Index("uq_loan_line_open", "asset_id", unique=True, sqlite_where=still_out, postgresql_where=still_out),
        *(where_filled("loan_line", column) for column in ("asset_id", "item_id", "kit_id", "holder_id")),
    )
    table(
        "loan_wish",
        link("loan_id", "loan", nullable=False),
        link("asset_id", "asset", index=False),
        link("model_id", "model", index=False),
        link("kit_id", "kit", index=False),
        number("count"),
        sa.CheckConstraint("count > 0", name="count"),
        *(where_filled("loan_wish", column) for column in ("asset_id", "model_id", "kit_id")),
    )
