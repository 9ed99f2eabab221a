"""Rounds: what is looked at each day, and what was found."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import link, named, number, one_of, table, text, where_filled

revision = "0014"
down_revision = "0013"

_ONE = "(asset_id IS NULL) <> (place_id IS NULL)"


def upgrade() -> None:
    """Create what is new."""
    named("round", text("weekdays"), text("notes"))
    table(
        "round_stop",
        link("round_id", "round", nullable=False, index=False),
        number("position"),
        link("asset_id", "asset", index=False),
        link("place_id", "place", index=False),
        text("note"),
        sa.UniqueConstraint("asset_id", "round_id"),
        sa.UniqueConstraint("place_id", "round_id"),
        sa.CheckConstraint(_ONE, name="one"),
        sa.Index("ix_round_stop_round_id", "round_id", "position"),
    )
    table(
        "round_tour",
        number("version"),
        link("round_id", "round", nullable=False, index=False),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("begun_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        text("actor"),
        sa.Index("ix_round_tour_round_id", "round_id", "day"),
    )
    table(
        "round_check",
        number("version"),
        link("tour_id", "round_tour", nullable=False, index=False),
        number("position"),
        link("asset_id", "asset", index=False),
        link("place_id", "place", index=False),
        text("hint"),
        *one_of("outcome", "ok", "fault", "skipped", nullable=True),
        sa.Column("moment", sa.DateTime),
        text("actor"),
        text("note"),
        link("ticket_id", "ticket", index=False),
        sa.CheckConstraint(_ONE, name="one"),
        sa.Index("ix_round_check_tour_id", "tour_id", "position"),
        where_filled("round_check", "asset_id", "asset_id", "tour_id"),
        where_filled("round_check", "place_id", "place_id", "tour_id"),
        where_filled("round_check", "ticket_id"),
    )
