"""Which requests a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Ground, claims, own, own_text, record
from coorddesk.core.fields import Field
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Person
from coorddesk.directory.queries import person_options
from coorddesk.purchasing.models import (
    OrderLine,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    RequestLine,
)
from coorddesk.purchasing.queries.kept import KEPT_FOR_REQUEST
from coorddesk.purchasing.queries.linked import called, linked_titles
from coorddesk.purchasing.rules.amounts import WHOLE
from coorddesk.purchasing.rules.narrowing import QUOTE_DAYS, REQUEST_NEED_TITLES, RequestNeed
from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES, OrderState, RequestState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Claim = ColumnElement[bool]


@dataclass(frozen=True)
class RequestQuery:
    """Which requests, and in which order: `sort` is the key of one of REQUEST_COLUMNS.

    Without a `state` they are all that are neither refused nor ordered whole; with `past` those too. `supplier` made a
    quote for it, `budget_line` is what a line of theirs stands on.
    """

    text: str = ""
    sort: str = "reference"
    descending: bool = True
    state: RequestState | None = None
    past: bool = False
    need: RequestNeed | None = None
    person: int | None = None
    supplier: int | None = None
    budget_line: int | None = None
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> RequestQuery | None:
        """The requests of a record, those that are over among them; None if they never belong to such a one."""
        kind, record_id = subject
        match kind:
            case "person":
                return cls(person=record_id, past=True)
            case "supplier":
                return cls(supplier=record_id, past=True)
            case "budget_line":
                return cls(budget_line=record_id, past=True)
        return None


@dataclass(frozen=True)
class RequestCounts:
    """How many requests each filter would show."""

    states: Mapping[RequestState, int]
    needs: Mapping[RequestNeed, int]


def request_ids(session: Session, query: RequestQuery = RequestQuery()) -> array[int]:
    """The requests that a query means, in its order; those without a value come last either way, then the latest."""
    order = _ORDERS.get(query.sort, PurchaseRequest.reference)
    key = order.desc() if query.descending else order
    wanted: Select[int] = (
        select(PurchaseRequest.id)
        .outerjoin(Person, Person.id == PurchaseRequest.requester_id)
        .where(*_claims(session, query))
        .order_by(nulls_last(key), PurchaseRequest.id.desc())
    )
    return ids_of(session, wanted)


def request_counts(session: Session) -> RequestCounts:
    """What the side bar of the list says beside each value."""
    today = clock_of(session).today()
    by_state = select(PurchaseRequest.state, func.count()).group_by(PurchaseRequest.state)
    wanted = [func.count(case((_needs(each, today), 1))) for each in RequestNeed]
    counted = session.execute(select(*wanted).select_from(PurchaseRequest)).one()
    return RequestCounts(dict(session.execute(by_state).all()), dict(zip(RequestNeed, counted, strict=True)))


def stated_requests(session: Session, query: RequestQuery) -> dict[str, Message]:
    """Each filter of a query but its text and its criteria, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.state is not None:
        said["state"] = REQUEST_STATE_TITLES[query.state]
    elif query.past:
        said["past"] = _("Ordered, refused too")
    if query.need is not None:
        said["need"] = REQUEST_NEED_TITLES[query.need]
    links = {"person": "person", "supplier": "supplier", "budget_line": "budget_line"}
    return said | linked_titles(session, {field: (kind, getattr(query, field)) for field, kind in links.items()})


def said_request_criteria(session: Session, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """Each criterion in a few words."""
    by_key = {field.key: field for field in FIELDS_OF_REQUESTS}
    return tuple(said_criterion(session, criterion, by_key.get(criterion.field)) for criterion in criteria)


FIELDS_OF_REQUESTS: tuple[Field, ...] = (
    Field("title", _p("purchase request", "What is needed")),
    Field(
        "state", _p("purchase request", "State"), choices=tuple((k.value, v) for k, v in REQUEST_STATE_TITLES.items())
    ),
    Field(
        "requester",
        _p("purchase request", "Asked by"),
        search=person_options,
        name=lambda session, person_id: called(session, "person", person_id),
    ),
    Field("needed_by", _p("purchase request", "Needed by"), Kind.DATE),
    Field("justification", _p("purchase request", "Why")),
    Field("notes", _("Notes")),
)
"""Every field of requests in the order of their form."""


def _claims(session: Session, query: RequestQuery) -> list[Claim]:
    """What a request must be like to be meant by a query."""
    own_words = map(_word, words(query.text))
    need = () if query.need is None else (_needs(query.need, clock_of(session).today()),)
    return [*_stands_so(query), *_linked(query), *own_words, *need, *claims(session, query.criteria, _GROUNDS)]


def _stands_so(query: RequestQuery) -> Iterator[Claim]:
    if query.state is not None:
        yield PurchaseRequest.state == query.state
    elif not query.past and query.need is None and not any(each.field == "state" for each in query.criteria):
        is_ordered = (PurchaseRequest.state == RequestState.APPROVED) & ~_is_to_order()
        yield ~(is_ordered | (PurchaseRequest.state == RequestState.REFUSED))


def _linked(query: RequestQuery) -> Iterator[Claim]:
    if query.person is not None:
        yield PurchaseRequest.requester_id == query.person
    if query.supplier is not None:
        yield PurchaseRequest.id.in_(select(Quote.request_id).where(Quote.supplier_id == query.supplier))
    if query.budget_line is not None:
        lines = select(RequestLine.request_id).where(RequestLine.budget_line_id == query.budget_line)
        yield PurchaseRequest.id.in_(lines)


def _needs(need: RequestNeed, today: date) -> Claim:
    """What somebody should see to."""
    match need:
        case RequestNeed.APPROVE:
            return PurchaseRequest.state == RequestState.TO_APPROVE
        case RequestNeed.ORDER:
            return (PurchaseRequest.state == RequestState.APPROVED) & _is_to_order()
    last = today + timedelta(days=QUOTE_DAYS)
    expiring = select(Quote.request_id).where(Quote.valid_until.between(today, last))
    chosen = select(Quote.request_id).where(Quote.is_chosen)
    is_open = PurchaseRequest.state != RequestState.REFUSED
    return is_open & PurchaseRequest.id.in_(expiring) & PurchaseRequest.id.not_in(chosen)


def _is_to_order() -> Claim:
    """Whether not all of it was ordered: of a line, sent orders keep less than is needed."""
    ordered = (
        select(func.coalesce(func.sum(KEPT_FOR_REQUEST), 0))
        .select_from(OrderLine)
        .join(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
        .where(OrderLine.request_line_id == RequestLine.id, PurchaseOrder.state != OrderState.DRAFT)
        .correlate(RequestLine)
        .scalar_subquery()
    )
    left = select(RequestLine.id).where(RequestLine.request_id == PurchaseRequest.id, RequestLine.quantity > ordered)
    return left.correlate(PurchaseRequest).exists()


def _word(word: str) -> Claim:
    """A word of its own, of its lines, or of who asked."""
    return or_(contains(PurchaseRequest.search, word), contains(Person.search, word))


def _amount(factor: Any) -> Any:
    """About how much each request comes to: precise enough to be sorted by."""
    counted = select(func.sum(RequestLine.quantity * RequestLine.unit_price * 1.0 * factor))
    return counted.where(RequestLine.request_id == PurchaseRequest.id).correlate(PurchaseRequest).scalar_subquery()


_ORDERS: dict[str, Any] = {
    "reference": PurchaseRequest.reference,
    "title": folded(PurchaseRequest.title),
    "state": case({each: place for place, each in enumerate(RequestState)}, value=PurchaseRequest.state),
    "requester": Person.last_name_folded,
    "needed_by": PurchaseRequest.needed_by,
    "net": _amount(1),
    "gross": _amount(1 + RequestLine.vat_rate * 1.0 / WHOLE),
}
REQUEST_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which a list of requests can be sorted."""
_GROUNDS: dict[str, Ground] = {
    "requester": record(PurchaseRequest.requester_id, select(Person.id), Person.search),
    **{key: own(getattr(PurchaseRequest, key)) for key in ("state", "needed_by")},
    **{key: own_text(PurchaseRequest.id, getattr(PurchaseRequest, key)) for key in ("title", "justification", "notes")},
}
