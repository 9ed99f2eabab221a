"""The verbs on schedules: what comes again and again, for which devices, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.orm import Base
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.inventory.models import Asset, Category, Model
from coorddesk.inventory.rules import called
from coorddesk.maintenance.models import Checklist, MaintenanceEntry, MaintenancePlan, MaintenanceTurn
from coorddesk.maintenance.rules import Rhythm, Work, days_text, stored_days, trouble_with

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class PlanDetails:
    """A schedule as it is written; the wish to add one.

    It is about one device, or about all of a model, of a category, inside a place: of several of these, all must be
    true of a device. `ahead` is how many days before it announces itself.
    """

    name: str
    rhythm: Rhythm
    work: Work = Work.UPKEEP
    asset_id: int | None = None
    model_id: int | None = None
    category_id: int | None = None
    place_id: int | None = None
    ahead: int = 0
    checklist_id: int | None = None
    supplier_id: int | None = None
    notes: str = ""

    @classmethod
    def of(cls, row: MaintenancePlan) -> PlanDetails:
        """A stored schedule as it was written."""
        links = (row.asset_id, row.model_id, row.category_id, row.place_id)
        return cls(row.name, row.rhythm, row.work, *links, row.ahead, row.checklist_id, row.supplier_id, row.notes)


@dataclass(frozen=True)
class PlanEdit:
    """New details for a schedule, and the version their author saw."""

    id: int
    version: int
    details: PlanDetails


@allowed(*EDITORS)
def create_plan(session: Session, wish: PlanDetails) -> int:
    """Add a schedule; returns its id."""
    row = MaintenancePlan()
    write_plan(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add maintenance schedule “{name}”", name=row.name), *_subjects(row))
    return row.id


@allowed(*EDITORS)
def edit_plan(session: Session, wish: PlanEdit) -> None:
    """Change a schedule; what was done by it stays done."""
    row = row_there(session, MaintenancePlan, wish.id)
    theirs = PlanDetails.of(row)
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, theirs))
    write_plan(session, row, wish.details)
    session.flush()
    record(session, _("Edit maintenance schedule “{name}”", name=row.name), *_subjects(row))


@allowed(*EDITORS)
def delete_plan(session: Session, wish: Deletion) -> None:
    """Delete a schedule; what was done by it stays in the log."""
    row = row_as_seen(session, MaintenancePlan, wish.id, wish.version)
    name, subjects = row.name, _subjects(row)
    turns = session.scalars(select(MaintenanceTurn.id).where(MaintenanceTurn.plan_id == wish.id)).all()
    delete_rows(session, table_named(MaintenanceTurn.__tablename__), turns)
    entries = session.scalars(select(MaintenanceEntry.id).where(MaintenanceEntry.plan_id == wish.id)).all()
    unlinked = [(entry_id, {"plan_id": None}) for entry_id in entries]
    update_rows(session, table_named(MaintenanceEntry.__tablename__), unlinked)
    delete_unused(session, row, name)
    record(session, _("Delete maintenance schedule “{name}”", name=name), *subjects)


@allowed(*EDITORS)
def write_plan(session: Session, row: MaintenancePlan, details: PlanDetails) -> None:
    """Write details into a schedule's row, stored or new; the deed is the caller's to name."""
    trouble = trouble_with(details.rhythm, details.ahead)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    links = _links(details)
    if all(linked is None for _field, _kind, linked in links[:_LIMITS]):
        raise UserError(_("Say for which devices: one, a model, a category or a place."), field="category")
    refuse_gone(session, links)
    rename_named(session, row, details.name)
    rhythm = details.rhythm
    row.start, row.months, row.days = rhythm.start, rhythm.months, stored_days(rhythm.days)
    row.from_done, row.end = rhythm.from_done and rhythm.months is not None, rhythm.end
    row.work, row.ahead, row.notes = details.work, details.ahead, tidy_lines(details.notes)
    for key in ("asset_id", "model_id", "category_id", "place_id", "checklist_id", "supplier_id"):
        setattr(row, key, getattr(details, key))


def _links(plan: PlanDetails) -> tuple[tuple[str, type[Base], int | None], ...]:
    """All that a schedule points at, by the keys of a form's fields."""
    return (
        ("asset", Asset, plan.asset_id),
        ("model", Model, plan.model_id),
        ("category", Category, plan.category_id),
        ("place", Place, plan.place_id),
        ("checklist", Checklist, plan.checklist_id),
        ("supplier", Supplier, plan.supplier_id),
    )


_LIMITS = 4
"""How many of them say which devices are meant."""


def _as_read(session: Session, plan: PlanDetails) -> dict[str, Any]:
    """What is written down, as forms show it."""
    named = {key: _name(session, kind, linked) for key, kind, linked in _links(plan)}
    rhythm = plan.rhythm
    return named | {
        "name": plan.name,
        "work": plan.work,
        "start": rhythm.start,
        "months": rhythm.months,
        "days": days_text(rhythm.days),
        "from_done": rhythm.from_done,
        "end": rhythm.end,
        "ahead": plan.ahead,
        "notes": plan.notes,
    }


def _name(session: Session, kind: type[Base], row_id: int | None) -> str | None:
    match None if row_id is None else session.get(kind, row_id):
        case Asset() as row:
            return called(row.tag, row.serial, row.name, row.id)
        case Place() as row:
            return row.path
        case Model() | Category() | Checklist() | Supplier() as row:
            return row.name
    return None


def _subjects(row: MaintenancePlan) -> tuple[Subject, ...]:
    """The schedule itself, and the one device that it may be about."""
    own: Subject = ("maintenance_plan", row.id)
    return (own,) if row.asset_id is None else (own, ("asset", row.asset_id))


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "work": _p("maintenance", "Kind"),
    "asset": _("Device"),
    "model": _("Model"),
    "category": _("Category"),
    "place": _("Place"),
    "start": _("First due on"),
    "months": _("Every so many months"),
    "days": _("On these days of the year"),
    "from_done": _("Counted from the day it was done"),
    "end": _("Until"),
    "ahead": _("Announced ahead (days)"),
    "checklist": _("Checklist"),
    "supplier": _("Supplier"),
    "notes": _("Notes"),
}
