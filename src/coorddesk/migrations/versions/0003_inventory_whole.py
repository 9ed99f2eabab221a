"""Purchase lots, life and money of devices, network fields."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import add, folded, link, number, one_of, table, text, where_filled

revision = "0003"
down_revision = "0002"

_WAYS = ("linear", "declining", "none")


def upgrade() -> None:
    """Create what is new."""
    _extend_catalogue()
    _create_lives()
    _create_lots()
    _create_network()


def _extend_catalogue() -> None:
    years = (number("depreciation_years", nullable=True), number("life_years", nullable=True))
    add("category", *one_of("depreciation", *_WAYS, nullable=True), *years)
    add("model", number("life_years", nullable=True))


def _create_lives() -> None:
    table(
        "asset_life",
        number("version"),
        link("asset_id", "asset", nullable=False, index=False),
        sa.Column("in_service", sa.Date),
        *one_of("depreciation", *_WAYS, nullable=True),
        number("depreciation_years", nullable=True),
        number("residual", nullable=True),
        number("planned_year", nullable=True),
        number("estimated_price", nullable=True),
        text("plan_reason"),
        sa.UniqueConstraint("asset_id"),
        sa.CheckConstraint("residual >= 0", name="residual"),
        sa.CheckConstraint("estimated_price >= 0", name="estimated_price"),
    )


def _create_lots() -> None:
    table(
        "lot",
        number("version"),
        text("name"),
        folded("name_folded"),
        link("category_id", "category", index=False),
        link("model_id", "model", index=False),
        link("supplier_id", "supplier", index=False),
        sa.Column("purchase_date", sa.Date),
        number("price", nullable=True),
        number("warranty_months", nullable=True),
        *map(text, ("order_number", "invoice_number", "notes")),
        sa.CheckConstraint("price >= 0", name="price"),
    )
    table(
        "lot_device",
        link("lot_id", "lot", nullable=False, index=False),
        link("asset_id", "asset", nullable=False, index=False),
        sa.UniqueConstraint("asset_id"),
        sa.Index("ix_lot_device_lot_id", "lot_id", "asset_id"),
    )
    table(
        "lot_step",
        link("lot_id", "lot", nullable=False, index=False),
        number("position"),
        text("name"),
        sa.Column("is_conformity", sa.Boolean, nullable=False),
        sa.Index("ix_lot_step_lot_id", "lot_id", "position"),
    )
    table(
        "lot_check",
        link("step_id", "lot_step", nullable=False, index=False),
        link("asset_id", "asset", nullable=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        sa.UniqueConstraint("step_id", "asset_id"),
    )


def _create_network() -> None:
    table(
        "network_interface",
        link("asset_id", "asset", nullable=False),
        number("position"),
        text("name"),
        text("mac", nullable=True),
        text("ip", nullable=True),
        folded("ip_order"),
        number("vlan", nullable=True),
        *map(text, ("port",)),
        folded("search"),
        sa.CheckConstraint("vlan BETWEEN 1 AND 4094", name="vlan"),
        where_filled("network_interface", "mac"),
        where_filled("network_interface", "ip"),
    )
