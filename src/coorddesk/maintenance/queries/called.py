"""What records of maintenance are called, for whoever knows them by their ids alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.maintenance.models import Checklist, MaintenanceEntry, MaintenancePlan, Repair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """The names of schedules and checklists, and the device and the fault or work of repairs and entries."""
    if kind in {"maintenance_plan", "checklist"}:
        table = MaintenancePlan if kind == "maintenance_plan" else Checklist
        return dict(session.execute(select(table.id, table.name).where(table.id.in_(ids))).all())
    if kind not in {"repair", "maintenance_entry"}:
        return {}
    row, text = (Repair, Repair.fault) if kind == "repair" else (MaintenanceEntry, MaintenanceEntry.what)
    wanted = select(row.id, text, Asset.tag, Asset.serial, Asset.name, Asset.id).join(Asset, Asset.id == row.asset_id)
    rows = session.execute(wanted.where(row.id.in_(ids)))
    return {row_id: f"{called(tag, serial, name, i)} · {said}" for row_id, said, tag, serial, name, i in rows}
