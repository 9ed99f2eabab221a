"""What stock tells of its items and of others' records: their stories, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.records import Alert, Belongings, Cost, Entry, Hit
from coorddesk.core.story import of_subject
from coorddesk.directory.queries.places import places_below
from coorddesk.inventory.models import Asset
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES
from coorddesk.stock.models import StockFit, StockItem, StockMove
from coorddesk.stock.queries.levels import with_people
from coorddesk.stock.queries.lists import StockQuery, all_stock, to_order_counts
from coorddesk.stock.queries.moves import MoveRow, moves_of
from coorddesk.stock.queries.rows import stock_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

KEPT = 200
"""How many movements or deeds a story goes back."""
_ITEM, _MOVE = StockItem.__tablename__, StockMove.__tablename__


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """Every movement of an item and what was changed about it; what came to a person, a device or a place."""
    kind, record_id = subject
    match kind:
        case "stock_item":
            return [*_moves(session, record_id), *_deeds(session, subject)]
        case "person":
            found = moves_of(session, StockMove.person_id == record_id, limit=KEPT)
        case "asset":
            found = moves_of(session, StockMove.asset_id == record_id, limit=KEPT)
        case _:
            return ()
    return [Entry(row.moment, _short(row), row.actor, (_ITEM, row.item_id), row.note) for row in found]


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The cartridges that a device takes and how many are left; what somebody has; what is kept at a place."""
    kind, record_id = subject
    match kind:
        case "asset":
            return tuple(_that_fit(session, _model_of(session, record_id), limit))
        case "model":
            return tuple(_that_fit(session, record_id, limit))
        case "person":
            return tuple(_with_person(session, record_id, limit))
        case "place":
            return tuple(_at_place(session, record_id, limit))
        case "supplier":
            return tuple(_supplied(session, record_id, limit))
    return ()


def alerts(session: Session, _today: date) -> Sequence[Alert]:
    """What is to be ordered."""
    count, gone = to_order_counts(session)
    if not count:
        return ()
    text = _n("{count} stock item is to be ordered", "{count} stock items are to be ordered", count)
    advice = _("The order list is ready.")
    if gone:
        advice = _n("Of {count} of them none is left.", "Of {count} of them none is left.", gone)
    return (Alert("to_order", _ITEM, text, advice, is_urgent=gone > 0),)


def costs(session: Session, subject: Subject) -> Sequence[Cost]:
    """What went into a device, at the price of today; what was taken back since is left out."""
    kind, record_id = subject
    if kind != "asset":
        return ()
    count, last = func.sum(-StockMove.quantity), func.max(StockMove.day)
    wanted = (
        select(StockItem.id, StockItem.name, StockItem.price, count, last)
        .join(StockItem, StockItem.id == StockMove.item_id)
        .where(StockMove.asset_id == record_id, StockItem.price.is_not(None))
        .group_by(StockItem.id, StockItem.name, StockItem.price)
        .having(count > 0)
    )
    found = [
        Cost(_("{count} × {item}", count=int(many), item=name), int(many) * (price or 0), day, (_ITEM, item_id))
        for item_id, name, price, many, day in session.execute(wanted)
    ]
    return sorted(found, key=lambda cost: cost.day, reverse=True)


def _moves(session: Session, item_id: int) -> Iterator[Entry]:
    for row in moves_of(session, StockMove.item_id == item_id, limit=KEPT):
        yield Entry(row.moment, _long(row), row.actor, _related(row), row.note)


def _deeds(session: Session, subject: Subject) -> Iterator[Entry]:
    """What was done besides movements, which tell themselves."""
    for each in of_subject(session, subject, KEPT):
        if _MOVE not in each.kinds and not each.kinds <= TOLD_BY_NOTES:
            yield Entry(each.moment, each.deed, each.actor)


def _long(row: MoveRow) -> Message:
    """A movement on its item's card: "Received: +10 · Réserve"."""
    said = _("{kind}: {quantity}", kind=row.title, quantity=_signed(row.quantity))
    for part in (row.place_name, row.person, row.asset):
        said = said if part is None else _("{one} · {other}", one=said, other=part)
    if row.is_put_right:
        said = _("{what} (counts for {quantity})", what=said, quantity=_signed(row.counts_for))
    return said


def _short(row: MoveRow) -> Message:
    """A movement on the card of whom or what it went to: "Given out: 2 × “Souris USB”"."""
    return _("{kind}: {count} × “{item}”", kind=row.title, count=abs(row.quantity), item=row.item)


def _signed(quantity: int) -> Message:
    return _("+{count}", count=quantity) if quantity > 0 else _("−{count}", count=-quantity)


def _related(row: MoveRow) -> Subject | None:
    if row.person_id is not None:
        return "person", row.person_id
    return None if row.asset_id is None else ("asset", row.asset_id)


def _model_of(session: Session, asset_id: int) -> int | None:
    return session.scalar(select(Asset.model_id).where(Asset.id == asset_id))


def _that_fit(session: Session, model_id: int | None, limit: int) -> Iterator[Belongings]:
    fits = select(StockFit.item_id).join(StockItem).where(StockFit.model_id == model_id)
    ids = list(session.scalars(fits.order_by(StockItem.is_dropped, StockItem.name_folded)))
    if ids:
        rows = stock_page(session, ids)
        hits = tuple(Hit((_ITEM, item_id), rows[item_id].name, rows[item_id].left) for item_id in ids[:limit])
        yield Belongings(_n("Takes {count} stock item", "Takes {count} stock items", len(ids)), _ITEM, hits)


def _with_person(session: Session, person_id: int, limit: int) -> Iterator[Belongings]:
    found = with_people(session, StockMove.person_id == person_id)
    if found:
        count = sum(each.quantity for each in found)
        hits = tuple(
            Hit((_ITEM, each.item_id), each.item, _("{count} with this person", count=each.quantity))
            for each in found[:limit]
        )
        yield Belongings(_n("{count} accessory to bring back", "{count} accessories to bring back", count), _ITEM, hits)


def _at_place(session: Session, place_id: int, limit: int) -> Iterator[Belongings]:
    level = func.sum(StockMove.quantity)
    there = StockMove.place_id.in_(places_below(session, place_id))
    wanted = select(StockMove.item_id, StockItem.name, level).join(StockItem).where(there)
    wanted = wanted.group_by(StockMove.item_id, StockItem.name, StockItem.name_folded).having(level > 0)
    rows = session.execute(wanted.order_by(StockItem.name_folded)).all()
    if rows:
        hits = tuple(
            Hit((_ITEM, item_id), name, _("{count} here", count=int(count))) for item_id, name, count in rows[:limit]
        )
        yield Belongings(_n("{count} stock item", "{count} stock items", len(rows)), _ITEM, hits)


def _supplied(session: Session, supplier_id: int, limit: int) -> Iterator[Belongings]:
    rows = all_stock(session, StockQuery(supplier=supplier_id))
    if rows:
        hits = tuple(Hit((_ITEM, row.id), row.name, row.left) for row in rows[:limit])
        yield Belongings(_n("{count} stock item", "{count} stock items", len(rows)), _ITEM, hits)
