"""Fills a desk with the licences of the demo, and gives their seats to its people and devices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.models import Person, Supplier
from coorddesk.directory.service import add_many_named
from coorddesk.inventory.models import Asset, Category, Manufacturer, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.licences.demo.programs import PROGRAMS, Program
from coorddesk.licences.models import Licence, LicenceSeat
from coorddesk.licences.rules import licence_search

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2021
_GIVEN_BACK = 0.06
"""How many seats were given back since by somebody else."""
_FORGOTTEN, _MANY = 3, 10
"""So many seats of retired devices are still to be taken back, where there are many."""


def fill(session: Session, demo: DemoDesk) -> None:
    """A dozen licences: one used too much, one that ended, some that end soon."""
    demo.progress(0, 1, _("Installing the programs"))
    house = _House(session, demo.today)
    ids = insert_rows(session, table_named(Licence.__tablename__), [house.licence(each) for each in PROGRAMS])
    seats = [row for each, licence_id in zip(PROGRAMS, ids, strict=True) for row in house.seats(each, licence_id)]
    insert_rows(session, table_named(LicenceSeat.__tablename__), seats)


class _House:
    """Whom and what there is to give seats to, and the dice."""

    def __init__(self, session: Session, today: date) -> None:
        self._today = today
        self._random = Random(_SEED)  # noqa: S311 - believable, not secret
        self._suppliers = dict(session.execute(select(Supplier.name, Supplier.id)).all())
        self._makers = dict(session.execute(select(Manufacturer.name_folded, Manufacturer.id)).all())
        new = [each.publisher for each in PROGRAMS if fold(each.publisher) not in self._makers]
        self._makers |= add_many_named(session, Manufacturer.__tablename__, dict.fromkeys(new))
        staff = select(Person.id).where(Person.department_id.is_not(None)).order_by(Person.id)
        self._staff = session.scalars(staff).all()
        self._devices: dict[str, list[int]] = {}
        self._retired: dict[str, list[int]] = {}
        devices = select(Category.name, Asset.id, StatusLabel.meta)
        devices = devices.join(Category, Category.id == Asset.category_id).join(StatusLabel).order_by(Asset.id)
        for category, asset_id, meta in session.execute(devices):
            of_meta = self._retired if meta is MetaStatus.RETIRED else self._devices
            of_meta.setdefault(category, []).append(asset_id)

    def licence(self, program: Program) -> dict[str, Any]:
        """A licence as a row."""
        start = self._today - timedelta(days=program.days_ago)
        order = f"BC{start.year}-{self._random.randint(1, 240):03}"
        invoice = f"F{start:%y%m}-{self._random.randint(1000, 9999)}"
        return {
            "name": program.name,
            "name_folded": fold(program.name),
            "kind": program.kind,
            "manufacturer_id": self._makers[fold(program.publisher)],
            "supplier_id": self._suppliers[program.supplier],
            "seats": program.seats,
            "product_key": program.key,
            "purchase_date": start,
            "price": round(program.price * 100),
            "start": start,
            "expiry": None if program.days is None else start + timedelta(days=program.days),
            "order_number": order,
            "invoice_number": invoice,
            "notes": program.notes,
            "search": licence_search(program.name, order, invoice),
        }

    def seats(self, program: Program, licence_id: int) -> Iterator[dict[str, Any]]:
        """Who and what has its seats, and the few that came back."""
        yield from self._given(program, licence_id, "person_id", self._staff, program.people)
        idle = self._retired.get(program.on, [])[:_FORGOTTEN] if program.devices > _MANY else []
        devices = self._devices.get(program.on, [])
        yield from self._given(program, licence_id, "asset_id", devices, program.devices - len(idle))
        since = self._today - timedelta(days=program.days_ago)
        yield from (self._seat(licence_id, "asset_id", asset_id, since, None) for asset_id in idle)

    def _given(
        self, program: Program, licence_id: int, link: str, among: Sequence[int], count: int
    ) -> Iterator[dict[str, Any]]:
        holders = self._random.sample(among, min(count, len(among)))
        others = [each for each in among if each not in set(holders)]
        for holder in holders:
            since = self._today - timedelta(days=self._random.randint(5, max(6, program.days_ago)))
            yield self._seat(licence_id, link, holder, since, None)
            if others and self._random.random() < _GIVEN_BACK:
                earlier = since - timedelta(days=self._random.randint(30, 200))
                yield self._seat(licence_id, link, self._random.choice(others), earlier, since)

    def _seat(self, licence_id: int, link: str, holder: int, since: date, until: date | None) -> dict[str, Any]:
        blank = {"person_id": None, "asset_id": None}
        return blank | {"licence_id": licence_id, link: holder, "since": since, "until": until, "note": ""}
