"""Classes and groups, contacts, custom fields, saved views; notes, reminders and files of any record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coorddesk.core.clock import SystemClock
from coorddesk.core.fold import fold
from coorddesk.migrations.tables import add, folded, link, named, number, one_of, table, text, where_filled

revision = "0002"
down_revision = "0001"

_FIRST_MONTH = 8  # of a school year


def upgrade() -> None:
    """Create what is new; the class that somebody is in becomes one of this school year."""
    _extend_directory()
    _create_groups()
    _extend_catalogue()
    _create_custom_fields()
    _create_saved_views()
    _create_notes()


def _extend_directory() -> None:
    add("person", *one_of("kind", "staff", "pupil", "patron", "outside", nullable=True), sa.Column("left_on", sa.Date))
    add("supplier", *one_of("kind", "supplier", "partner", "both", default="supplier"))
    table(
        "contact",
        number("version"),
        link("supplier_id", "supplier", nullable=False),
        text("name"),
        folded("name_folded"),
        *map(text, ("role", "email", "phone", "notes")),
    )


def _create_groups() -> None:
    table(
        "person_group",
        number("version"),
        text("name"),
        folded("name_folded"),
        *one_of("kind", "class", "group", "contacts"),
        number("year"),
        text("notes"),
        sa.UniqueConstraint("name_folded", "kind", "year"),
    )
    table(
        "membership",
        link("group_id", "person_group", nullable=False, index=False),
        link("person_id", "person", nullable=False),
        sa.UniqueConstraint("group_id", "person_id"),
    )
    _fill_classes()


def _fill_classes() -> None:
    connection = op.get_bind()
    people = connection.execute(sa.text('SELECT id, "group" FROM person WHERE "group" <> \'\' ORDER BY id')).all()
    today = SystemClock().today()
    year = today.year if today.month >= _FIRST_MONTH else today.year - 1
    new_class = sa.text(
        "INSERT INTO person_group (version, name, name_folded, kind, year, notes) "
        "VALUES (1, :name, :folded, 'class', :year, '') RETURNING id"
    )
    membership = sa.text("INSERT INTO membership (group_id, person_id) VALUES (:group_id, :person_id)")
    spelt_alike = sa.text('UPDATE person SET "group" = :name WHERE id = :person_id')
    classes: dict[str, tuple[int, str]] = {}
    for person_id, name in people:
        key = fold(name)
        if key not in classes:
            values = {"name": name, "folded": key, "year": year}
            classes[key] = connection.execute(new_class, values).scalar_one(), name
        class_id, spelling = classes[key]
        connection.execute(membership, {"group_id": class_id, "person_id": person_id})
        if name != spelling:
            connection.execute(spelt_alike, {"name": spelling, "person_id": person_id})


def _extend_catalogue() -> None:
    add("category", text("number_pattern", default=""), text("notes", default=""))
    add("manufacturer", text("website", default=""), text("support", default=""), text("notes", default=""))
    add("model", link("category_id", "category", index=False), text("notes", default=""))


def _create_custom_fields() -> None:
    kinds = ("text", "number", "amount", "date", "yes_no", "choice", "link")
    named(
        "custom_field",
        *one_of("type", *kinds),
        sa.Column("choices", sa.JSON, nullable=False),
        sa.Column("everywhere", sa.Boolean, nullable=False),
        number("position"),
    )
    table(
        "category_field",
        link("category_id", "category", nullable=False, index=False),
        link("field_id", "custom_field", nullable=False),
        sa.UniqueConstraint("category_id", "field_id"),
    )
    table(
        "custom_value",
        link("asset_id", "asset", nullable=False, index=False),
        link("field_id", "custom_field", nullable=False, index=False),
        text("text"),
        folded("folded"),
        number("number", nullable=True),
        sa.Column("day", sa.Date),
        sa.UniqueConstraint("asset_id", "field_id"),
        sa.Index("ix_custom_value_folded", "field_id", "folded", "asset_id"),
        where_filled("custom_value", "number", "field_id", "number", "asset_id"),
        where_filled("custom_value", "day", "field_id", "day", "asset_id"),
    )


def _create_saved_views() -> None:
    table(
        "saved_view",
        number("version"),
        text("page"),
        text("name"),
        folded("name_folded"),
        number("position"),
        sa.Column("state", sa.JSON, nullable=False),
        sa.UniqueConstraint("page", "name_folded"),
    )


def _create_notes() -> None:
    _of_any_record(
        "note",
        sa.Column("moment", sa.DateTime, nullable=False),
        *one_of("kind", "note", "call", "visit", "mail", "meeting"),
        text("text"),
        folded("search"),
        text("actor"),
    )
    open_ones = sa.text("done_at IS NULL")
    _of_any_record(
        "reminder",
        sa.Column("day", sa.Date, nullable=False),
        text("text"),
        folded("search"),
        text("actor"),
        sa.Column("done_at", sa.DateTime),
        sa.Index("ix_reminder_day", "day", sqlite_where=open_ones, postgresql_where=open_ones),
    )
    _of_any_record(
        "attachment",
        *map(text, ("file", "name")),
        folded("search"),
        number("size"),
        *one_of("kind", "document", "photo", "plan"),
        number("position"),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
    )


def _of_any_record(name: str, *parts: sa.schema.SchemaItem) -> None:
    subject = (text("subject_kind"), number("subject_id"), sa.Index(f"ix_{name}_subject", "subject_kind", "subject_id"))
    table(name, number("version"), *subject, *parts)
