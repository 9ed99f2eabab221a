"""The verbs by which stock comes, goes and is counted; each is one deed, written into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, refuse_gone, row_there
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.stock.models import StockItem
from coorddesk.stock.queries.levels import lent_to, level_at
from coorddesk.stock.rules import LARGEST, MoveKind, StockKind, refuse_quantity
from coorddesk.stock.service.ledger import NewMove, write_moves

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Receipt:
    """So many that came, at a place; `price` is in cents a unit, and becomes that of the item."""

    item_id: int
    quantity: int
    place_id: int | None = None
    price: int | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Issue:
    """So many that leave a place, to a person, into a device, or just so; `even_below` what is there, if that is said.

    A consumable is used up by that; an accessory is with the person until it comes back.
    """

    item_id: int
    quantity: int
    place_id: int | None = None
    person_id: int | None = None
    asset_id: int | None = None
    day: date | None = None
    note: str = ""
    even_below: bool = False


@dataclass(frozen=True)
class TakingBack:
    """So many that come back, to a place, from who had them; None if nobody said it when they were given out."""

    item_id: int
    quantity: int
    person_id: int | None
    place_id: int | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Count:
    """How many were counted at a place, where the desk said `seen` when the counting began, if that is known.

    Of an earlier `day`, what counts is how many were there in its evening.
    """

    item_id: int
    counted: int
    place_id: int | None = None
    seen: int | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class WriteOff:
    """So many that are lost or broken, at a place, or with the person who had them."""

    item_id: int
    quantity: int
    kind: MoveKind
    place_id: int | None = None
    person_id: int | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Transfer:
    """So many to carry from a place to another."""

    item_id: int
    quantity: int
    from_place_id: int | None
    to_place_id: int | None
    day: date | None = None
    note: str = ""


@allowed(*EDITORS)
def receive(session: Session, wish: Receipt) -> int:
    """Put what came into stock; returns the movement's id."""
    item = row_there(session, StockItem, wish.item_id)
    refuse_quantity(wish.quantity)
    (move_id,) = write_moves(session, [_came(MoveKind.PURCHASE, wish, price=wish.price)])
    if wish.price is not None and wish.price != item.price:
        item.price = wish.price
        session.flush()
    record(session, _("Receive {count} × “{item}”", count=wish.quantity, item=item.name), _of(item))
    return move_id


@allowed(*EDITORS)
def give_out(session: Session, wish: Issue) -> int:
    """Give things to somebody, into a device, or just away; returns the movement's id."""
    item = row_there(session, StockItem, wish.item_id)
    refuse_quantity(wish.quantity)
    kind = MoveKind.CONSUMED if item.kind is StockKind.CONSUMABLE else MoveKind.OUT
    move = NewMove(
        item.id,
        kind,
        -wish.quantity,
        wish.place_id,
        wish.day,
        person_id=wish.person_id,
        asset_id=wish.asset_id,
        note=wish.note,
    )
    (move_id,) = write_moves(session, [move], even_below=wish.even_below)
    record(session, _giving(session, item, wish), _of(item))
    return move_id


@allowed(*EDITORS)
def take_back(session: Session, wish: TakingBack) -> int:
    """Take back what somebody had; refused if that is more than they were given. Returns the movement's id."""
    item = row_there(session, StockItem, wish.item_id)
    refuse_quantity(wish.quantity)
    said: dict[str, Any] = {"count": wish.quantity, "item": item.name}
    if wish.person_id is None:
        deed = _("Take back {count} × “{item}”", **said)
    else:
        deed = _("Take back {count} × “{item}” from {person}", person=_person(session, wish.person_id), **said)
    _refuse_more_than_lent(session, item, wish.person_id, wish.quantity)
    (move_id,) = write_moves(session, [_came(MoveKind.BACK, wish, person_id=wish.person_id)])
    record(session, deed, _of(item))
    return move_id


@allowed(*EDITORS)
def count_stock(session: Session, wish: Count) -> int:
    """Let the desk say what was counted at a place; returns by how many it was wrong, zero writes nothing."""
    item = row_there(session, StockItem, wish.item_id)
    if not 0 <= wish.counted <= LARGEST:
        raise UserError(
            _("Say how many were counted: none or more, {largest} at most.", largest=LARGEST), field="counted"
        )
    level = level_at(session, item.id, wish.place_id)
    if wish.seen is not None and wish.seen != level:
        raise StaleWrite(
            _(
                "While you counted, something came or went: {seen} became {level}. Count again.",
                seen=wish.seen,
                level=level,
            ),
            (),
        )
    before = level if wish.day is None else level_at(session, item.id, wish.place_id, wish.day)
    change = wish.counted - before
    if change < 0 and level + change < 0:
        said = _("Since that day, more went than you counted. Count what is there today.")
        raise UserError(said, field="counted")
    if change:
        move = NewMove(item.id, MoveKind.ADJUSTED, change, wish.place_id, wish.day, note=wish.note)
        write_moves(session, [move], even_below=True)
        deed = _("Count “{item}”: {count} instead of {before}", item=item.name, count=wish.counted, before=before)
        record(session, deed, _of(item))
    return change


@allowed(*EDITORS)
def write_off(session: Session, wish: WriteOff) -> int:
    """Note things as lost or broken; what somebody had comes back first. Returns the id of the movement."""
    if wish.kind not in WRITTEN_OFF:
        raise AssertionError(wish.kind)
    item = row_there(session, StockItem, wish.item_id)
    refuse_quantity(wish.quantity)
    gone = NewMove(
        item.id, wish.kind, -wish.quantity, wish.place_id, wish.day, person_id=wish.person_id, note=wish.note
    )
    back: list[NewMove] = []
    if wish.person_id is not None:
        _person(session, wish.person_id)
        _refuse_more_than_lent(session, item, wish.person_id, wish.quantity)
        back = [_came(MoveKind.BACK, wish, person_id=wish.person_id)]
    move_id = write_moves(session, [*back, gone])[-1]
    said = WRITTEN_OFF[wish.kind]
    record(session, said(wish.quantity, item.name), _of(item))
    return move_id


@allowed(*EDITORS)
def transfer(session: Session, wish: Transfer) -> tuple[int, int]:
    """Carry things from a place to another; returns the ids of both movements."""
    item = row_there(session, StockItem, wish.item_id)
    refuse_quantity(wish.quantity)
    if wish.from_place_id == wish.to_place_id:
        raise UserError(_("They are there already. Choose another place."), field="to_place")
    refuse_gone(session, [("to_place", Place, wish.to_place_id)])
    leaves = NewMove(item.id, MoveKind.MOVED, -wish.quantity, wish.from_place_id, wish.day, note=wish.note)
    (left,) = write_moves(session, [leaves])
    comes = NewMove(item.id, MoveKind.MOVED, wish.quantity, wish.to_place_id, wish.day, note=wish.note, pair_id=left)
    (arrived,) = write_moves(session, [comes])
    record(session, _carrying(session, item, wish), _of(item))
    return left, arrived


def _came(
    kind: MoveKind,
    wish: Receipt | TakingBack | WriteOff,
    *,
    price: int | None = None,
    person_id: int | None = None,
) -> NewMove:
    return NewMove(
        wish.item_id, kind, wish.quantity, wish.place_id, wish.day, person_id=person_id, price=price, note=wish.note
    )


def _refuse_more_than_lent(session: Session, item: StockItem, person_id: int | None, quantity: int) -> None:
    lent = max(lent_to(session, item.id, person_id), 0)
    if quantity > lent and person_id is None:
        said = _n(
            "Only {count} × “{item}” was given out without saying to whom.",
            "Only {count} × “{item}” were given out without saying to whom.",
            lent,
            item=item.name,
        )
        raise UserError(said, field="quantity")
    if quantity > lent:
        said = _n(
            "Only {count} × “{item}” is with this person, as far as the desk knows.",
            "Only {count} × “{item}” are with this person, as far as the desk knows.",
            lent,
            item=item.name,
        )
        raise UserError(said, field="quantity")


def _giving(session: Session, item: StockItem, wish: Issue) -> Message:
    said = {"count": wish.quantity, "item": item.name}
    if wish.asset_id is not None:
        asset = session.get_one(Asset, wish.asset_id)
        device = called(asset.tag, asset.serial, asset.name, asset.id)
        return _("Put {count} × “{item}” into {device}", device=device, **said)
    if wish.person_id is not None:
        return _("Give {count} × “{item}” to {person}", person=_person(session, wish.person_id), **said)
    if item.kind is StockKind.CONSUMABLE:
        return _("Use up {count} × “{item}”", **said)
    return _("Give out {count} × “{item}”", **said)


def _carrying(session: Session, item: StockItem, wish: Transfer) -> Message:
    said = {"count": wish.quantity, "item": item.name}
    if wish.to_place_id is None:
        return _("Take {count} × “{item}” out of its place", **said)
    return _("Move {count} × “{item}” to {place}", place=session.get_one(Place, wish.to_place_id).path, **said)


def _person(session: Session, person_id: int) -> str:
    refuse_gone(session, [("person", Person, person_id)])
    row = session.get_one(Person, person_id)
    return PersonName(row.last_name, row.first_name).full


def _of(item: StockItem) -> tuple[str, int]:
    return StockItem.__tablename__, item.id


def _lost(count: int, item: str) -> Message:
    return _("Note {count} × “{item}” as lost", count=count, item=item)


def _broken(count: int, item: str) -> Message:
    return _("Note {count} × “{item}” as broken", count=count, item=item)


WRITTEN_OFF = {MoveKind.LOST: _lost, MoveKind.BROKEN: _broken}
"""Why something is written off, and what the history calls that."""
