"""Truths about rounds: what is found at a stop, on which days a round is made, how available a device is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.working_time import SHORT_WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

WORKDAYS = (1, 2, 3, 4, 5)
"""Monday to Friday, as `date.isoweekday` counts."""


class Outcome(StrEnum):
    """What was found at a stop."""

    OK = "ok"
    FAULT = "fault"
    SKIPPED = "skipped"


OUTCOME_TITLES: dict[Outcome, Message] = {
    Outcome.OK: _p("round", "OK"),
    Outcome.FAULT: _p("round", "Fault"),
    Outcome.SKIPPED: _p("round", "Skipped"),
}


class Today(StrEnum):
    """How a round stands on a day."""

    DUE = "due"
    GOING_ON = "going_on"
    MADE = "made"
    NOT_TODAY = "not_today"


TODAY_TITLES: dict[Today, Message] = {
    Today.DUE: _p("round", "To make today"),
    Today.GOING_ON: _p("round", "Under way"),
    Today.MADE: _p("round", "Made today"),
    Today.NOT_TODAY: _p("round", "Not today"),
}


@dataclass(frozen=True)
class Counts:
    """How many stops of one or several tours were found to be what; `left` were not looked at."""

    ok: int = 0
    fault: int = 0
    skipped: int = 0
    left: int = 0

    @property
    def stops(self) -> int:
        """All of them."""
        return self.ok + self.fault + self.skipped + self.left

    @property
    def seen(self) -> int:
        """Those that somebody has come to."""
        return self.stops - self.left


def availability(counts: Counts) -> float | None:
    """The share of looks at which all was well, from 0 to 1; None where nobody has looked."""
    looked = counts.ok + counts.fault
    return counts.ok / looked if looked else None


def kept_weekdays(days: Iterable[int]) -> str:
    """Days of the week as they are kept: "12345"."""
    return "".join(str(day) for day in sorted({*days} & set(range(1, 8))))


def read_weekdays(kept: str) -> tuple[int, ...]:
    """The days that were kept, Monday = 1."""
    return tuple(map(int, kept))


def said_weekdays(kept: str) -> Message:
    """On which days a round is made, in words."""
    days = read_weekdays(kept)
    if not days:
        return _("When needed")
    if days == WORKDAYS:
        return _("Monday to Friday")
    if len(days) == len(SHORT_WEEKDAYS):
        return _("Every day")
    return reduce(lambda one, other: _("{one}, {other}", one=one, other=other), (SHORT_WEEKDAYS[d - 1] for d in days))


def is_planned(kept: str, day: date) -> bool:
    """Whether a round is made on a day, if the house is open."""
    return day.isoweekday() in read_weekdays(kept)


def said_outcome(outcome: Outcome | None) -> Message:
    """What was found, or that nobody looked."""
    return _("Not looked at") if outcome is None else OUTCOME_TITLES[outcome]
