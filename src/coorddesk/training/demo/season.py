"""When the demo's sessions are held: on open days of two years and of the next weeks, as the seasons of a school go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.training.demo.taught import TAUGHT, Taught, Whom
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import SessionState

if TYPE_CHECKING:
    from coorddesk.core.working_time import OpeningHours

_BACK, _AHEAD = 730, 110
_SURE, _OPEN = 12, 70
"""Days: what begins so soon is confirmed, what begins later is open, and the rest planned."""
_PUT_OFF, _SEARCHED = 7, 60
_QUIET_DAYS = 4


@dataclass
class Draft:
    """A session of the demo before it is written; `people` are its registrations."""

    course: int
    taught: Taught
    slots: tuple[SlotTimes, ...]
    state: SessionState
    reference: str = ""
    is_untyped: bool = False
    is_wanted: bool = False
    id: int = 0
    slot_ids: tuple[int, ...] = ()
    people: list[dict[str, Any]] = field(default_factory=list)

    @property
    def first_day(self) -> date:
        """When it begins."""
        return self.slots[0].day

    @property
    def last_day(self) -> date:
        """When it ends."""
        return self.slots[-1].day


def drafts(hours: OpeningHours, today: date) -> list[Draft]:
    """Every session, the earliest first, with the reference that was drawn for it."""
    found = sorted(_all(hours, today), key=lambda draft: (draft.slots[0], draft.course))
    numbers: dict[int, int] = {}
    for draft in found:
        year = draft.first_day.year
        numbers[year] = numbers.get(year, 0) + 1
        draft.reference = f"F-{year}-{numbers[year]:03}"
    named = [draft for draft in found if draft.taught.whom is not Whom.NOBODY]
    over = [draft for draft in named if draft.last_day < today and draft.state is not SessionState.CANCELLED]
    for draft in over[-1:]:
        draft.is_untyped, draft.state = True, SessionState.HELD
    ahead = [draft for draft in named if (draft.first_day - today).days > _QUIET_DAYS]
    for draft in [each for each in ahead if each.taught.whom is Whom.READERS][:1]:
        draft.is_wanted, draft.state = True, SessionState.OPEN
    return found


def _all(hours: OpeningHours, today: date) -> Iterator[Draft]:
    first, last = today - timedelta(days=_BACK), today + timedelta(days=_AHEAD)
    for place, taught in enumerate(TAUGHT):
        for year in range(first.year, last.year + 1):
            for month, number in taught.starts:
                days = _days(hours, taught, date(year, month, 1), number)
                if days and first <= days[0] <= last:
                    slots = tuple(SlotTimes(day, starts, ends) for day in days for starts, ends in taught.times)
                    yield Draft(place, taught, slots, _state(taught, days, today))


def _days(hours: OpeningHours, taught: Taught, month: date, number: int) -> list[date]:
    """The open days from the wanted one on; none where it would begin much later."""
    start = month + timedelta(days=(taught.weekday - month.weekday()) % 7 + 7 * (number - 1))
    step = 7 if taught.is_weekly else 1
    searched = (start + timedelta(days=step * place) for place in range(_SEARCHED))
    days = [
        day for day, _place in zip((day for day in searched if hours.slots(day)), range(taught.count), strict=False)
    ]
    return days if days and days[0] <= start + timedelta(days=_PUT_OFF) else []


def _state(taught: Taught, days: list[date], today: date) -> SessionState:
    """How a session stands today; what is still to be done for it keeps it from being closed."""
    if taught.cancelled_in == days[0].month:
        return SessionState.CANCELLED
    if days[-1] < today:
        rest = max(line.days for line in taught.checklist)
        return SessionState.CLOSED if days[-1] + timedelta(days=rest) < today else SessionState.HELD
    ahead = (days[0] - today).days
    if ahead <= _SURE:
        return SessionState.CONFIRMED
    return SessionState.OPEN if ahead <= _OPEN else SessionState.PLANNED
