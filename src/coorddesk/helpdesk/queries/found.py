"""What the search box finds in the help desk: tickets by their number or words, and problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.matching import words
from coorddesk.core.records import Hit
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_ids
from coorddesk.helpdesk.queries.problems import ProblemQuery, problem_ids, problem_page
from coorddesk.helpdesk.queries.rows import ticket_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LATER = 3
"""How good a hit is whose device or person would be found by itself."""


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Tickets by their number (rank 0), those that are open before those that are over; then problems."""
    if not words(text):
        return ()
    return [*_tickets(session, text, limit), *_problems(session, text, limit)][:limit]


def _tickets(session: Session, text: str, limit: int) -> Iterator[Hit]:
    open_ones = list(ticket_ids(session, TicketQuery(text, sort="number"))[:limit])
    ids = open_ones
    if len(ids) < limit:
        every = ticket_ids(session, TicketQuery(text, sort="number", past=True))[: limit * 2]
        ids = list(dict.fromkeys([*open_ones, *every]))[:limit]
    page = ticket_page(session, ids)
    for row in (page[ticket_id] for ticket_id in ids):
        yield replace(row.hit, rank=0 if str(row.id) == text else 2 if not row.is_over else _LATER)


def _problems(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = problem_ids(session, ProblemQuery(text, past=True))[:limit]
    page = problem_page(session, ids)
    yield from (page[each].hit for each in ids)
