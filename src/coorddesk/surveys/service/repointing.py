"""Where two people become one, what either answered follows."""

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
    """Let what somebody answered be another's."""
    point_elsewhere(session, "coorddesk.surveys.models", old, new)
