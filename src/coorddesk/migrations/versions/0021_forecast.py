"""Scenarios of the forecast."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import link, named, number, one_of, table, text

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Create what is new."""
    named(
        "scenario",
        number("price_rise"),
        text("notes"),
        text("recommendation"),
        sa.CheckConstraint("price_rise BETWEEN -10000 AND 10000", name="price_rise"),
    )
    table(
        "scenario_change",
        link("scenario_id", "scenario", nullable=False),
        number("position"),
        *one_of("kind", "delay", "drop", "quantity", "price", "add"),
        text("target_kind"),
        number("target_id", nullable=True),
        number("year", nullable=True),
        number("years", nullable=True),
        number("quantity", nullable=True),
        number("percent", nullable=True),
        number("cents", nullable=True),
        text("words"),
        sa.CheckConstraint("years > 0", name="years"),
        sa.CheckConstraint("quantity >= 0", name="quantity"),
        sa.CheckConstraint("cents >= 0", name="cents"),
        sa.Index("ix_scenario_change_target_id", "target_id", "target_kind"),
    )
