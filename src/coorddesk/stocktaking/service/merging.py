"""What becomes of stocktakes when two places, people, categories or devices are merged into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.repointing import point_elsewhere
from coorddesk.directory.service import EDITORS
from coorddesk.stocktaking.models import StocktakeLine
from coorddesk.stocktaking.rules import LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let stocktakes and their lines be about another record; what was found in either place is in the right one."""
    point_elsewhere(session, "coorddesk.stocktaking.models", old, new)
    if old[0] == "place":
        here = select(StocktakeLine.id).where(
            StocktakeLine.found_place_id == new[1],
            StocktakeLine.expected_place_id == new[1],
            StocktakeLine.state == LineState.MISPLACED,
        )
        found = {"state": LineState.FOUND, "correction": None}
        ids = session.scalars(here.order_by(StocktakeLine.id)).all()
        update_rows(session, table_named(StocktakeLine.__tablename__), [(line_id, found) for line_id in ids])
