"""Rounds in the agenda: those that were made, and those of the days to come on which the house is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period
from coorddesk.core.messages import _, verbatim
from coorddesk.rounds.models import Round, RoundTour
from coorddesk.rounds.rules import is_planned

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_ROUNDS = DatedKind("round", _("Rounds"), "footprints")
_AHEAD = timedelta(days=62)
"""How far ahead they are told: a round of every day says nothing new about next year."""


def events(session: Session, period: Period) -> Sequence[Dated]:
    """Five statements, three of them for the opening hours."""
    today = clock_of(session).today()
    rounds = session.execute(select(Round.id, Round.name, Round.weekdays)).all()
    tours = select(RoundTour.round_id, RoundTour.day, RoundTour.ended_at)
    made = {
        (round_id, day): DatedState.TO_COME if ended_at is None else DatedState.DONE
        for round_id, day, ended_at in session.execute(tours.where(RoundTour.day.between(period.first, period.last)))
    }
    hours = opening_hours(session)
    ahead = Period(max(period.first, today), min(period.last, today + _AHEAD))
    days = [day for day in ahead.days if hours.slots(day)]
    for row in rounds:
        for day in days:
            if is_planned(row.weekdays, day):
                made.setdefault((row.id, day), DatedState.TO_COME)
    names = {row.id: row.name for row in rounds}
    return [_dated(names[round_id], round_id, day, state) for (round_id, day), state in made.items()]


def _dated(name: str, round_id: int, day: date, state: DatedState) -> Dated:
    return Dated(_ROUNDS, verbatim(name), day, day, ("round", round_id), day.isoformat(), state=state)
