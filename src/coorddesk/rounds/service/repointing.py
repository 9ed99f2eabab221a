"""Where two devices or two places become one, rounds look at that one, and so did the tours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let stops be about another record; of two stops that are the same then, one stays."""
    point_elsewhere(session, "coorddesk.rounds.models", old, new)
