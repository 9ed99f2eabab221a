"""What a ticket's log amounts to: its status and its moments, told by its events alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coorddesk.helpdesk.rules.words import OPEN, EventKind, Status


@dataclass(frozen=True)
class Event:
    """A line of a ticket's log, as rules read it."""

    moment: datetime
    kind: EventKind
    before: str = ""
    after: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Derived:
    """What a ticket's log amounts to.

    `closed_at` is when it was closed or cancelled; what was closed without being resolved was resolved then.
    """

    status: Status
    responded_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None


TELLING = (EventKind.OPENED, EventKind.STATUS, EventKind.REOPENED, EventKind.NOTE, EventKind.SENT)
"""The kinds of events that any of it depends on."""


def derived(events: Iterable[Event]) -> Derived:
    """What the events of a ticket, in their order, amount to.

    The first response is the first that the one who asked could notice: another status, or words meant for them.
    """
    status, responded = Status.NEW, None
    resolved: datetime | None = None
    closed: datetime | None = None
    for event in events:
        if responded is None and _is_response(event):
            responded = event.moment
        if event.kind not in {EventKind.STATUS, EventKind.REOPENED}:
            continue
        status = Status(event.after)
        if status in OPEN:
            resolved = closed = None
        elif status is Status.RESOLVED:
            resolved, closed = event.moment, None
        else:
            closed = event.moment
            if status is Status.CLOSED and resolved is None:
                resolved = event.moment
    return Derived(status, responded, resolved, closed)


def _is_response(event: Event) -> bool:
    if event.kind in {EventKind.NOTE, EventKind.SENT}:
        return event.is_public
    return event.kind is EventKind.STATUS and event.after != Status.NEW.value
