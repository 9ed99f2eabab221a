"""The half-days of a session: how they are typed, drawn up over weeks around what is closed, and moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from coorddesk.core.dated import clock_text
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.training.rules.words import Half

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SLOTS = 200
"""Of one session: a year of mornings and afternoons."""

LONGEST = 366
"""In days: what a session may be drawn up over."""

_NOON = 13 * 60
_WEEK = 7
_TIME = r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?"
_BETWEEN = re.compile(rf"\s*{_TIME}\s*(?:-|–|—|à|to)\s*{_TIME}\s*")


@dataclass(frozen=True, order=True)
class SlotTimes:
    """A stretch of a day in minutes since midnight, on the wall."""

    day: date
    starts: int
    ends: int

    @property
    def half(self) -> Half:
        """The half-day that it counts as: what begins before one o'clock is of the morning."""
        return Half.AM if self.starts < _NOON else Half.PM

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.ends - self.starts

    @property
    def said(self) -> str:
        """Its times as they are typed: 09:00–12:00."""
        return f"{clock_text(self.starts)}–{clock_text(self.ends)}"

    def meets(self, other: SlotTimes) -> bool:
        """Whether both are at the same time at least partly."""
        return self.day == other.day and self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Pattern:
    """Every Tuesday from 9:00 to 12:00: days of the week (Monday = 1), times of such a day, from when to when.

    It ends on the day `last`, or when there are `count` days; `every` so many weeks.
    """

    first: date
    weekdays: tuple[int, ...]
    times: tuple[tuple[int, int], ...]
    last: date | None = None
    count: int | None = None
    every: int = 1


@dataclass(frozen=True)
class Drawn:
    """The slots of a pattern, and the days that it leaves out, each with the reason."""

    slots: tuple[SlotTimes, ...]
    left_out: Mapping[date, str]


def drawn(pattern: Pattern, closed: Mapping[date, str]) -> Drawn:
    """What a pattern comes to around the days that are `closed`, each named; raises `UserError`."""
    _refuse_pattern(pattern)
    days: list[date] = []
    left_out: dict[date, str] = {}
    for day in _days(pattern):
        if pattern.count is not None and len(days) >= pattern.count:
            break
        if day in closed:
            left_out[day] = closed[day]
        else:
            days.append(day)
    slots = tuple(sorted(SlotTimes(day, starts, ends) for day in days for starts, ends in pattern.times))
    return Drawn(checked(slots), left_out)


def horizon(pattern: Pattern) -> date:
    """The last day on which a pattern may have a slot."""
    latest = pattern.first + timedelta(days=LONGEST)
    return latest if pattern.last is None else min(latest, pattern.last)


def checked(slots: Iterable[SlotTimes]) -> tuple[SlotTimes, ...]:
    """Slots in their order; raises `UserError` for some that overlap, or that no clock knows."""
    ordered = tuple(sorted(slots))
    for slot in ordered:
        if not 0 <= slot.starts < slot.ends <= 24 * 60:
            raise UserError(_("On {day}, the end must come after the start.", day=slot.day), field="slots")
    for one, other in pairwise(ordered):
        if one.meets(other):
            said = _("On {day}, {one} and {other} overlap.", day=one.day, one=one.said, other=other.said)
            raise UserError(said, field="slots")
    if len(ordered) > MOST_SLOTS:
        said = _("These are {count} slots. A session has at most {most}.", count=len(ordered), most=MOST_SLOTS)
        raise UserError(said, field="slots")
    return ordered


def moved(slots: Sequence[SlotTimes], first: date) -> tuple[SlotTimes, ...]:
    """The same slots from another first day on: each as many days after it as before."""
    if not slots:
        return ()
    days = first - min(slot.day for slot in slots)
    return tuple(sorted(replace(slot, day=slot.day + days) for slot in slots))


def times_typed(text: str) -> tuple[tuple[int, int], ...]:
    """Times as people type them: "9:00-12:00, 13h30-16h30"; raises `UserError`."""
    words = [word for word in re.split(r"[,;/]| et | and ", text) if tidy(word)]
    return tuple(sorted(map(_times, words)))


def times_text(times: Iterable[tuple[int, int]]) -> str:
    """Times as they are typed."""
    return ", ".join(f"{clock_text(starts)}–{clock_text(ends)}" for starts, ends in times)


def half_day_count(slots: Iterable[SlotTimes]) -> int:
    """Over how many half-days attendance is counted: several slots of one are one."""
    return len({(slot.day, slot.half) for slot in slots})


def _days(pattern: Pattern) -> Iterator[date]:
    """The days that a pattern means, open or not."""
    monday = pattern.first - timedelta(days=pattern.first.weekday())
    day, end = pattern.first, horizon(pattern)
    while day <= end:
        weeks = (day - monday).days // _WEEK
        if day.isoweekday() in pattern.weekdays and weeks % pattern.every == 0:
            yield day
        day += timedelta(days=1)


def _refuse_pattern(pattern: Pattern) -> None:
    for field, trouble in _troubles(pattern):
        raise UserError(trouble, field=field)


def _troubles(pattern: Pattern) -> Iterator[tuple[str, Message]]:
    if not pattern.weekdays:
        yield "weekdays", _("Say on which days of the week.")
    if not pattern.times:
        yield "times", _("Say from when to when, like 9:00-12:00.")
    if pattern.every < 1:
        yield "every", _("At least every week.")
    if pattern.last is None and pattern.count is None:
        yield "last", _("Say until when, or how many times.")
    if pattern.last is not None and pattern.last < pattern.first:
        yield "last", _("The last day lies before the first.")
    if pattern.last is not None and (pattern.last - pattern.first).days > LONGEST:
        yield "last", _("This is longer than a year. Check the last day.")
    if pattern.count is not None and not 1 <= pattern.count <= MOST_SLOTS:
        yield "count", _("Between 1 and {most} times.", most=MOST_SLOTS)


def _times(word: str) -> tuple[int, int]:
    found = _BETWEEN.fullmatch(word)
    if found is None:
        raise UserError(_("“{text}” is no time. Write it like 9:00-12:00, 13:30-16:30.", text=tidy(word)))
    hour, minute, last, more = (int(part or 0) for part in found.groups())
    starts, ends = 60 * hour + minute, 60 * last + more
    if minute > 59 or more > 59 or ends > 24 * 60:
        raise UserError(_("“{text}” is no time of the day.", text=tidy(word)))
    if starts >= ends:
        raise UserError(_("“{text}” ends before it starts.", text=tidy(word)))
    return starts, ends
