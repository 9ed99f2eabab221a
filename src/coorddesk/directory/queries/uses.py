"""What still points at a record, and so keeps it from being deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.orm import Base
from coorddesk.directory.rules import COUNTED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message


def first_use(session: Session, row: Base) -> Message | None:
    """What uses a row, in words ("3 devices"), or None; whatever the feature that the users belong to."""
    table = row.__table__
    for other in Base.metadata.sorted_tables:
        for column in other.c:
            if not any(key.column.table is table for key in column.foreign_keys):
                continue
            count = session.scalar(select(func.count()).select_from(other).where(column == row.id))
            if count:
                said: Message = other.info[COUNTED](count)
                return said
    return None
