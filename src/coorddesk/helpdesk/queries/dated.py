"""Tickets in the agenda: planned for a day, to be looked at again, to be resolved by a moment, and coming again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import Message, _, digits
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import RecurringTicket, Ticket
from coorddesk.helpdesk.rules.words import OPEN, Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import Clock

_PLANNED = DatedKind("ticket", _("Tickets planned"), "life-buoy")
_AGAIN = DatedKind("ticket-again", _("Tickets to look at again"), "clock")
_DEADLINES = DatedKind("ticket-due", _("Deadlines of tickets"), "triangle-alert")
_RECURRING = DatedKind("recurring-ticket", _("Recurring tickets"), "refresh-cw")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """Two statements."""
    clock = clock_of(session)
    moments = (start_of_day(clock, period.first), start_of_day(clock, period.last + timedelta(days=1)))
    near = or_(
        Ticket.planned_on.between(period.first, period.last),
        Ticket.remind_on.between(period.first, period.last),
        Ticket.resolve_by.between(*moments),
    )
    columns = (Ticket.id, Ticket.title, Ticket.status, Ticket.planned_on, Ticket.remind_on, Ticket.resolve_by)
    wanted = select(*columns, Place.path.label("place")).outerjoin(Place, Place.id == Ticket.place_id)
    found = session.execute(wanted.where(Ticket.status.in_(OPEN), near))
    told = [each for row in found for each in _days_of(row, clock) if period.holds(each.first)]
    return [*told, *_coming_again(session, period)]


def _days_of(row: Any, clock: Clock) -> Iterator[Dated]:
    subject, place, today = ("ticket", row.id), row.place or "", clock.today()
    if row.status is Status.PLANNED and row.planned_on is not None:
        day = row.planned_on
        yield Dated(_PLANNED, _said(row), day, day, subject, state=state_on(day, today), place=place)
    if row.status is Status.WAITING and row.remind_on is not None:
        day = row.remind_on
        yield Dated(_AGAIN, _said(row), day, day, subject, state=state_on(day, today), place=place)
    if row.resolve_by is not None:
        wall = clock.local(row.resolve_by)
        day, minutes = wall.date(), 60 * wall.hour + wall.minute
        state = DatedState.LATE if row.resolve_by < clock.now() else DatedState.TO_COME
        yield Dated(_DEADLINES, _said(row), day, day, subject, starts=minutes, state=state, place=place)


def _said(row: Any) -> Message:
    return _("n° {number} · {title}", number=digits(row.id), title=row.title)


def _coming_again(session: Session, period: Period) -> Iterator[Dated]:
    wanted = select(RecurringTicket.id, RecurringTicket.name, RecurringTicket.next_on)
    for row_id, name, day in session.execute(wanted.where(RecurringTicket.next_on.between(period.first, period.last))):
        if day is not None:
            title = _("Open the ticket “{title}”", title=name)
            yield Dated(_RECURRING, title, day, day, ("recurring_ticket", row_id), day.isoformat())
