"""Attendance, reckoned over the half-days at which people were expected, whether anything was written down or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coorddesk.training.rules.capacity import LEFT
from coorddesk.training.rules.words import AttendanceState, Half, RegistrationState

CAME = frozenset({AttendanceState.PRESENT, AttendanceState.LATE})
"""Who came late came."""

_RANKS = (AttendanceState.PRESENT, AttendanceState.LATE, AttendanceState.EXCUSED, AttendanceState.ABSENT)


@dataclass(frozen=True, order=True)
class HalfDay:
    """A morning or an afternoon of a day; several slots of one make one half-day."""

    day: date
    half: Half


@dataclass(frozen=True)
class Slot:
    """A slot of a session, and how long it lasts in minutes."""

    id: int
    half_day: HalfDay
    minutes: int


@dataclass(frozen=True)
class Came:
    """What was written down of somebody at a slot; `minutes_late` count only for who came late."""

    state: AttendanceState
    minutes_late: int = 0


@dataclass(frozen=True)
class Tally:
    """Half-days and minutes of one registration, or of many of them together.

    `untyped` half-days are expected, but nothing is written down of them: they count as not attended.
    """

    expected: int = 0
    present: int = 0
    late: int = 0
    excused: int = 0
    absent: int = 0
    minutes_expected: int = 0
    minutes: int = 0

    @property
    def attended(self) -> int:
        """Half-days to which they came, be it late."""
        return self.present + self.late

    @property
    def untyped(self) -> int:
        """Expected half-days of which nothing is written down."""
        return self.expected - self.attended - self.excused - self.absent

    @property
    def rate(self) -> float | None:
        """Attended over expected half-days, from 0 to 1; None where nobody was expected."""
        return rate(self.attended, self.expected)

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, key) + getattr(other, key) for key in self.__dataclass_fields__))


def rate(attended: int, expected: int) -> float | None:
    """The share of expected half-days that were attended, from 0 to 1; None where there were none."""
    return attended / expected if expected else None


def half_days(slots: Iterable[Slot]) -> tuple[HalfDay, ...]:
    """The half-days of a session, in order."""
    return tuple(sorted({slot.half_day for slot in slots}))


def expected_slots(
    slots: Sequence[Slot],
    state: RegistrationState,
    *,
    left_on: date | None = None,
    since: HalfDay | None = None,
) -> tuple[Slot, ...]:
    """The slots at which somebody is expected.

    Who waits or is declined is expected at none; who withdrew, until the day before; who walked in, since then.
    """
    if state in LEFT:
        return () if left_on is None else tuple(slot for slot in slots if slot.half_day.day < left_on)
    if state is not RegistrationState.REGISTERED:
        return ()
    return tuple(slot for slot in slots if since is None or slot.half_day >= since)


def tally(expected: Sequence[Slot], came: Mapping[int, Came]) -> Tally:
    """What one registration comes to: `expected` slots, and what is written down by the id of the slot.

    A half-day of several slots is that of the best of them; minutes are reckoned slot by slot, without those late.
    """
    counts = dict.fromkeys(AttendanceState, 0)
    for half_day in half_days(expected):
        said = {came[slot.id].state for slot in expected if slot.half_day == half_day and slot.id in came}
        best = next((state for state in _RANKS if state in said), None)
        if best is not None:
            counts[best] += 1
    return Tally(
        len(half_days(expected)),
        counts[AttendanceState.PRESENT],
        counts[AttendanceState.LATE],
        counts[AttendanceState.EXCUSED],
        counts[AttendanceState.ABSENT],
        sum(slot.minutes for slot in expected),
        sum(minutes_there(slot, came.get(slot.id)) for slot in expected),
    )


def minutes_there(slot: Slot, came: Came | None) -> int:
    """How long somebody was at a slot, in minutes."""
    if came is None or came.state not in CAME:
        return 0
    return max(0, slot.minutes - (came.minutes_late if came.state is AttendanceState.LATE else 0))


def first_attended(slots: Iterable[Slot], came: Mapping[int, Came]) -> HalfDay | None:
    """The half-day at which somebody came first: since when one who walked in is expected."""
    return min((slot.half_day for slot in slots if slot.id in came and came[slot.id].state in CAME), default=None)


def together(tallies: Iterable[Tally]) -> Tally:
    """Many registrations as one."""
    return sum(tallies, start=Tally())
