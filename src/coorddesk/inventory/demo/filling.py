"""Fills a desk with the devices of the demo; the places and people are there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.numbers import draw
from coorddesk.directory.demo import COORDINATOR
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.service import add_many_named
from coorddesk.inventory.demo.around import Came, add_around
from coorddesk.inventory.demo.fields import Bought, add_fields
from coorddesk.inventory.demo.lives import Life, People, condition, live
from coorddesk.inventory.demo.lots import LOTS, Lot
from coorddesk.inventory.models import Asset, AssetMovement, Category, Disposal, Manufacturer
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import PLAIN, asset_copies, warranty_end
from coorddesk.inventory.service import add_many_models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2018
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


def fill(session: Session, demo: DemoDesk) -> None:
    """Twelve hundred devices with all that happened to them in eight years."""
    demo.progress(0, 2, _("Buying the devices"))
    house = _House(session)
    random = Random(_SEED)  # noqa: S311 - believable, not secret
    orders = _orders(demo.today)
    lots = [list(house.devices(random, lot, bought, demo.today)) for lot, bought in orders]
    devices = [device for lot in lots for device in lot]
    ids = insert_rows(session, table_named(Asset.__tablename__), [columns for columns, _life in devices])
    what = [(lot, bought) for (lot, bought), made in zip(orders, lots, strict=True) for _device in made]
    came = [Bought(i, lot.category, lot.model, bought) for i, (lot, bought) in zip(ids, what, strict=True)]
    add_fields(session, came, demo.today)
    add_around(session, list(_deliveries(orders, lots, ids)), demo.today, house.actor)
    lives = [(asset_id, life) for asset_id, (_columns, life) in zip(ids, devices, strict=True)]
    demo.progress(1, 2, _("Living with them for eight years"))
    movements = [row for asset_id, life in lives for row in house.movements(asset_id, life)]
    movements.sort(key=lambda row: row["moment"])
    insert_rows(session, table_named(AssetMovement.__tablename__), movements)
    left = [{"asset_id": i, **life.leaving._asdict(), "notes": ""} for i, life in lives if life.leaving is not None]
    insert_rows(session, table_named(Disposal.__tablename__), left)


class _House:
    """The ids of all that devices point at, by name."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._labels = default_labels(session)
        self._places = dict(session.execute(select(Place.name, Place.id)).all())
        self._suppliers = dict(session.execute(select(Supplier.name, Supplier.id)).all())
        staff = session.execute(select(Person.id, Person.department_id).where(Person.department_id.is_not(None)))
        self._departments = dict(staff.all())
        readers = session.scalars(select(Person.id).where(Person.department_id.is_(None), Person.group == ""))
        self._people = People(sorted(self._departments), sorted(readers))
        self.actor = " ".join(session.execute(_COORDINATOR).one())
        self._categories = add_many_named(session, Category.__tablename__, dict.fromkeys(lot.category for lot in LOTS))
        self._models = self._add_models()
        self._named: Counter[str] = Counter()

    def devices(self, random: Random, lot: Lot, bought: date, today: date) -> Iterator[tuple[dict[str, Any], Life]]:
        """The devices of one order, with their lives."""
        order = f"BC{bought.year}-{random.randint(1, 240):03}"
        invoice = f"F{bought:%y%m}-{random.randint(1000, 9999)}"
        start = f"{fold(lot.manufacturer)[:2].upper()}{random.randint(10, 99)}"
        for _one in range(lot.devices):
            life = live(random, lot, bought, today, self._people)
            tag = PLAIN.tag(draw(self._session, "asset"), today)
            serial = start + "".join(random.choices(_ALPHABET, k=7))
            name = self._name(lot)
            stand = life.stand
            yield (
                {
                    "tag": tag,
                    "serial": serial,
                    "name": name,
                    "category_id": self._categories[fold(lot.category)],
                    "model_id": self._models[lot.manufacturer, lot.model],
                    "status_label_id": self._labels[stand.meta],
                    "place_id": None if stand.place is None else self._places[stand.place],
                    "holder_id": stand.holder,
                    "department_id": None if stand.holder is None else self._departments.get(stand.holder),
                    "supplier_id": self._suppliers[lot.supplier],
                    "condition": condition(random, life, bought, today),
                    "purchase_date": bought,
                    "price": round(lot.price * 100),
                    "warranty_months": lot.months,
                    "warranty_end": warranty_end(bought, lot.months),
                    "order_number": order,
                    "invoice_number": invoice,
                    **asset_copies(tag, serial, name, order, invoice)._asdict(),
                },
                life,
            )

    def movements(self, asset_id: int, life: Life) -> Iterator[dict[str, Any]]:
        """The movements of a device as rows."""
        for step in life.steps:
            yield {
                "asset_id": asset_id,
                "moment": step.moment,
                "actor": self.actor,
                "status_label_id": self._labels[step.stand.meta],
                "place_id": None if step.stand.place is None else self._places[step.stand.place],
                "holder_id": step.stand.holder,
                "note": step.note,
            }

    def _name(self, lot: Lot) -> str:
        """PORT-017 for what has a name of its own; the others are known by their numbers."""
        if not lot.prefix:
            return ""
        self._named[lot.prefix] += 1
        return f"{lot.prefix}-{self._named[lot.prefix]:03}"

    def _add_models(self) -> dict[tuple[str, str], int]:
        makers = add_many_named(
            self._session, Manufacturer.__tablename__, dict.fromkeys(lot.manufacturer for lot in LOTS)
        )
        wanted = dict.fromkeys((lot.manufacturer, lot.model) for lot in LOTS)
        rows = [(makers[fold(maker)], model, "") for maker, model in wanted]
        return dict(zip(wanted, add_many_models(self._session, rows), strict=True))


def _deliveries(
    orders: Sequence[tuple[Lot, date]], lots: Sequence[Sequence[Any]], ids: Sequence[int]
) -> Iterator[Came]:
    start = 0
    for (lot, bought), made in zip(orders, lots, strict=True):
        yield Came(lot, bought, ids[start : start + len(made)])
        start += len(made)


def _orders(today: date) -> list[tuple[Lot, date]]:
    """Every lot with the day on which it was bought, the oldest first; nobody buys on a Sunday."""
    days = [(lot, today - timedelta(days=round(lot.years * 365.25))) for lot in LOTS]
    worked = [(lot, day - timedelta(days=max(0, day.weekday() - 4))) for lot, day in days]
    return sorted(worked, key=lambda order: order[1])


_COORDINATOR = select(Person.first_name, Person.last_name).where(Person.role == COORDINATOR)
