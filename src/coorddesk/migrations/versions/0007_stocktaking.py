"""Stocktakes: what ought to be somewhere, and what was found."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create what is new."""
    named(
        "stocktake",
        link("place_id", "place", index=False),
        link("category_id", "category", index=False),
        link("holder_id", "person", index=False),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        text("opened_by"),
        sa.Column("closed_at", sa.DateTime),
        *map(text, ("closed_by", "notes")),
    )
    table(
        "stocktake_line",
        number("version"),
        link("stocktake_id", "stocktake", nullable=False, index=False),
        link("asset_id", "asset", index=False),
        *one_of("state", "expected", "found", "misplaced", "missing", "unknown"),
        sa.Column("is_expected", sa.Boolean, nullable=False),
        link("expected_place_id", "place", index=False),
        link("expected_holder_id", "person", index=False),
        number("value", nullable=True),
        text("code"),
        folded("code_folded", nullable=True),
        link("found_place_id", "place", index=False),
        sa.Column("found_at", sa.DateTime),
        text("found_by"),
        *one_of("condition", "new", "good", "worn", "damaged", "dead", nullable=True),
        text("note"),
        *one_of("correction", "moved", "taken_back", "set_aside", nullable=True),
        sa.UniqueConstraint("asset_id", "stocktake_id"),
        sa.UniqueConstraint("code_folded", "stocktake_id"),
        sa.Index("ix_stocktake_line_state", "stocktake_id", "state", "expected_place_id"),
        where_filled("stocktake_line", "found_place_id"),
    )
