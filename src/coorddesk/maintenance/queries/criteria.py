"""The fields of schedules, repairs and the log by which they are filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, true
from sqlalchemy.orm import aliased

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, own, own_text, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.queries import person_options, place_options, supplier_options
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Category, Model
from coorddesk.inventory.queries import category_options, model_options
from coorddesk.maintenance.models import Checklist, MaintenanceEntry, MaintenancePlan, Repair, RepairStep
from coorddesk.maintenance.queries import of_device
from coorddesk.maintenance.queries.options import asset_called, asset_options, checklist_options, plan_options
from coorddesk.maintenance.rules import REPAIR_STATE_TITLES, VERDICT_TITLES, WORK_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LOAN_ASSET = aliased(Asset)
"""What was lent during a repair, as the list of repairs joins it."""
LAST_DAY = (
    select(RepairStep.day)
    .where(RepairStep.repair_id == Repair.id)
    .order_by(RepairStep.id.desc())
    .limit(1)
    .correlate(Repair)
    .scalar_subquery()
)
"""The day of a repair's latest step."""


def plan_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a schedule must be like for all criteria."""
    return claims(session, criteria, _OF_PLANS)


def repair_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a repair must be like for all criteria."""
    return claims(session, criteria, _OF_REPAIRS)


def entry_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What an entry of the log must be like for all criteria."""
    return claims(session, criteria, _OF_ENTRIES)


def said_criteria(session: Session, criteria: Sequence[Criterion], fields: Sequence[Field]) -> tuple[Message, ...]:
    """Each criterion in a few words."""
    by_key = {field.key: field for field in fields}
    return tuple(said_criterion(session, criterion, by_key.get(criterion.field)) for criterion in criteria)


def _person(session: Session, person_id: int) -> str | None:
    row = session.get(Person, person_id)
    return None if row is None else PersonName(row.last_name, row.first_name).full


def _choices(titles: dict[Any, Message]) -> tuple[tuple[Any, Message], ...]:
    return tuple((each.value, title) for each, title in titles.items())


_WORK = Field("work", _p("maintenance", "Kind"), choices=_choices(WORK_TITLES))
_SUPPLIER = Field("supplier", _("Supplier"), search=supplier_options, name=named_by(Supplier))
_COST = Field("cost", _("Cost"), Kind.AMOUNT)
_WARRANTY = Field("under_warranty", _("Under warranty"), Kind.YES_NO)
_NOTES = Field("notes", _("Notes"))

FIELDS_OF_PLANS: tuple[Field, ...] = (
    Field("name", _("Schedule")),
    _WORK,
    Field("asset", _("Device"), search=asset_options, name=asset_called),
    Field("model", _("Model"), search=model_options, name=named_by(Model)),
    Field("category", _("Category"), search=category_options, name=named_by(Category)),
    Field("place", _("Place"), search=place_options, name=named_by(Place, "path")),
    Field("months", _("Every so many months"), Kind.NUMBER),
    Field("from_done", _("Counted from the day it was done"), Kind.YES_NO),
    Field("start", _("First due on"), Kind.DATE),
    Field("end", _("Until"), Kind.DATE),
    Field("ahead", _("Announced ahead (days)"), Kind.NUMBER),
    Field("checklist", _("Checklist"), search=checklist_options, name=named_by(Checklist)),
    _SUPPLIER,
    _NOTES,
)
"""What is written down of schedules; when they are due next is reckoned."""
FIELDS_OF_REPAIRS: tuple[Field, ...] = (
    *of_device.FIELDS,
    Field("fault", _p("repair", "Fault")),
    Field("state", _p("repair", "State"), choices=_choices(REPAIR_STATE_TITLES)),
    Field("since", _p("repair", "Since"), Kind.DATE),
    Field("opened", _p("repair", "Opened on"), Kind.DATE),
    Field("closed", _p("repair", "Over on"), Kind.DATE),
    Field("holder", _("Holder"), search=person_options, name=_person),
    Field("loan_device", _("Lent meanwhile"), search=asset_options, name=asset_called),
    _SUPPLIER,
    Field("reference", _("Supplier's reference"), Kind.CODE),
    Field("quote", _("Quote"), Kind.AMOUNT),
    _COST,
    _WARRANTY,
    Field("outcome", _("What they did")),
    _NOTES,
)
FIELDS_OF_ENTRIES: tuple[Field, ...] = (
    Field("day", _("Day"), Kind.DATE),
    *of_device.FIELDS,
    _WORK,
    Field("what", _p("maintenance", "What was done")),
    Field("done_by", _("Done by")),
    _SUPPLIER,
    _COST,
    Field("downtime", _("Out of use (hours)"), Kind.NUMBER),
    _WARRANTY,
    Field("documents", _("Documents"), Kind.CODE),
    Field("verdict", _("Verdict"), choices=_choices(VERDICT_TITLES)),
    Field("plan", _("Schedule"), search=plan_options, name=named_by(MaintenancePlan)),
    _NOTES,
)


def _supplier(link: Any) -> Ground:
    return record(link, select(Supplier.id), Supplier.name_folded)


_OF_PLANS: dict[str, Ground] = {
    "name": Ground(true(), text=folded(MaintenancePlan.name_folded)),
    "work": own(MaintenancePlan.work),
    "asset": record(MaintenancePlan.asset_id, select(Asset.id), Asset.search),
    "model": record(MaintenancePlan.model_id, select(Model.id), Model.name_folded, Model.number_folded),
    "category": record(MaintenancePlan.category_id, select(Category.id), Category.name_folded),
    "place": replace(record(MaintenancePlan.place_id, select(Place.id), Place.path_folded), spread=of_device.places),
    **{key: own(getattr(MaintenancePlan, key)) for key in ("months", "from_done", "start", "end", "ahead")},
    "checklist": record(MaintenancePlan.checklist_id, select(Checklist.id), Checklist.name_folded),
    "supplier": _supplier(MaintenancePlan.supplier_id),
    "notes": own_text(MaintenancePlan.id, MaintenancePlan.notes),
}
_OF_REPAIRS: dict[str, Ground] = {
    **of_device.GROUNDS,
    **{
        key: own_text(Repair.id, getattr(Repair, key), Repair.search)
        for key in ("fault", "reference", "outcome", "notes")
    },
    **{key: own(getattr(Repair, key)) for key in ("state", "opened", "closed", "quote", "cost", "under_warranty")},
    "since": own(LAST_DAY),
    "holder": record(Asset.holder_id, select(Person.id), Person.search),
    "loan_device": Ground(LOAN_ASSET.id.is_not(None), LOAN_ASSET.id, folded(LOAN_ASSET.search)),
    "supplier": _supplier(Repair.supplier_id),
}
_ENTRY = MaintenanceEntry
_OF_ENTRIES: dict[str, Ground] = {
    **of_device.GROUNDS,
    **{
        key: own_text(_ENTRY.id, getattr(_ENTRY, key), _ENTRY.search)
        for key in ("what", "done_by", "documents", "notes")
    },
    **{key: own(getattr(_ENTRY, key)) for key in ("day", "work", "cost", "downtime", "under_warranty", "verdict")},
    "supplier": _supplier(_ENTRY.supplier_id),
    "plan": record(_ENTRY.plan_id, select(MaintenancePlan.id), MaintenancePlan.name_folded),
}
