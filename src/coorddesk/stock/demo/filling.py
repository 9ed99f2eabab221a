"""Fills a desk with the stock of the demo, and with eight years of what came, went and was counted."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import start_of_day
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.demo import COORDINATOR
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.service import add_many_named
from coorddesk.inventory.models import Asset, Category, Model
from coorddesk.stock.demo.things import THINGS, Thing
from coorddesk.stock.models import StockFit, StockItem, StockMove
from coorddesk.stock.rules import MoveKind, StockKind, stock_copies, to_order

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2019
_HOUR = 9
_DELIVERY, _UNORDERED = timedelta(days=6), timedelta(days=75)
_YEAR = 365
_LENT, _COMES_BACK = 0.9, 0.45


def fill(session: Session, demo: DemoDesk) -> None:
    """Some thirty items, a few of them to be ordered."""
    demo.progress(0, 1, _("Filling the shelves"))
    store = _Store(session, demo)
    ids = store.add_items()
    rows = [row for thing, item_id in zip(THINGS, ids, strict=True) for row in store.life(thing, item_id)]
    rows.sort(key=lambda row: row["moment"])
    move_ids = insert_rows(session, _MOVES, rows)
    insert_rows(session, _MOVES, list(store.afterwards(rows, move_ids)))


class _Store:
    """The ids of all that stock points at, and the dice."""

    def __init__(self, session: Session, demo: DemoDesk) -> None:
        self._session, self._demo = session, demo
        self._random = Random(_SEED)  # noqa: S311 - believable, not secret
        self._places = dict(session.execute(select(Place.name, Place.id)).all())
        self._suppliers = dict(session.execute(select(Supplier.name, Supplier.id)).all())
        staff = select(Person.id).where(Person.department_id.is_not(None), Person.left_on.is_(None))
        self._staff = list(session.scalars(staff.order_by(Person.id)))
        self._models = dict(session.execute(select(Model.name, Model.id)).all())
        self._devices: dict[int, list[tuple[int, date]]] = {}
        wanted = select(Asset.model_id, Asset.id, Asset.purchase_date).where(Asset.model_id.in_(self._models.values()))
        for model_id, asset_id, bought in session.execute(wanted.order_by(Asset.id)):
            self._devices.setdefault(model_id or 0, []).append((asset_id, bought or date.min))
        self._actor = " ".join(session.execute(_COORDINATOR).one())

    def add_items(self) -> list[int]:
        """The items, what they are and what takes them."""
        known = dict(self._session.execute(select(Category.name_folded, Category.id)).all())
        missing = [each for each in dict.fromkeys(thing.category for thing in THINGS) if fold(each) not in known]
        categories = known | add_many_named(self._session, Category.__tablename__, missing)
        rows = [self._item(thing, categories) for thing in THINGS]
        ids = insert_rows(self._session, table_named(StockItem.__tablename__), rows)
        fits = [
            {"item_id": item_id, "model_id": self._models[model]}
            for thing, item_id in zip(THINGS, ids, strict=True)
            for model in thing.models
        ]
        insert_rows(self._session, table_named(StockFit.__tablename__), fits)
        return ids

    def life(self, thing: Thing, item_id: int) -> Iterator[dict[str, Any]]:
        """Bought, given out, and bought again before none is left; what was lent comes back, most of the time."""
        today = self._demo.today
        day = today - timedelta(days=round(thing.years * _YEAR))
        level, holders = thing.target, deque[int]()
        yield self._row(thing, item_id, day, MoveKind.PURCHASE, level, self._paid(thing, day))
        while True:
            day += timedelta(days=max(1, round(self._random.expovariate(min(thing.a_year, 24) / _YEAR))))
            if day >= today - timedelta(days=1):
                return
            row = self._row(thing, item_id, day, *self._step(thing, day, level, holders))
            if not row["quantity"]:
                continue
            level += row["quantity"]
            yield row
            order, arrives = to_order(level, thing.threshold, thing.target), day + _DELIVERY
            if order and arrives < today - _UNORDERED and not thing.is_dropped:
                level, day = level + order, arrives
                yield self._row(thing, item_id, day, MoveKind.PURCHASE, order, self._paid(thing, day))

    def _step(self, thing: Thing, day: date, level: int, holders: deque[int]) -> tuple[MoveKind, int, dict[str, Any]]:
        """What happens next to a thing, to how many of it, and to whom they go; to none where too few are left."""
        random = self._random
        count = min(level, max(1, round(thing.a_year / 24 * random.uniform(0.5, 1.5))))
        if thing.kind is StockKind.CONSUMABLE:
            return MoveKind.CONSUMED, -count, {"asset_id": self._device(thing, day)}
        if holders and random.random() < _COMES_BACK:
            return MoveKind.BACK, 1, {"person_id": holders.popleft()}
        if level and random.random() < _LENT:
            holders.append(random.choice(self._staff))
            return MoveKind.OUT, -1, {"person_id": holders[-1]}
        return random.choice((MoveKind.LOST, MoveKind.BROKEN)), -min(level, 1), {}

    def afterwards(self, rows: list[dict[str, Any]], ids: list[int]) -> Iterator[dict[str, Any]]:
        """A receipt of which one too many was written down, and what was counted since."""
        bought = [(i, row) for i, row in zip(ids, rows, strict=True) if row["kind"] is MoveKind.PURCHASE]
        move_id, row = next((i, row) for i, row in reversed(bought) if row["quantity"] > 2)
        moment = self._moment(self._demo.today - timedelta(days=1))
        yield row | {"quantity": -1, "moment": moment, "corrects_id": move_id, "note": "Compté deux fois"}
        yield row | {"quantity": 1, "moment": moment, "kind": MoveKind.ADJUSTED, "price": None, "note": "Inventaire"}

    def _item(self, thing: Thing, categories: dict[str, int]) -> dict[str, Any]:
        copies = stock_copies(thing.name, thing.reference, thing.barcode or None)
        return {
            "name": thing.name,
            "name_folded": copies.name_folded,
            "kind": thing.kind,
            "reference": thing.reference,
            "barcode": thing.barcode or None,
            "barcode_folded": copies.barcode_folded,
            "category_id": categories[fold(thing.category)],
            "unit": thing.unit,
            "supplier_id": self._suppliers[thing.supplier],
            "price": round(thing.price * 100),
            "threshold": thing.threshold,
            "target": thing.target,
            "place_id": self._places[thing.place],
            "is_dropped": thing.is_dropped,
            "notes": "",
            "search": copies.search,
        }

    def _row(
        self, thing: Thing, item_id: int, day: date, kind: MoveKind, quantity: int, links: Mapping[str, Any]
    ) -> dict[str, Any]:
        blank: dict[str, Any] = dict.fromkeys(("person_id", "asset_id", "price", "pair_id", "corrects_id"))
        return (
            blank
            | dict(links)
            | {
                "item_id": item_id,
                "place_id": self._places[thing.place],
                "kind": kind,
                "quantity": quantity,
                "moment": self._moment(day),
                "day": day,
                "actor": self._actor,
                "note": "",
            }
        )

    def _moment(self, day: date) -> datetime:
        return start_of_day(self._demo.clock, day) + timedelta(hours=_HOUR)

    def _paid(self, thing: Thing, day: date) -> dict[str, Any]:
        """What one cost then: three per cent less for each year ago."""
        years = (self._demo.today - day).days / _YEAR
        return {"price": round(float(thing.price * 100 * 0.97**years))}

    def _device(self, thing: Thing, day: date) -> int | None:
        """A device that takes the thing and was there by then."""
        fitting = [
            asset_id
            for model in thing.models
            for asset_id, bought in self._devices.get(self._models[model], ())
            if bought <= day
        ]
        return self._random.choice(fitting) if fitting else None


_MOVES = table_named(StockMove.__tablename__)
_COORDINATOR = select(Person.first_name, Person.last_name).where(Person.role == COORDINATOR)
