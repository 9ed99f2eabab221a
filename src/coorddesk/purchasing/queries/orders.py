"""Which orders a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select

from coorddesk.budget.models import BudgetLine
from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.models import Place, Supplier
from coorddesk.inventory.models import LotDevice
from coorddesk.purchasing.models import OrderLine, PurchaseOrder, PurchaseRequest, Receipt, ReceiptLine
from coorddesk.purchasing.queries.kept import KEPT
from coorddesk.purchasing.queries.linked import linked_titles
from coorddesk.purchasing.queries.order_criteria import order_claims
from coorddesk.purchasing.rules.amounts import WHOLE
from coorddesk.purchasing.rules.narrowing import ORDER_NEED_TITLES, OrderNeed
from coorddesk.purchasing.rules.words import ORDER_STATE_TITLES, OrderState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Claim = ColumnElement[bool]
OVER = (OrderState.PAID, OrderState.CANCELLED)
"""The states of an order with which nothing more is to be done."""
COMING = (OrderState.SENT, OrderState.PARTLY_RECEIVED)
"""The states in which something of an order is still to come."""


@dataclass(frozen=True)
class OrderQuery:
    """Which orders, and in which order: `sort` is the key of one of ORDER_COLUMNS.

    Without a `state` they are all that are not over; with `past` those too. `budget_line` and `year` (a fiscal year)
    are what a line of theirs stands on; `asset` and `lot` came of them. `since` and `until` are days of their papers.
    """

    text: str = ""
    sort: str = "day"
    descending: bool = True
    state: OrderState | None = None
    past: bool = False
    need: OrderNeed | None = None
    supplier: int | None = None
    place: int | None = None
    request: int | None = None
    budget_line: int | None = None
    year: int | None = None
    asset: int | None = None
    lot: int | None = None
    since: date | None = None
    until: date | None = None
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> OrderQuery | None:
        """The orders of a record, those that are over among them; None if orders never belong to such a one."""
        kind, record_id = subject
        match kind:
            case "supplier":
                return cls(supplier=record_id, past=True)
            case "place":
                return cls(place=record_id, past=True)
            case "purchase_request":
                return cls(request=record_id, past=True)
            case "budget_line":
                return cls(budget_line=record_id, past=True)
            case "fiscal_year":
                return cls(year=record_id, past=True)
            case "asset":
                return cls(asset=record_id, past=True)
            case "lot":
                return cls(lot=record_id, past=True)
        return None


@dataclass(frozen=True)
class OrderCounts:
    """How many orders each filter would show."""

    states: Mapping[OrderState, int]
    needs: Mapping[OrderNeed, int]


def order_ids(session: Session, query: OrderQuery = OrderQuery()) -> array[int]:
    """The orders that a query means, in its order; those without a value come last either way, then the latest."""
    order = _ORDERS.get(query.sort, PurchaseOrder.day)
    key = order.desc() if query.descending else order
    wanted: Select[int] = (
        select(PurchaseOrder.id)
        .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        .outerjoin(Place, Place.id == PurchaseOrder.place_id)
        .where(*_claims(session, query))
        .order_by(nulls_last(key), PurchaseOrder.day.desc(), PurchaseOrder.id.desc())
    )
    return ids_of(session, wanted)


def order_counts(session: Session) -> OrderCounts:
    """What the side bar of the list says beside each value."""
    today = clock_of(session).today()
    by_state = select(PurchaseOrder.state, func.count()).group_by(PurchaseOrder.state)
    claims = [func.count(case((_needs(each, today), 1))) for each in OrderNeed]
    counted = session.execute(select(*claims).select_from(PurchaseOrder)).one()
    return OrderCounts(dict(session.execute(by_state).all()), dict(zip(OrderNeed, counted, strict=True)))


def order_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Orders that were sent and not cancelled, the latest first, by their reference or their supplier."""
    wanted = (
        select(PurchaseOrder.id, PurchaseOrder.reference, Supplier.name)
        .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        .where(PurchaseOrder.state.not_in((OrderState.DRAFT, OrderState.CANCELLED)), *map(_word, words(text)))
        .order_by(PurchaseOrder.day.desc(), PurchaseOrder.id.desc())
    )
    return tuple(Option(*row) for row in session.execute(wanted.limit(limit)))


def stated_orders(session: Session, query: OrderQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.state is not None:
        said["state"] = ORDER_STATE_TITLES[query.state]
    elif query.past:
        said["past"] = _("Paid, cancelled too")
    if query.need is not None:
        said["need"] = ORDER_NEED_TITLES[query.need]
    if query.since is not None:
        said["since"] = _("From {day} on", day=query.since)
    if query.until is not None:
        said["until"] = _("Until {day}", day=query.until)
    if query.request is not None:
        request = session.get(PurchaseRequest, query.request)
        said["request"] = _("Purchase request: {name}", name="?" if request is None else request.reference)
    links = {"supplier": "supplier", "place": "place", "budget_line": "budget_line", "year": "fiscal_year"}
    links |= {"asset": "asset", "lot": "lot"}
    return said | linked_titles(session, {field: (kind, getattr(query, field)) for field, kind in links.items()})


def _claims(session: Session, query: OrderQuery) -> list[Claim]:
    """What an order must be like to be meant by a query."""
    own = (*_stands_so(query), *_linked(query), *map(_word, words(query.text)))
    need = () if query.need is None else (_needs(query.need, clock_of(session).today()),)
    return [*own, *need, *order_claims(session, query.criteria)]


def _stands_so(query: OrderQuery) -> Iterator[Claim]:
    if query.state is not None:
        yield PurchaseOrder.state == query.state
    elif not query.past and query.need is None and not any(each.field == "state" for each in query.criteria):
        yield PurchaseOrder.state.not_in(OVER)
    if query.since is not None:
        yield PurchaseOrder.day >= query.since
    if query.until is not None:
        yield PurchaseOrder.day <= query.until


def _linked(query: OrderQuery) -> Iterator[Claim]:
    own = (
        (PurchaseOrder.supplier_id, query.supplier),
        (PurchaseOrder.place_id, query.place),
        (PurchaseOrder.request_id, query.request),
    )
    yield from (column == wanted for column, wanted in own if wanted is not None)
    line = select(OrderLine.order_id)
    if query.budget_line is not None:
        yield PurchaseOrder.id.in_(line.where(OrderLine.budget_line_id == query.budget_line))
    if query.year is not None:
        of_year = select(BudgetLine.id).where(BudgetLine.year_id == query.year)
        yield PurchaseOrder.id.in_(line.where(OrderLine.budget_line_id.in_(of_year)))
    came = select(Receipt.order_id).join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
    if query.lot is not None:
        yield PurchaseOrder.id.in_(came.where(ReceiptLine.lot_id == query.lot))
    if query.asset is not None:
        lots = select(LotDevice.lot_id).where(LotDevice.asset_id == query.asset)
        yield PurchaseOrder.id.in_(came.where(ReceiptLine.lot_id.in_(lots)))


def _needs(need: OrderNeed, today: date) -> Claim:
    """What somebody should see to."""
    match need:
        case OrderNeed.SEND:
            return PurchaseOrder.state == OrderState.DRAFT
        case OrderNeed.RECEIVE:
            return PurchaseOrder.state.in_(COMING)
        case OrderNeed.LATE:
            return PurchaseOrder.state.in_(COMING) & (PurchaseOrder.expected_on < today)
        case OrderNeed.INVOICE:
            return PurchaseOrder.state == OrderState.RECEIVED
    return PurchaseOrder.state == OrderState.INVOICED


def _word(word: str) -> Claim:
    """A word of its own and of its lines, or of its supplier."""
    return or_(contains(PurchaseOrder.search, word), contains(Supplier.name_folded, word))


def _amount(*factors: Any) -> Any:
    """About how much what is kept of each order comes to: precise enough to be sorted by."""
    priced = KEPT * OrderLine.unit_price * 1.0
    for factor in factors:
        priced = priced * factor
    counted = select(func.sum(priced)).where(OrderLine.order_id == PurchaseOrder.id)
    return counted.correlate(PurchaseOrder).scalar_subquery()


_DISCOUNTS = (1 - OrderLine.discount * 1.0 / WHOLE, 1 - PurchaseOrder.discount * 1.0 / WHOLE)
_RATE = OrderLine.vat_rate * 1.0 / WHOLE
_FIRST = (
    select(OrderLine.label)
    .where(OrderLine.order_id == PurchaseOrder.id)
    .order_by(OrderLine.position, OrderLine.id)
    .limit(1)
    .correlate(PurchaseOrder)
    .scalar_subquery()
)
_ORDERS: dict[str, Any] = {
    "reference": PurchaseOrder.reference,
    "day": PurchaseOrder.day,
    "supplier": Supplier.name_folded,
    "label": folded(_FIRST),
    "state": case({each: place for place, each in enumerate(OrderState)}, value=PurchaseOrder.state),
    "net": _amount(*_DISCOUNTS),
    "vat": _amount(*_DISCOUNTS, _RATE),
    "gross": _amount(*_DISCOUNTS, 1 + _RATE),
    "expected_on": PurchaseOrder.expected_on,
    "engagement_number": func.nullif(PurchaseOrder.engagement_number, ""),
    "place": Place.path_folded,
}
ORDER_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which a list of orders can be sorted."""
