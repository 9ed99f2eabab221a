"""The filters of a list of tickets in words, for the heads of papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.fields import GONE
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import Cause, Problem, Team, TicketCategory
from coorddesk.helpdesk.queries import QUEUE_TITLES, TicketQuery, said_ticket_criteria
from coorddesk.helpdesk.rules import PRIORITY_TITLES, SOURCE_TITLES, STATUS_TITLES, TICKET_KIND_TITLES
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stated(session: Session, query: TicketQuery) -> tuple[Message, ...]:
    """Each filter and each criterion of a query."""
    return (*_words(query), *_records(session, query), *_days(query), *said_ticket_criteria(session, query.criteria))


def _words(query: TicketQuery) -> Iterator[Message]:
    if query.text.strip():
        yield _("Search: “{text}”", text=query.text.strip())
    if query.queue is not None:
        yield QUEUE_TITLES[query.queue]
    chosen: tuple[tuple[frozenset[Any], dict[Any, Message]], ...] = (
        (query.statuses, STATUS_TITLES),
        (query.kinds, TICKET_KIND_TITLES),
        (query.sources, SOURCE_TITLES),
        (query.priorities, PRIORITY_TITLES),
    )
    for values, titles in chosen:
        yield from (title for value, title in titles.items() if value in values)


def _records(session: Session, query: TicketQuery) -> Iterator[Message]:
    for row_id, name in (
        (query.category, TicketCategory.path),
        (query.place, Place.path),
        (query.team, Team.name),
        (query.provider, Supplier.name),
        (query.problem, Problem.name),
        (query.cause, Cause.name),
    ):
        if row_id is not None:
            said = session.scalar(select(name).where(name.class_.id == row_id))
            yield GONE if said is None else verbatim(said)
    for person_id in (query.requester, query.assignee, query.person):
        if person_id is not None:
            person = session.get(Person, person_id)
            yield GONE if person is None else verbatim(PersonName(person.last_name, person.first_name).full)
    if query.asset is not None:
        asset = session.get(Asset, query.asset)
        yield GONE if asset is None else verbatim(called(asset.tag, asset.serial, asset.name, asset.id))


def _days(query: TicketQuery) -> Iterator[Message]:
    if query.opened_from is not None:
        yield _("Opened from {day}", day=query.opened_from)
    if query.opened_to is not None:
        yield _("Opened to {day}", day=query.opened_to)
    if query.resolved_from is not None:
        yield _("Resolved from {day}", day=query.resolved_from)
    if query.resolved_to is not None:
        yield _("Resolved to {day}", day=query.resolved_to)
