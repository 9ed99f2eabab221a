"""Dated things: what features put into the agenda, each on a day or on several, some at a time of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coorddesk.core.records import Subject

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days in a row, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """All of them."""
        return tuple(self._each())

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    def touches(self, first: date, last: date) -> bool:
        """Whether it shares a day with those from a first to a last."""
        return first <= self.last and last >= self.first

    def _each(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY


class DatedState(StrEnum):
    """How something stands that has a day."""

    TO_COME = "to_come"
    LATE = "late"
    DONE = "done"


STATE_TITLES: dict[DatedState, Message] = {DatedState.LATE: _("Late"), DatedState.DONE: _("Done")}
"""What is still to come says nothing."""


@dataclass(frozen=True)
class DatedKind:
    """What sort of thing it is: what filters call all of them, and the icon beside each."""

    key: str
    title: Message
    icon: str
    is_closed: bool = False  # the house is closed on its days


@dataclass(frozen=True)
class Dated:
    """Something on a day or on several, the last included; `subject` is the record that tells more of it.

    `starts` and `ends` are minutes since midnight, on the wall; without them it is for the whole day. `mark` tells it
    from others of its kind about the same record. With `names_subject`, the house says beside it what its record is
    called.
    """

    kind: DatedKind
    title: Message
    first: date
    last: date
    subject: Subject | None = None
    mark: str = ""
    starts: int | None = None
    ends: int | None = None
    state: DatedState = DatedState.TO_COME
    place: str = ""
    about: str = ""
    names_subject: bool = False

    @property
    def key(self) -> str:
        """What it is known by from one reading to the next, also by calendars elsewhere."""
        record = "" if self.subject is None else f"{self.subject[0]}-{self.subject[1]}"
        return "-".join(part for part in (self.kind.key, record, self.mark) if part)

    @property
    def order(self) -> tuple[object, ...]:
        """Days closed first, then what is for the whole day, then by the clock."""
        return (self.first, not self.kind.is_closed, -1 if self.starts is None else self.starts, self.key)


def clock_text(minutes: int) -> str:
    """A time of the day, from minutes since midnight: 09:05."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def state_on(day: date, today: date) -> DatedState:
    """How something stands that is still to be done by a day."""
    return DatedState.LATE if day < today else DatedState.TO_COME
