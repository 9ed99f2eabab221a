"""The story of a place, a person, a department or a supplier: what was written down about it, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.records import Entry
from coorddesk.core.story import of_subject
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

KEPT = 200
"""How many deeds a card shows."""
_KINDS = {"place", "person", "department", "supplier"}


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on a record of the directory, newest first."""
    if subject[0] not in _KINDS:
        return ()
    deeds = of_subject(session, subject, KEPT)
    return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]
