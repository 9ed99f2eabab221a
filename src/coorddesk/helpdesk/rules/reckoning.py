"""The deadlines of a ticket, reckoned from its log: what turned when, and what was promised since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.helpdesk.rules.deadlines import Deadline, Promise, Turn, resolution, response
from coorddesk.helpdesk.rules.log import Event
from coorddesk.helpdesk.rules.promised import kept_pledge
from coorddesk.helpdesk.rules.words import EventKind, Status

if TYPE_CHECKING:
    from coorddesk.core.working_time import OpeningHours


class Deadlines(NamedTuple):
    """When a ticket is to be answered and to be resolved."""

    response: Deadline
    resolution: Deadline


def deadlines_of(events: Sequence[Event], hours: OpeningHours, now: datetime) -> Deadlines:
    """The deadlines that the events of a ticket make; the first of them is its opening."""
    turns = [Turn(events[0].moment, Status.NEW)]
    turns += [
        Turn(event.moment, Status(event.after))
        for event in events
        if event.kind in {EventKind.STATUS, EventKind.REOPENED}
    ]
    said = [(event.moment, kept_pledge(event.after)) for event in events if event.kind is EventKind.TARGET]
    answer = next((event.moment for event in events if _is_answer(event)), None)
    return Deadlines(
        response(turns, [Promise(moment, pledge.respond) for moment, pledge in said], hours, now, answered=answer),
        resolution(turns, [Promise(moment, pledge.resolve) for moment, pledge in said], hours, now),
    )


def _is_answer(event: Event) -> bool:
    return event.is_public and event.kind in {EventKind.NOTE, EventKind.SENT}
