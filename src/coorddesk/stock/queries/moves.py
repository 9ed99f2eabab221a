"""The ledger as lists, cards and papers show it: what came and went, where, to whom, and what was put right since."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, nulls_last, select
from sqlalchemy.orm import aliased

from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.rules import MOVE_KIND_TITLES, MoveKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class MoveQuery:
    """Which movements, and in which order: those of an item, of a kind, of a period (both days among it)."""

    text: str = ""
    sort: str = "day"
    descending: bool = True
    item: int | None = None
    kind: MoveKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class MoveRow:
    """A movement; `counts_for` is its quantity with all that was put right about it since."""

    id: int
    item_id: int
    item: str
    kind: MoveKind
    quantity: int
    day: date
    moment: datetime
    actor: str
    place_id: int | None
    place: str | None
    person_id: int | None
    person: str | None
    asset_id: int | None
    asset: str | None
    price: int | None
    note: str
    corrects_id: int | None
    counts_for: int

    @property
    def is_put_right(self) -> bool:
        """Whether it counts for something else than it says."""
        return self.corrects_id is None and self.counts_for != self.quantity

    @property
    def place_name(self) -> str | None:
        """The last name of its place's path, for a line that has no room for all."""
        return None if self.place is None else self.place.rpartition(PATH_SEPARATOR)[2]

    @property
    def title(self) -> Message:
        """What it was, in a word."""
        if self.corrects_id is not None:
            return _("{kind}, put right", kind=MOVE_KIND_TITLES[self.kind])
        return MOVE_KIND_TITLES[self.kind]

    @property
    def amount(self) -> int | None:
        """What it cost, in cents."""
        return None if self.price is None else self.price * self.quantity


MOVE_COLUMNS: tuple[Column[MoveRow], ...] = (
    Column("day", _("Day"), lambda row: row.day, Kind.DATE, 12),
    Column("item", _("Item"), lambda row: row.item, width=32),
    Column("kind", _("Movement"), lambda row: row.title, Kind.CHOICE, 18),
    Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, 10, total=True),
    Column("place", _("Place"), lambda row: row.place, width=28),
    Column("person", _("Person"), lambda row: row.person, width=20),
    Column("asset", _("Device"), lambda row: row.asset, width=14),
    Column("price", _("Unit price"), lambda row: row.price, Kind.AMOUNT, 12),
    Column("amount", _("Amount"), lambda row: row.amount, Kind.AMOUNT, 12, total=True),
    Column("note", _("Note"), lambda row: row.note, width=28),
    Column("actor", _("Noted by"), lambda row: row.actor, width=16),
)


def move_ids(session: Session, query: MoveQuery = MoveQuery()) -> array[int]:
    """The movements that a query means, in its order; of one day, the last one written comes first or last."""
    key = _ORDERS.get(query.sort, StockMove.day)
    order = (key.desc(), StockMove.id.desc()) if query.descending else (key, StockMove.id)
    wanted = _joined(select(StockMove.id)).where(*_meant(query)).order_by(nulls_last(order[0]), order[1])
    return ids_of(session, wanted)


def move_page(session: Session, ids: Sequence[int]) -> dict[int, MoveRow]:
    """The movements of these ids."""
    return {row[0]: _row(row) for row in session.execute(_ROWS.where(StockMove.id.in_(ids)))}


def all_moves(session: Session, query: MoveQuery) -> list[MoveRow]:
    """Every movement that a query means, in its order."""
    ids = move_ids(session, query)
    rows = {row[0]: _row(row) for row in session.execute(_joined(_SELECTED).where(*_meant(query)))}
    return [rows[move_id] for move_id in ids]


def moves_of(session: Session, *claims: ColumnElement[bool], limit: int) -> list[MoveRow]:
    """The latest movements of an item, a person, a device or a place, as the claims say, newest first."""
    wanted = _ROWS.where(*claims).order_by(StockMove.moment.desc(), StockMove.id.desc())
    return [_row(row) for row in session.execute(wanted.limit(limit))]


def _meant(query: MoveQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(StockItem.search, query.text)]
    for column, wanted in ((StockMove.item_id, query.item), (StockMove.kind, query.kind)):
        if wanted is not None:
            claims.append(column == wanted)
    if query.since is not None:
        claims.append(StockMove.day >= query.since)
    if query.until is not None:
        claims.append(StockMove.day <= query.until)
    return claims


def _row(row: Any) -> MoveRow:
    (move_id, item_id, item, kind, quantity, day, moment, actor, place_id, place, person_id, last, first) = row[:13]
    asset_id, tag, serial, name, price, note, corrects_id, put_right = row[13:]
    return MoveRow(
        move_id,
        item_id,
        item,
        kind,
        quantity,
        day,
        moment,
        actor,
        place_id,
        place,
        person_id,
        None if person_id is None else PersonName(last, first).full,
        asset_id,
        None if asset_id is None else called(tag, serial, name, asset_id),
        price,
        note,
        corrects_id,
        quantity + int(put_right or 0),
    )


def _joined(wanted: Select[Any]) -> Select[Any]:
    return (
        wanted.select_from(StockMove)
        .join(StockItem, StockItem.id == StockMove.item_id)
        .outerjoin(Place, Place.id == StockMove.place_id)
        .outerjoin(Person, Person.id == StockMove.person_id)
        .outerjoin(Asset, Asset.id == StockMove.asset_id)
    )


_against = aliased(StockMove)
_PUT_RIGHT = select(func.sum(_against.quantity)).where(_against.corrects_id == StockMove.id).scalar_subquery()
_ORDERS: dict[str, Any] = {
    "item": StockItem.name_folded,
    "kind": StockMove.kind,
    "quantity": StockMove.quantity,
    "place": Place.path_folded,
    "person": Person.last_name_folded,
    "asset": Asset.tag_folded,
    "price": StockMove.price,
    "amount": StockMove.price * StockMove.quantity,
    "note": folded(func.nullif(StockMove.note, "")),
    "actor": folded(StockMove.actor),
}
_SELECTED: Select[*tuple[Any, ...]] = select(
    StockMove.id,
    StockMove.item_id,
    StockItem.name.label("item"),
    StockMove.kind,
    StockMove.quantity,
    StockMove.day,
    StockMove.moment,
    StockMove.actor,
    StockMove.place_id,
    Place.path,
    StockMove.person_id,
    Person.last_name,
    Person.first_name,
    StockMove.asset_id,
    Asset.tag,
    Asset.serial,
    Asset.name,
    StockMove.price,
    StockMove.note,
    StockMove.corrects_id,
    _PUT_RIGHT,
)
_ROWS = _joined(_SELECTED)
