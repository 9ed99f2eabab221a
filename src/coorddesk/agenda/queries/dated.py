"""What the agenda itself has of dated things: days closed, public holidays, and events of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.agenda.models import AgendaEvent, Closure
from coorddesk.agenda.queries.events import EVENT
from coorddesk.agenda.queries.hours import opening
from coorddesk.agenda.queries.source import OF_OTHERS
from coorddesk.agenda.rules import ClosureKind
from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period
from coorddesk.core.messages import _, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.working_time import named_holidays

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_CLOSED = DatedKind("closure", _("Days closed"), "lock", is_closed=True)
_OPEN_ANYWAY = DatedKind("school-holidays", _("School holidays"), "star")
_PUBLIC = DatedKind("holiday", _("Public holidays"), "star", is_closed=True)
_OWN = DatedKind("event", _p("agenda", "Events"), "calendar")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """Four statements, two of them for the opening hours."""
    return [*_closures(session, period), *_holidays(session, period), *_events(session, period)]


def _closures(session: Session, period: Period) -> Iterator[Dated]:
    """School holidays close the house unless it is said to be open in them."""
    is_open = opening(session).in_school_holidays
    wanted = select(Closure).where(Closure.first <= period.last, Closure.last >= period.first)
    for row in session.scalars(wanted):
        kind = _OPEN_ANYWAY if row.kind is ClosureKind.SCHOOL and is_open else _CLOSED
        yield Dated(kind, verbatim(row.name), row.first, row.last, (Closure.__tablename__, row.id))


def _holidays(session: Session, period: Period) -> Iterator[Dated]:
    country = opening(session).free_in
    if country is None:
        return
    language = organisation(session).language
    for year in range(period.first.year, period.last.year + 1):
        for day, name in named_holidays(country, year, language).items():
            if period.holds(day):
                yield Dated(_PUBLIC, verbatim(name), day, day, mark=day.isoformat())


def _events(session: Session, period: Period) -> Iterator[Dated]:
    today = clock_of(session).today()
    wanted = select(AgendaEvent).where(AgendaEvent.first <= period.last, AgendaEvent.last >= period.first)
    for row in session.scalars(wanted):
        kind = _OWN if not row.calendar else DatedKind(f"{OF_OTHERS}{row.calendar}", verbatim(row.calendar), "calendar")
        state = _state(row.last, today)
        times = (row.starts, row.ends)
        yield Dated(kind, verbatim(row.title), row.first, row.last, (EVENT, row.id), "", *times, state, row.place)


def _state(last: date, today: date) -> DatedState:
    """What is over needs nothing any more."""
    return DatedState.DONE if last < today else DatedState.TO_COME
