"""The items in stock, as lists, cards and forms show them, each with what is there of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import outerjoin

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.inventory.models import Category
from coorddesk.stock.models import StockItem
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


def stock_page(session: Session, ids: Sequence[int]) -> dict[int, StockRow]:
    """The items of these ids."""
    return {row.id: StockRow(*row) for row in session.execute(ROWS.where(StockItem.id.in_(ids)))}


def stock_row(session: Session, item_id: int) -> StockRow | None:
    """One item, for its card or form."""
    return stock_page(session, [item_id]).get(item_id)


JOINED = (
    outerjoin(StockItem, LEVELS, LEVELS.c.item_id == StockItem.id)
    .outerjoin(LENT, LENT.c.item_id == StockItem.id)
    .outerjoin(Category, Category.id == StockItem.category_id)
    .outerjoin(Supplier, Supplier.id == StockItem.supplier_id)
    .outerjoin(Place, Place.id == StockItem.place_id)
)
"""Items with what is there of them, and the names of what they belong to."""
LEVEL = func.coalesce(LEVELS.c.level, 0)
_IS_LOW = and_(StockItem.threshold.is_not(None), StockItem.threshold >= LEVEL)
STATE = case(
    (StockItem.is_dropped, StockState.DROPPED.value),
    (_IS_LOW, StockState.TO_ORDER.value),
    (LEVEL <= 0, StockState.NONE_LEFT.value),
    else_=StockState.ENOUGH.value,
)
"""As `rules.stock_state` has it; a test compares them."""
_WANTED = case((StockItem.target > StockItem.threshold, StockItem.target), else_=StockItem.threshold + 1)
TO_ORDER = case((and_(_IS_LOW, StockItem.is_dropped.is_(False)), _WANTED - LEVEL))
WORTH = case((LEVEL > 0, LEVEL), else_=0) * StockItem.price
WITH_PEOPLE = func.nullif(func.coalesce(LENT.c.lent, 0), 0)
ROWS: Any = select(
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
    LEVEL,
    func.coalesce(LENT.c.lent, 0),
).select_from(JOINED)
