"""Which tickets, in which order: ids for the list on screen and on paper, fast at 200,000 on both databases."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, exists, func, nulls_last, or_, select
from sqlalchemy.orm import aliased

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.queries import places_below
from coorddesk.helpdesk.models import Cause, Problem, Team, Ticket, TicketCategory, TicketDevice
from coorddesk.helpdesk.queries.counted import behind_claim
from coorddesk.helpdesk.queries.criteria import categories_below, ticket_claims
from coorddesk.helpdesk.queries.queues import Queue, queue_claims
from coorddesk.helpdesk.rules import OPEN, Source, Status, TicketKind
from coorddesk.helpdesk.rules.figures import Behind
from coorddesk.inventory.models import Asset

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Claim = ColumnElement[bool]


@dataclass(frozen=True)
class TicketQuery:
    """Which tickets, and in which order: `sort` is the key of one of TICKET_COLUMNS.

    Without `statuses` and `queue` they are all that are not over; with `past` those too. Of several values in one
    filter, one must hold. `me` is whose the queue "mine" is; `place` and `category` take in what is inside. `person`
    is whoever asked, or handles it. Days are included. `behind` is a figure in which they are counted.
    """

    text: str = ""
    sort: str = "priority"
    descending: bool = True
    queue: Queue | None = None
    me: int | None = None
    past: bool = False
    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[TicketKind] = frozenset()
    sources: frozenset[Source] = frozenset()
    priorities: frozenset[int] = frozenset()
    category: int | None = None
    place: int | None = None
    asset: int | None = None
    requester: int | None = None
    assignee: int | None = None
    person: int | None = None
    team: int | None = None
    provider: int | None = None
    problem: int | None = None
    cause: int | None = None
    opened_from: date | None = None
    opened_to: date | None = None
    resolved_from: date | None = None
    resolved_to: date | None = None
    criteria: tuple[Criterion, ...] = ()
    behind: Behind | None = None

    @classmethod
    def about(cls, subject: Subject) -> TicketQuery | None:
        """The tickets of a record, over or not, the latest first; None if tickets never belong to such a one."""
        kind, record_id = subject
        field = _ABOUT.get(kind)
        if field is None:
            return None
        wanted: dict[str, Any] = {field: record_id}
        return replace(cls(past=True, sort="number"), **wanted)


_ABOUT = {
    "asset": "asset",
    "place": "place",
    "person": "person",
    "supplier": "provider",
    "team": "team",
    "problem": "problem",
    "cause": "cause",
    "ticket_category": "category",
}


def ticket_ids(session: Session, query: TicketQuery = TicketQuery()) -> array[int]:
    """The tickets that a query means, in its order; those without a value come last either way, then by number."""
    order = _ORDERS.get(query.sort, _ORDERS["priority"])
    wanted = select(Ticket.id).where(*ticket_matches(session, query))
    for table, link in order.joins:
        wanted = wanted.outerjoin(table, link)
    if order.key is Ticket.id:
        return ids_of(session, wanted.order_by(Ticket.id.desc() if query.descending else Ticket.id))
    key = order.key.desc() if query.descending else order.key
    return ids_of(session, wanted.order_by(key if order.is_filled else nulls_last(key), Ticket.id))


def ticket_matches(session: Session, query: TicketQuery) -> list[Claim]:
    """What a ticket must be like to be meant by a query."""
    return [
        *_standing(session, query),
        *_among(query),
        *_links(session, query),
        *_days(session, query),
        *ticket_claims(session, query.criteria),
        *_found_by(session, query.text),
        *([] if query.behind is None else [behind_claim(session, query.behind)]),
    ]


def _standing(session: Session, query: TicketQuery) -> Iterator[Claim]:
    if query.queue is not None:
        yield queue_claims(session, query.me)[query.queue]
    elif query.statuses:
        yield Ticket.status.in_(query.statuses)
    elif not query.past:
        yield Ticket.status.in_(OPEN)


def _among(query: TicketQuery) -> Iterator[Claim]:
    for column, values in (
        (Ticket.kind, query.kinds),
        (Ticket.source, query.sources),
        (Ticket.priority, query.priorities),
    ):
        if values:
            yield column.in_(values)


def _links(session: Session, query: TicketQuery) -> Iterator[Claim]:
    for column, value in (
        (Ticket.requester_id, query.requester),
        (Ticket.assignee_id, query.assignee),
        (Ticket.team_id, query.team),
        (Ticket.provider_id, query.provider),
        (Ticket.problem_id, query.problem),
        (Ticket.cause_id, query.cause),
    ):
        if value is not None:
            yield column == value
    if query.person is not None:
        yield or_(Ticket.requester_id == query.person, Ticket.assignee_id == query.person)
    if query.category is not None:
        yield Ticket.category_id.in_(categories_below(session, query.category))
    if query.place is not None:
        yield Ticket.place_id.in_(places_below(session, query.place))
    if query.asset is not None:
        yield Ticket.id.in_(select(TicketDevice.ticket_id).where(TicketDevice.asset_id == query.asset))


def _days(session: Session, query: TicketQuery) -> Iterator[Claim]:
    clock = clock_of(session)
    for column, first, last in (
        (Ticket.opened_at, query.opened_from, query.opened_to),
        (Ticket.resolved_at, query.resolved_from, query.resolved_to),
    ):
        if first is not None:
            yield column >= start_of_day(clock, first)
        if last is not None:
            yield column < start_of_day(clock, last + timedelta(1))


def _found_by(session: Session, text: str) -> list[Claim]:
    """Every word must be in the ticket's own words, in the name of what it is about, or be its number.

    One statement first asks which names hold a word at all, so that most words look through one column only.
    """
    asked = [(word, link) for word in words(text) for link in _LINKS]
    if not asked:
        return []
    held = session.execute(select(*(exists(link.named(word)) for word, link in asked))).one()
    ways: dict[str, list[Claim]] = {}
    for word in words(text):
        ways[word] = [contains(Ticket.search, word)]
        if word.isascii() and word.isdecimal():
            ways[word].append(Ticket.id == int(word[:18]))
    for (word, link), holds in zip(asked, held, strict=True):
        if holds:
            ways[word].append(link.of_ticket(link.named(word)))
    return [or_(*each) for each in ways.values()]


class _Link(NamedTuple):
    """A record that a ticket is about and may be found by."""

    column: Any
    ids: Select[int]
    name: Any

    def named(self, word: str) -> Select[int]:
        """The ids of those whose names hold a word."""
        return self.ids.where(contains(self.name, word))

    def of_ticket(self, ids: Select[int]) -> Claim:
        """Whether a ticket is about one of them."""
        if self.column is TicketDevice.asset_id:
            return Ticket.id.in_(select(TicketDevice.ticket_id).where(TicketDevice.asset_id.in_(ids)))
        claim: Claim = self.column.in_(ids)
        return claim


_LINKS = (
    _Link(Ticket.category_id, select(TicketCategory.id), TicketCategory.path_folded),
    _Link(Ticket.place_id, select(Place.id), Place.path_folded),
    _Link(Ticket.requester_id, select(Person.id), Person.search),
    _Link(Ticket.assignee_id, select(Person.id), Person.search),
    _Link(Ticket.team_id, select(Team.id), Team.name_folded),
    _Link(Ticket.provider_id, select(Supplier.id), Supplier.name_folded),
    _Link(TicketDevice.asset_id, select(Asset.id), Asset.search),
)


class _Order(NamedTuple):
    """How tickets are sorted: by a key that has a value in every row (`is_filled`), or after what is joined."""

    key: Any
    joins: tuple[tuple[Any, Any], ...] = ()
    is_filled: bool = False


_requester, _assignee = aliased(Person), aliased(Person)
_STATUS = case({status.value: place for place, status in enumerate(Status)}, value=Ticket.status)


def _named(person: Any, link: Any) -> _Order:
    key = person.last_name_folded + " " + person.first_name_folded
    return _Order(key, ((person, person.id == link),))


_ORDERS: dict[str, _Order] = {
    "number": _Order(Ticket.id, is_filled=True),
    "status": _Order(_STATUS, is_filled=True),
    "priority": _Order(Ticket.priority, is_filled=True),
    "title": _Order(folded(Ticket.title), is_filled=True),
    "kind": _Order(Ticket.kind, is_filled=True),
    "source": _Order(Ticket.source, is_filled=True),
    "urgency": _Order(Ticket.urgency, is_filled=True),
    "impact": _Order(Ticket.impact, is_filled=True),
    "is_major": _Order(Ticket.is_major, is_filled=True),
    "opened": _Order(Ticket.opened_at, is_filled=True),
    "responded": _Order(Ticket.responded_at),
    "resolved": _Order(Ticket.resolved_at),
    "closed": _Order(Ticket.closed_at),
    "respond_by": _Order(Ticket.respond_by),
    "resolve_by": _Order(Ticket.resolve_by),
    "planned_on": _Order(Ticket.planned_on),
    "remind_on": _Order(Ticket.remind_on),
    "provider_reference": _Order(folded(func.nullif(Ticket.provider_reference, ""))),
    "category": _Order(TicketCategory.path_folded, ((TicketCategory, TicketCategory.id == Ticket.category_id),)),
    "place": _Order(Place.path_folded, ((Place, Place.id == Ticket.place_id),)),
    "requester": _named(_requester, Ticket.requester_id),
    "assignee": _named(_assignee, Ticket.assignee_id),
    "team": _Order(Team.name_folded, ((Team, Team.id == Ticket.team_id),)),
    "provider": _Order(Supplier.name_folded, ((Supplier, Supplier.id == Ticket.provider_id),)),
    "cause": _Order(Cause.name_folded, ((Cause, Cause.id == Ticket.cause_id),)),
    "problem": _Order(Problem.name_folded, ((Problem, Problem.id == Ticket.problem_id),)),
    "resolution": _Order(Ticket.resolution),
}
TICKET_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which tickets can be sorted."""
