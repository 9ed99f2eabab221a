"""The log that a ticket of a sheet would have, had it been here: opened, taken up, resolved and closed at its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.helpdesk.rules import OPEN, OVER, EventKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Trouble = tuple[str, Message]
"""The key of the field that is wrong, and why."""


@dataclass(frozen=True)
class Story:
    """What a sheet says of a ticket's life; its moments are of the wall, at 00:00 where only the day is known."""

    opened: datetime
    status: Status = Status.NEW
    answered: datetime | None = None
    resolved: datetime | None = None
    closed: datetime | None = None


@dataclass(frozen=True)
class Told:
    """A line of the log: at a moment of the wall, from one status to another, or (`NOTE`) an answer."""

    moment: datetime
    kind: EventKind
    before: str = ""
    after: str = ""


def story_of(values: Mapping[str, Any]) -> Story:
    """What a row says of a ticket's life: where it does not say when it was over, it was when it was last changed."""
    resolved, closed = values.get("resolved"), values.get("closed")
    status = status_said(values.get("status"), resolved, closed)
    if is_dated_by_change(values):
        last = values["last_changed"]
        resolved, closed = (last, None) if status is Status.RESOLVED else (None, last)
    return Story(values["opened"], status, values.get("answered"), resolved, closed)


def is_dated_by_change(values: Mapping[str, Any]) -> bool:
    """Whether a row says that a ticket is over and not when, but when it was last changed."""
    status, is_dated = values.get("status"), any(values.get(key) is not None for key in ("resolved", "closed"))
    is_over = status is not None and Status(status) in OVER
    return is_over and not is_dated and values.get("last_changed") is not None


def story_remark(values: Mapping[str, Any]) -> Message | None:
    """What people should know of how a row is taken."""
    if not is_dated_by_change(values):
        return None
    return _("It does not say when it was over: the day of its last change is taken.")


def status_said(status: str | None, resolved: datetime | None, closed: datetime | None) -> Status:
    """The status that a row says, or that its moments do."""
    if status is not None:
        return Status(status)
    return Status.CLOSED if closed is not None else Status.RESOLVED if resolved is not None else Status.NEW


def story_trouble(story: Story, now: datetime) -> Trouble | None:
    """Why there is no such life; None: fine. `now` is of the wall."""
    if early := _is_to_come(story, now):
        return early
    over = story.resolved or story.closed
    if story.status in OPEN:
        return None if over is None else ("status", _("It says when it was over, and is not over by its status."))
    if over is None:
        return "resolved", _("Say when it was resolved or closed. Show that column before you export the sheet.")
    if story.status is Status.RESOLVED and (story.closed is not None or story.resolved is None):
        return "closed", _("It says when it was closed, and is resolved by its status.")
    if story.status is Status.CANCELLED and (story.resolved is not None or story.closed is None):
        return "resolved", _("What was cancelled was never resolved: give the day as that of its closing.")
    return _out_of_order(story)


def _is_to_come(story: Story, now: datetime) -> Trouble | None:
    for key in ("opened", "answered", "resolved", "closed"):
        moment: datetime | None = getattr(story, key)
        if moment is not None and moment > now:
            return key, _("This moment is still to come.")
    return None


def _out_of_order(story: Story) -> Trouble | None:
    last = story.opened
    for key in ("answered", "resolved", "closed"):
        moment: datetime | None = getattr(story, key)
        if is_before(moment, last):
            return key, _("It was opened, answered, resolved and closed in this order: this is too early.")
        last = max(last, moment or last)
    return None


def is_before(moment: datetime | None, other: datetime) -> bool:
    """Whether one moment is before another; a day alone is not before a moment of that day."""
    if moment is None or moment >= other:
        return False
    return moment.date() < other.date() or moment.time() != time()


def story_lines(story: Story) -> Iterator[Told]:
    """The lines of its log, in their order.

    Of what the sheet does not say, the earliest is told: what is in progress was taken up when it was opened, what is
    resolved was answered with that.
    """
    last = story.opened
    yield Told(last, EventKind.OPENED)
    status = Status.NEW
    if story.answered is not None or story.status in {Status.IN_PROGRESS, Status.PLANNED, Status.WAITING}:
        last = max(last, story.answered or last)
        if story.status is Status.NEW:
            yield Told(last, EventKind.NOTE)
            return
        taken = story.status if story.status in OPEN else Status.IN_PROGRESS
        yield Told(last, EventKind.STATUS, status.value, taken.value)
        status = taken
    if story.status in {Status.RESOLVED, Status.CLOSED}:
        resolved = max(last, story.resolved or story.closed or last)
        yield Told(resolved, EventKind.STATUS, status.value, Status.RESOLVED.value)
        status, last = Status.RESOLVED, resolved
    if story.status in {Status.CLOSED, Status.CANCELLED}:
        yield Told(max(last, story.closed or last), EventKind.STATUS, status.value, story.status.value)
