"""The ground of every table: names, never-reused ids, versions, and column types alike on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Id = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of 64 bits on both databases; SQLite numbers rows only in a column spelled INTEGER."""


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; stored naive in UTC, which both databases compare and sort alike."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What its values are, for those who read them back from the history."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: nobody knows when they were."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its time zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


Binary = String(collation="BINARY").with_variant(String(collation="C"), "postgresql")
"""Folded text: compared byte by byte, so that both databases sort alike."""


class FileHash(TypeDecorator[str]):
    """The hash of a stored file (core.files); `coorddesk check` looks whether the file is there."""

    impl = String
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        """A hash is text."""
        return str


class Secret(TypeDecorator[str]):
    """Text that is shown to nobody but on purpose, such as the key of a licence; readers of the history see dots."""

    impl = String
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        """A secret is text."""
        return str


def one_of(words: type[StrEnum], column: str) -> Enum:
    """The words of an enumeration, kept as text; the database takes no others in `column`."""
    return Enum(
        words,
        name=column,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda kinds: [kind.value for kind in kinds],
    )


def where_filled(table: str, column: str, *columns: str) -> Index:
    """An index, of `columns` if not of that one, of the rows that have a value: the many others cost nothing."""
    filled = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", *(columns or (column,)), sqlite_where=filled, postgresql_where=filled)


class Base(DeclarativeBase):
    """A table with a row id that is never used twice and, unless `unwatched`, a history."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {datetime: Moment, int: Id}

    id: Mapped[int] = mapped_column(Id, primary_key=True, sort_order=-2)

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805 - SQLAlchemy hands the class in
        """Number rows so that a deleted id never comes back."""
        return {"sqlite_autoincrement": True}


class Versioned:
    """A row that several people edit: each change raises its version, and a stale one is refused."""

    version: Mapped[int] = mapped_column(default=1, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands the class in
        """Let SQLAlchemy raise the version with each UPDATE."""
        return {"version_id_col": cls.version}


APPEND_ONLY = "append_only"
UNLESS_UNDONE = "unless_undone"
"""What a ledger says of itself: verbs only add to it, but a deed that is undone whole takes its entries along."""
UNWATCHED = "unwatched"


def is_append_only(table: Table) -> bool:
    """Whether no verb changes or removes rows of the table (ledgers, issued documents)."""
    return bool(table.info.get(APPEND_ONLY))


def is_lasting(table: Table) -> bool:
    """Whether not even an undo removes rows of the table (issued documents)."""
    return is_append_only(table) and table.info[APPEND_ONLY] != UNLESS_UNDONE


def is_unwatched(table: Table) -> bool:
    """Whether the table keeps no history (the history itself, drawn numbers, search queues)."""
    return bool(table.info.get(UNWATCHED))


def is_secret(column: ColumnElement[Any]) -> bool:
    """Whether the column holds what is shown to nobody but on purpose."""
    return isinstance(column.type, Secret)


def is_folded(column: ColumnElement[Any]) -> bool:
    """Whether the column is a folded copy, there for the program to sort and search."""
    return getattr(column.type, "collation", None) == Binary.collation
