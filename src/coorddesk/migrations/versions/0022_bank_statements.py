"""Lines of bank statements."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, number, table, text, where_filled

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Create what is new."""
    _create_bank_lines()


def _create_bank_lines() -> None:
    table(
        "bank_line",
        number("version"),
        text("account"),
        folded("number"),
        sa.Column("day", sa.Date, nullable=False),
        number("cents"),
        *map(text, ("label", "reference")),
        folded("fingerprint", nullable=True),
        sa.Column("is_aside", sa.Boolean, nullable=False),
        text("words"),
        folded("search"),
        sa.CheckConstraint("cents <> 0", name="cents"),
        sa.Index("ix_bank_line_day", "day"),
        where_filled("bank_line", "fingerprint"),
    )
    table(
        "bank_match",
        link("bank_line_id", "bank_line", nullable=False),
        link("payment_id", "payment", nullable=False, index=False),
        sa.Column("is_made", sa.Boolean, nullable=False),
        sa.UniqueConstraint("payment_id"),
    )
