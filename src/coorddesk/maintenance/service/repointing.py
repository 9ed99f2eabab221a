"""What becomes of maintenance when places, suppliers, models or categories are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject

_LINKS = {"supplier": "supplier", "place": "place", "asset": "asset"}
"""The fields of the queries that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let schedules, repairs and entries of the log belong to another place, supplier, model or category."""
    point_elsewhere(session, "coorddesk.maintenance.models", old, new)
    for page in ("repairs", "maintenance-log"):
        repoint_views(session, page, _LINKS, old, new)
