"""Which backups stay: 7 days, 4 weeks, 12 months, counted in backups there are rather than in days gone by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(moments: Collection[datetime]) -> set[datetime]:
    """The backups to keep: all of the latest day, and the last of each of the latest days, weeks and months.

    Moments are local, since days are those that people see on the wall.
    A summer without backups deletes nothing, and what was made today is there until tomorrow.
    """
    if not moments:
        return set()
    today = max(moments).date()
    return (
        {moment for moment in moments if moment.date() == today}
        | _last_of_each(moments, DAYS, lambda moment: moment.date())
        | _last_of_each(moments, WEEKS, lambda moment: moment.isocalendar()[:2])
        | _last_of_each(moments, MONTHS, lambda moment: (moment.year, moment.month))
    )


def is_due(moments: Collection[datetime], now: datetime) -> bool:
    """Whether the day of `now` has no backup yet; all moments are local."""
    return all(moment.date() != now.date() for moment in moments)


def _last_of_each(
    moments: Collection[datetime], periods: int, period_of: Callable[[datetime], object]
) -> set[datetime]:
    last = {period_of(moment): moment for moment in sorted(moments)}
    return set(sorted(last.values())[-periods:])
