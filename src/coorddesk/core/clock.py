"""The clock that is handed in: a rule never reads the system's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """The moment, in UTC."""

    def today(self) -> date:
        """The day on the wall of this place."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local day."""
        return self.now().astimezone().date()


class FixedClock:
    """A clock that stands still, for demo data and tests."""

    def __init__(self, moment: datetime) -> None:
        """Stand at `moment` (aware, UTC)."""
        self.moment = moment

    def now(self) -> datetime:
        """The moment it stands at, in UTC."""
        return self.moment

    def today(self) -> date:
        """Its day in UTC."""
        return self.moment.date()


def clock_of(session: Session) -> Clock:
    """The clock by which the session writes."""
    return cast(Clock, session.info["clock"])
