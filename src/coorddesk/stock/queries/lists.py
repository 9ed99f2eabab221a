"""Which items a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, or_, select

from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.queries.places import places_below
from coorddesk.inventory.models import Category
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.queries.criteria import stock_claims
from coorddesk.stock.queries.rows import JOINED, LEVEL, ROWS, STATE, TO_ORDER, WITH_PEOPLE, WORTH, StockRow
from coorddesk.stock.rules import STOCK_KIND_TITLES, STOCK_STATE_TITLES, StockKind, StockState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class StockQuery:
    """Which items, and in which order: `sort` is the key of one of STOCK_COLUMNS.

    Of a `place` are the items of which some are there or inside it, or that are usually kept there. Items that are no
    longer ordered are left out once nothing is left of them, unless their `state` is asked for or `everything`.
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    kind: StockKind | None = None
    state: StockState | None = None
    category: int | None = None
    place: int | None = None
    supplier: int | None = None
    everything: bool = False
    criteria: tuple[Criterion, ...] = ()


def stock_ids(session: Session, query: StockQuery = StockQuery()) -> array[int]:
    """The items that a query means, in its order; those without a value come last either way."""
    return ids_of(
        session, select(StockItem.id).select_from(JOINED).where(*_meant(session, query)).order_by(*_order(query))
    )


def all_stock(session: Session, query: StockQuery = StockQuery()) -> list[StockRow]:
    """Every item that a query means, in its order."""
    wanted = ROWS.where(*_meant(session, query)).order_by(*_order(query))
    return [StockRow(*row) for row in session.execute(wanted)]


def to_order_counts(session: Session) -> tuple[int, int]:
    """How many items are to be ordered, and of how many of them none is left: told after every change, so counted."""
    wanted = select(func.count(), func.count(case((LEVEL <= 0, 1)))).select_from(JOINED)
    count, gone = session.execute(wanted.where(STATE.in_([StockState.TO_ORDER.value]))).one()
    return count, gone


@dataclass(frozen=True)
class StockCounts:
    """How many items each filter would show; what is gone for good counts for its state alone, as in the list."""

    kinds: dict[StockKind, int]
    states: dict[StockState, int]
    categories: dict[int, int]


def stock_counts(session: Session) -> StockCounts:
    """What the side bar of the list says beside each value."""
    shown = func.count(case((_IS_SHOWN, 1)))
    wanted = select(StockItem.kind, STATE, StockItem.category_id, func.count(), shown).select_from(JOINED)
    rows = session.execute(wanted.group_by(StockItem.kind, STATE, StockItem.category_id)).all()
    counts = StockCounts({}, {}, {})
    for kind, state, category_id, of_state, count in rows:
        at = StockState(state)
        counts.states[at] = counts.states.get(at, 0) + of_state
        counts.kinds[kind] = counts.kinds.get(kind, 0) + count
        if category_id is not None:
            counts.categories[category_id] = counts.categories.get(category_id, 0) + count
    return counts


def _order(query: StockQuery) -> tuple[Any, ...]:
    order = _ORDERS.get(query.sort, StockItem.name_folded)
    return nulls_last(order.desc() if query.descending else order), *_BY_NAME


def _meant(session: Session, query: StockQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(StockItem.search, query.text)]
    if query.kind is not None:
        claims.append(StockItem.kind == query.kind)
    if query.category is not None:
        claims.append(StockItem.category_id == query.category)
    if query.supplier is not None:
        claims.append(StockItem.supplier_id == query.supplier)
    if query.place is not None:
        claims.append(_at(places_below(session, query.place)))
    if query.state is None and not query.everything:
        claims.append(_IS_SHOWN)
    elif query.state is not None:
        claims.append(STATE.is_not_distinct_from(query.state.value))
    return [*claims, *stock_claims(session, query.criteria)]


def _at(there: Sequence[int]) -> ColumnElement[bool]:
    """Whether some of an item are at one of these places, or it is usually kept there."""
    stands = (
        select(StockMove.item_id)
        .where(StockMove.place_id.in_(there))
        .group_by(StockMove.item_id)
        .having(func.sum(StockMove.quantity) > 0)
    )
    return or_(StockItem.place_id.in_(there), StockItem.id.in_(stands))


_IS_SHOWN = or_(StockItem.is_dropped.is_(False), LEVEL != 0)
_BY_NAME = (StockItem.name_folded, StockItem.id)
_ORDERS: dict[str, Any] = {
    "kind": case({kind: place for place, kind in enumerate(STOCK_KIND_TITLES)}, value=StockItem.kind),
    "level": LEVEL,
    "unit": folded(func.nullif(StockItem.unit, "")),
    "state": case({state.value: place for place, state in enumerate(STOCK_STATE_TITLES)}, value=STATE),
    "to_order": TO_ORDER,
    "threshold": StockItem.threshold,
    "target": StockItem.target,
    "lent": WITH_PEOPLE,
    "category": Category.name_folded,
    "place": Place.path_folded,
    "supplier": Supplier.name_folded,
    "reference": folded(func.nullif(StockItem.reference, "")),
    "barcode": StockItem.barcode_folded,
    "price": StockItem.price,
    "worth": WORTH,
    "is_dropped": case((StockItem.is_dropped, 1)),
    "notes": folded(func.nullif(StockItem.notes, "")),
}
