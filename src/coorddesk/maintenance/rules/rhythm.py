"""When something is due that comes again and again: days of a rhythm, and the next one of a device."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.maintenance.rules.words import Outcome, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 240
"""In months; what comes less often than every twenty years is no schedule."""

LONGEST_NOTICE = 365
"""In days: how long ahead a schedule may announce itself."""

_MOST_DAYS = 24
_LEAP_YEAR = 2024


@dataclass(frozen=True)
class Rhythm:
    """On which days something is due: every so many `months` from `start` on, or on the same `days` of each year.

    A day that a month has not (31 April, 29 February of most years) is the last one of it. With `from_done`, months
    are counted from the day on which it was done last rather than from `start`. Nothing is due after `end`.
    """

    start: date
    months: int | None = None
    days: tuple[tuple[int, int], ...] = ()
    from_done: bool = False
    end: date | None = None

    @property
    def is_floating(self) -> bool:
        """Whether each day is counted from the one on which it was done last."""
        return self.from_done and self.months is not None


class Turn(NamedTuple):
    """What became of the latest day on which a device was due: done on `day`, skipped on it, or postponed to it."""

    due: date
    outcome: Outcome
    day: date


class Until(NamedTuple):
    """The last days, included, of devices that came, that were done or skipped (`counted`), and that were postponed.

    None: not even the very first day is early enough.
    """

    came: date | None
    counted: date | None
    postponed: date


def due_after(rhythm: Rhythm, day: date | None) -> date | None:
    """The first day of a rhythm that is later than `day`, its very first without one; None after its end."""
    found = _by_days(rhythm, day) if rhythm.months is None else _by_months(rhythm, rhythm.months, day)
    return None if found is None or (rhythm.end is not None and found > rhythm.end) else found


def next_due(rhythm: Rhythm, turn: Turn | None, since: date | None = None) -> date | None:
    """The day on which a device is due next, by what became of its latest turn.

    What was left undone does not pile up: whatever was done or skipped late, the next day is one still to come then.
    A device that came (`since`) after the start is due on the first day after that.
    """
    if turn is None:
        return due_after(rhythm, None if since is None or since <= rhythm.start else since)
    if turn.outcome is Outcome.POSTPONED:
        return turn.day
    if not rhythm.is_floating:
        return due_after(rhythm, max(turn.due, turn.day))
    counted_from = turn.day if turn.outcome is Outcome.DONE else max(turn.due, turn.day)
    return due_after(replace(rhythm, start=counted_from), counted_from)


def until(rhythm: Rhythm, limit: date) -> Until:
    """Until when a device came, was looked after or was postponed to that is due by `limit` at the latest.

    It is what `next_due` says, turned round: later days lead to later ones, so that a database can count who is due.
    """
    latest = limit if rhythm.end is None else min(limit, rhythm.end)
    last = _last_by_days(rhythm, latest) if rhythm.months is None else _last_by_months(rhythm, rhythm.months, latest)
    before = None if last is None else _day_before(last)
    came = None if before is None else max(before, rhythm.start)
    if rhythm.from_done and rhythm.months is not None:  # it is floating
        return Until(came, _months_before(latest, rhythm.months), limit)
    return Until(came, before, limit)


def urgency(due: date, today: date, ahead: int) -> Urgency:
    """How near a day is that is announced so many days ahead."""
    if due < today:
        return Urgency.OVERDUE
    return Urgency.DUE if due - timedelta(days=ahead) <= today else Urgency.COMING


def trouble_with(rhythm: Rhythm, ahead: int) -> tuple[str, Message] | None:
    """Why a rhythm cannot be, and the field that is wrong; None: fine."""
    if (rhythm.months is None) == (not rhythm.days):
        return "months", _("Say either every how many months it is due, or on which days of the year.")
    if rhythm.months is not None and not 1 <= rhythm.months <= LONGEST:
        return "months", _("Write a whole number from {least} to {most}.", least=1, most=LONGEST)
    if rhythm.end is not None and rhythm.end < rhythm.start:
        return "end", _("It cannot end before it begins.")
    if not 0 <= ahead <= LONGEST_NOTICE:
        return "ahead", _("Write a whole number from {least} to {most}.", least=0, most=LONGEST_NOTICE)
    return None


def said_rhythm(rhythm: Rhythm) -> Message:
    """A rhythm in words."""
    if rhythm.months is None:
        return _("Each year on {days}", days=days_text(rhythm.days))
    if rhythm.months % 12:
        return _n("Every month", "Every {count} months", rhythm.months)
    return _n("Every year", "Every {count} years", rhythm.months // 12)


def days_typed(text: str) -> tuple[tuple[int, int], ...]:
    """Days of the year as typed, "01/03, 01/09", as (month, day) in their order. Raises `UserError`."""
    days = {_day_typed(word) for word in text.replace(";", ",").replace("\n", ",").split(",") if word.strip()}
    if len(days) > _MOST_DAYS:
        raise UserError(_("These are too many days: {most} at most.", most=_MOST_DAYS), field="days")
    return tuple(sorted(days))


def days_text(days: Iterable[tuple[int, int]]) -> str:
    """Days of the year as they are typed: "01/03, 01/09"."""
    return ", ".join(f"{day:02}/{month:02}" for month, day in days)


def stored_days(days: Sequence[tuple[int, int]]) -> list[str]:
    """Days of the year as they are kept: ["03-01", "09-01"]."""
    return [f"{month:02}-{day:02}" for month, day in days]


def kept_days(stored: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Days of the year from how they are kept."""
    return tuple((int(text[:2]), int(text[3:])) for text in stored)


def _by_months(rhythm: Rhythm, months: int, day: date | None) -> date | None:
    if day is None or day < rhythm.start:
        return rhythm.start
    passed = (day.year - rhythm.start.year) * 12 + day.month - rhythm.start.month
    times = passed // months
    found = _months_on(rhythm.start, times * months)
    return _months_on(rhythm.start, (times + 1) * months) if found is not None and found <= day else found


def _by_days(rhythm: Rhythm, day: date | None) -> date | None:
    after = rhythm.start - timedelta(days=1) if day is None or day < rhythm.start else day
    for year in (after.year, after.year + 1):
        for month, number in rhythm.days if year <= date.max.year else ():
            found = _in_month(year, month, number)
            if found > after:
                return found
    return None


def _last_by_months(rhythm: Rhythm, months: int, limit: date) -> date | None:
    """The last day of a rhythm that is not after `limit`."""
    if limit < rhythm.start:
        return None
    times = ((limit.year - rhythm.start.year) * 12 + limit.month - rhythm.start.month) // months
    found = _months_on(rhythm.start, times * months)
    return found if found is not None and found <= limit else _months_on(rhythm.start, (times - 1) * months)


def _last_by_days(rhythm: Rhythm, limit: date) -> date | None:
    years = [year for year in (limit.year, limit.year - 1) if year >= date.min.year]
    days = [_in_month(year, month, number) for year in years for month, number in rhythm.days]
    return max((day for day in days if rhythm.start <= day <= limit), default=None)


def _months_before(limit: date, months: int) -> date | None:
    """The last day of which so many months later are not after `limit`."""
    year, month = divmod(limit.year * 12 + limit.month - 1 - months, 12)
    if year < date.min.year:
        return None
    is_last_of_month = limit == _in_month(limit.year, limit.month, 31)
    return _in_month(year, month + 1, 31 if is_last_of_month else limit.day)


def _day_before(day: date) -> date | None:
    return None if day == date.min else day - timedelta(days=1)


def _months_on(start: date, months: int) -> date | None:
    """So many months later, on the same day or the last one of a shorter month; None where no calendar goes."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return _in_month(year, month + 1, start.day) if year <= date.max.year else None


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _day_typed(word: str) -> tuple[int, int]:
    """One day, written as 1/9, 01/09, 1.9 or 01-09: the day before the month, as everywhere in the program."""
    parts = word.strip().replace(".", "/").replace("-", "/").split("/")
    numbers = [int(part) for part in parts if part.isascii() and part.isdecimal()]
    if len(parts) == len(numbers) == 2:
        day, month = numbers
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(_LEAP_YEAR, month)[1]:
            return month, day
    raise UserError(_("“{text}” is no day of the year. Write it like 01/09.", text=word.strip()), field="days")
