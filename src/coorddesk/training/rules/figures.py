"""The figures of a period: what was held, for how many, who came, and how many were counted without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coorddesk.training.rules.attendance import rate
from coorddesk.training.rules.people import AgeBand, Gender, Occupation
from coorddesk.training.rules.words import Audience


@dataclass(frozen=True)
class Figures:
    """Sums over some sessions. `expected`, `attended` and `excused` are half-days of people, minutes are of slots.

    `offered` are the places of sessions that say how many they have, and `taken` those of them that were;
    `learner_minutes` are all minutes of all who came.
    """

    sessions: int = 0
    cancelled: int = 0
    half_days: int = 0
    minutes: int = 0
    offered: int = 0
    taken: int = 0
    registered: int = 0
    waiting: int = 0
    withdrawn_late: int = 0
    expected: int = 0
    attended: int = 0
    excused: int = 0
    learner_minutes: int = 0
    counted: int = 0
    first_time: int = 0
    supports: int = 0
    support_minutes: int = 0
    audiences: Mapping[Audience, int] = field(default_factory=dict)
    ages: Mapping[AgeBand, int] = field(default_factory=dict)
    genders: Mapping[Gender, int] = field(default_factory=dict)
    occupations: Mapping[Occupation, int] = field(default_factory=dict)

    @property
    def attendance(self) -> float | None:
        """Attended over expected half-days, from 0 to 1; None where nobody was expected."""
        return rate(self.attended, self.expected)

    @property
    def filling(self) -> float | None:
        """Places taken over places offered; None where no session says how many it has."""
        return rate(self.taken, self.offered)


def year_before(first: date, last: date) -> tuple[date, date]:
    """The same days a year before; 29 February is the 28th there."""
    return _before(first), _before(last)


def _before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
