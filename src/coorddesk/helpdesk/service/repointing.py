"""What becomes of the help desk when places, people, suppliers, models or categories are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_LINKS = {
    **dict.fromkeys(("requester", "assignee", "person", "me"), "person"),
    "place": "place",
    "provider": "supplier",
    "asset": "asset",
    "device": "asset",
    "category": "ticket_category",
    "team": "team",
    "cause": "cause",
}
"""The fields of the query and of its criteria that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let tickets and what lies ready for them belong to another place, person, supplier, device or category."""
    for module in ("choices", "tickets"):
        point_elsewhere(session, f"coorddesk.helpdesk.models.{module}", old, new)
    repoint_views(session, "helpdesk", _LINKS, old, new)
