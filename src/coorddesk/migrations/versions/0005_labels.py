"""Labels and badges on sheets of paper, and what their codes lead to."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, named, number, one_of, table, text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create what is new."""
    named(
        "label_format",
        *one_of("page", "a4", "a5", "a3", "letter"),
        *map(number, ("columns", "rows", "width", "height", "left", "top", "across", "down")),
        sa.CheckConstraint("columns > 0 AND rows > 0", name="cells"),
    )
    table(
        "printed_label",
        text("number"),
        folded("number_folded"),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        sa.UniqueConstraint("number_folded"),
    )
