"""Writing into the log of tickets, and letting their status, moments and deadlines follow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import table_named
from coorddesk.helpdesk.models import Ticket, TicketEvent
from coorddesk.helpdesk.queries.events import events_of
from coorddesk.helpdesk.queries.targets import category_parents, target_lines
from coorddesk.helpdesk.rules import (
    OPEN,
    Event,
    EventKind,
    Pledge,
    category_chain,
    derived,
    kept_pledge,
    pledge_for,
    stored_pledge,
)
from coorddesk.helpdesk.service.promises import renew_deadlines
from coorddesk.helpdesk.service.rows import REPORTERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Line:
    """A line for the log of a ticket; of now unless it says when."""

    ticket_id: int
    kind: EventKind
    before: str = ""
    after: str = ""
    body: str = ""
    is_public: bool = False
    moment: datetime | None = None
    actor: str | None = None
    key: str | None = None


@allowed(*REPORTERS)
def write_events(session: Session, lines: Sequence[Line]) -> list[int]:
    """Write lines into the logs of tickets, and return their ids; what is derived from them follows by `settle`."""
    now, actor = clock_of(session).now(), actor_of(session).name
    rows = [
        {
            "ticket_id": line.ticket_id,
            "moment": line.moment or now,
            "actor": actor if line.actor is None else line.actor,
            "kind": line.kind,
            "before": line.before,
            "after": line.after,
            "body": line.body,
            "is_public": line.is_public,
            "key": line.key,
        }
        for line in lines
    ]
    return insert_rows(session, table_named(TicketEvent.__tablename__), rows)


@allowed(*REPORTERS)
def settle(session: Session, rows: Sequence[Ticket]) -> None:
    """Let the status, the moments and the deadlines of tickets be those that their events tell."""
    session.flush()
    events = events_of(session, [row.id for row in rows])
    for row in rows:
        told = derived(events[row.id])
        row.status, row.responded_at = told.status, told.responded_at
        row.resolved_at, row.closed_at = told.resolved_at, told.closed_at
    session.flush()
    if _pledge(session, rows, events):
        events = events_of(session, [row.id for row in rows])
    renew_deadlines(session, rows, events)
    session.flush()


def _pledge(session: Session, rows: Sequence[Ticket], events: Mapping[int, Sequence[Event]]) -> bool:
    """Write down what is promised from now on of tickets that are not over; true if that is new of one."""
    targets = target_lines(session)
    parents = category_parents(session) if any(target.category_id is not None for target in targets) else {}
    lines = []
    for row in rows:
        before = _promised(events[row.id])
        chain = category_chain(parents, row.category_id)
        after = pledge_for(targets, row.priority, row.kind, chain) if row.status in OPEN else before
        if after != before:
            opened = all(event.kind is not EventKind.TARGET for event in events[row.id])
            moment = row.opened_at if opened else None
            stored = stored_pledge(before), stored_pledge(after)
            lines.append(Line(row.id, EventKind.TARGET, *stored, moment=moment))
    write_events(session, lines)
    return bool(lines)


def _promised(events: Sequence[Event]) -> Pledge:
    """What was promised last."""
    said = [event.after for event in events if event.kind is EventKind.TARGET]
    return kept_pledge(said[-1]) if said else Pledge()
