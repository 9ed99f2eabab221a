"""A session as it is written down: its half-days, who gives it, whom it is held with, and what is to be done for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import Mode


@dataclass(frozen=True)
class SlotWish:
    """A half-day of a session; of one that is there, its id: what is typed of it stays with it."""

    times: SlotTimes
    id: int | None = None


@dataclass(frozen=True)
class TrainerWish:
    """Who gives a session: somebody of the directory, or somebody by name, and the partner who sends them."""

    person_id: int | None = None
    supplier_id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class PartnerWish:
    """Whom a session is held with, of the directory or by name, and what was agreed."""

    supplier_id: int | None = None
    name: str = ""
    agreement: str = ""


@dataclass(frozen=True)
class TaskWish:
    """Something to be done for a session: so many `days` before or after it, with which it moves, or on a day."""

    due_on: date | None
    words: str
    days: int | None = None
    done_on: date | None = None
    id: int | None = None


@dataclass(frozen=True)
class SessionDetails:
    """A session as it is written; the wish to plan one.

    Without a title it has that of its course. `tasks` None leaves them to the checklist of the course: they are drawn
    from it as soon as the session has a day, and stay as they are from then on.
    """

    course_id: int
    title: str = ""
    place_id: int | None = None
    mode: Mode = Mode.ON_SITE
    link: str = ""
    capacity: int | None = None
    overbooking: int = 0
    minimum: int = 0
    preparation_minutes: int = 0
    notes: str = ""
    slots: tuple[SlotWish, ...] = ()
    trainers: tuple[TrainerWish, ...] = ()
    partners: tuple[PartnerWish, ...] = ()
    tasks: tuple[TaskWish, ...] | None = None

    @property
    def times(self) -> tuple[SlotTimes, ...]:
        """When it is held, in order."""
        return tuple(sorted(each.times for each in self.slots))

    @property
    def first_day(self) -> date | None:
        """The first of its days."""
        return min((each.times.day for each in self.slots), default=None)

    @property
    def last_day(self) -> date | None:
        """The last of its days."""
        return max((each.times.day for each in self.slots), default=None)
