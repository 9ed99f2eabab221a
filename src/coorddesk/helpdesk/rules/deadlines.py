"""When a ticket is due: a pure function of its status events, what was promised over time, and the opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from coorddesk.core.working_time import OpeningHours, minute_of
from coorddesk.helpdesk.rules.words import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COUNTED = frozenset({Status.NEW, Status.IN_PROGRESS, Status.PLANNED})
"""The states in which the clock of the resolution runs; it stands still while a ticket waits, and once it is over."""


@dataclass(frozen=True)
class Turn:
    """From this moment on, the ticket is in this state. The first turn is its opening.

    A ticket that is merged into another is cancelled from then on.
    """

    moment: datetime
    status: Status


@dataclass(frozen=True)
class Promise:
    """From this moment on, so many minutes of opening hours are promised, counted from the opening; None: nothing."""

    moment: datetime
    minutes: int | None


class Clockwork(Enum):
    """What the clock of a deadline does."""

    RUNNING = "running"
    PAUSED = "paused"  # it waits for somebody else
    STOPPED = "stopped"  # it was answered, or is resolved
    DROPPED = "dropped"  # cancelled, or merged into another: nothing is promised any more


@dataclass(frozen=True)
class Part:
    """A part of a ticket's life, in minutes (UTC): counted, or in a state in which the clock stands still."""

    since: datetime
    until: datetime | None
    pause: Status | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the clock runs in it."""
        return self.pause is None


@dataclass(frozen=True)
class Deadline:
    """When something is due, and how it stands with it.

    `due` (UTC) is None where nothing is promised or nobody can say: it waits, or was dropped. What was late before it
    began to wait stays late. `used` are the minutes of opening hours that counted so far. `is_broken` says that it was
    late, or is; a deadline is kept if it was stopped and is not broken. `target` is what is promised now, or was when
    it stopped, and `promised_at` the moment of that. `parts` are what the sum is made of.
    """

    clock: Clockwork
    target: int | None
    promised_at: datetime | None
    due: datetime | None
    used: int
    is_broken: bool
    parts: tuple[Part, ...]

    @property
    def left(self) -> int | None:
        """The minutes of opening hours that are left, negative if it took more; None where nothing is promised."""
        return None if self.target is None or self.clock is Clockwork.DROPPED else self.target - self.used

    @property
    def is_kept(self) -> bool | None:
        """Whether the promise was kept; None while that is open, and where there is none."""
        if self.target is None or self.clock is Clockwork.DROPPED:
            return None
        return False if self.is_broken else True if self.clock is Clockwork.STOPPED else None


def response(
    turns: Iterable[Turn],
    promises: Iterable[Promise],
    hours: OpeningHours,
    now: datetime,
    *,
    answered: datetime | None = None,
) -> Deadline:
    """The deadline of the first answer: whoever takes the ticket up gives it, or writes to its requester (`answered`).

    Reopening asks for no other first answer.
    """
    life = _until_answered(_parts(turns, frozenset({Status.NEW})), answered)
    if life[-1].until is not None:
        return _reckoned(life, Clockwork.STOPPED, promises, hours, life[-1].until)
    return _reckoned(life, Clockwork.RUNNING if life[-1].is_counted else Clockwork.DROPPED, promises, hours, now)


def resolution(turns: Iterable[Turn], promises: Iterable[Promise], hours: OpeningHours, now: datetime) -> Deadline:
    """The deadline of the resolution: paused while it waits; reopening lets the clock run on where it stood."""
    life = _parts(turns, COUNTED)
    match life[-1].pause:
        case None:
            return _reckoned(life, Clockwork.RUNNING, promises, hours, now)
        case Status.WAITING:
            return _reckoned(life, Clockwork.PAUSED, promises, hours, now)
        case Status.CANCELLED:
            return _reckoned(life, Clockwork.DROPPED, promises, hours, now)
    return _reckoned(life[:-1], Clockwork.STOPPED, promises, hours, life[-1].since)


def _parts(turns: Iterable[Turn], counted: frozenset[Status]) -> tuple[Part, ...]:
    """The life of a ticket in parts, each from its turn to the next; what does not last a minute is left out."""
    parts: list[Part] = []
    for turn in sorted(turns, key=lambda turn: turn.moment):
        since, pause = minute_of(turn.moment), None if turn.status in counted else turn.status
        if pause is Status.CLOSED and parts and parts[-1].pause is Status.RESOLVED:
            continue  # it is over since it was resolved
        if len(parts) > 1 and parts[-1].since == since:
            parts.pop()
        elif parts:
            parts[-1] = Part(parts[-1].since, since, parts[-1].pause)
        if parts and parts[-1].pause is pause:
            since = parts.pop().since
        parts.append(Part(since, None, pause))
    return tuple(parts)


def _until_answered(life: tuple[Part, ...], answered: datetime | None) -> tuple[Part, ...]:
    """The life of a ticket until its first answer; the last part has no end while there is none."""
    heard = None if answered is None else max(minute_of(answered), life[0].since)
    for number, part in enumerate(life):
        if part.is_counted:
            if heard is not None and part.since <= heard and (part.until is None or heard < part.until):
                return (*life[:number], Part(part.since, heard))
        elif part.pause is not Status.CANCELLED:
            return life[:number]
    return life


def _reckoned(
    parts: tuple[Part, ...], clock: Clockwork, promises: Iterable[Promise], hours: OpeningHours, end: datetime
) -> Deadline:
    """What the clock shows at `end`, and when it will show, or would have shown, what was promised."""
    end = minute_of(end)
    runs = [part for part in parts if part.is_counted]
    used = sum(hours.between(part.since, min(part.until or end, end)) for part in runs)
    promise = _in_force(promises, end if clock is Clockwork.STOPPED else None)
    if promise is None or promise.minutes is None:
        return Deadline(clock, None, None, None, used, is_broken=False, parts=parts)
    if clock is Clockwork.DROPPED:
        return Deadline(clock, promise.minutes, promise.moment, None, used, is_broken=False, parts=parts)
    if clock is Clockwork.STOPPED:
        runs.append(Part(end, None))  # when it would have been due, had it gone on
    due = _due(runs, promise.minutes, minute_of(promise.moment), hours)
    judged = parts[-1].since if clock is Clockwork.PAUSED else end
    broken = due is not None and due < judged
    return Deadline(clock, promise.minutes, promise.moment, due, used, is_broken=broken, parts=parts)


def _due(runs: Sequence[Part], target: int, promised: datetime, hours: OpeningHours) -> datetime | None:
    """The moment at which the clock shows the target, but never before that was promised: nobody can keep the past.

    None if it stands still before.
    """
    used = 0
    for run in runs:
        length = 0 if run.until is None else hours.between(run.since, run.until)
        if run.until is None or used + length >= target:
            due = hours.after(run.since, target - used) if target > used else hours.opening(run.since)
            if due < promised:
                due = hours.opening(max(run.since, promised))
            if run.until is None or due <= run.until:
                return due
        used += length
    return None


def _in_force(promises: Iterable[Promise], end: datetime | None) -> Promise | None:
    """The latest promise; what is promised once it is over (`end`) says nothing about how it was kept."""
    ordered = sorted(promises, key=lambda promise: promise.moment)
    return next((each for each in reversed(ordered) if end is None or minute_of(each.moment) <= end), None)
