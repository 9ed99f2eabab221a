"""What a period of the help desk comes to, read from tickets, their logs and their ratings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.working_time import minute_of
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import Cause, Rating, Ticket, TicketCategory, TicketDevice, TicketEvent
from coorddesk.helpdesk.rules import EventKind, Status
from coorddesk.helpdesk.rules.figures import (
    AWAY,
    Lengths,
    Period,
    Satisfaction,
    Share,
    backlogs,
    lengths_of,
    share_of,
)
from coorddesk.inventory.models import Asset, Manufacturer, Model

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.working_time import OpeningHours


@dataclass(frozen=True)
class Month:
    """A month of the period: how many came, were resolved, and are open at its end."""

    period: Period
    received: int
    resolved: int
    backlog: int


@dataclass(frozen=True)
class Part:
    """How many tickets belong to a record of a kind; `id` is None for those that belong to none."""

    id: int | None
    name: str
    count: int


@dataclass(frozen=True)
class Figures:
    """What a period comes to. Tickets that were merged into another are counted with that one.

    `response` is of those received that were answered, `resolution` of those resolved without the time that they
    waited. `backlog` is what is open at the end of it, of what came and was resolved since as we know today.
    """

    period: Period
    received: int
    resolved: int
    cancelled: int
    backlog: int
    response: Lengths
    resolution: Lengths
    answered_in_time: Share
    resolved_in_time: Share
    reopened: Share
    satisfaction: Satisfaction
    months: tuple[Month, ...]
    by_category: tuple[Part, ...]
    by_place: tuple[Part, ...]
    by_model: tuple[Part, ...]
    by_cause: tuple[Part, ...]


class _Received(NamedTuple):
    opened_at: datetime
    responded_at: datetime | None
    respond_by: datetime | None


class _Resolved(NamedTuple):
    id: int
    opened_at: datetime
    resolved_at: datetime
    resolve_by: datetime | None


class _Bounds(NamedTuple):
    """The moments at which a period begins and is over."""

    start: datetime
    end: datetime

    def holds(self, column: Any) -> ColumnElement[bool]:
        """Whether a moment is within, of a ticket that was not merged into another."""
        within: ColumnElement[bool] = (column >= self.start) & (column < self.end) & Ticket.merged_into_id.is_(None)
        return within


def figures(session: Session, period: Period) -> Figures:
    """What the days of a period come to."""
    clock, hours = clock_of(session), opening_hours(session)
    bounds = _Bounds(start_of_day(clock, period.first), start_of_day(clock, period.last + timedelta(1)))
    opened, ended = bounds.holds(Ticket.opened_at), bounds.holds(Ticket.resolved_at)
    received = [_Received(*row) for row in session.execute(_RECEIVED.where(opened))]
    resolved = [_Resolved(*row) for row in session.execute(_RESOLVED.where(ended))]
    cancelled = session.scalars(_CANCELLED.where(bounds.holds(Ticket.closed_at))).all()
    months = _months(session, period, (received, resolved, cancelled), _open_at(session, bounds.start))
    return Figures(
        period=period,
        received=len(received),
        resolved=len(resolved),
        cancelled=len(cancelled),
        backlog=months[-1].backlog,
        response=lengths_of(hours.between(row.opened_at, row.responded_at) for row in received if row.responded_at),
        resolution=lengths_of(_minutes(resolved, _pauses(session, ended), hours)),
        answered_in_time=share_of(_answered_in_time(received, clock.now())),
        resolved_in_time=share_of(row.resolve_by >= minute_of(row.resolved_at) for row in resolved if row.resolve_by),
        reopened=Share(_reopened(session, ended), len(resolved)),
        satisfaction=_satisfaction(session, bounds),
        months=months,
        by_category=_parts(session, _BY_CATEGORY.where(opened)),
        by_place=_parts(session, _BY_PLACE.where(opened)),
        by_model=_parts(session, _BY_MODEL.where(opened)),
        by_cause=_parts(session, _BY_CAUSE.where(ended)),
    )


def _open_at(session: Session, moment: datetime) -> int:
    """How many were open at a moment."""
    own = Ticket.merged_into_id.is_(None)
    came = session.scalar(select(func.count()).select_from(Ticket).where(Ticket.opened_at < moment, own)) or 0
    over = func.coalesce(Ticket.resolved_at, Ticket.closed_at) < moment
    return came - (session.scalar(select(func.count()).select_from(Ticket).where(over, own)) or 0)


def _months(
    session: Session,
    period: Period,
    rows: tuple[Sequence[_Received], Sequence[_Resolved], Sequence[datetime | None]],
    before: int,
) -> tuple[Month, ...]:
    months = period.months
    starts = [start_of_day(clock_of(session), month.first) for month in months]
    received, resolved, cancelled = rows
    came = _dealt(starts, (row.opened_at for row in received))
    solved = _dealt(starts, (row.resolved_at for row in resolved))
    dropped = _dealt(starts, (moment for moment in cancelled if moment is not None))
    gone = [more + others for more, others in zip(solved, dropped, strict=True)]
    left = backlogs(before, came, gone)
    return tuple(Month(*each) for each in zip(months, came, solved, left, strict=True))


def _dealt(starts: Sequence[datetime], moments: Iterable[datetime]) -> list[int]:
    counted = Counter(bisect_right(starts, moment) - 1 for moment in moments)
    return [counted[place] for place in range(len(starts))]


def _minutes(
    rows: Sequence[_Resolved], pauses: Mapping[int, Sequence[tuple[datetime, datetime | None]]], hours: OpeningHours
) -> Iterable[int]:
    """How long each took; a pause without an end lasted until it was resolved."""
    for row in rows:
        away = sum(hours.between(begin, end or row.resolved_at) for begin, end in pauses.get(row.id, ()))
        yield hours.between(row.opened_at, row.resolved_at) - away


def _pauses(
    session: Session, resolved: ColumnElement[bool]
) -> Mapping[int, Sequence[tuple[datetime, datetime | None]]]:
    """When resolved tickets waited, or were over before they were opened again; those that never did are left out."""
    told, later = aliased(TicketEvent), aliased(TicketEvent)
    waited = (later.kind == EventKind.STATUS) & (later.before == Status.WAITING)
    paused = select(later.ticket_id).join(Ticket, Ticket.id == later.ticket_id)
    paused = paused.where(resolved, (later.kind == EventKind.REOPENED) | waited)
    turns = told.ticket_id.in_(paused), told.kind.in_((EventKind.STATUS, EventKind.REOPENED))
    wanted = select(told.ticket_id, told.moment, told.after).where(*turns)
    found: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for ticket_id, moment, after in session.execute(wanted.order_by(told.ticket_id, told.moment, told.id)):
        pauses = found[ticket_id]
        is_away = bool(pauses) and pauses[-1][1] is None
        if after in AWAY and not is_away:
            pauses.append((moment, None))
        elif after not in AWAY and is_away:
            pauses[-1] = (pauses[-1][0], moment)
    return found


def _answered_in_time(rows: Iterable[_Received], now: datetime) -> Iterable[bool]:
    """Whether each was; those that are not answered and still may be in time are left out."""
    for row in rows:
        if row.respond_by is not None and (row.responded_at is not None or now > row.respond_by):
            yield row.responded_at is not None and minute_of(row.responded_at) <= row.respond_by


def _reopened(session: Session, resolved: ColumnElement[bool]) -> int:
    """How many of those resolved had been opened again before."""
    again = select(TicketEvent.ticket_id).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    distinct = again.where(TicketEvent.kind == EventKind.REOPENED, resolved).distinct().subquery()
    return session.scalar(select(func.count()).select_from(distinct)) or 0


def _satisfaction(session: Session, bounds: _Bounds) -> Satisfaction:
    within = Rating.moment >= bounds.start, Rating.moment < bounds.end
    counted = dict(session.execute(select(Rating.score, func.count()).where(*within).group_by(Rating.score)).all())
    return Satisfaction((counted.get(1, 0), counted.get(2, 0), counted.get(3, 0), counted.get(4, 0)))


def _parts(session: Session, counted: Select[*tuple[Any, ...]]) -> tuple[Part, ...]:
    """The parts, the largest first; those that have no name last."""
    rows = [
        Part(record_id, " ".join(part for part in names if part), count)
        for record_id, *names, count in session.execute(counted)
    ]
    return tuple(sorted(rows, key=lambda part: (part.id is None, -part.count, part.name)))


_RECEIVED: Select[*tuple[Any, ...]] = select(Ticket.opened_at, Ticket.responded_at, Ticket.respond_by)
_RESOLVED: Select[*tuple[Any, ...]] = select(Ticket.id, Ticket.opened_at, Ticket.resolved_at, Ticket.resolve_by)
_CANCELLED = select(Ticket.closed_at).where(Ticket.resolved_at.is_(None))
_BY_CATEGORY: Select[*tuple[Any, ...]] = (
    select(Ticket.category_id, TicketCategory.path, func.count())
    .outerjoin(TicketCategory, TicketCategory.id == Ticket.category_id)
    .group_by(Ticket.category_id, TicketCategory.path)
)
_BY_PLACE: Select[*tuple[Any, ...]] = (
    select(Ticket.place_id, Place.path, func.count())
    .outerjoin(Place, Place.id == Ticket.place_id)
    .group_by(Ticket.place_id, Place.path)
)
_BY_CAUSE: Select[*tuple[Any, ...]] = (
    select(Ticket.cause_id, Cause.name, func.count())
    .outerjoin(Cause, Cause.id == Ticket.cause_id)
    .group_by(Ticket.cause_id, Cause.name)
)
_BY_MODEL: Select[*tuple[Any, ...]] = (
    select(Model.id, Manufacturer.name, Model.name, func.count(TicketDevice.ticket_id.distinct()))
    .select_from(Ticket)
    .join(TicketDevice, TicketDevice.ticket_id == Ticket.id)
    .join(Asset, Asset.id == TicketDevice.asset_id)
    .join(Model, Model.id == Asset.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .group_by(Model.id, Manufacturer.name, Model.name)
)
