"""How many tickets there are of what they point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def counts_by(session: Session, column: Any) -> dict[int, int]:
    """How many tickets have each value of a column."""
    rows = session.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return dict(rows.all())
