"""What stock does when two records become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject

_LINKS = {"category": "category", "supplier": "supplier", "place": "place"}
"""The fields of a query for items that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let items, movements and what fits a model belong to another place, person, supplier, category or model."""
    point_elsewhere(session, "coorddesk.stock.models", old, new)
    repoint_views(session, "stock", _LINKS, old, new)
