"""What is promised, and the categories around a category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.helpdesk.models import Target, TicketCategory
from coorddesk.helpdesk.rules import Pledge, TargetLine

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def target_lines(session: Session) -> Sequence[TargetLine]:
    """All targets of the desk, as rules read them."""
    rows = session.scalars(select(Target).order_by(Target.id))
    return [
        TargetLine(Pledge(row.respond_minutes, row.resolve_minutes), row.priority, row.kind, row.category_id)
        for row in rows
    ]


def category_parents(session: Session) -> dict[int, int | None]:
    """Of each category, the one that it is inside of."""
    return dict(session.execute(select(TicketCategory.id, TicketCategory.parent_id)).all())
