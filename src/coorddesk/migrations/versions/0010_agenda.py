"""When the house is open, the days on which it is closed, and what is in the agenda alone."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, number, one_of, table, text

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
    table(
        "agenda_event",
        number("version"),
        text("calendar"),
        text("uid", nullable=True),
        text("title"),
        text("place"),
        text("note"),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        number("starts", nullable=True),
        number("ends", nullable=True),
        folded("search"),
        sa.UniqueConstraint("calendar", "uid"),
        sa.CheckConstraint("first <= last", name="order"),
        sa.Index("ix_agenda_event_first", "first"),
    )
