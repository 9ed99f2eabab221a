"""The items in stock, as lists, cards and forms show them, each with what is there of it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, case, func, nulls_last, or_, select

from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.queries.places import places_below
from coorddesk.inventory.models import Category, Manufacturer, Model
from coorddesk.stock.models import StockFit, StockItem, StockMove
from coorddesk.stock.queries.levels import LENT, LEVELS
from coorddesk.stock.rules import (
    STOCK_KIND_TITLES,
    STOCK_STATE_TITLES,
    StockKind,
    StockState,
    stock_state,
    to_order,
    worth,
)

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


@dataclass(frozen=True)
class StockRow:
    """An item, how many are there (`level`), and how many people have (`lent`)."""

    id: int
    version: int
    name: str
    kind: StockKind
    reference: str
    barcode: str | None
    category_id: int | None
    category: str | None
    unit: str
    supplier_id: int | None
    supplier: str | None
    price: int | None
    threshold: int | None
    target: int | None
    place_id: int | None
    place: str | None
    is_dropped: bool
    notes: str
    level: int
    lent: int

    @property
    def to_order(self) -> int:
        """How many to order."""
        return to_order(self.level, self.threshold, self.target, is_dropped=self.is_dropped)

    @property
    def state(self) -> StockState:
        """How it stands."""
        return stock_state(self.level, self.threshold, is_dropped=self.is_dropped)

    @property
    def left(self) -> Message:
        """How many are left, and whether that is too few: "2 left, 5 to order"."""
        said = _n("{count} left", "{count} left", self.level)
        return _("{left}, {count} to order", left=said, count=self.to_order) if self.to_order else said

    @property
    def worth(self) -> int | None:
        """What is there of it is worth, in cents."""
        return worth(self.level, self.price)


STOCK_COLUMNS: tuple[Column[StockRow], ...] = (
    Column("name", _("Item"), lambda row: row.name, width=32),
    Column("kind", _("Kind of item"), lambda row: STOCK_KIND_TITLES[row.kind], Kind.CHOICE, 14),
    Column("level", _("In stock"), lambda row: row.level, Kind.NUMBER, 10),
    Column("unit", _p("stock", "Unit"), lambda row: row.unit, width=12),
    Column("state", _p("stock", "State"), lambda row: STOCK_STATE_TITLES[row.state], Kind.CHOICE, 16),
    Column("to_order", _("To order"), lambda row: row.to_order or None, Kind.NUMBER, 12),
    Column("threshold", _("Threshold"), lambda row: row.threshold, Kind.NUMBER, 10),
    Column("target", _("Order up to"), lambda row: row.target, Kind.NUMBER, 12),
    Column("lent", _("With people"), lambda row: row.lent or None, Kind.NUMBER, 12),
    Column("category", _("Category"), lambda row: row.category, width=18),
    Column("place", _("Usual place"), lambda row: row.place, width=28),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=20),
    Column("reference", _("Reference"), lambda row: row.reference, Kind.CODE, 16),
    Column("barcode", _("Barcode"), lambda row: row.barcode, Kind.CODE, 16),
    Column("price", _("Unit price"), lambda row: row.price, Kind.AMOUNT, 12),
    Column("worth", _p("stock", "Value"), lambda row: row.worth, Kind.AMOUNT, 12, total=True),
    Column("is_dropped", _("No longer ordered"), lambda row: row.is_dropped or None, Kind.YES_NO, 12),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def stock_ids(session: Session, query: StockQuery = StockQuery()) -> array[int]:
    """The items that a query means, in its order; those without a value come last either way."""
    order = _ORDERS.get(query.sort, StockItem.name_folded)
    key = order.desc() if query.descending else order
    return ids_of(
        session, _joined(select(StockItem.id)).where(*_meant(session, query)).order_by(nulls_last(key), *_BY_NAME)
    )


def stock_page(session: Session, ids: Sequence[int]) -> dict[int, StockRow]:
    """The items of these ids."""
    return {row.id: StockRow(*row) for row in session.execute(_ROWS.where(StockItem.id.in_(ids)))}


def stock_row(session: Session, item_id: int) -> StockRow | None:
    """One item, for its card or form."""
    return stock_page(session, [item_id]).get(item_id)


def all_stock(session: Session, query: StockQuery = StockQuery()) -> list[StockRow]:
    """Every item that a query means, in its order."""
    ids = stock_ids(session, query)
    rows = {row.id: StockRow(*row) for row in session.execute(_ROWS)}
    return [rows[item_id] for item_id in ids]


def fits_of(session: Session, item_id: int | None, model_ids: Sequence[int] | None = None) -> str:
    """The models that take an item, or those of ids, in one line: "Brother HL-L2350DW, HP LaserJet M404"."""
    ids = models_of(session, item_id or 0) if model_ids is None else model_ids
    rows = session.execute(_MODELS.where(Model.id.in_(ids))).all()
    return ", ".join(sorted(" ".join(word for word in row[1:] if word) for row in rows))


def models_of(session: Session, item_id: int) -> tuple[int, ...]:
    """The ids of the models that take an item."""
    return tuple(
        session.scalars(select(StockFit.model_id).where(StockFit.item_id == item_id).order_by(StockFit.model_id))
    )


def fitting_models(session: Session, item_id: int) -> tuple[Option, ...]:
    """The models that take an item, by name."""
    rows = session.execute(_MODELS.where(Model.id.in_(models_of(session, item_id)))).all()
    return tuple(sorted((Option(row[0], " ".join(word for word in row[1:] if word)) for row in rows), key=_by_name))


def _by_name(option: Option) -> str:
    return option.name


@dataclass(frozen=True)
class StockCounts:
    """How many items each filter would show, the items that are gone for good left out as in the list."""

    kinds: dict[StockKind, int]
    states: dict[StockState, int]
    categories: dict[int, int]


def stock_counts(session: Session) -> StockCounts:
    """What the side bar of the list says beside each value."""
    wanted = _joined(select(StockItem.kind, _STATE, StockItem.category_id, func.count()))
    rows = session.execute(wanted.group_by(StockItem.kind, _STATE, StockItem.category_id)).all()
    counts = StockCounts({}, {}, {})
    for kind, state, category_id, count in rows:
        at = StockState(state)
        counts.states[at] = counts.states.get(at, 0) + count
        counts.kinds[kind] = counts.kinds.get(kind, 0) + count
        if category_id is not None:
            counts.categories[category_id] = counts.categories.get(category_id, 0) + count
    return counts


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
        claims.append(or_(StockItem.is_dropped.is_(False), _LEVEL != 0))
    elif query.state is not None:
        claims.append(_STATE.is_not_distinct_from(query.state.value))
    return claims


def _at(there: Sequence[int]) -> ColumnElement[bool]:
    """Whether some of an item are at one of these places, or it is usually kept there."""
    stands = (
        select(StockMove.item_id)
        .where(StockMove.place_id.in_(there))
        .group_by(StockMove.item_id)
        .having(func.sum(StockMove.quantity) > 0)
    )
    return or_(StockItem.place_id.in_(there), StockItem.id.in_(stands))


def _joined(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With what is there, and the names of what items belong to."""
    return (
        wanted.select_from(StockItem)
        .outerjoin(LEVELS, LEVELS.c.item_id == StockItem.id)
        .outerjoin(LENT, LENT.c.item_id == StockItem.id)
        .outerjoin(Category, Category.id == StockItem.category_id)
        .outerjoin(Supplier, Supplier.id == StockItem.supplier_id)
        .outerjoin(Place, Place.id == StockItem.place_id)
    )


_MODELS: Select[*tuple[Any, ...]] = select(Model.id, Manufacturer.name, Model.name, Model.number).outerjoin(
    Manufacturer, Manufacturer.id == Model.manufacturer_id
)
_LEVEL = func.coalesce(LEVELS.c.level, 0)
_IS_LOW = and_(StockItem.threshold.is_not(None), StockItem.threshold >= _LEVEL)
_STATE = case(
    (StockItem.is_dropped, StockState.DROPPED.value),
    (_IS_LOW, StockState.TO_ORDER.value),
    (_LEVEL <= 0, StockState.NONE_LEFT.value),
    else_=StockState.ENOUGH.value,
)
"""As `rules.stock_state` has it; a test compares them."""
_WANTED = case((StockItem.target > StockItem.threshold, StockItem.target), else_=StockItem.threshold + 1)
_TO_ORDER = case((and_(_IS_LOW, StockItem.is_dropped.is_(False)), _WANTED - _LEVEL))
_BY_NAME = (StockItem.name_folded, StockItem.id)
_ORDERS: dict[str, Any] = {
    "kind": case({kind: place for place, kind in enumerate(STOCK_KIND_TITLES)}, value=StockItem.kind),
    "level": _LEVEL,
    "unit": func.lower(func.nullif(StockItem.unit, "")),
    "state": case({state.value: place for place, state in enumerate(STOCK_STATE_TITLES)}, value=_STATE),
    "to_order": _TO_ORDER,
    "threshold": StockItem.threshold,
    "target": StockItem.target,
    "lent": func.nullif(func.coalesce(LENT.c.lent, 0), 0),
    "category": Category.name_folded,
    "place": Place.path_folded,
    "supplier": Supplier.name_folded,
    "reference": func.lower(func.nullif(StockItem.reference, "")),
    "barcode": StockItem.barcode_folded,
    "price": StockItem.price,
    "worth": case((_LEVEL > 0, _LEVEL), else_=0) * StockItem.price,
    "is_dropped": case((StockItem.is_dropped, 1)),
    "notes": func.lower(func.nullif(StockItem.notes, "")),
}
_ROWS = _joined(
    select(
        StockItem.id,
        StockItem.version,
        StockItem.name,
        StockItem.kind,
        StockItem.reference,
        StockItem.barcode,
        StockItem.category_id,
        Category.name.label("category"),
        StockItem.unit,
        StockItem.supplier_id,
        Supplier.name.label("supplier"),
        StockItem.price,
        StockItem.threshold,
        StockItem.target,
        StockItem.place_id,
        Place.path.label("place"),
        StockItem.is_dropped,
        StockItem.notes,
        _LEVEL,
        func.coalesce(LENT.c.lent, 0),
    )
)
