"""Opening hours: whether the desk is open, for how long between two moments, and when so much open time has passed.

Slots are times on the wall of the place: the desk is open at the moments at which that clock shows a
time within a slot, also on the two days a year on which the clock jumps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

COUNTRIES = ("FR", "BE", "CH", "CA", "LU")
"""Whose public holidays are offered; a region may follow, as in "CA-QC" or "FR-57"."""

_MIDNIGHT = time()
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_FURTHEST_DAYS = 5 * 366


@dataclass(frozen=True, order=True)
class Slot:
    """A stretch of a day in whole minutes; one that ends at 00:00 lasts until midnight."""

    start: time
    end: time

    def holds(self, wall: time) -> bool:
        """Whether a time is within."""
        return self.start <= wall and (wall < self.end or self.end == _MIDNIGHT)


@dataclass(frozen=True)
class Closure:
    """Days without opening hours, first and last included: works, school holidays."""

    first: date
    last: date


@dataclass(frozen=True)
class OpeningHours:
    """The slots of each day of the week (Monday first) in the place's time zone, and the days without any.

    `country` says whose public holidays are free; None: nobody's.
    """

    week: tuple[tuple[Slot, ...], ...]
    zone: ZoneInfo
    country: str | None = None
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        """Refuse slots that overlap or end before they start."""
        for slots in self.week:
            for slot in slots:
                if slot.start >= slot.end != _MIDNIGHT:
                    raise UserError(_("Opening hours must end after they start."))
            if any(not earlier.start < earlier.end <= later.start for earlier, later in pairwise(sorted(slots))):
                raise UserError(_("Opening hours of one day must not overlap."))

    def is_open(self, moment: datetime) -> bool:
        """Whether the desk is open at a moment."""
        wall = moment.astimezone(self.zone)
        return any(slot.holds(wall.time()) for slot in self.slots(wall.date()))

    def open_minutes(self, start: datetime, end: datetime) -> int:
        """The whole minutes for which the desk is open between two moments."""
        open_time = timedelta()
        for since, until in self._stretches(start, (end - start) // _DAY + 2):
            open_time += max(min(until, end) - since, timedelta())
        return open_time // _MINUTE

    def add_open_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment (UTC) at which the desk will have been open for so many minutes since `start`."""
        left = minutes * _MINUTE
        if not left:
            return start.astimezone(UTC)
        for since, until in self._stretches(start, _FURTHEST_DAYS):
            if until - since >= left:
                return since + left
            left -= until - since
        raise UserError(_("The desk has no opening hours in the next five years. Set them in the settings."))

    def slots(self, day: date) -> tuple[Slot, ...]:
        """The slots of a day, earliest first."""
        if any(closure.first <= day <= closure.last for closure in self.closures):
            return ()
        if self.country is not None and day in public_holidays(self.country, day.year):
            return ()
        return tuple(sorted(self.week[day.weekday()]))

    def _stretches(self, start: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """The open stretches of so many days from `start` on, in UTC."""
        start = start.astimezone(UTC)
        first = start.astimezone(self.zone).date()
        for number in range(days):
            for since, until in self._stretches_of(first + number * _DAY):
                if until > start:
                    yield max(since, start), until

    def _stretches_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        slots = self.slots(day)
        midnight, next_midnight = (self._moment(each, _MIDNIGHT) for each in (day, day + _DAY))
        if next_midnight - midnight != _DAY:
            yield from self._stretches_minute_by_minute(slots, midnight, next_midnight)
            return
        for slot in slots:
            yield self._moment(day, slot.start), next_midnight if slot.end == _MIDNIGHT else self._moment(day, slot.end)

    def _stretches_minute_by_minute(
        self, slots: tuple[Slot, ...], midnight: datetime, next_midnight: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        """Of a day on which the clock jumps: times within a slot may be skipped, or come twice."""
        moment = midnight
        while moment < next_midnight:
            wall = moment.astimezone(self.zone).time()
            if any(slot.holds(wall) for slot in slots):
                yield moment, moment + _MINUTE
            moment += _MINUTE

    def _moment(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, self.zone).astimezone(UTC)


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country, or of a region of it ("CA-QC")."""
    from holidays import country_holidays  # a large package, for the few rules that ask

    code, _dash, region = country.partition("-")
    return frozenset(country_holidays(code, subdiv=region or None, years=year))
