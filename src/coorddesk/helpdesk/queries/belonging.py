"""What of the help desk belongs to others: the tickets of a device, a person, a place, a supplier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _n
from coorddesk.core.records import Belongings
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_ids
from coorddesk.helpdesk.queries.rows import ticket_page
from coorddesk.helpdesk.rules import OPEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The tickets of a record: how many there are and how many are open; those first."""
    query = TicketQuery.about(subject)
    if query is None:
        return ()
    ids = ticket_ids(session, query)
    if not ids:
        return ()
    standing = select(Ticket.id).where(Ticket.id.in_(list(ids)[:_LOOKED_AT]), Ticket.status.in_(OPEN))
    open_ones = set(session.scalars(standing))
    title = _n("{count} ticket", "{count} tickets", len(ids))
    if open_ones:
        title = _n("{tickets}, {count} open", "{tickets}, {count} open", len(open_ones), tickets=title)
    first = sorted(list(ids)[:_LOOKED_AT], key=lambda each: (each not in open_ones, -each))[:limit]
    page = ticket_page(session, first)
    return (Belongings(title, "ticket", tuple(page[each].hit for each in first)),)


_LOOKED_AT = 10_000
