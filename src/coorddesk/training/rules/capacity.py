"""Places of a session: who gets one, who waits for one, and to whom one that is freed is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.training.rules.words import RegistrationState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ANSWER_DAYS = 3
"""For so long a freed place is kept for who has waited for it, if the session does not begin before."""

LATE_DAYS = 2
"""Who withdraws on the last so many days before a session does it late: nobody else can plan to come any more."""


WALKED_IN = "+"
"""The origin of who came without being registered."""

STANDING = frozenset({RegistrationState.REGISTERED, RegistrationState.WAITING})
"""Who comes, or would like to; the others may be registered anew."""

LEFT = frozenset({RegistrationState.WITHDRAWN, RegistrationState.WITHDRAWN_LATE})


@dataclass(frozen=True)
class Places:
    """How many a session takes and how many are on it; without a capacity, it takes everybody.

    `offered` of those who wait have a freed place kept for them.
    """

    capacity: int | None = None
    overbooking: int = 0
    registered: int = 0
    waiting: int = 0
    offered: int = 0

    @property
    def most(self) -> int | None:
        """How many it takes, overbooking included."""
        return None if self.capacity is None else self.capacity + self.overbooking

    @property
    def left(self) -> int | None:
        """How many may still come, without the places kept for those to whom one is offered."""
        return None if self.most is None else max(0, self.most - self.registered - self.offered)

    @property
    def is_full(self) -> bool:
        """Whether the next one waits: behind those who wait already, even where a place has just been freed."""
        return self.left is not None and self.left <= self.waiting - self.offered


@dataclass(frozen=True)
class Waiting:
    """Somebody on the waiting list: at which place of it, and until when a freed place is kept for them."""

    registration_id: int
    position: int
    offered_until: date | None = None


def states_of_new(places: Places, count: int) -> list[RegistrationState]:
    """How each of `count` people stands who register one after the other: a class may come in part."""
    if places.left is None:
        return [RegistrationState.REGISTERED] * count
    free = max(0, places.left - (places.waiting - places.offered))
    sure = min(free, count)
    return [RegistrationState.REGISTERED] * sure + [RegistrationState.WAITING] * (count - sure)


def offers(places: Places, waiting: Iterable[Waiting]) -> list[int]:
    """The registrations to which the places that are left are offered: those who have waited longest."""
    asked = sorted((each for each in waiting if each.offered_until is None), key=_order)
    return [each.registration_id for each in asked[: len(asked) if places.left is None else places.left]]


def lapsed(waiting: Iterable[Waiting], today: date) -> list[int]:
    """The registrations whose offer nobody answered in time, in the order in which they go to the end of the list."""
    over = (each for each in waiting if each.offered_until is not None and each.offered_until < today)
    return [each.registration_id for each in sorted(over, key=_order)]


def answer_before(today: date, first_day: date | None) -> date:
    """Until when a place is kept for who has waited: some days, but no longer than the eve of the session."""
    last = today + timedelta(days=ANSWER_DAYS)
    return last if first_day is None else max(today, min(last, first_day - timedelta(days=1)))


def state_on_withdrawing(state: RegistrationState, day: date, first_day: date | None) -> RegistrationState:
    """How somebody stands who does not come after all; nobody withdraws late from a waiting list."""
    is_late = first_day is not None and day >= first_day - timedelta(days=LATE_DAYS)
    late = state is RegistrationState.REGISTERED and is_late
    return RegistrationState.WITHDRAWN_LATE if late else RegistrationState.WITHDRAWN


def renumbered(waiting: Sequence[Waiting]) -> dict[int, int]:
    """The place of each on the list, from 1 on without gaps."""
    return {each.registration_id: place for place, each in enumerate(sorted(waiting, key=_order), 1)}


def _order(each: Waiting) -> tuple[int, int]:
    return (each.position, each.registration_id)
