"""Consumables and accessories: what is there, what went out, what to order."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create what is new."""
    named(
        "stock_item",
        *one_of("kind", "consumable", "accessory"),
        text("reference"),
        text("barcode", nullable=True),
        folded("barcode_folded", nullable=True),
        link("category_id", "category"),
        text("unit"),
        link("supplier_id", "supplier"),
        *(number(name, nullable=True) for name in ("price", "threshold", "target")),
        link("place_id", "place"),
        sa.Column("is_dropped", sa.Boolean, nullable=False),
        text("notes"),
        folded("search"),
        sa.UniqueConstraint("barcode_folded"),
        *(sa.CheckConstraint(f"{name} >= 0", name=name) for name in ("price", "threshold", "target")),
    )
    table(
        "stock_fit",
        link("item_id", "stock_item", nullable=False, index=False),
        link("model_id", "model", nullable=False),
        sa.UniqueConstraint("item_id", "model_id"),
    )
    _create_moves()


def _create_moves() -> None:
    kinds = ("purchase", "out", "back", "consumed", "adjusted", "lost", "broken", "moved")
    table(
        "stock_move",
        link("item_id", "stock_item", nullable=False, index=False),
        link("place_id", "place", index=False),
        *one_of("kind", *kinds),
        number("quantity"),
        sa.Column("moment", sa.DateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        text("actor"),
        link("person_id", "person", index=False),
        link("asset_id", "asset", index=False),
        number("price", nullable=True),
        text("note"),
        link("pair_id", "stock_move", index=False),
        link("corrects_id", "stock_move", index=False),
        text("fingerprint", nullable=True),
        sa.CheckConstraint("quantity <> 0", name="quantity"),
        sa.CheckConstraint("price >= 0", name="price"),
        sa.Index("ix_stock_move_level", "item_id", "place_id", "quantity"),
        *(where_filled("stock_move", name) for name in ("place_id", "person_id", "asset_id", "pair_id", "corrects_id")),
    )
