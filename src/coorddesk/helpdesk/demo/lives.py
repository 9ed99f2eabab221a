"""How a ticket of the demo lives: its log, line by line, up to today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.helpdesk.demo.words import PLEDGES, REASONS, REMARKS, REPLIES, WAITS, Story
from coorddesk.helpdesk.rules import Event, EventKind, Pledge, Resolution, Status, stored_pledge

if TYPE_CHECKING:
    from coorddesk.core.working_time import OpeningHours

_SPREAD = 0.8
_LONG_AGO = 3 * 480
"""Minutes after which what is resolved is closed."""


class Line(NamedTuple):
    """A line of the log."""

    kind: EventKind
    moment: datetime
    who: str
    before: str = ""
    after: str = ""
    body: str = ""
    is_public: bool = False

    @property
    def event(self) -> Event:
        """As rules read it."""
        return Event(self.moment, self.kind, self.before, self.after, self.is_public)


@dataclass
class Life:
    """A ticket on its way; nothing happens to it after `until`, and what would have is left to be done."""

    hours: OpeningHours
    random: Random
    until: datetime
    who: str
    moment: datetime
    status: Status = Status.NEW
    lines: list[Line] = field(default_factory=list)
    waits_for: str = ""
    ending: tuple[Resolution, str] | None = None

    def tell(self, kind: EventKind, before: str = "", after: str = "", body: str = "", *, public: bool = False) -> None:
        """Write a line."""
        self.lines.append(Line(kind, self.moment, self.who, before, after, body, public))

    def opened(self, description: str, opener: str, priority: int, handler: str) -> None:
        """It comes in, is promised and given to somebody."""
        self.lines.append(Line(EventKind.OPENED, self.moment, opener, body=description, is_public=True))
        self.tell(EventKind.TARGET, after=stored_pledge(Pledge(*PLEDGES[priority])))
        self.lines[-1] = self.lines[-1]._replace(who=opener)
        if handler:
            self.lines.append(Line(EventKind.ASSIGNED, self.moment, opener, after=handler))

    def lasts(self, minutes: float) -> bool:
        """Time goes by, about so many minutes of opening hours; false if that is still to come."""
        taken = max(3, round(self.random.lognormvariate(log(minutes), _SPREAD)))
        return self.passes(taken)

    def passes(self, minutes: int) -> bool:
        """Exactly so many."""
        moment = self.hours.after(self.moment, minutes)
        if moment > self.until:
            return False
        self.moment = moment
        return True

    def becomes(self, status: Status, body: str = "", kind: EventKind = EventKind.STATUS) -> None:
        """It has another status from now on."""
        public = status in {Status.RESOLVED, Status.WAITING}
        self.tell(kind, self.status.value, status.value, body, public=public)
        self.status = status
        self.waits_for = body if status is Status.WAITING else ""


def live(life: Life, story: Story, *, answer: float) -> None:
    """Let a ticket go its whole way: answered after about so many minutes, worked on, resolved, closed."""
    chance = life.random
    if not life.lasts(answer):
        return
    life.becomes(Status.IN_PROGRESS)
    if chance.random() < 0.3:
        life.tell(EventKind.NOTE, body=chance.choice(REMARKS))
    if chance.random() < 0.2:
        life.tell(EventKind.NOTE, body=chance.choice(REPLIES), public=True)
    if chance.random() < 0.12 and not _wait(life):
        return
    if not life.lasts(story.minutes):
        return
    _resolve(life, story)
    if chance.random() < 0.04 and not _come_back(life, story):
        return
    if life.status is Status.RESOLVED and life.passes(_LONG_AGO):
        life.becomes(Status.CLOSED)


def live_until(life: Life, status: Status) -> None:
    """Let a ticket of today go as far as a status, at once."""
    if status is Status.NEW:
        return
    life.passes(12)
    life.becomes(Status.IN_PROGRESS)
    if status is not Status.IN_PROGRESS:
        life.passes(5)
        life.becomes(status, WAITS[0] if status is Status.WAITING else "")


def _wait(life: Life) -> bool:
    if not life.lasts(40):
        return False
    life.becomes(Status.WAITING, life.random.choice(WAITS))
    if not life.lasts(960):
        return False
    life.becomes(Status.IN_PROGRESS)
    return True


def _resolve(life: Life, story: Story) -> None:
    life.ending = life.random.choice(story.endings)
    life.becomes(Status.RESOLVED, life.ending[1])


def _come_back(life: Life, story: Story) -> bool:
    if not life.lasts(500):
        return False
    life.ending = None
    life.becomes(Status.IN_PROGRESS, life.random.choice(REASONS), EventKind.REOPENED)
    if not life.lasts(story.minutes):
        return False
    _resolve(life, story)
    return True


def first_minute(hours: OpeningHours, day: datetime) -> datetime | None:
    """The first minute at which the desk is open on a day that begins at this moment; None if it stays closed."""
    moment = hours.opening(day)
    return moment if moment < day + timedelta(hours=22) else None
