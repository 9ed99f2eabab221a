"""Maintenance and repairs: what was done, what it cost, what is due."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text

revision = "0009"
down_revision = "0008"

_WORKS = ("upkeep", "repair", "upgrade", "inspection")
_STATES = ("to_send", "left", "at_supplier", "ready", "given_back", "abandoned")


def upgrade() -> None:
    """Create what is new."""
    named("checklist", sa.Column("points", sa.JSON, nullable=False), text("notes"))
    _create_plans()
    _create_repairs()
    _create_entries()


def _create_plans() -> None:
    named(
        "maintenance_plan",
        *one_of("work", *_WORKS),
        *(link(f"{kind}_id", kind) for kind in ("asset", "model", "category", "place")),
        sa.Column("start", sa.Date, nullable=False),
        number("months", nullable=True),
        sa.Column("days", sa.JSON, nullable=False),
        sa.Column("from_done", sa.Boolean, nullable=False),
        sa.Column("end", sa.Date),
        number("ahead"),
        link("checklist_id", "checklist"),
        link("supplier_id", "supplier"),
        text("notes"),
        sa.CheckConstraint("months IS NULL OR months > 0", name="months"),
        sa.CheckConstraint("ahead >= 0", name="ahead"),
    )


def _create_repairs() -> None:
    table(
        "repair",
        number("version"),
        link("asset_id", "asset", nullable=False, index=False),
        text("fault"),
        *one_of("state", *_STATES),
        sa.Column("opened", sa.Date, nullable=False),
        sa.Column("closed", sa.Date),
        link("supplier_id", "supplier"),
        text("reference"),
        number("quote", nullable=True),
        number("cost", nullable=True),
        sa.Column("under_warranty", sa.Boolean, nullable=False),
        text("outcome"),
        text("notes"),
        link("label_before_id", "status_label", nullable=False, index=False),
        link("loan_id", "loan"),
        folded("search"),
        sa.CheckConstraint("quote >= 0", name="quote"),
        sa.CheckConstraint("cost >= 0", name="cost"),
        sa.Index("ix_repair_asset_id", "asset_id", "id"),
    )
    table(
        "repair_step",
        link("repair_id", "repair", nullable=False, index=False),
        *one_of("state", *_STATES),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        text("note"),
        sa.Index("ix_repair_step_repair_id", "repair_id", "id"),
    )


def _create_entries() -> None:
    table(
        "maintenance_entry",
        number("version"),
        link("asset_id", "asset", nullable=False, index=False),
        sa.Column("day", sa.Date, nullable=False, index=True),
        *one_of("work", *_WORKS),
        *map(text, ("what", "done_by")),
        link("supplier_id", "supplier"),
        number("cost", nullable=True),
        number("downtime", nullable=True),
        sa.Column("under_warranty", sa.Boolean, nullable=False),
        text("documents"),
        *one_of("verdict", "good", "reserves", "bad", nullable=True),
        sa.Column("points", sa.JSON, nullable=False),
        text("notes"),
        link("repair_id", "repair"),
        link("plan_id", "maintenance_plan"),
        folded("search"),
        sa.CheckConstraint("cost >= 0", name="cost"),
        sa.CheckConstraint("downtime >= 0", name="downtime"),
        sa.Index("ix_maintenance_entry_asset_id", "asset_id", "day"),
    )
    table(
        "maintenance_turn",
        link("plan_id", "maintenance_plan", nullable=False, index=False),
        link("asset_id", "asset", nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        *one_of("outcome", "done", "skipped", "postponed"),
        sa.Column("day", sa.Date, nullable=False),
        text("reason"),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        link("entry_id", "maintenance_entry"),
        sa.Index("ix_maintenance_turn_plan_id", "plan_id", "asset_id", "id"),
    )
