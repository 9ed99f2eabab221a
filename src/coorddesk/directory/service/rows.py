"""What every verb on a stored record begins with, the row as its author saw it, and what deleting one asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from coorddesk.core.access import Role, allowed
from coorddesk.core.errors import InUse, StaleWrite, UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.orm import Base, Versioned
from coorddesk.directory.queries import first_use
from coorddesk.notes.service import forget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

EDITORS = (Role.COORDINATOR, Role.STAFF)

R = TypeVar("R", bound=Versioned)


@dataclass(frozen=True)
class Deletion:
    """A record to delete, and the version its author saw."""

    id: int
    version: int


@allowed(*EDITORS)
def row_there(session: Session, kind: type[R], row_id: int) -> R:
    """The row of an id, if it is still there."""
    row = session.get(kind, row_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return row


@allowed(*EDITORS)
def row_as_seen(session: Session, kind: type[R], row_id: int, version: int) -> R:
    """The row of an id, if it is still there and as its author saw it."""
    row = row_there(session, kind, row_id)
    if row.version != version:
        raise StaleWrite(_("Somebody changed this since you opened it. Open it again to see the change."), ())
    return row


@allowed(*EDITORS)
def refuse_gone(session: Session, links: Iterable[tuple[str, type[Base], int | None]]) -> None:
    """Refuse to point at what somebody deleted while a form was filled in: (field, kind, id) of each link."""
    with session.no_autoflush:
        for field, kind, row_id in links:
            if row_id is not None and session.get(kind, row_id) is None:
                raise UserError(_("What was chosen here is no longer there. Choose again."), field=field)


@allowed(*EDITORS)
def delete_unused(session: Session, row: Base, name: str | Message) -> None:
    """Delete a row that nothing points at, with what is noted about it."""
    use = first_use(session, row)
    if use is not None:
        raise InUse(_("“{name}” cannot be deleted: it still has {use}.", name=name, use=use))
    forget(session, (row.__tablename__, row.id))
    session.delete(row)
    session.flush()
