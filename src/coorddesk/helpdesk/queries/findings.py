"""What must always be true of tickets, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, digits
from coorddesk.core.records import Finding
from coorddesk.helpdesk.models import (
    Cause,
    EscalationRule,
    Macro,
    Problem,
    Rating,
    RecurringTicket,
    Team,
    Ticket,
    TicketCategory,
    TicketTemplate,
)
from coorddesk.helpdesk.queries.events import events_of
from coorddesk.helpdesk.rules import (
    OPEN,
    OVER,
    Derived,
    Event,
    EventKind,
    Status,
    deadlines_of,
    derived,
    priority_of,
    problem_search,
    ticket_search,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.working_time import OpeningHours

_AT_ONCE = 500


def findings(session: Session) -> Sequence[Finding]:
    """Tickets that are not as their events tell, that say too little or would not be found, and names likewise."""
    return [*_tickets(session), *_paths(session), *_names(session), *_problems(session)]


def _tickets(session: Session) -> Iterator[Finding]:
    hours, now = opening_hours(session), clock_of(session).now()
    last = 0
    while rows := session.scalars(select(Ticket).where(Ticket.id > last).order_by(Ticket.id).limit(_AT_ONCE)).all():
        ids = [row.id for row in rows]
        events, rated = events_of(session, ids), _first_ratings(session, ids)
        for row in rows:
            yield from _ticket(row, events[row.id], hours, now)
            yield from _rated(row.id, events[row.id], rated.get(row.id))
        last = rows[-1].id


def _ticket(row: Ticket, events: Sequence[Event], hours: OpeningHours, now: datetime) -> Iterator[Finding]:
    about = ("ticket", row.id)
    if not events or events[0].kind is not EventKind.OPENED or events[0].moment != row.opened_at:
        yield Finding(_("The log of ticket {number} does not begin with its opening.", number=digits(row.id)), about)
        return
    if Derived(row.status, row.responded_at, row.resolved_at, row.closed_at) != derived(events):
        yield Finding(_("Ticket {number} is not where its log says.", number=digits(row.id)), about)
    promised = [event for event in events if event.kind is EventKind.TARGET]
    deadlines = deadlines_of(events, hours, now) if promised else None
    due = (deadlines.response.due, deadlines.resolution.due) if deadlines is not None else (None, None)
    if row.status in OPEN and (row.respond_by, row.resolve_by) != due:
        yield Finding(
            _("The deadlines of ticket {number} are not those that its log makes.", number=digits(row.id)), about
        )
    if not _is_whole(row):
        yield Finding(_("Ticket {number} does not say what its status asks for.", number=digits(row.id)), about)
    if not row.is_priority_said and row.priority != priority_of(row.urgency, row.impact):
        yield Finding(
            _("The priority of ticket {number} is not that of urgency and impact.", number=digits(row.id)), about
        )
    words = row.title, row.description, row.requester_name, row.provider_reference, row.solution, row.origin
    if row.search != ticket_search(*words):
        yield Finding(_("“{name}” would not be found by its words.", name=row.title), about)


def _first_ratings(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    first = select(Rating.ticket_id, func.min(Rating.moment)).where(Rating.ticket_id.in_(ids))
    return dict(session.execute(first.group_by(Rating.ticket_id)).all())


def _rated(ticket_id: int, events: Sequence[Event], first: datetime | None) -> Iterator[Finding]:
    """Nobody is asked how satisfied they are before their ticket is over."""
    if first is not None and not any(event.after in OVER and event.moment <= first for event in events):
        yield Finding(
            _("Ticket {number} was rated before it was resolved.", number=digits(ticket_id)), ("ticket", ticket_id)
        )


def _is_whole(row: Ticket) -> bool:
    """Whether what stands beside a status stands there, and not beside another."""
    is_waiting = bool(row.waiting_reason) and row.remind_on is not None
    is_blank = not row.waiting_reason and row.remind_on is None
    if (row.status is Status.WAITING) != is_waiting or (row.status is not Status.WAITING) != is_blank:
        return False
    if row.merged_into_id is not None and row.status is not Status.CANCELLED:
        return False
    return row.status not in OPEN or (row.resolution is None and row.cause_id is None and not row.solution)


def _paths(session: Session) -> Iterator[Finding]:
    rows = {row.id: row for row in session.scalars(select(TicketCategory))}
    for row in rows.values():
        around = None if row.parent_id is None else rows[row.parent_id]
        path = row.name if around is None else f"{around.path} / {row.name}"
        if row.path != path or row.path_folded != fold(path):
            said = _("“{name}” would not be found by its name.", name=row.path)
            yield Finding(said, ("ticket_category", row.id))


def _names(session: Session) -> Iterator[Finding]:
    for kind in (Cause, EscalationRule, Macro, Problem, RecurringTicket, Team, TicketTemplate):
        for row_id, name, folded in session.execute(select(kind.id, kind.name, kind.name_folded)):
            if folded != fold(name):
                yield Finding(_("“{name}” would not be found by its name.", name=name), (kind.__tablename__, row_id))


def _problems(session: Session) -> Iterator[Finding]:
    for row in session.scalars(select(Problem)):
        if row.search != problem_search(row.name, row.description, row.root_cause, row.workaround, row.action):
            yield Finding(_("“{name}” would not be found by its words.", name=row.name), ("problem", row.id))
