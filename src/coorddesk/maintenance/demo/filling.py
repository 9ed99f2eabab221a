"""Fills a desk with maintenance; the devices, people, suppliers and loans are there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import start_of_day
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.models import Place, Supplier
from coorddesk.inventory.models import Asset, AssetMovement, Category, StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.queries.holding import holdings
from coorddesk.lending.service.lending import NewLoan, lend
from coorddesk.lending.service.rows import Borrower, Things
from coorddesk.maintenance.demo.words import CHECKLISTS, DONE, OVER, SCHEDULES, UNDER_WAY, Broken, Scheduled
from coorddesk.maintenance.models import (
    Checklist,
    MaintenanceEntry,
    MaintenancePlan,
    MaintenanceTurn,
    Repair,
    RepairStep,
)
from coorddesk.maintenance.queries.reckoning import due_days
from coorddesk.maintenance.rules import CLOSED, Outcome, Verdict, Work, hours_away, stored_days

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2026
_ENTRIES = 70
_BACK = 730
"""Days that the demo's log goes back."""
_Row = dict[str, Any]


@dataclass(frozen=True)
class _Device:
    """A device of the demo that is in use."""

    id: int
    category: str
    place: str | None
    bought: date
    warranty_end: date | None
    label_id: int
    meta: MetaStatus
    holder_id: int | None
    place_id: int | None


def fill(session: Session, demo: DemoDesk) -> None:
    """A log of two years, schedules of which some are due, and repairs, three of them under way."""
    demo.progress(0, 1, _("Looking after the devices"))
    house = _House(session, demo)
    if not house.devices:
        return
    house.add_schedules()
    house.add_entries()
    house.add_repairs()


class _House:
    """What stands in the demo, by name."""

    def __init__(self, session: Session, demo: DemoDesk) -> None:
        self._session, self._demo = session, demo
        self._random = Random(_SEED)  # noqa: S311 - believable, not secret
        self._actor = actor_of(session).name
        self._suppliers = dict(session.execute(select(Supplier.name, Supplier.id)).all())
        self._categories = dict(session.execute(select(Category.name, Category.id)).all())
        self._places = dict(session.execute(select(Place.name, Place.id)).all())
        self.devices = list(self._read())
        lent = holdings(session, [each.id for each in self.devices])
        self._free = [each for each in self.devices if each.id not in lent]

    def add_schedules(self) -> None:
        """What comes again, done for two years but for the last turn of some."""
        folded = [{"name": name, "name_folded": fold(name)} for name in CHECKLISTS]
        points = [{"points": list(each)} for each in CHECKLISTS.values()]
        rows = [{"version": 1, **name, **each, "notes": ""} for name, each in zip(folded, points, strict=True)]
        ids = insert_rows(self._session, table_named(Checklist.__tablename__), rows)
        lists = dict(zip(CHECKLISTS, ids, strict=True))
        meant = [each for each in SCHEDULES if self._is_there(each)]
        plans = [self._plan(each, lists) for each in meant]
        for each, plan_id in zip(
            meant, insert_rows(self._session, table_named(MaintenancePlan.__tablename__), plans), strict=True
        ):
            self._live(each, plan_id)

    def add_entries(self) -> None:
        """What was done now and then."""
        rows: dict[tuple[int, date, str], _Row] = {}  # nothing is done twice on a day
        for _one in range(_ENTRIES):
            done = self._random.choice(DONE)
            day = self._demo.today - timedelta(days=self._random.randint(3, _BACK))
            device = self._any(done.category, day)
            if device is not None:
                about = {"what": done.what, "done_by": done.by, "supplier_id": self._suppliers.get(done.supplier or "")}
                known = {"cost": done.cost, "downtime": done.hours, "verdict": done.verdict}
                rows[device.id, day, done.what] = _entry(device.id, day, done.work, **about, **known)
        listed = sorted(rows.values(), key=lambda row: row["day"])
        insert_rows(self._session, table_named(MaintenanceEntry.__tablename__), listed)

    def add_repairs(self) -> None:
        """Those that are over, then those under way; somebody has another device meanwhile."""
        for broken in OVER:
            device = self._any(broken.category, self._ago(broken.steps[0][1]), under_warranty=broken.under_warranty)
            if device is not None:
                self._repair(broken, device)
        for broken in UNDER_WAY:
            device = self._to_break(broken)
            if device is not None:
                self._send(broken, device)

    def _read(self) -> Iterator[_Device]:
        wanted = (
            select(
                Asset.id,
                Category.name,
                Place.name,
                Asset.purchase_date,
                Asset.warranty_end,
                Asset.status_label_id,
                StatusLabel.meta,
                Asset.holder_id,
                Asset.place_id,
            )
            .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
            .join(Category, Category.id == Asset.category_id)
            .outerjoin(Place, Place.id == Asset.place_id)
            .where(StatusLabel.meta != MetaStatus.RETIRED, Asset.deleted_at.is_(None))
        )
        rows = self._session.execute(wanted.order_by(Asset.id))
        for asset_id, category, place, bought, warranty_end, label_id, meta, holder_id, place_id in rows:
            if bought is not None:
                yield _Device(asset_id, category, place, bought, warranty_end, label_id, meta, holder_id, place_id)

    def _is_there(self, each: Scheduled) -> bool:
        """Whether what a schedule is about is in this demo."""
        return (each.category is None or each.category in self._categories) and (
            each.place is None or each.place in self._places
        )

    def _plan(self, each: Scheduled, lists: dict[str, int]) -> _Row:
        step = timedelta(days=0) if each.months is None else timedelta(days=round(each.months * 30.44))
        turns = 0 if each.months is None else round(_BACK / step.days)
        start = self._demo.today + timedelta(days=each.next)
        if each.months is not None:
            start = _months_before(start, each.months * turns)
        return {
            "version": 1,
            "name": each.name,
            "name_folded": fold(each.name),
            "work": each.work,
            "asset_id": None,
            "model_id": None,
            "category_id": None if each.category is None else self._categories[each.category],
            "place_id": None if each.place is None else self._places[each.place],
            "start": start if each.months is not None else self._demo.today - timedelta(days=_BACK),
            "months": each.months,
            "days": stored_days(each.days),
            "from_done": False,
            "end": None,
            "ahead": each.ahead,
            "checklist_id": None if each.checklist is None else lists[each.checklist],
            "supplier_id": self._suppliers.get(each.supplier or ""),
            "notes": each.notes,
        }

    def _live(self, each: Scheduled, plan_id: int) -> None:
        """Let each turn before today be done a few days after it was due, up to the one that is left to do."""
        plan = self._session.get_one(MaintenancePlan, plan_id)
        limit = self._demo.today - timedelta(days=31)
        while found := due_days(self._session, plan, limit):
            turns = {asset_id: due for asset_id, (due, _is_postponed) in found.items()}
            day = max(turns.values()) + timedelta(days=self._random.randint(0, 4))
            self._do(each, plan_id, turns, min(day, self._demo.today))

    def _do(self, each: Scheduled, plan_id: int, turns: dict[int, date], day: date) -> None:
        points = CHECKLISTS.get(each.checklist or "", ())
        rows = []
        for asset_id in turns:
            found = [[point, self._random.random() > 0.03] for point in points]
            verdict = (Verdict.GOOD if all(on for _text, on in found) else Verdict.RESERVES) if points else None
            cost = each.cost // len(turns) if each.cost else None
            about = {"supplier_id": self._suppliers.get(each.supplier or ""), "cost": cost, "points": found}
            known = {"verdict": verdict, "plan_id": plan_id}
            rows.append(_entry(asset_id, day, each.work, what=each.name, **about, **known))
        ids = insert_rows(self._session, table_named(MaintenanceEntry.__tablename__), rows)
        said = {"plan_id": plan_id, "outcome": Outcome.DONE, "day": day, "reason": "", "actor": self._actor}
        moment = self._moment(day)
        done = [
            {"asset_id": asset_id, "due": due, "entry_id": entry_id, "moment": moment, **said}
            for (asset_id, due), entry_id in zip(turns.items(), ids, strict=True)
        ]
        insert_rows(self._session, table_named(MaintenanceTurn.__tablename__), done)

    def _any(self, category: str, day: date, *, under_warranty: bool = False) -> _Device | None:
        """A device of a category that was there on a day, under warranty or whatever."""
        there = [each for each in self.devices if each.category == category and each.bought < day]
        fit = [each for each in there if not under_warranty or _is_covered(each, day)]
        return self._random.choice(fit) if fit else None

    def _to_break(self, broken: Broken) -> _Device | None:
        """A device that is in nobody's loan, bought a while ago, held by somebody or not, under warranty or not."""
        day = self._ago(broken.steps[0][1])
        for each in self._free:
            is_held = each.holder_id is not None and each.meta is MetaStatus.ASSIGNED
            is_old = each.category == broken.category and each.bought < day - timedelta(days=60)
            is_fit = is_held == broken.is_held and _is_covered(each, day) == broken.under_warranty
            if is_old and is_fit and each.meta in {MetaStatus.ASSIGNED, MetaStatus.IN_STOCK}:
                return each
        return None

    def _send(self, broken: Broken, device: _Device) -> None:
        """A repair under way: its device has the status of it since its first day."""
        self._free = [each for each in self._free if each.id != device.id]
        number = self._repair(broken, device)
        label = default_labels(self._session)[MetaStatus.UNDER_REPAIR]
        stand = {"status_label_id": label, "place_id": device.place_id, "holder_id": device.holder_id}
        came = {"asset_id": device.id, "moment": self._moment(self._ago(broken.steps[0][1])), "actor": self._actor}
        insert_rows(self._session, table_named(AssetMovement.__tablename__), [{**came, **stand, "note": broken.fault}])
        update_rows(self._session, table_named(Asset.__tablename__), [(device.id, {"status_label_id": label})])
        if device.holder_id is not None:
            self._lend(number, device, broken)

    def _lend(self, number: int, device: _Device, broken: Broken) -> None:
        spare = next(
            (each for each in self._free if each.category == device.category and each.meta is MetaStatus.IN_STOCK), None
        )
        if spare is not None:
            since = self._ago(broken.steps[0][1])
            wish = NewLoan(Borrower(device.holder_id), Things((spare.id,)), None, broken.fault, since)
            loan_id = lend(self._session, wish)
            update_rows(self._session, table_named(Repair.__tablename__), [(number, {"loan_id": loan_id})])

    def _repair(self, broken: Broken, device: _Device) -> int:
        """A repair with its steps, and its line in the log if it is over."""
        steps = [(state, self._ago(days)) for state, days in broken.steps]
        state, last = steps[-1]
        closed = last if state in CLOSED else None
        words = (broken.fault, broken.reference, broken.outcome, "")
        supplier_id = self._suppliers.get(broken.supplier or "")
        known = {"cost": broken.cost, "under_warranty": broken.under_warranty, "supplier_id": supplier_id}
        row = {
            "version": 1,
            "asset_id": device.id,
            "fault": broken.fault,
            "state": state,
            "opened": steps[0][1],
            "closed": closed,
            "reference": broken.reference,
            "quote": broken.quote,
            "outcome": broken.outcome,
            "notes": "",
            "label_before_id": device.label_id,
            "loan_id": None,
            "search": fold(" ".join(words)),
            **known,
        }
        (number,) = insert_rows(self._session, table_named(Repair.__tablename__), [row])
        told = [{"state": each, "day": day, "moment": self._moment(day)} for each, day in steps]
        said = {"repair_id": number, "actor": self._actor, "note": ""}
        insert_rows(self._session, table_named(RepairStep.__tablename__), [said | each for each in told])
        if closed is not None:
            about = {"what": broken.fault, "documents": broken.reference, "notes": broken.outcome}
            took = {"downtime": hours_away(steps, closed), "repair_id": number}
            line = _entry(device.id, closed, Work.REPAIR, **about, **known, **took)
            insert_rows(self._session, table_named(MaintenanceEntry.__tablename__), [line])
        return number

    def _ago(self, days: int) -> date:
        return self._demo.today - timedelta(days=days)

    def _moment(self, day: date) -> datetime:
        return start_of_day(self._demo.clock, day) + timedelta(hours=9)


def _entry(asset_id: int, day: date, work: Work, **values: Any) -> _Row:
    blank: _Row = {
        "version": 1,
        "done_by": "",
        "supplier_id": None,
        "cost": None,
        "downtime": None,
        "under_warranty": False,
        "documents": "",
        "verdict": None,
        "points": [],
        "notes": "",
        "repair_id": None,
        "plan_id": None,
    }
    row = blank | values | {"asset_id": asset_id, "day": day, "work": work}
    return row | {"search": fold(f"{row['what']} {row['done_by']} {row['documents']} {row['notes']}")}


def _is_covered(device: _Device, day: date) -> bool:
    return device.warranty_end is not None and device.warranty_end >= day


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
