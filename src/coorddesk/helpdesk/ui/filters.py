"""What narrows the list of tickets: the queue they stand in, how far they are, how urgent, what is asked and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.helpdesk.queries import (
    AMONG,
    QUEUE_TITLES,
    Queue,
    TicketQuery,
    person_called,
    queue_counts,
    said_ticket_criteria,
    stated,
    status_counts,
)
from coorddesk.helpdesk.rules import Status
from coorddesk.helpdesk.ui.tones import PRIORITY_TONES, STATUS_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_QUEUE_TONES = {
    Queue.MAJOR: Tone.DANGER,
    Queue.OVERDUE: Tone.DANGER,
    Queue.SOON: Tone.WARNING,
    Queue.TO_REMIND: Tone.WARNING,
}
_OFF: dict[str, Any] = {each.name: each.default for each in fields(TicketQuery)}


@dataclass(frozen=True)
class Offered:
    """How many tickets stand in each queue and status, and what the list is narrowed to, in words."""

    queues: Mapping[Queue, int]
    statuses: Mapping[Status, int]
    said: Sequence[tuple[Message, TicketQuery]]
    criteria: Sequence[Message] = ()


def narrowing_of(actor: str) -> Narrowing:
    """How the list of tickets is narrowed, for whoever sits at the desk."""
    return Narrowing(
        partial(read_offered, actor),
        choices_of,
        chips_of,
        unfiltered,
        lambda query: replace(unfiltered(query), past=True),
        _OFF,
    )


def read_offered(actor: str, query: TicketQuery, session: Session) -> Offered:
    """In the lane."""
    queues = queue_counts(session, person_called(session, actor))
    criteria = said_ticket_criteria(session, query.criteria)
    return Offered(queues, status_counts(session), tuple(stated(session, query)), criteria)


def unfiltered(query: TicketQuery) -> TicketQuery:
    """All that is not over, sorted as before."""
    return TicketQuery(sort=query.sort, descending=query.descending)


def toggled(query: TicketQuery, name: str, value: Any) -> TicketQuery:
    """The query with a value turned on or off; a queue says by itself how far its tickets are."""
    if name == "queue":
        return replace(query, queue=None if query.queue is value else value, statuses=frozenset(), past=False)
    if name == "past":
        return replace(query, past=not query.past, queue=None, statuses=frozenset())
    changed: dict[str, Any] = {name: getattr(query, name) ^ {value}}
    if name == "statuses":
        changed["queue"] = None
    return replace(query, **changed)


def choices_of(query: TicketQuery, offered: Offered) -> list[Choices]:
    """The queues first, each with how many stand in it."""
    queues = tuple(
        Choice(
            ("queue", each), title, offered.queues.get(each, 0), query.queue is each, _QUEUE_TONES.get(each, Tone.MUTED)
        )
        for each, title in QUEUE_TITLES.items()
        if each is not Queue.MINE or offered.queues.get(each) or query.queue is each
    )
    every = [Choices("queues", _p("tickets", "Queues"), queues)]
    for field, heading, titles in AMONG:
        chosen = getattr(query, field)
        values = [
            Choice((field, value), title, _count(offered, value), value in chosen, _tone(field, value))
            for value, title in titles.items()
        ]
        if field == "statuses":
            values.append(Choice(("past", True), _("Open or over"), None, query.past, Tone.MUTED))
        every.append(Choices(field, heading, tuple(values), is_open=field in {"statuses", "priorities"}))
    return every


def _count(offered: Offered, value: Any) -> int | None:
    return offered.statuses.get(value, 0) if isinstance(value, Status) else None


def _tone(field: str, value: Any) -> Tone | None:
    if field == "statuses":
        return STATUS_TONES[value]
    return PRIORITY_TONES[value] if field == "priorities" else None


def chips_of(query: TicketQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    return [*(Chip(said, without) for said, without in offered.said), *criteria_chips(query, offered.criteria)]
