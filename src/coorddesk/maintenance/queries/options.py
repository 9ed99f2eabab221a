"""What pickers offer of devices, schedules and checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.matching import contains_all
from coorddesk.core.options import Option
from coorddesk.directory.models import Place
from coorddesk.inventory.models import Asset, Model
from coorddesk.inventory.rules import called
from coorddesk.maintenance.models import Checklist, MaintenancePlan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def checklist_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Checklists whose name holds every word of `text`."""
    wanted = select(Checklist.id, Checklist.name).where(contains_all(Checklist.name_folded, text))
    return tuple(Option(*row) for row in session.execute(wanted.order_by(Checklist.name_folded).limit(limit)))


def plan_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Schedules whose name holds every word of `text`."""
    wanted = select(MaintenancePlan.id, MaintenancePlan.name).where(contains_all(MaintenancePlan.name_folded, text))
    return tuple(Option(*row) for row in session.execute(wanted.order_by(MaintenancePlan.name_folded).limit(limit)))


def asset_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Devices whose number, serial number or name holds every word of `text`, what they are beside them."""
    wanted = select(Asset.id, Asset.tag, Asset.serial, Asset.name, Model.name.label("model"), Place.path)
    wanted = wanted.outerjoin(Model, Model.id == Asset.model_id).outerjoin(Place, Place.id == Asset.place_id)
    wanted = wanted.where(Asset.deleted_at.is_(None), contains_all(Asset.search, text))
    found = session.execute(wanted.order_by(Asset.tag_folded.is_(None), Asset.tag_folded, Asset.id).limit(limit))
    return tuple(
        Option(row.id, called(row.tag, row.serial, row.name, row.id), row.name or row.model or row.path or "")
        for row in found
    )


def asset_called(session: Session, asset_id: int) -> str | None:
    """What a device is called; None if it is gone."""
    row = session.get(Asset, asset_id)
    return None if row is None else called(row.tag, row.serial, row.name, row.id)
