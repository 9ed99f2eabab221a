"""How long the names of those who came are kept after a session: so many months, as its course says."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

NAMES = "names"
"""The key of the alert that names are kept too long."""

NAMELESS = "#"
"""What the name of somebody begins with whose name is no longer kept; the number of the registration follows."""


def kept_until(last_day: date, months: int) -> date:
    """The last day on which names are kept; the end of a month stays one that is there."""
    years, month = divmod(last_day.month - 1 + months, 12)
    year, month = last_day.year + years, month + 1
    return last_day.replace(year=year, month=month, day=min(last_day.day, monthrange(year, month)[1]))


def nameless(registration_id: int) -> str:
    """What somebody is called whose name is no longer kept: people stay apart, and nobody knows who they are."""
    return f"{NAMELESS}{registration_id}"
