"""Where two categories become one, the articles of either follow."""

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
    """Let articles be for devices of another category."""
    point_elsewhere(session, "coorddesk.knowledge.models", old, new)
    repoint_views(session, "knowledge", {"category": "category"}, old, new)
