"""What several tables of the help desk are made of."""

from __future__ import annotations

from sqlalchemy import CheckConstraint


def level(column: str, last: int = 5) -> CheckConstraint:
    """A whole number from 1 to the last."""
    return CheckConstraint(f"{column} BETWEEN 1 AND {last}", name=column)
