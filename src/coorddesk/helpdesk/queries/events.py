"""The log of tickets as rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.helpdesk.models import TicketEvent
from coorddesk.helpdesk.rules import TELLING, Event, EventKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 500
_READ = (*TELLING, EventKind.TARGET)


def events_of(session: Session, ticket_ids: Sequence[int]) -> Mapping[int, list[Event]]:
    """What tells the status, the moments and the promises of tickets, in the order in which it was."""
    found: dict[int, list[Event]] = defaultdict(list)
    wanted = select(
        TicketEvent.ticket_id,
        TicketEvent.moment,
        TicketEvent.kind,
        TicketEvent.before,
        TicketEvent.after,
        TicketEvent.is_public,
    ).order_by(TicketEvent.ticket_id, TicketEvent.id)
    for start in range(0, len(ticket_ids), _AT_ONCE):
        part = TicketEvent.ticket_id.in_(ticket_ids[start : start + _AT_ONCE]), TicketEvent.kind.in_(_READ)
        for ticket_id, moment, kind, before, after, is_public in session.execute(wanted.where(*part)):
            found[ticket_id].append(Event(moment, kind, before, after, is_public))
    for told in found.values():
        told.sort(key=lambda event: event.moment)  # what was at one moment keeps its order
    return found
