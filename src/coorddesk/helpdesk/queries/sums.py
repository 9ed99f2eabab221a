"""What tickets add up to: the time spent on them and what it cost, by the database whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.helpdesk.models import Ticket, TicketWork
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_matches

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_SUMMED_AT_ONCE = 5_000


def ticket_sums(session: Session, query: TicketQuery) -> dict[str, int]:
    """The minutes and cents of all tickets that a query means, by the key of their column."""
    meant = ticket_matches(session, query)
    return _sums(session, [TicketWork.ticket_id.in_(select(Ticket.id).where(*meant))] if meant else [])


def sums_of_tickets(session: Session, ids: Sequence[int]) -> dict[str, int]:
    """The same of any number of tickets."""
    total: Counter[str] = Counter()
    for start in range(0, len(ids), _SUMMED_AT_ONCE):
        total.update(_sums(session, [TicketWork.ticket_id.in_(ids[start : start + _SUMMED_AT_ONCE])]))
    return total


def _sums(session: Session, meant: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    wanted = select(func.sum(TicketWork.minutes), func.sum(TicketWork.cents)).where(*meant)
    minutes, cents = session.execute(wanted).one()
    return {"minutes": int(minutes or 0), "cents": int(cents or 0)}
