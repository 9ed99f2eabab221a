"""What becomes of maintenance when places, suppliers, models or categories are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_LINKS = {
    **{key: key for key in ("supplier", "place", "asset", "category", "model")},
    "device": "asset",
    "loan_device": "asset",
    "holder": "person",
}
"""The fields of queries and criteria that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let schedules, repairs and entries of the log belong to another place, supplier, model or category."""
    point_elsewhere(session, "coorddesk.maintenance.models", old, new)
    for page in ("maintenance-plans", "repairs", "maintenance-log"):
        repoint_views(session, page, _LINKS, old, new)
