"""What migrations make tables of, alike on both databases."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from coorddesk.core.orm import Base

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_FOLDED = sa.String(collation="BINARY").with_variant(sa.String(collation="C"), "postgresql")


def table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table whose ids are never used twice."""
    op.create_table(name, sa.Column("id", _NUMBER, primary_key=True), *parts, sqlite_autoincrement=True)


def named(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table of rows known by their name."""
    names = (number("version"), text("name"), folded("name_folded"), sa.UniqueConstraint("name_folded"))
    table(name, *names, *parts)


def text(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[Any]:
    """A text, empty rather than missing."""
    return sa.Column(name, sa.String, nullable=nullable, server_default=default)


def folded(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    """A folded copy of a text, compared byte by byte."""
    return sa.Column(name, _FOLDED, nullable=nullable, index=index)


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """A whole number."""
    return sa.Column(name, _NUMBER, nullable=nullable)


def link(name: str, to: str, *, nullable: bool = True, index: bool = True) -> sa.Column[Any]:
    """The id of a row of a table."""
    return sa.Column(name, _NUMBER, sa.ForeignKey(f"{to}.id"), nullable=nullable, index=index)


def where_filled(of: str, column: str, *columns: str) -> sa.Index:
    """An index, of `columns` if not of that one, of the rows that have a value."""
    filled = sa.text(f"{column} IS NOT NULL")
    return sa.Index(f"ix_{of}_{column}", *(columns or (column,)), sqlite_where=filled, postgresql_where=filled)


def one_of(
    name: str, *words: str, nullable: bool = False, default: str | None = None
) -> tuple[sa.schema.SchemaItem, ...]:
    """The words of an enumeration, and no others."""
    taken = ", ".join(f"'{word}'" for word in words)
    column = sa.Column(name, sa.String(32), nullable=nullable, server_default=default)
    return column, sa.CheckConstraint(f"{name} IN ({taken})", name=name)


def add(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Add columns and their constraints to a table; a column's default fills the rows there are, and does not stay."""
    columns = [part for part in parts if isinstance(part, sa.Column)]
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(name, columns, parts)
        return
    for column in columns:
        op.add_column(name, column)
        if column.server_default is not None:
            op.alter_column(name, column.name, server_default=None)
    for check in parts:
        if isinstance(check, sa.CheckConstraint):
            op.create_check_constraint(str(check.name), name, check.sqltext)


def _rebuild(name: str, columns: list[sa.Column[Any]], parts: tuple[sa.schema.SchemaItem, ...]) -> None:
    """Make the table anew from its own words, as https://www.sqlite.org/lang_altertable.html (section 7) has it.

    Alembic's batch mode would forget AUTOINCREMENT, collations and the highest id that was ever used.
    """
    connection = op.get_bind()
    words = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL ORDER BY type <> 'table'")
    create, *others = connection.execute(words, {"name": name}).scalars().all()
    stay = ", ".join(f'"{row.name}"' for row in connection.execute(sa.text(f"PRAGMA table_info({name})")))
    defaults = {f'"{column.name}"': column.server_default for column in columns}
    filled = {key: default.arg for key, default in defaults.items() if isinstance(default, sa.DefaultClause)}
    last_id = connection.execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": name}).scalar()
    connection.exec_driver_sql(_with_parts(create, name, columns, parts))
    values = ", ".join([stay, *(f"'{default}'" for default in filled.values())])
    connection.exec_driver_sql(f"INSERT INTO _new ({', '.join([stay, *filled])}) SELECT {values} FROM {name}")  # noqa: S608
    connection.exec_driver_sql(f"DROP TABLE {name}")
    connection.exec_driver_sql(f"ALTER TABLE _new RENAME TO {name}")
    for other in others:
        connection.exec_driver_sql(other)
    connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
    if last_id is not None:
        kept = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)")
        connection.execute(kept, {"name": name, "seq": last_id})


def _with_parts(create: str, name: str, columns: list[sa.Column[Any]], parts: tuple[sa.schema.SchemaItem, ...]) -> str:
    """The words that make a table, with more columns before its constraints, and more constraints at the end."""
    metadata = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for column in columns:
        column.server_default = None
        for key in column.foreign_keys:
            sa.Table(key.target_fullname.partition(".")[0], metadata, sa.Column("id", sa.Integer, primary_key=True))
    made = str(sa.schema.CreateTable(sa.Table(name, metadata, *parts)).compile(op.get_bind()))
    lines = made.strip().split("\n\t", 1)[1].rsplit("\n)", 1)[0].split(", \n\t")
    first, _mark, constraints = create.rsplit("\n)", 1)[0].partition(", \n\tCONSTRAINT ")
    new = [line for line in lines if line.startswith("CONSTRAINT ")]
    whole = [
        first,
        *(line for line in lines if line not in new),
        *([f"CONSTRAINT {constraints}"] if constraints else []),
        *new,
    ]
    named = ", \n\t".join(whole).replace(f'CREATE TABLE "{name}"', f"CREATE TABLE {name}", 1)  # so once it was renamed
    return named.replace(f"CREATE TABLE {name}", "CREATE TABLE _new", 1) + "\n)"
