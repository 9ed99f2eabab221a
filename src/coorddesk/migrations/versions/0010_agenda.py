"""When the house is open, and the days on which it is closed."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import number, one_of, table, text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create what is new."""
    table(
        "opening",
        number("version"),
        sa.Column("week", sa.JSON, nullable=False),
        text("zone"),
        text("region"),
        sa.Column("on_public_holidays", sa.Boolean, nullable=False),
        sa.Column("in_school_holidays", sa.Boolean, nullable=False),
    )
    table(
        "closure",
        number("version"),
        *one_of("kind", "school", "own"),
        text("name"),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        text("uid", nullable=True),
        sa.UniqueConstraint("uid"),
        sa.CheckConstraint("first <= last", name="order"),
        sa.Index("ix_closure_first", "first"),
    )
