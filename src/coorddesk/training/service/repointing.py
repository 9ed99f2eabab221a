"""Where two people, places or suppliers become one, sessions, registrations and support belong to that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere
from coorddesk.directory.models import Person
from coorddesk.directory.service import EDITORS
from coorddesk.training.models import Registration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_SESSIONS, _PEOPLE = "coorddesk.training.models.sessions", "coorddesk.training.models.people"


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let everything of training be about another record.

    Of two registrations for one session that of the other record stays, with the attendance and the documents of both;
    where both say something of one slot, it is what that one says.
    """
    if old[0] == Person.__tablename__:
        for mine, theirs in _twice(session, old[1], new[1]):
            kind = Registration.__tablename__
            point_elsewhere(session, _PEOPLE, (kind, mine), (kind, theirs))
    for module in (_SESSIONS, _PEOPLE):
        point_elsewhere(session, module, old, new)


def _twice(session: Session, old: int, new: int) -> Sequence[Row[int, int]]:
    """The registrations of both for the same sessions."""
    mine, theirs = aliased(Registration), aliased(Registration)
    both = select(mine.id, theirs.id).join(theirs, theirs.session_id == mine.session_id)
    return session.execute(both.where(mine.person_id == old, theirs.person_id == new)).all()
