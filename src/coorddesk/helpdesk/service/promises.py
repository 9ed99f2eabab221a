"""Until when a ticket is promised: the one place where its deadlines are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import Event, EventKind, deadlines_of
from coorddesk.helpdesk.service.rows import REPORTERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*REPORTERS)
def renew_deadlines(session: Session, rows: Sequence[Ticket], events: Mapping[int, Sequence[Event]]) -> None:
    """Let the deadlines of tickets be those that their events and the opening hours make."""
    hours, now = None, clock_of(session).now()
    for row in rows:
        told = events[row.id]
        if any(event.kind is EventKind.TARGET for event in told):
            hours = hours or opening_hours(session)  # asked once, and only where something is promised
            deadlines = deadlines_of(told, hours, now)
            row.respond_by, row.resolve_by = deadlines.response.due, deadlines.resolution.due
        else:
            row.respond_by = row.resolve_by = None
