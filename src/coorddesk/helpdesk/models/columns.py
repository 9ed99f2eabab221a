"""What several tables of the help desk are made of."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text


def where_filled(table: str, column: str) -> Index:
    """An index of the rows that have a value: most have none."""
    filled = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=filled, postgresql_where=filled)


def level(column: str, last: int = 5) -> CheckConstraint:
    """A whole number from 1 to the last."""
    return CheckConstraint(f"{column} BETWEEN 1 AND {last}", name=column)
