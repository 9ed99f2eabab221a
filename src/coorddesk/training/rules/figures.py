"""The figures of a period: what was held, for how many, who came, and how many were counted without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from coorddesk.core.messages import Message, _, _p
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


def added_up(many: Iterable[Figures]) -> Figures:
    """All of them together."""
    sums: dict[str, Any] = {each.name: 0 for each in fields(Figures)} | {name: Counter() for name in _SPLITS}
    for figures in many:
        for name in sums.keys() - _SPLITS:
            sums[name] += getattr(figures, name)
        for name in _SPLITS:
            sums[name].update(getattr(figures, name))
    return Figures(**sums | {name: dict(sums[name]) for name in _SPLITS})


_SPLITS = frozenset({"audiences", "ages", "genders", "occupations"})


def year_before(first: date, last: date) -> tuple[date, date]:
    """The same days a year before; 29 February is the 28th there."""
    return _before(first), _before(last)


def _before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


class Counted(StrEnum):
    """What a figure counts, as far as it can be opened."""

    HELD = "held"
    CANCELLED = "cancelled"
    COUNTED = "counted"
    FIRST_TIME = "first_time"
    AUDIENCE = "audience"
    AGE = "age"
    GENDER = "gender"
    OCCUPATION = "occupation"
    SUPPORT = "support"


COUNTED_TITLES: dict[Counted, Message] = {
    Counted.HELD: _p("figures", "Sessions not cancelled"),
    Counted.CANCELLED: _p("figures", "Sessions cancelled"),
    Counted.COUNTED: _p("figures", "Sessions with a headcount"),
    Counted.FIRST_TIME: _p("figures", "Sessions to which people came for the first time"),
    Counted.AUDIENCE: _p("figures", "Sessions with a headcount of an audience"),
    Counted.AGE: _p("figures", "Sessions with a headcount of an age"),
    Counted.GENDER: _p("figures", "Sessions with a headcount of a gender"),
    Counted.OCCUPATION: _p("figures", "Sessions with a headcount of an occupation"),
    Counted.SUPPORT: _p("figures", "One-to-one support"),
}


@dataclass(frozen=True)
class Behind:
    """What a figure is made of: sessions that begin on some days, or the help given on them.

    `of` is the word of a headcount that is meant, of its audience, age, gender or occupation.
    """

    counted: Counted
    first: date
    last: date
    course: int | None = None
    place: int | None = None
    partner: int | None = None
    of: str | None = None

    @property
    def said(self) -> Message:
        """In a few words, for chips."""
        title = COUNTED_TITLES[self.counted]
        return _("{figure}, {first} to {last}", figure=title, first=self.first, last=self.last)
