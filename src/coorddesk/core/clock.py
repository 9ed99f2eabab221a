"""The clock that is handed in: a rule never reads the system's."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """The moment, in UTC."""

    def today(self) -> date:
        """The day on the wall of this place."""

    def local(self, moment: datetime) -> datetime:
        """An aware moment as the wall of this place told it."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local day."""
        return self.local(self.now()).date()

    def local(self, moment: datetime) -> datetime:
        """A moment in the zone of the machine."""
        return moment.astimezone()


class FixedClock:
    """A clock that stands still, for demo data and tests."""

    def __init__(self, moment: datetime, zone: tzinfo = UTC) -> None:
        """Stand at `moment` (aware, UTC), on a wall in `zone`."""
        self.moment = moment
        self._zone = zone

    def now(self) -> datetime:
        """The moment it stands at, in UTC."""
        return self.moment

    def today(self) -> date:
        """Its day in its zone."""
        return self.local(self.moment).date()

    def local(self, moment: datetime) -> datetime:
        """A moment in its zone."""
        return moment.astimezone(self._zone)


def clock_of(session: Session) -> Clock:
    """The clock by which the session writes."""
    return cast(Clock, session.info["clock"])


def start_of_day(clock: Clock, day: date) -> datetime:
    """The moment, in UTC, at which a day begins on the wall of this place."""
    return moment_at(clock, datetime.combine(day, time()))


def moment_at(clock: Clock, wanted: datetime) -> datetime:
    """The moment, in UTC, at which the wall of this place tells a day and a time (without a zone)."""
    moment = wanted.replace(tzinfo=UTC)
    for _try in range(2):  # the first may fall on the other side of a change of the clocks
        moment -= clock.local(moment).replace(tzinfo=None) - wanted
    return moment


def is_start_of_day(clock: Clock, moment: datetime) -> bool:
    """Whether a moment is the very first of a day: of what it dates, no more than the day is known."""
    return clock.local(moment).time() == time()
