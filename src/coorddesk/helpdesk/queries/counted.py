"""The tickets that are counted in a figure, for the figures themselves and for the list of those behind one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.criteria_sql import among
from coorddesk.helpdesk.models import Rating, Ticket, TicketDevice, TicketEvent
from coorddesk.helpdesk.rules import EventKind
from coorddesk.helpdesk.rules.figures import (
    SATISFIED,
    Behind,
    Figure,
    Period,
    Received,
    Resolved,
    answered_in_time,
    resolved_in_time,
)
from coorddesk.inventory.models import Asset

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Claim = ColumnElement[bool]

OWN = Ticket.merged_into_id.is_(None)
"""A ticket that was merged into another is counted with that one."""


class Bounds(NamedTuple):
    """The moments at which a period begins and is over."""

    start: datetime
    end: datetime

    def hold(self, column: Any) -> Claim:
        """Whether a moment is within."""
        within: Claim = (column >= self.start) & (column < self.end)
        return within

    @property
    def backlog(self) -> Claim:
        """Whether a ticket was open at the end."""
        return _open_at(self.end) & OWN

    @property
    def open_before(self) -> Claim:
        """Whether a ticket was open at the beginning, merged ones too."""
        return _open_at(self.start)

    @property
    def scores(self) -> Select[int, int]:
        """The tickets that were rated and how; of several ratings of one ticket, the latest counts."""
        later = aliased(Rating)
        again = exists().where(later.ticket_id == Rating.ticket_id, later.id > Rating.id, self.hold(later.moment))
        return select(Rating.ticket_id, Rating.score).where(self.hold(Rating.moment), ~again)

    @property
    def received(self) -> Claim:
        """Whether a ticket came."""
        return self.hold(Ticket.opened_at) & OWN

    @property
    def resolved(self) -> Claim:
        """Whether a ticket was resolved."""
        return self.hold(Ticket.resolved_at) & OWN

    @property
    def cancelled(self) -> Claim:
        """Whether a ticket was cancelled."""
        return self.hold(Ticket.closed_at) & Ticket.resolved_at.is_(None) & OWN


def _open_at(moment: datetime) -> Claim:
    over = func.coalesce(Ticket.resolved_at, Ticket.closed_at)
    claim: Claim = (Ticket.opened_at < moment) & ~func.coalesce(over < moment, False)
    return claim


def bounds_of(session: Session, period: Period) -> Bounds:
    """A period on the wall of this place."""
    clock = clock_of(session)
    return Bounds(start_of_day(clock, period.first), start_of_day(clock, period.last + timedelta(1)))


def received_in(session: Session, bounds: Bounds) -> list[Received]:
    """The tickets that came."""
    wanted = select(Ticket.id, Ticket.opened_at, Ticket.responded_at, Ticket.respond_by)
    return [Received(*row) for row in session.execute(wanted.where(bounds.received))]


def resolved_in(session: Session, bounds: Bounds) -> list[Resolved]:
    """The tickets that were resolved."""
    wanted = select(Ticket.id, Ticket.opened_at, Ticket.resolved_at, Ticket.resolve_by)
    rows = session.execute(wanted.where(bounds.resolved))
    return [Resolved(row_id, opened, done, due) for row_id, opened, done, due in rows if done is not None]


def behind_claim(session: Session, behind: Behind) -> Claim:
    """What a ticket must be like to be counted in a figure."""
    bounds = bounds_of(session, behind.period)
    if behind.figure in _TIMED:
        return among(session, Ticket.id, _timed(session, bounds, behind.figure))
    if behind.figure in {Figure.SATISFIED, Figure.SCORED}:
        return _rated(bounds, behind)
    if behind.figure is Figure.REOPENED:
        again = select(TicketEvent.ticket_id).where(TicketEvent.kind == EventKind.REOPENED)
        return bounds.resolved & Ticket.id.in_(again)
    plain = {
        Figure.RECEIVED: bounds.received,
        Figure.RESOLVED: bounds.resolved,
        Figure.CANCELLED: bounds.cancelled,
        Figure.BACKLOG: bounds.backlog,
        Figure.ANSWERED: bounds.received & Ticket.responded_at.is_not(None),
    }
    return plain[behind.figure] if behind.figure in plain else _of(bounds, behind)


_TIMED = {Figure.ANSWERED_IN_TIME, Figure.ANSWERED_LATE, Figure.RESOLVED_IN_TIME, Figure.RESOLVED_LATE}


def _timed(session: Session, bounds: Bounds, figure: Figure) -> Sequence[int]:
    """The tickets of a promise that was kept, or was not."""
    if figure in {Figure.ANSWERED_IN_TIME, Figure.ANSWERED_LATE}:
        kept = answered_in_time(received_in(session, bounds), clock_of(session).now())
    else:
        kept = resolved_in_time(resolved_in(session, bounds))
    is_wanted = figure in {Figure.ANSWERED_IN_TIME, Figure.RESOLVED_IN_TIME}
    return [ticket_id for ticket_id, is_kept in kept.items() if is_kept is is_wanted]


def _rated(bounds: Bounds, behind: Behind) -> Claim:
    scores = bounds.scores.subquery()
    is_it = scores.c.score >= SATISFIED if behind.figure is Figure.SATISFIED else scores.c.score == behind.of
    return Ticket.id.in_(select(scores.c.ticket_id).where(is_it))


def _of(bounds: Bounds, behind: Behind) -> Claim:
    """Those of a record, and of none that is inside it."""
    if behind.figure is Figure.OF_MODEL:
        about = select(TicketDevice.ticket_id).join(Asset, Asset.id == TicketDevice.asset_id)
        return bounds.received & Ticket.id.in_(about.where(Asset.model_id == behind.of))
    if behind.figure is Figure.OF_CAUSE:
        return bounds.resolved & Ticket.cause_id.is_not_distinct_from(behind.of)
    column = Ticket.category_id if behind.figure is Figure.OF_CATEGORY else Ticket.place_id
    return bounds.received & column.is_not_distinct_from(behind.of)
