"""The tickets that a paper is about, however they were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.helpdesk.queries import TicketQuery, TicketRow, ticket_ids, ticket_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = TicketQuery | Sequence[int] | None
"""The tickets of a list as it is filtered, those that were selected, or all that are open."""

_READ_AT_ONCE = 1000


def read(session: Session, choice: Choice) -> list[TicketRow]:
    """The tickets of a choice, in its order; those that are gone are left out."""
    query = TicketQuery() if choice is None else choice
    ids = ticket_ids(session, query) if isinstance(query, TicketQuery) else query
    parts = (ids[start : start + _READ_AT_ONCE] for start in range(0, len(ids), _READ_AT_ONCE))
    pages = ((part, ticket_page(session, part)) for part in parts)
    return [page[ticket_id] for part, page in pages for ticket_id in part if ticket_id in page]


def tickets(count: int) -> Message:
    """So many tickets."""
    return _n("{count} ticket", "{count} tickets", count)


def choose(subject: Subject) -> Choice:
    """A ticket itself, or those of a record."""
    return (subject[1],) if subject[0] == "ticket" else TicketQuery.about(subject)
