"""How available each device and each place was: of the looks at it on rounds, the share at which all was well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.rounds.models import RoundCheck, RoundTour
from coorddesk.rounds.queries.tours import StopRow, things
from coorddesk.rounds.rules import Counts, Outcome, availability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Available:
    """A device or a place over some days: what was found, and when it was last at fault."""

    thing: StopRow
    counts: Counts
    last_fault: date | None

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nobody has looked."""
        return availability(self.counts)


def available(session: Session, since: date, until: date, *, round_id: int | None = None) -> tuple[Available, ...]:
    """Each device and place that was on a tour in these days, the worst first."""
    wanted = (
        select(RoundCheck.asset_id, RoundCheck.place_id, RoundCheck.outcome, func.count(), func.max(RoundTour.day))
        .join(RoundTour, RoundTour.id == RoundCheck.tour_id)
        .where(RoundTour.day >= since, RoundTour.day <= until, RoundCheck.outcome.is_not(None))
        .group_by(RoundCheck.asset_id, RoundCheck.place_id, RoundCheck.outcome)
    )
    if round_id is not None:
        wanted = wanted.where(RoundTour.round_id == round_id)
    found: dict[tuple[str, int], dict[str, int]] = {}
    faults: dict[tuple[str, int], date] = {}
    for asset_id, place_id, outcome, count, day in session.execute(wanted):
        assert outcome is not None
        subject = ("asset", asset_id) if asset_id is not None else ("place", place_id or 0)
        found.setdefault(subject, {})[outcome.value] = count
        if outcome is Outcome.FAULT:
            faults[subject] = day
    rows = [
        Available(thing, Counts(**found[thing.subject]), faults.get(thing.subject))
        for thing in things(session, list(found))
    ]
    return tuple(
        sorted(rows, key=lambda row: (2 if row.share is None else row.share, -row.counts.stops, row.thing.called))
    )
