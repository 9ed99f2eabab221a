"""What of the help desk belongs to others: the tickets of a device, a person, a place, a supplier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.feature import Belongings, Tally
from coorddesk.core.messages import _n, _p
from coorddesk.helpdesk.models import Ticket, TicketDevice
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_ids
from coorddesk.helpdesk.queries.rows import ticket_page
from coorddesk.helpdesk.rules import OPEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject

_COLUMNS: dict[str, Any] = {"place": Ticket.place_id, "person": Ticket.requester_id, "supplier": Ticket.provider_id}


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


def tally(session: Session, kind: str) -> Tally | None:
    """How many open tickets each record of a kind has."""
    if kind == "asset":
        wanted = select(TicketDevice.asset_id, func.count()).join(Ticket, Ticket.id == TicketDevice.ticket_id)
        counted = wanted.where(Ticket.status.in_(OPEN)).group_by(TicketDevice.asset_id)
    elif kind in _COLUMNS:
        column = _COLUMNS[kind]
        counted = select(column, func.count()).where(Ticket.status.in_(OPEN)).group_by(column)
    else:
        return None
    counts = dict(session.execute(counted).all())
    return Tally(_p("tickets", "Open tickets"), {key: count for key, count in counts.items() if key is not None})


_LOOKED_AT = 10_000
