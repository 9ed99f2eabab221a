"""Schedules as lists, cards and forms show them: for which devices, when, and how many are due."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from coorddesk.core.criteria import Criterion
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.rules import natural_order
from coorddesk.inventory.models import Asset, Category, Manufacturer, Model
from coorddesk.inventory.rules import called
from coorddesk.maintenance.models import Checklist, MaintenancePlan
from coorddesk.maintenance.queries.criteria import plan_claims
from coorddesk.maintenance.queries.reckoning import Outlook, outlooks
from coorddesk.maintenance.rules import URGENCY_TITLES, WORK_TITLES, Rhythm, Urgency, Work, said_rhythm

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PlanQuery:
    """Which schedules, and in which order: `urgency` leaves those of which no device is so near."""

    text: str = ""
    sort: str = "due"
    descending: bool = False
    urgency: Urgency | None = None
    work: Work | None = None
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class PlanRow:
    """A schedule: the day on which its next device is due, and how many devices are overdue and due."""

    id: int
    version: int
    name: str
    work: Work
    rhythm: Rhythm
    ahead: int
    asset_id: int | None
    asset: str | None
    model_id: int | None
    model: str | None
    category_id: int | None
    category: str | None
    place_id: int | None
    place: str | None
    checklist_id: int | None
    checklist: str | None
    supplier_id: int | None
    supplier: str | None
    notes: str
    devices: int
    next: date | None
    overdue: int
    due: int

    @property
    def target(self) -> str:
        """For which devices it is."""
        return " · ".join(part for part in (self.asset, self.model, self.category, self.place) if part)

    @property
    def urgency(self) -> Urgency | None:
        """How near its next day is; None if nothing is due any more."""
        if self.next is None:
            return None
        return Urgency.OVERDUE if self.overdue else Urgency.DUE if self.due else Urgency.COMING

    @property
    def now(self) -> int:
        """How many devices are overdue or due."""
        return self.overdue + self.due


PLAN_COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("name", _("Schedule"), lambda row: row.name, width=36),
    Column("due", _p("maintenance", "Due on"), lambda row: row.next, Kind.DATE, 12),
    Column(
        "urgency",
        _p("maintenance", "Urgency"),
        lambda row: row.urgency and URGENCY_TITLES[row.urgency],
        Kind.CHOICE,
        10,
    ),
    Column("work", _p("maintenance", "Kind"), lambda row: WORK_TITLES[row.work], Kind.CHOICE, 12),
    Column("target", _("For which devices"), lambda row: row.target, width=28),
    Column("rhythm", _("How often"), lambda row: said_rhythm(row.rhythm), width=18),
    Column("now", _("Devices due"), lambda row: row.now, Kind.NUMBER, 10),
    Column("overdue", _("Devices overdue"), lambda row: row.overdue, Kind.NUMBER, 10),
    Column("devices", _("Devices"), lambda row: row.devices, Kind.NUMBER, 10),
    Column("ahead", _("Announced ahead (days)"), lambda row: row.ahead, Kind.NUMBER, 10),
    Column("checklist", _("Checklist"), lambda row: row.checklist, width=20),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=20),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def plan_ids(session: Session, query: PlanQuery = PlanQuery()) -> array[int]:
    """The schedules that a query means, in its order; those without a value come last either way."""
    looked_for = words(query.text)
    found = _read(session, _PLANS.where(*plan_claims(session, query.criteria)))
    rows = [row for row in found.values() if _is_meant(row, query) and _holds(row, looked_for)]
    keyed = [(_sort_key(row, query.sort), natural_order(fold(row.name)), row.id) for row in rows]
    filled, blank = [each for each in keyed if each[0] is not None], [each for each in keyed if each[0] is None]
    filled.sort(reverse=query.descending)
    return array("q", (each[-1] for each in [*filled, *sorted(blank, key=lambda each: each[1:])]))


def plan_page(session: Session, ids: Sequence[int]) -> dict[int, PlanRow]:
    """The schedules of these ids."""
    return _read(session, _PLANS.where(MaintenancePlan.id.in_(ids)))


def plan(session: Session, plan_id: int) -> PlanRow | None:
    """One schedule, for its card or form."""
    return plan_page(session, [plan_id]).get(plan_id)


def plan_counts(session: Session) -> tuple[Counter[Urgency], Counter[Work]]:
    """How many schedules have something overdue, due or only coming, and how many there are of each kind."""
    rows = _read(session, _PLANS).values()
    return Counter(row.urgency for row in rows if row.urgency is not None), Counter(row.work for row in rows)


def _is_meant(row: PlanRow, query: PlanQuery) -> bool:
    return query.urgency in {None, row.urgency} and query.work in {None, row.work}


def _holds(row: PlanRow, looked_for: Sequence[str]) -> bool:
    text = fold(f"{row.name} {row.target} {row.checklist} {row.supplier} {row.notes}") if looked_for else ""
    return all(word in text for word in looked_for)


def _sort_key(row: PlanRow, key: str) -> Any:
    """What a column is sorted by; None where it says nothing."""
    match key:
        case "due":
            return row.next
        case "urgency":
            return None if row.urgency is None else list(Urgency).index(row.urgency)
        case "work":
            return list(Work).index(row.work)
        case "rhythm":
            return row.rhythm.months or 12
        case "now" | "overdue" | "devices" | "ahead":
            return getattr(row, key)
    text = getattr(row, key)
    return natural_order(fold(text)) if text else None


def _read(session: Session, wanted: Select[*tuple[Any, ...]]) -> dict[int, PlanRow]:
    """Schedules, and how each stands."""
    found = session.execute(wanted).all()
    stands = outlooks(session, [each.MaintenancePlan for each in found])
    return {each.MaintenancePlan.id: _row(each, stands[each.MaintenancePlan.id]) for each in found}


def _row(each: Any, stands: Outlook) -> PlanRow:
    stored: MaintenancePlan = each.MaintenancePlan
    device = None if stored.asset_id is None else called(each.tag, each.serial, each.asset_name, stored.asset_id)
    model = " ".join(part for part in (each.maker, each.model, each.number) if part) or None
    return PlanRow(
        stored.id,
        stored.version,
        stored.name,
        stored.work,
        stored.rhythm,
        stored.ahead,
        stored.asset_id,
        device,
        stored.model_id,
        model,
        stored.category_id,
        each.category,
        stored.place_id,
        each.path,
        stored.checklist_id,
        each.checklist,
        stored.supplier_id,
        each.supplier,
        stored.notes,
        stands.devices,
        stands.next,
        stands.overdue,
        stands.due,
    )


_maker = aliased(Manufacturer)
_PLANS: Select[*tuple[Any, ...]] = (
    select(
        MaintenancePlan,
        Asset.tag,
        Asset.serial,
        Asset.name.label("asset_name"),
        _maker.name.label("maker"),
        Model.name.label("model"),
        Model.number,
        Category.name.label("category"),
        Place.path,
        Checklist.name.label("checklist"),
        Supplier.name.label("supplier"),
    )
    .outerjoin(Asset, Asset.id == MaintenancePlan.asset_id)
    .outerjoin(Model, Model.id == MaintenancePlan.model_id)
    .outerjoin(_maker, _maker.id == Model.manufacturer_id)
    .outerjoin(Category, Category.id == MaintenancePlan.category_id)
    .outerjoin(Place, Place.id == MaintenancePlan.place_id)
    .outerjoin(Checklist, Checklist.id == MaintenancePlan.checklist_id)
    .outerjoin(Supplier, Supplier.id == MaintenancePlan.supplier_id)
)
