"""The verbs on the maintenance log: what was done to devices, by whom, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.money import shared
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS, Deletion, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.inventory.service import Chosen
from coorddesk.inventory.service.chosen import ChosenAsset, chosen_assets, record_deed
from coorddesk.maintenance.models import MaintenanceEntry, MaintenanceTurn
from coorddesk.maintenance.queries.entries import ENTRY_COLUMNS
from coorddesk.maintenance.rules import Point, Verdict, Work, entry_search, entry_trouble, stored_points

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LINES = ("what", "done_by", "documents")


@dataclass(frozen=True)
class EntryDetails:
    """What was done: `cost` in cents, `downtime` in hours, `documents` are numbers of invoices and the like."""

    day: date
    work: Work
    what: str
    done_by: str = ""
    supplier_id: int | None = None
    cost: int | None = None
    downtime: int | None = None
    under_warranty: bool = False
    documents: str = ""
    verdict: Verdict | None = None
    points: tuple[Point, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class NewEntries:
    """Something done to one device or to several at once; what it cost is shared out among them to the cent."""

    devices: Chosen
    details: EntryDetails


@dataclass(frozen=True)
class EntryEdit:
    """New details for an entry, and the version their author saw."""

    id: int
    version: int
    details: EntryDetails


@allowed(*EDITORS)
def log_maintenance(session: Session, wish: NewEntries) -> list[int]:
    """Write into the log what was done to devices; returns the ids of the entries."""
    assets = devices_there(session, wish.devices)
    ids = add_entries(session, assets, wish.details)
    what = tidy(wish.details.what)
    record_deed(session, assets, lambda said: _("Log maintenance of {devices}: {what}", devices=said, what=what))
    return ids


@allowed(*EDITORS)
def edit_entry(session: Session, wish: EntryEdit) -> None:
    """Change what an entry of the log says."""
    row = row_there(session, MaintenanceEntry, wish.id)
    _refuse_of_repair(row)
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, row))
    for key, value in entry_columns(session, wish.details).items():
        setattr(row, key, value)
    session.flush()
    record(session, _("Edit the maintenance of {device}", device=_device(session, row)), ("asset", row.asset_id))


@allowed(*EDITORS)
def delete_entry(session: Session, wish: Deletion) -> None:
    """Delete an entry of the log; by the schedule that it was written for, the device is due again."""
    row = row_as_seen(session, MaintenanceEntry, wish.id, wish.version)
    _refuse_of_repair(row)
    device, asset_id, entry_id = _device(session, row), row.asset_id, row.id
    turns = session.scalars(select(MaintenanceTurn.id).where(MaintenanceTurn.entry_id == entry_id)).all()
    delete_rows(session, table_named(MaintenanceTurn.__tablename__), turns)
    delete_rows(session, table_named(MaintenanceEntry.__tablename__), [entry_id])
    record(session, _("Delete an entry in the maintenance log of {device}", device=device), ("asset", asset_id))


@allowed(*EDITORS)
def devices_there(session: Session, chosen: Chosen) -> list[ChosenAsset]:
    """The chosen devices, retired or not, refused if one is in the bin."""
    assets = chosen_assets(session, chosen)
    for asset in assets:
        if asset.deleted_at is not None:
            raise UserError(_("{device} is in the bin. Restore it first.", device=asset.called))
    return assets


@allowed(*EDITORS)
def add_entries(
    session: Session,
    assets: Sequence[ChosenAsset],
    details: EntryDetails,
    *,
    plan_id: int | None = None,
    repair_id: int | None = None,
) -> list[int]:
    """Write the same into the log of each device, its share of the cost apart; the deed is the caller's to name."""
    columns = entry_columns(session, details)
    costs = [None] * len(assets) if details.cost is None else shared(details.cost, [1] * len(assets))
    links = {"version": 1, "plan_id": plan_id, "repair_id": repair_id}
    rows = [columns | links | {"asset_id": asset.id, "cost": cost} for asset, cost in zip(assets, costs, strict=True)]
    return insert_rows(session, table_named(MaintenanceEntry.__tablename__), rows)


@allowed(*EDITORS)
def entry_columns(session: Session, details: EntryDetails) -> dict[str, Any]:
    """The columns of an entry that says this, checked; a `UserError` names the field that is wrong."""
    trouble = entry_trouble(details.cost, details.downtime)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    if not tidy(details.what):
        raise UserError(_("Say what was done."), field="what")
    if details.day > clock_of(session).today():
        raise UserError(_("This day is still to come."), field="day")
    refuse_gone(session, [("supplier", Supplier, details.supplier_id)])
    lines = {key: tidy(getattr(details, key)) for key in _LINES}
    notes = tidy_lines(details.notes)
    return lines | {
        "day": details.day,
        "work": details.work,
        "supplier_id": details.supplier_id,
        "cost": details.cost,
        "downtime": details.downtime,
        "under_warranty": details.under_warranty,
        "verdict": details.verdict,
        "points": stored_points(details.points),
        "notes": notes,
        "search": entry_search(notes=notes, **lines),
    }


def _refuse_of_repair(row: MaintenanceEntry) -> None:
    if row.repair_id is not None:
        raise UserError(_("This line of the log is what a repair came to. Change the repair instead."))


def _device(session: Session, row: MaintenanceEntry) -> str:
    asset = session.get_one(Asset, row.asset_id)
    return called(asset.tag, asset.serial, asset.name, asset.id)


def _as_read(session: Session, entry: MaintenanceEntry | EntryDetails) -> dict[str, Any]:
    """What is written down, as forms show it."""
    own = {key: getattr(entry, key) for key in _TITLES if key not in {"supplier", "points"}}
    supplier = None if entry.supplier_id is None else session.get(Supplier, entry.supplier_id)
    points = stored_points([Point(str(text), bool(on)) for text, on in entry.points])
    lines = "\n".join(f"{'☑' if on else '☐'} {text}" for text, on in points)
    return own | {"supplier": None if supplier is None else supplier.name, "points": lines}


_SHOWN = {"day", "work", "what", "done_by", "supplier", "cost", "downtime", "under_warranty", "documents", "verdict"}
_TITLES: dict[str, Message] = {
    column.key: column.title for column in ENTRY_COLUMNS if column.key in _SHOWN | {"notes", "points"}
}
