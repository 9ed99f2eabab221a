"""When the house is open: what was said of it, and the calendar that is reckoned with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from coorddesk.agenda.models import Closure, Opening
from coorddesk.agenda.rules import USUAL, ZONES, ClosureKind, Week, kept_week
from coorddesk.core.organisation import organisation
from coorddesk.core.working_time import COUNTRIES, OpeningHours
from coorddesk.core.working_time import Closure as Closed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OpeningRow:
    """What was said of the opening hours; version 0: nothing yet.

    `country` is the organisation's, `region` one of it with public holidays of its own, or empty.
    """

    version: int
    week: Week
    zone: str
    country: str
    region: str
    on_public_holidays: bool
    in_school_holidays: bool

    @property
    def free_in(self) -> str | None:
        """Whose public holidays are free; of a country that we know none of, nobody's."""
        if self.on_public_holidays or self.country not in COUNTRIES:
            return None
        return f"{self.country}-{self.region}" if self.region else self.country


def opening(session: Session) -> OpeningRow:
    """When the house is open, as people said it."""
    country = organisation(session).country
    row = session.scalar(select(Opening))
    if row is None:
        zone = ZONES.get(country, ZONES["FR"])
        return OpeningRow(0, USUAL, zone, country, "", on_public_holidays=False, in_school_holidays=False)
    return OpeningRow(
        row.version,
        kept_week(row.week),
        row.zone,
        country,
        row.region,
        on_public_holidays=row.on_public_holidays,
        in_school_holidays=row.in_school_holidays,
    )


def opening_hours(session: Session) -> OpeningHours:
    """The calendar that deadlines are reckoned with; the same object as long as nothing of it changes."""
    said = opening(session)
    wanted = select(Closure.first, Closure.last).order_by(Closure.first, Closure.last)
    if said.in_school_holidays:
        wanted = wanted.where(Closure.kind != ClosureKind.SCHOOL)
    closed = tuple(Closed(first, last) for first, last in session.execute(wanted))
    return _same(OpeningHours(said.week, ZoneInfo(said.zone), said.free_in, closed))


def calendar_mark(session: Session) -> str:
    """What tells whether the calendar is that of an earlier time: it changes with all that deadlines depend on."""
    hours = opening_hours(session)
    said = (hours.week, hours.zone.key, hours.country, hours.closures)
    return sha256(repr(said).encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def _same(hours: OpeningHours) -> OpeningHours:
    """The calendar that is equal to this one: its years are added up already."""
    return hours
