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
        _once("person"),
        _once("asset"),
    )


def _once(holder: str) -> sa.Index:
    """Nobody and nothing has two seats of a licence at once."""
    taken = sa.text("until IS NULL")
    columns = ("licence_id", f"{holder}_id")
    return sa.Index(f"uq_licence_seat_{holder}", *columns, unique=True, sqlite_where=taken, postgresql_where=taken)
