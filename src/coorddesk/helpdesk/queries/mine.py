"""Whose the queue "mine" is: a saved view of it suits everybody, since it follows whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import actor_of
from coorddesk.core.query_state import query_from
from coorddesk.directory.rules import name_key
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_ids
from coorddesk.helpdesk.queries.queues import Queue
from coorddesk.inventory.queries.scanned import PEOPLE, scanned

if TYPE_CHECKING:
    from array import array

    from sqlalchemy.orm import Session


def person_called(session: Session, name: str) -> int | None:
    """Whoever bears the name under which the desk is worked at, if it is one person."""
    hit = scanned(session, name, (PEOPLE,)).hit
    is_known = hit is not None and hit.subject[0] == PEOPLE and name_key(hit.title) == name_key(name)
    return hit.subject[1] if hit is not None and is_known else None


def tickets_meant(session: Session, query: TicketQuery) -> array[int]:
    """The tickets that a query means to whoever looks."""
    if query.queue is Queue.MINE:
        query = replace(query, me=person_called(session, actor_of(session).name))
    return ticket_ids(session, query)


def tickets_kept(session: Session, state: Mapping[str, Any]) -> array[int]:
    """The tickets that a saved view means to whoever looks."""
    return tickets_meant(session, query_from(TicketQuery, state)[0])
