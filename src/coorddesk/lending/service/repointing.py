"""Where two records become one, what was lent of either or to either follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let loans, reservations and kits belong to another person or model, or be of another device."""
    point_elsewhere(session, "coorddesk.lending.models", old, new)
    repoint_views(session, "loans", _LINKS, old, new)


_LINKS = {
    "person": "person",
    "group": "person_group",
    "model": "model",
    "category": "category",
    "asset": "asset",
    "item": "stock_item",
    "kit": "kit",
}
