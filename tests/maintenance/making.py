"""Maintenance with valid defaults: a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.inventory.service import Chosen
from coorddesk.maintenance.rules import Rhythm, Work
from coorddesk.maintenance.service import (
    ChecklistDetails,
    EntryDetails,
    NewEntries,
    NewRepair,
    PlanDetails,
    RepairDetails,
    create_checklist,
    create_plan,
    log_maintenance,
    open_repair,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 9, 7)


def make_entry(session: Session, asset_id: int, what: str = "Dust removed", **values: Any) -> int:
    """An entry in the log of a device."""
    details = replace(EntryDetails(TODAY, Work.UPKEEP, what), **values)
    return log_maintenance(session, NewEntries(Chosen((asset_id,)), details))[0]


def make_plan(session: Session, name: str = "Lamps", **values: Any) -> int:
    """A yearly schedule from September 2025 on, or that of `rhythm`."""
    return create_plan(session, replace(PlanDetails(name, Rhythm(date(2025, 9, 1), 12)), **values))


def make_checklist(session: Session, name: str = "Projector", *points: str) -> int:
    """A checklist of two points, or of these."""
    return create_checklist(session, ChecklistDetails(name, points or ("Lamp", "Filter")))


def make_repair(session: Session, asset_id: int, fault: str = "Screen broken", **values: Any) -> int:
    """A repair to send, opened today or on `day`."""
    wish = {key: values.pop(key) for key in ("day", "state") if key in values}
    details = replace(RepairDetails(fault), **values)
    return open_repair(session, replace(NewRepair(Chosen((asset_id,)), details, TODAY), **wish))[0]
