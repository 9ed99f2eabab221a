"""The first desk: its history, its organisation, people and places, devices and their movements."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, those first that others point at."""
    _create_history()
    _create_desk()
    _create_directory()
    _create_catalogue()
    _create_assets()


def _create_history() -> None:
    table(
        "change_set",
        sa.Column("moment", sa.DateTime, nullable=False, index=True),
        text("actor"),
        text("role"),
        text("source"),
        sa.Column("deed", sa.JSON, nullable=False),
        sa.Column("kinds", sa.JSON, nullable=False),
        text("revision"),
        text("direction"),
        link("root_id", "change_set"),
        sa.Column("lasting", sa.JSON),
    )
    table(
        "change_subject",
        link("change_set_id", "change_set", nullable=False),
        text("kind"),
        number("subject_id"),
        sa.Index("ix_change_subject_subject", "kind", "subject_id", "change_set_id"),
    )
    table(
        "change_row",
        link("change_set_id", "change_set", nullable=False),
        number("place_in_set"),
        text("table_name"),
        number("row_id"),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
        sa.Index("ix_change_row_row", "table_name", "row_id", "change_set_id"),
    )
    table(
        "change_chunk",
        link("change_set_id", "change_set", nullable=False),
        number("place_in_set"),
        text("table_name"),
        number("low"),
        number("high"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Index("ix_change_chunk_range", "table_name", "low", "high"),
    )


def _create_desk() -> None:
    table(
        "organisation",
        number("version"),
        text("name"),
        text("kind"),
        text("address"),
        text("logo", nullable=True),
        text("currency"),
        text("language"),
        text("country"),
    )
    table(
        "remembered",
        number("version"),
        text("key"),
        sa.Column("value", sa.JSON, nullable=False),
        sa.UniqueConstraint("key"),
    )
    table("drawn_number", text("series"), number("last"), sa.UniqueConstraint("series"))
    table(
        "stored_file",
        text("hash"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("hash"),
    )


def _create_directory() -> None:
    named("department")
    table(
        "place",
        number("version"),
        link("parent_id", "place"),
        text("name"),
        text("path"),
        folded("path_folded"),
        folded("name_folded", index=True),
        *one_of("kind", "site", "building", "floor", "room", "store"),
        text("code"),
        text("address"),
        text("notes"),
        sa.UniqueConstraint("path_folded"),
    )
    table(
        "person",
        number("version"),
        text("last_name"),
        text("first_name"),
        folded("last_name_folded"),
        folded("first_name_folded"),
        text("email"),
        text("phone"),
        link("department_id", "department"),
        text("role"),
        text("group"),
        text("identifier", nullable=True),
        sa.Column("birth_date", sa.Date),
        text("notes"),
        folded("search"),
        sa.UniqueConstraint("identifier"),
        sa.Index("ix_person_name", "last_name_folded", "first_name_folded"),
    )
    named("supplier", *map(text, ("contact", "email", "phone", "address", "website", "customer_number", "notes")))


def _create_catalogue() -> None:
    named("manufacturer")
    named("category")
    table(
        "model",
        number("version"),
        link("manufacturer_id", "manufacturer", index=False),
        text("name"),
        text("number"),
        folded("name_folded"),
        folded("number_folded"),
        sa.Index("ix_model_words", "manufacturer_id", "name_folded", "number_folded"),
    )
    table(
        "status_label",
        number("version"),
        *one_of("meta", "in_stock", "assigned", "on_loan", "under_repair", "unavailable", "retired"),
        text("name", nullable=True),
        folded("name_folded", nullable=True),
        number("position"),
        sa.UniqueConstraint("name_folded"),
    )


def _create_assets() -> None:
    table(
        "asset",
        number("version"),
        text("tag", nullable=True),
        folded("tag_folded", nullable=True),
        text("serial", nullable=True),
        folded("serial_folded", nullable=True),
        text("name"),
        folded("name_folded"),
        link("category_id", "category", index=False),
        link("model_id", "model", index=False),
        link("status_label_id", "status_label", nullable=False, index=False),
        link("place_id", "place", index=False),
        link("holder_id", "person", index=False),
        link("department_id", "department", index=False),
        link("supplier_id", "supplier", index=False),
        *one_of("condition", "new", "good", "worn", "damaged", "dead", nullable=True),
        sa.Column("purchase_date", sa.Date),
        number("price", nullable=True),
        number("warranty_months", nullable=True),
        sa.Column("warranty_end", sa.Date),
        text("order_number"),
        text("invoice_number"),
        number("quantity"),
        text("notes"),
        sa.Column("deleted_at", sa.DateTime),
        folded("search"),
        text("fingerprint", nullable=True),
        sa.UniqueConstraint("tag_folded"),
        sa.UniqueConstraint("serial_folded"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("price >= 0", name="price"),
        where_filled("asset", "model_id"),
        where_filled("asset", "place_id"),
        where_filled("asset", "holder_id"),
        where_filled("asset", "deleted_at"),
    )
    table(
        "asset_movement",
        link("asset_id", "asset", nullable=False, index=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        link("status_label_id", "status_label", nullable=False, index=False),
        link("place_id", "place", index=False),
        link("holder_id", "person", index=False),
        text("note"),
        sa.Index("ix_asset_movement_asset_id", "asset_id", "id"),
        where_filled("asset_movement", "holder_id"),
    )
    table(
        "disposal",
        number("version"),
        link("asset_id", "asset", nullable=False, index=False),
        *one_of("reason", "end_of_life", "sold", "given", "stolen", "lost", "broken", "returned_to_lessor"),
        sa.Column("day", sa.Date, nullable=False),
        text("recipient"),
        text("certificate"),
        *one_of("data_wiped", "yes", "no", "not_needed"),
        text("notes"),
        sa.UniqueConstraint("asset_id"),
    )
