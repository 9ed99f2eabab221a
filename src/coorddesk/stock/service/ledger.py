"""Writing into the ledger: every movement passes here, and none leaves less than nothing unless that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.models import Person, Place
from coorddesk.directory.service import EDITORS, refuse_gone
from coorddesk.inventory.models import Asset
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.queries.levels import level_at
from coorddesk.stock.rules import MoveKind, refuse_quantity

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NewMove:
    """An entry for the ledger: `quantity` is above zero for what comes to a place, below for what leaves it.

    Without a `day` it was today. `price` is in cents a unit; `corrects_id` is the movement that it puts right,
    `pair_id` the one that it completes.
    """

    item_id: int
    kind: MoveKind
    quantity: int
    place_id: int | None = None
    day: date | None = None
    person_id: int | None = None
    asset_id: int | None = None
    price: int | None = None
    note: str = ""
    pair_id: int | None = None
    corrects_id: int | None = None


@allowed(*EDITORS)
def write_moves(session: Session, moves: Sequence[NewMove], *, even_below: bool = False) -> list[int]:
    """Write movements; returns their ids in order. The deed is the caller's to name.

    Refused if more would leave a place than is there, unless `even_below`.
    """
    today = clock_of(session).today()
    for move in moves:
        _refuse_wrong(session, move, today)
    if not even_below:
        _refuse_below_zero(session, moves)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name}
    rows = [
        {
            "item_id": move.item_id,
            "place_id": move.place_id,
            "kind": move.kind,
            "quantity": move.quantity,
            "day": move.day or today,
            "person_id": move.person_id,
            "asset_id": move.asset_id,
            "price": move.price,
            "note": tidy_lines(move.note),
            "pair_id": move.pair_id,
            "corrects_id": move.corrects_id,
            **said,
        }
        for move in moves
    ]
    return insert_rows(session, table_named(StockMove.__tablename__), rows)


def _refuse_wrong(session: Session, move: NewMove, today: date) -> None:
    refuse_quantity(abs(move.quantity))
    if session.get(StockItem, move.item_id) is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    links = (("place", Place, move.place_id), ("person", Person, move.person_id), ("asset", Asset, move.asset_id))
    refuse_gone(session, links)
    if move.day is not None and move.day > today:
        raise UserError(_("This day is still to come. A movement is written down once it was."), field="day")
    if move.price is not None and move.price < 0:
        raise UserError(_("A price is not below zero."), field="price")


def _refuse_below_zero(session: Session, moves: Sequence[NewMove]) -> None:
    """Refuse to take more from a place than there is, all these movements taken together."""
    changes: Counter[tuple[int, int | None]] = Counter()
    for move in moves:
        changes[move.item_id, move.place_id] += move.quantity
    for (item_id, place_id), change in changes.items():
        if change >= 0:
            continue
        level = level_at(session, item_id, place_id)
        if level + change < 0:
            item = session.get_one(StockItem, item_id)
            path = None if place_id is None else session.scalar(select(Place.path).where(Place.id == place_id))
            raise UserError(_too_few(item.name, path, max(level, 0)), field="quantity")


def _too_few(name: str, place: str | None, level: int) -> Message:
    if place is None:
        return _n(
            "Only {count} × “{item}” is there without a place. Count again, or take it from where it is.",
            "Only {count} × “{item}” are there without a place. Count again, or take it from where it is.",
            level,
            item=name,
        )
    return _n(
        "Only {count} × “{item}” is there: {place}. Count again, or take it from another place.",
        "Only {count} × “{item}” are there: {place}. Count again, or take it from another place.",
        level,
        item=name,
        place=place,
    )
