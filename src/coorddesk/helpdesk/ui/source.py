"""Tickets as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.clock import Clock
from coorddesk.core.messages import Message, _n
from coorddesk.helpdesk.queries import (
    TICKET_COLUMNS,
    TICKET_SORTS,
    Queue,
    TicketQuery,
    TicketRow,
    person_called,
    said_filters,
    sums_of_tickets,
    ticket_ids,
    ticket_page,
    ticket_sums,
)
from coorddesk.helpdesk.ui.filters import unfiltered
from coorddesk.helpdesk.ui.tones import PRIORITY_TONES, STATUS_TONES, resolution_tone, response_tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.widgets.icons import Tone
    from coorddesk.widgets.table.grouping import Sums


_FIRST = ("number", "status", "priority", "title", "resolve_by")
_COLUMNS = sorted(TICKET_COLUMNS, key=lambda column: _FIRST.index(column.key) if column.key in _FIRST else len(_FIRST))


class Tickets(Source[TicketRow, TicketQuery]):
    """The queue "mine" is that of whoever looks at it, so that a saved view of it suits everybody."""

    columns = tuple(_COLUMNS)
    unsortable = frozenset(column.key for column in TICKET_COLUMNS) - TICKET_SORTS
    shown = ("number", "status", "priority", "title", "device", "place", "requester", "assignee", "resolve_by")
    paths = frozenset({"place", "category"})
    groupable = ("status", "priority", "kind", "source", "category", "place", "requester", "assignee", "team", "cause")

    def __init__(self, actor: str, clock: Clock) -> None:
        """`actor` is the name of whoever sits at the desk."""
        self._actor, self._clock = actor, clock

    def noun(self, count: int) -> Message:
        """How many tickets."""
        return _n("{count} ticket", "{count} tickets", count)

    def ids(self, session: Session, query: TicketQuery) -> Sequence[int]:
        """The tickets that a query means."""
        return ticket_ids(session, self._of_me(session, query))

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, TicketRow]:
        """Their rows."""
        return ticket_page(session, ids)

    def sums(self, session: Session, query: TicketQuery) -> Sums:
        """What all of them add up to."""
        return ticket_sums(session, self._of_me(session, query))

    def sums_of(self, session: Session, ids: Sequence[int]) -> Sums:
        """What some of them add up to."""
        return sums_of_tickets(session, ids)

    def stated(self, session: Session, query: TicketQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return said_filters(session, query)

    def is_narrowed(self, query: TicketQuery) -> bool:
        """Whether open tickets are left out."""
        return replace(unfiltered(query), past=query.past) != query

    def _of_me(self, session: Session, query: TicketQuery) -> TicketQuery:
        """Whose tickets "mine" are."""
        return replace(query, me=person_called(session, self._actor)) if query.queue is Queue.MINE else query

    def dots(self) -> Mapping[str, Callable[[TicketRow], Tone | None]]:
        """How far, how urgent and how near its deadlines each is, at a glance."""
        return {
            "status": lambda row: STATUS_TONES[row.status],
            "priority": lambda row: PRIORITY_TONES[row.priority],
            "resolve_by": lambda row: resolution_tone(row, self._clock.now()),
            "respond_by": lambda row: response_tone(row, self._clock.now()),
        }
