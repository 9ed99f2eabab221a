"""The maintenance log as lists, cards and papers show it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select

from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.queries import places_below
from coorddesk.inventory.models import Asset, Category
from coorddesk.maintenance.models import MaintenanceEntry, MaintenancePlan
from coorddesk.maintenance.queries.criteria import entry_claims
from coorddesk.maintenance.queries.of_device import (
    CATEGORY,
    DEVICE,
    DEVICE_NAME,
    ORDERS,
    PLACE,
    VALUES,
    OfDevice,
)
from coorddesk.maintenance.rules import (
    VERDICT_TITLES,
    WORK_TITLES,
    Point,
    Verdict,
    Work,
    downtime_said,
    kept_points,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class EntryQuery:
    """Which entries of the log, and in which order; days are included, `place` takes in all that is inside it."""

    text: str = ""
    sort: str = "day"
    descending: bool = True
    work: Work | None = None
    verdict: Verdict | None = None
    asset: int | None = None
    supplier: int | None = None
    place: int | None = None
    plan: int | None = None
    since: date | None = None
    until: date | None = None
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> EntryQuery | None:
        """The entries about a record; None if there are never any about such a one."""
        kind, record_id = subject
        match kind:
            case "asset":
                return cls(asset=record_id)
            case "supplier":
                return cls(supplier=record_id)
            case "place":
                return cls(place=record_id)
            case "maintenance_plan":
                return cls(plan=record_id)
        return None


@dataclass(frozen=True)
class EntryRow(OfDevice):
    """Something that was done to a device; `cost` in cents, `downtime` in hours."""

    day: date
    work: Work
    what: str
    done_by: str
    supplier_id: int | None
    supplier: str | None
    cost: int | None
    downtime: int | None
    under_warranty: bool
    documents: str
    verdict: Verdict | None
    points: tuple[Point, ...]
    notes: str
    repair_id: int | None
    plan_id: int | None
    plan: str | None

    @property
    def ticked(self) -> str:
        """How many points of a checklist were ticked: "5/6"."""
        return f"{sum(point.is_ticked for point in self.points)}/{len(self.points)}" if self.points else ""


ENTRY_COLUMNS: tuple[Column[EntryRow], ...] = (
    Column("day", _("Day"), lambda row: row.day, Kind.DATE, 12),
    DEVICE,
    Column("what", _p("maintenance", "What was done"), lambda row: row.what, width=32),
    DEVICE_NAME,
    Column("work", _p("maintenance", "Kind"), lambda row: WORK_TITLES[row.work], Kind.CHOICE, 12),
    CATEGORY,
    PLACE,
    Column("done_by", _("Done by"), lambda row: row.done_by, width=18),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=18),
    Column("cost", _("Cost"), lambda row: row.cost, Kind.AMOUNT, 12, total=True),
    Column("downtime", _("Out of use"), lambda row: downtime_said(row.downtime), width=10),
    Column("under_warranty", _("Under warranty"), lambda row: row.under_warranty, Kind.YES_NO, 8),
    Column("documents", _("Documents"), lambda row: row.documents, width=16),
    Column("verdict", _("Verdict"), lambda row: row.verdict and VERDICT_TITLES[row.verdict], Kind.CHOICE, 14),
    Column("points", _("Checklist"), lambda row: row.ticked, width=8),
    Column("plan", _("Schedule"), lambda row: row.plan, width=20),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def entry_ids(session: Session, query: EntryQuery = EntryQuery()) -> array[int]:
    """The entries that a query means, in its order; those without a value come last either way."""
    keys = _ORDERS[query.sort]
    wanted = _joined(select(MaintenanceEntry.id)).where(*_claims(session, query))
    ordered = [nulls_last(key.desc() if query.descending else key) for key in keys]
    last = MaintenanceEntry.id.desc() if query.descending else MaintenanceEntry.id
    return ids_of(session, wanted.order_by(*ordered, last))


def entry_page(session: Session, ids: Sequence[int]) -> dict[int, EntryRow]:
    """The entries of these ids."""
    found = session.execute(_ROWS.where(MaintenanceEntry.id.in_(ids))).mappings()
    return {row["id"]: EntryRow(**{**row, "points": kept_points(row["points"])}) for row in found}


def entry(session: Session, entry_id: int) -> EntryRow | None:
    """One entry, for its card or form."""
    return entry_page(session, [entry_id]).get(entry_id)


def entry_counts(session: Session) -> tuple[Counter[Work], Counter[Verdict]]:
    """How many entries there are of each kind, and of each verdict."""
    works = select(MaintenanceEntry.work, func.count()).group_by(MaintenanceEntry.work)
    verdicts = select(MaintenanceEntry.verdict, func.count()).group_by(MaintenanceEntry.verdict)
    given = verdicts.where(MaintenanceEntry.verdict.is_not(None))
    return Counter(dict(session.execute(works).all())), Counter(
        {verdict: count for verdict, count in session.execute(given) if verdict is not None}
    )


def _claims(session: Session, query: EntryQuery) -> Iterator[ColumnElement[bool]]:
    for word in words(query.text):
        own = contains(MaintenanceEntry.search, word)
        named = (contains(Asset.search, word), contains(Category.name_folded, word), contains(Place.path_folded, word))
        yield or_(own, *named, contains(Supplier.name_folded, word), contains(MaintenancePlan.name_folded, word))
    for column, value in (
        (MaintenanceEntry.work, query.work),
        (MaintenanceEntry.verdict, query.verdict),
        (MaintenanceEntry.asset_id, query.asset),
        (MaintenanceEntry.supplier_id, query.supplier),
        (MaintenanceEntry.plan_id, query.plan),
    ):
        if value is not None:
            yield column == value
    if query.place is not None:
        yield Asset.place_id.in_(places_below(session, query.place))
    if query.since is not None:
        yield MaintenanceEntry.day >= query.since
    if query.until is not None:
        yield MaintenanceEntry.day <= query.until
    yield from entry_claims(session, query.criteria)


def _joined(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        OfDevice.joined(wanted.select_from(MaintenanceEntry), MaintenanceEntry.asset_id)
        .outerjoin(Supplier, Supplier.id == MaintenanceEntry.supplier_id)
        .outerjoin(MaintenancePlan, MaintenancePlan.id == MaintenanceEntry.plan_id)
    )


def _filled(column: Any) -> Any:
    """A text that is null instead of blank."""
    return func.nullif(column, "")


_WORK = case({work: place for place, work in enumerate(Work)}, value=MaintenanceEntry.work)
_VERDICT = case({verdict: place for place, verdict in enumerate(Verdict)}, value=MaintenanceEntry.verdict)
_ORDERS: dict[str, tuple[Any, ...]] = {
    **ORDERS,
    "day": (MaintenanceEntry.day,),
    "work": (_WORK, MaintenanceEntry.day),
    "what": (folded(MaintenanceEntry.what),),
    "done_by": (folded(_filled(MaintenanceEntry.done_by)),),
    "supplier": (Supplier.name_folded,),
    "cost": (MaintenanceEntry.cost,),
    "downtime": (MaintenanceEntry.downtime,),
    "under_warranty": (MaintenanceEntry.under_warranty,),
    "documents": (folded(_filled(MaintenanceEntry.documents)),),
    "verdict": (_VERDICT,),
    "plan": (MaintenancePlan.name_folded,),
}
ENTRY_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which entries can be sorted."""
_ROWS: Select[*tuple[Any, ...]] = _joined(
    select(
        MaintenanceEntry.id,
        MaintenanceEntry.version,
        MaintenanceEntry.asset_id,
        *VALUES,
        MaintenanceEntry.day,
        MaintenanceEntry.work,
        MaintenanceEntry.what,
        MaintenanceEntry.done_by,
        MaintenanceEntry.supplier_id,
        Supplier.name.label("supplier"),
        MaintenanceEntry.cost,
        MaintenanceEntry.downtime,
        MaintenanceEntry.under_warranty,
        MaintenanceEntry.documents,
        MaintenanceEntry.verdict,
        MaintenanceEntry.points,
        MaintenanceEntry.notes,
        MaintenanceEntry.repair_id,
        MaintenanceEntry.plan_id,
        MaintenancePlan.name.label("plan"),
    )
)
