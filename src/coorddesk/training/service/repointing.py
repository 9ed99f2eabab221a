"""Where two people, places or suppliers become one, sessions, registrations and support belong to that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let everything of training be about another record; of two registrations for one session, one stays."""
    for module in ("sessions", "people"):
        point_elsewhere(session, f"coorddesk.training.models.{module}", old, new)
