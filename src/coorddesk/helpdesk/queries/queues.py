"""The queues of the help desk: tickets that are looked at together, and how many stand in each."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _p
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import OPEN, Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SOON = timedelta(days=1)


class Queue(StrEnum):
    """Tickets that are looked at together."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    MAJOR = "major"
    OVERDUE = "overdue"
    SOON = "soon"
    PLANNED = "planned"
    TO_REMIND = "to_remind"
    WAITING = "waiting"
    RESOLVED = "resolved"


QUEUE_TITLES: dict[Queue, Message] = {
    Queue.OPEN: _p("tickets", "Open"),
    Queue.MINE: _p("tickets", "Mine"),
    Queue.UNASSIGNED: _p("tickets", "Assigned to nobody"),
    Queue.MAJOR: _p("tickets", "Major incidents"),
    Queue.OVERDUE: _p("tickets", "Overdue"),
    Queue.SOON: _p("tickets", "Due within a day"),
    Queue.PLANNED: _p("tickets", "Planned for today"),
    Queue.TO_REMIND: _p("tickets", "To look at again"),
    Queue.WAITING: _p("tickets", "Waiting"),
    Queue.RESOLVED: _p("tickets", "To close"),
}


def queue_claims(session: Session, me: int | None = None) -> dict[Queue, ColumnElement[bool]]:
    """What a ticket must be like to stand in each queue; nothing is mine of somebody whom nobody said."""
    now, today = clock_of(session).now(), clock_of(session).today()
    is_open = Ticket.status.in_(OPEN)
    nobody = (Ticket.assignee_id.is_(None), Ticket.team_id.is_(None), Ticket.provider_id.is_(None))
    unanswered = Ticket.responded_at.is_(None)
    late = or_(Ticket.resolve_by < now, and_(unanswered, Ticket.respond_by < now))
    near = Ticket.resolve_by.between(now, now + _SOON)
    near_answer = and_(unanswered, Ticket.respond_by.between(now, now + _SOON))
    waiting = Ticket.status == Status.WAITING
    return {
        Queue.OPEN: is_open,
        Queue.MINE: false() if me is None else and_(is_open, Ticket.assignee_id == me),
        Queue.UNASSIGNED: and_(is_open, *nobody),
        Queue.MAJOR: and_(is_open, Ticket.is_major),
        Queue.OVERDUE: and_(is_open, late),
        Queue.SOON: and_(is_open, or_(near, near_answer)),
        Queue.PLANNED: and_(Ticket.status == Status.PLANNED, Ticket.planned_on <= today),
        Queue.TO_REMIND: and_(waiting, Ticket.remind_on <= today),
        Queue.WAITING: waiting,
        Queue.RESOLVED: Ticket.status == Status.RESOLVED,
    }


def queue_counts(session: Session, me: int | None = None) -> dict[Queue, int]:
    """How many tickets stand in each queue; one look at those that are not closed."""
    claims = queue_claims(session, me)
    counted = [func.count(case((claim, 1))) for claim in claims.values()]
    alive = select(Ticket.id).where(Ticket.status.in_((*OPEN, Status.RESOLVED)))  # few, which no planner guesses
    row = session.execute(select(*counted).where(Ticket.id.in_(alive))).one()
    return dict(zip(claims, row, strict=True))


def status_counts(session: Session) -> dict[Status, int]:
    """How many tickets have each status."""
    rows = session.execute(select(Ticket.status, func.count()).group_by(Ticket.status))
    return dict(rows.all())
