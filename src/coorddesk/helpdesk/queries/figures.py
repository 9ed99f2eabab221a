"""What a period of the help desk comes to, read from tickets, their logs and their ratings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, literal, or_, select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.criteria_sql import among
from coorddesk.core.id_lists import rows_of
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import Cause, Ticket, TicketCategory, TicketDevice, TicketEvent
from coorddesk.helpdesk.queries.counted import OWN, Bounds, Claim, bounds_of, received_in, resolved_in
from coorddesk.helpdesk.rules import EventKind, Status
from coorddesk.helpdesk.rules.figures import (
    AWAY,
    Lengths,
    Period,
    Received,
    Resolved,
    Satisfaction,
    Share,
    answered_in_time,
    backlogs,
    lengths_of,
    resolved_in_time,
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


def figures(session: Session, period: Period) -> Figures:
    """What the days of a period come to."""
    clock, hours, bounds = clock_of(session), opening_hours(session), bounds_of(session, period)
    received, resolved = received_in(session, bounds), resolved_in(session, bounds)
    cancelled = session.scalars(select(Ticket.closed_at).where(bounds.cancelled)).all()
    months = _months(session, period, (received, resolved, cancelled), _open_before(session, bounds))
    return Figures(
        period=period,
        received=len(received),
        resolved=len(resolved),
        cancelled=len(cancelled),
        backlog=months[-1].backlog,
        response=lengths_of(hours.between(row.opened_at, row.responded_at) for row in received if row.responded_at),
        resolution=lengths_of(_minutes(resolved, _pauses(session, bounds), hours)),
        answered_in_time=share_of(answered_in_time(received, clock.now()).values()),
        resolved_in_time=share_of(resolved_in_time(resolved).values()),
        reopened=Share(_reopened(session, bounds), len(resolved)),
        satisfaction=_satisfaction(session, bounds),
        months=months,
        by_category=_parts(session, _BY_CATEGORY.where(bounds.received)),
        by_place=_parts(session, _BY_PLACE.where(bounds.received)),
        by_model=_parts(session, _BY_MODEL.where(bounds.received)),
        by_cause=_parts(session, _BY_CAUSE.where(bounds.resolved)),
    )


def first_day(session: Session) -> date | None:
    """The day on which the first ticket came."""
    moment = session.scalar(select(func.min(Ticket.opened_at)))
    return None if moment is None else clock_of(session).local(moment).date()


def _open_before(session: Session, bounds: Bounds) -> int:
    """How many were open as a period began: all that had come, without those that were over, and the merged ones apart.

    Asked in parts that are each counted in an index, for all of it at once would read every ticket.
    """
    over = _count(session, Ticket.resolved_at < bounds.start)
    over += _count(session, Ticket.resolved_at.is_(None), Ticket.closed_at < bounds.start)
    merged = _count(session, Ticket.id.in_(select(Ticket.id).where(~OWN)), bounds.open_before)
    return _count(session, Ticket.opened_at < bounds.start) - over - merged


def _count(session: Session, *claims: Claim) -> int:
    return session.scalar(select(func.count()).select_from(Ticket).where(*claims)) or 0


def _months(
    session: Session,
    period: Period,
    rows: tuple[Sequence[Received], Sequence[Resolved], Sequence[datetime | None]],
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
    rows: Sequence[Resolved], pauses: Mapping[int, Sequence[tuple[datetime, datetime | None]]], hours: OpeningHours
) -> Iterable[int]:
    """How long each took; a pause without an end lasted until it was resolved."""
    for row in rows:
        away = sum(hours.between(begin, end or row.resolved_at) for begin, end in pauses.get(row.id, ()))
        yield hours.between(row.opened_at, row.resolved_at) - away


def _pauses(session: Session, bounds: Bounds) -> Mapping[int, Sequence[tuple[datetime, datetime | None]]]:
    """When resolved tickets waited, or were over before they were opened again; those that never did are left out.

    What ends a pause is asked in the very words of the index that holds only that.
    """
    waited = TicketEvent.before == literal(Status.WAITING.value, literal_execute=True)
    paused = or_(waited, TicketEvent.kind == literal(EventKind.REOPENED, TicketEvent.kind.type, literal_execute=True))
    those = select(TicketEvent.ticket_id).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    ids = [ticket_id for (ticket_id,) in rows_of(session, those.where(bounds.resolved, paused))]
    wanted = select(TicketEvent.ticket_id, TicketEvent.kind, TicketEvent.moment, TicketEvent.after)
    told = wanted.where(among(session, TicketEvent.ticket_id, ids))
    found: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for ticket_id, kind, moment, after in session.execute(told.order_by(TicketEvent.moment, TicketEvent.id)):
        if kind not in {EventKind.STATUS, EventKind.REOPENED}:
            continue
        pauses = found[ticket_id]
        is_away = bool(pauses) and pauses[-1][1] is None
        if after in AWAY and not is_away:
            pauses.append((moment, None))
        elif after not in AWAY and is_away:
            pauses[-1] = (pauses[-1][0], moment)
    return found


def _reopened(session: Session, bounds: Bounds) -> int:
    """How many of those resolved had been opened again before."""
    again = select(TicketEvent.ticket_id).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    distinct = again.where(TicketEvent.kind == EventKind.REOPENED, bounds.resolved).distinct().subquery()
    return session.scalar(select(func.count()).select_from(distinct)) or 0


def _satisfaction(session: Session, bounds: Bounds) -> Satisfaction:
    counted = Counter(score for _ticket_id, score in session.execute(bounds.scores))
    return Satisfaction((counted[1], counted[2], counted[3], counted[4]))


def _parts(session: Session, counted: Select[*tuple[Any, ...]]) -> tuple[Part, ...]:
    """The parts, the largest first; those that have no name last."""
    rows = [
        Part(record_id, " ".join(part for part in names if part), count)
        for record_id, *names, count in session.execute(counted)
    ]
    return tuple(sorted(rows, key=lambda part: (part.id is None, -part.count, part.name)))


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
