"""What a database says its schema is, line by line, so that two of them can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SQLITE = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
_POSTGRESQL = (
    """SELECT table_name, concat_ws(' ', column_name, data_type, character_maximum_length, collation_name,
              is_nullable, column_default)
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
)


def schema_text(connection: Connection) -> set[tuple[str, str]]:
    """Each column, constraint and index as the database itself spells it, with the name of its table."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(_SQLITE).all()
        return {(name, line.strip(" \t,")) for name, sql in found if sql for line in sql.splitlines()[1:-1] or [sql]}
    rows = [row for query in _POSTGRESQL for row in connection.exec_driver_sql(query)]
    return {(table, line) for table, line in rows if table != "alembic_version"}
