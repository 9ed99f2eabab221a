"""What every verb on tickets begins with: the tickets as their author saw them, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.access import Role, allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _n, digits
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Cause, CommonFault, EscalationRule, Macro, Ticket

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.orm import Session

    from coorddesk.core.orm import Base

REPORTERS = (*EDITORS, Role.KIOSK)
"""Who may say that something is wrong."""

_AT_ONCE = 500


@dataclass(frozen=True)
class Seen:
    """A ticket as its author saw it; without a version, whatever it has become since."""

    id: int
    version: int | None = None


@allowed(*EDITORS)
def tickets_as_seen(session: Session, tickets: Sequence[Seen]) -> list[Ticket]:
    """The tickets in the order of the wish, each once; refused if one is gone, merged or changed since it was seen."""
    wanted = {seen.id: seen.version for seen in tickets}
    if not wanted:
        raise UserError(_("Choose at least one ticket."))
    session.flush()
    ids = list(wanted)
    found: dict[int, Ticket] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for row in session.scalars(select(Ticket).where(Ticket.id.in_(ids[start : start + _AT_ONCE]))):
            found[row.id] = row
    for ticket_id, version in wanted.items():
        if ticket_id not in found:
            raise UserError(_("Ticket {number} is no longer there: somebody took it back.", number=digits(ticket_id)))
        row = found[ticket_id]
        if version is not None and row.version != version:
            raise StaleWrite(
                _("Somebody changed ticket {number} since you saw it. Look at it again.", number=digits(row.id)), ()
            )
        if row.merged_into_id is not None:
            said = _(
                "Ticket {number} was merged into ticket {other}: go on with that one.",
                number=digits(row.id),
                other=row.merged_into_id,
            )
            raise UserError(said)
    return [found[ticket_id] for ticket_id in wanted]


@allowed(*EDITORS)
def ticket_as_seen(session: Session, seen: Seen) -> Ticket:
    """One ticket, as its author saw it."""
    return tickets_as_seen(session, (seen,))[0]


@allowed(*REPORTERS)
def refuse_unknown(session: Session, links: Iterable[tuple[str, type[Base], int | None]]) -> None:
    """Refuse to point at what somebody deleted meanwhile, on behalf of kiosks too: (field, kind, id) of each link."""
    with session.no_autoflush:
        for field, kind, row_id in links:
            if row_id is not None and session.get(kind, row_id) is None:
                raise UserError(_("What was chosen here is no longer there. Choose again."), field=field)


@allowed(*EDITORS)
def next_position(session: Session, kind: type[Cause | CommonFault | EscalationRule | Macro]) -> int:
    """The place after the last one of those that have an order."""
    with session.no_autoflush:
        last = session.scalar(select(func.max(kind.position)))
    return 0 if last is None else last + 1


@allowed(*EDITORS)
def record_deed(session: Session, rows: Sequence[Ticket], deed: Callable[[Message], Message]) -> None:
    """Name the deed by the ticket it was done to, or by how many they are."""
    if len(rows) == 1:
        said = _("ticket {number} “{title}”", number=digits(rows[0].id), title=rows[0].title)
    else:
        said = _n("{count} ticket", "{count} tickets", len(rows))
    record(session, deed(said), *(("ticket", row.id) for row in rows))
