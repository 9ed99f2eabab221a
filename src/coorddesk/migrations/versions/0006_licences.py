"""Licences and who or what has a seat of them."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, number, one_of, table, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create what is new."""
    table(
        "licence",
        number("version"),
        text("name"),
        folded("name_folded", index=True),
        *one_of("kind", "seats", "site", "subscription"),
        link("manufacturer_id", "manufacturer"),
        link("supplier_id", "supplier"),
        number("seats", nullable=True),
        text("product_key"),
        sa.Column("purchase_date", sa.Date),
        number("price", nullable=True),
        *(sa.Column(name, sa.Date) for name in ("start", "expiry")),
        *map(text, ("order_number", "invoice_number", "notes")),
        folded("search"),
        sa.CheckConstraint("seats > 0", name="seats"),
        sa.CheckConstraint("price >= 0", name="price"),
    )
    still_taken = sa.text("until IS NULL")
    once = {"unique": True, "sqlite_where": still_taken, "postgresql_where": still_taken}
    table(
        "licence_seat",
        number("version"),
        link("licence_id", "licence", nullable=False),
        link("person_id", "person"),
        link("asset_id", "asset"),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        text("note"),
        sa.CheckConstraint("(person_id IS NULL) <> (asset_id IS NULL)", name="holder"),
        sa.Index("uq_licence_seat_person", "licence_id", "person_id", **once),
        sa.Index("uq_licence_seat_asset", "licence_id", "asset_id", **once),
    )
