"""What licences do when two records become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.service import EDITORS
from coorddesk.licences.service.seats import end_twin_seats

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject

_LINKS = {"manufacturer": "manufacturer", "supplier": "supplier"}
"""The fields of a query for licences that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let licences and seats belong to another person, publisher or supplier; nobody has two seats of one licence."""
    if old[0] in {"person", "asset"}:
        end_twin_seats(session, old[0], old[1], new[1])
    point_elsewhere(session, "coorddesk.licences.models", old, new)
    repoint_views(session, "licences", _LINKS, old, new)
