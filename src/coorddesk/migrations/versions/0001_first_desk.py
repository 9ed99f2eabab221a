"""The first desk: its history, its organisation, people and places, devices and their movements."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_FOLDED = sa.String(collation="BINARY").with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Create every table, those first that others point at."""
    _create_history()
    _create_desk()
    _create_directory()
    _create_catalogue()
    _create_assets()


def _create_history() -> None:
    _table(
        "change_set",
        sa.Column("moment", sa.DateTime, nullable=False, index=True),
        _text("actor"),
        _text("role"),
        _text("source"),
        sa.Column("deed", sa.JSON, nullable=False),
        sa.Column("kinds", sa.JSON, nullable=False),
        _text("revision"),
        _text("direction"),
        _link("root_id", "change_set"),
        sa.Column("lasting", sa.JSON),
    )
    _table(
        "change_subject",
        _link("change_set_id", "change_set", nullable=False),
        _text("kind"),
        _number("subject_id"),
        sa.Index("ix_change_subject_subject", "kind", "subject_id", "change_set_id"),
    )
    _table(
        "change_row",
        _link("change_set_id", "change_set", nullable=False),
        _number("place_in_set"),
        _text("table_name"),
        _number("row_id"),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
        sa.Index("ix_change_row_row", "table_name", "row_id", "change_set_id"),
    )
    _table(
        "change_chunk",
        _link("change_set_id", "change_set", nullable=False),
        _number("place_in_set"),
        _text("table_name"),
        _number("low"),
        _number("high"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Index("ix_change_chunk_range", "table_name", "low", "high"),
    )


def _create_desk() -> None:
    _table(
        "organisation",
        _number("version"),
        _text("name"),
        _text("kind"),
        _text("address"),
        _text("logo", nullable=True),
        _text("currency"),
        _text("language"),
        _text("country"),
    )
    _table(
        "remembered",
        _number("version"),
        _text("key"),
        sa.Column("value", sa.JSON, nullable=False),
        sa.UniqueConstraint("key"),
    )
    _table("drawn_number", _text("series"), _number("last"), sa.UniqueConstraint("series"))
    _table(
        "stored_file",
        _text("hash"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("hash"),
    )


def _create_directory() -> None:
    _named("department")
    _table(
        "place",
        _number("version"),
        _link("parent_id", "place"),
        _text("name"),
        _text("path"),
        _folded("path_folded"),
        _folded("name_folded", index=True),
        *_one_of("kind", "site", "building", "floor", "room", "store"),
        _text("code"),
        _text("address"),
        _text("notes"),
        sa.UniqueConstraint("path_folded"),
    )
    _table(
        "person",
        _number("version"),
        _text("last_name"),
        _text("first_name"),
        _folded("last_name_folded"),
        _folded("first_name_folded"),
        _text("email"),
        _text("phone"),
        _link("department_id", "department"),
        _text("role"),
        _text("group"),
        _text("identifier", nullable=True),
        sa.Column("birth_date", sa.Date),
        _text("notes"),
        _folded("search"),
        sa.UniqueConstraint("identifier"),
        sa.Index("ix_person_name", "last_name_folded", "first_name_folded"),
    )
    _named("supplier", *map(_text, ("contact", "email", "phone", "address", "website", "customer_number", "notes")))


def _create_catalogue() -> None:
    _named("manufacturer")
    _named("category")
    _table(
        "model",
        _number("version"),
        _link("manufacturer_id", "manufacturer", index=False),
        _text("name"),
        _text("number"),
        _folded("name_folded"),
        _folded("number_folded"),
        sa.Index("ix_model_words", "manufacturer_id", "name_folded", "number_folded"),
    )
    _table(
        "status_label",
        _number("version"),
        *_one_of("meta", "in_stock", "assigned", "on_loan", "under_repair", "unavailable", "retired"),
        _text("name", nullable=True),
        _folded("name_folded", nullable=True),
        _number("position"),
        sa.UniqueConstraint("name_folded"),
    )


def _create_assets() -> None:
    _table(
        "asset",
        _number("version"),
        _text("tag", nullable=True),
        _folded("tag_folded", nullable=True),
        _text("serial", nullable=True),
        _folded("serial_folded", nullable=True),
        _text("name"),
        _folded("name_folded"),
        _link("category_id", "category", index=False),
        _link("model_id", "model", index=False),
        _link("status_label_id", "status_label", nullable=False, index=False),
        _link("place_id", "place", index=False),
        _link("holder_id", "person", index=False),
        _link("department_id", "department", index=False),
        _link("supplier_id", "supplier", index=False),
        *_one_of("condition", "new", "good", "worn", "damaged", "dead", nullable=True),
        sa.Column("purchase_date", sa.Date),
        _number("price", nullable=True),
        _number("warranty_months", nullable=True),
        sa.Column("warranty_end", sa.Date),
        _text("order_number"),
        _text("invoice_number"),
        _number("quantity"),
        _text("notes"),
        sa.Column("deleted_at", sa.DateTime),
        _folded("search"),
        _text("fingerprint", nullable=True),
        sa.UniqueConstraint("tag_folded"),
        sa.UniqueConstraint("serial_folded"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("price >= 0", name="price"),
        _where_filled("asset", "model_id"),
        _where_filled("asset", "place_id"),
        _where_filled("asset", "holder_id"),
        _where_filled("asset", "deleted_at"),
    )
    _table(
        "asset_movement",
        _link("asset_id", "asset", nullable=False, index=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        _text("actor"),
        _link("status_label_id", "status_label", nullable=False, index=False),
        _link("place_id", "place", index=False),
        _link("holder_id", "person", index=False),
        _text("note"),
        sa.Index("ix_asset_movement_asset_id", "asset_id", "id"),
        _where_filled("asset_movement", "holder_id"),
    )
    _table(
        "disposal",
        _number("version"),
        _link("asset_id", "asset", nullable=False, index=False),
        *_one_of("reason", "end_of_life", "sold", "given", "stolen", "lost", "broken", "returned_to_lessor"),
        sa.Column("day", sa.Date, nullable=False),
        _text("recipient"),
        _text("certificate"),
        *_one_of("data_wiped", "yes", "no", "not_needed"),
        _text("notes"),
        sa.UniqueConstraint("asset_id"),
    )


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, sa.Column("id", _NUMBER, primary_key=True), *parts, sqlite_autoincrement=True)


def _named(table: str, *parts: sa.schema.SchemaItem) -> None:
    names = (_number("version"), _text("name"), _folded("name_folded"), sa.UniqueConstraint("name_folded"))
    _table(table, *names, *parts)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String, nullable=nullable)


def _folded(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _FOLDED, nullable=nullable, index=index)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _NUMBER, nullable=nullable)


def _link(name: str, table: str, *, nullable: bool = True, index: bool = True) -> sa.Column[Any]:
    return sa.Column(name, _NUMBER, sa.ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _where_filled(table: str, column: str) -> sa.Index:
    filled = sa.text(f"{column} IS NOT NULL")
    return sa.Index(f"ix_{table}_{column}", column, sqlite_where=filled, postgresql_where=filled)


def _one_of(name: str, *words: str, nullable: bool = False) -> tuple[sa.schema.SchemaItem, ...]:
    taken = ", ".join(f"'{word}'" for word in words)
    column = sa.Column(name, sa.String(32), nullable=nullable)
    return column, sa.CheckConstraint(f"{name} IN ({taken})", name=name)
