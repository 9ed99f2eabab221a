"""What is there: always the sums of the movements, never a number kept beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, cast, func, select

from coorddesk.core.orm import Id
from coorddesk.directory.models import Person, Place
from coorddesk.directory.queries.places import places_below
from coorddesk.directory.rules import PersonName
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.rules import MoveKind, StockKind, likely_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LENT = (MoveKind.OUT, MoveKind.BACK)


@dataclass(frozen=True)
class PlaceLevel:
    """How many of an item are at a place; without an id, nobody said where."""

    place_id: int | None
    place: str | None
    level: int


@dataclass(frozen=True)
class WithPerson:
    """How many of an accessory somebody has."""

    item_id: int
    item: str
    person_id: int
    person: str
    quantity: int


def level_at(session: Session, item_id: int, place_id: int | None, day: date | None = None) -> int:
    """How many of an item are at a place, or were in the evening of a day; no place is what nobody placed."""
    here = StockMove.place_id.is_(None) if place_id is None else StockMove.place_id == place_id
    by_then = () if day is None else (StockMove.day <= day,)
    return session.scalar(select(_total()).where(StockMove.item_id == item_id, here, *by_then)) or 0


def place_levels(session: Session, item_id: int) -> tuple[PlaceLevel, ...]:
    """How many of an item are at each place, those left out where there are none."""
    level = _total()
    wanted = (
        select(StockMove.place_id, Place.path, level)
        .outerjoin(Place, Place.id == StockMove.place_id)
        .where(StockMove.item_id == item_id)
        .group_by(StockMove.place_id, Place.path, Place.path_folded)
        .having(level != 0)
        .order_by(Place.path_folded.is_(None), Place.path_folded)
    )
    return tuple(PlaceLevel(*row) for row in session.execute(wanted))


def levels_inside(session: Session, place_id: int) -> dict[int, int]:
    """How many of each item are at a place or inside it, by the ids of the items that ever were."""
    there = StockMove.place_id.in_(places_below(session, place_id))
    wanted = select(StockMove.item_id, _total()).where(there).group_by(StockMove.item_id)
    return dict(session.execute(wanted).all())


def usual_place(session: Session, item_id: int) -> int | None:
    """Where an item is taken from, or put, if nobody says it."""
    here = {each.place_id: each.level for each in place_levels(session, item_id)}
    return likely_place(here, session.scalar(select(StockItem.place_id).where(StockItem.id == item_id)))


def lent_to(session: Session, item_id: int, person_id: int | None) -> int:
    """How many of an item somebody was given and has not brought back; None are those of whom nobody said it."""
    whose = StockMove.person_id.is_(None) if person_id is None else StockMove.person_id == person_id
    said = StockMove.item_id == item_id, whose, StockMove.kind.in_(_LENT)
    return -(session.scalar(select(_total()).where(*said)) or 0)


def lent_of(session: Session, item_id: int) -> int:
    """How many of an item were given out and have not come back, whatever kind of item it is by now."""
    said = StockMove.item_id == item_id, StockMove.kind.in_(_LENT)
    return -(session.scalar(select(_total()).where(*said)) or 0)


def with_people(session: Session, *claims: ColumnElement[bool]) -> tuple[WithPerson, ...]:
    """Who has accessories, and how many: of one item, or of one person, as the claims say."""
    lent = -_total()
    columns = (StockItem.id, StockItem.name, Person.id, Person.last_name, Person.first_name)
    wanted: Any = (
        select(*columns, lent)
        .join(StockItem, StockItem.id == StockMove.item_id)
        .join(Person, Person.id == StockMove.person_id)
        .where(StockMove.kind.in_(_LENT), StockItem.kind == StockKind.ACCESSORY, *claims)
        .group_by(*columns, Person.last_name_folded, Person.first_name_folded, StockItem.name_folded)
        .having(lent > 0)
        .order_by(Person.last_name_folded, Person.first_name_folded, Person.id, StockItem.name_folded)
    )
    return tuple(
        WithPerson(item_id, item, person_id, PersonName(last, first).full, quantity)
        for item_id, item, person_id, last, first, quantity in session.execute(wanted)
    )


def _total() -> Any:
    return cast(func.sum(StockMove.quantity), Id)  # PostgreSQL adds whole numbers up to decimals


LEVELS = select(StockMove.item_id, _total().label("level")).group_by(StockMove.item_id).subquery()
"""How many there are of each item that ever moved, by `item_id`, all places together (`level`)."""
LENT = (
    select(StockMove.item_id, (-_total()).label("lent"))
    .join(StockItem, StockItem.id == StockMove.item_id)
    .where(StockMove.kind.in_(_LENT), StockItem.kind == StockKind.ACCESSORY)
    .group_by(StockMove.item_id)
    .subquery()
)
"""How many of each accessory are given out, by `item_id` (`lent`), whoever has them."""
