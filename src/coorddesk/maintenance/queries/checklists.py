"""Checklists as lists and forms show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.maintenance.models import Checklist, MaintenancePlan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ChecklistRow:
    """A checklist, and how many schedules use it."""

    id: int
    version: int
    name: str
    points: tuple[str, ...]
    notes: str
    plans: int


def checklists(session: Session, ids: Sequence[int] | None = None) -> tuple[ChecklistRow, ...]:
    """Checklists of these ids, or all, by name."""
    uses = select(func.count(MaintenancePlan.id)).where(MaintenancePlan.checklist_id == Checklist.id)
    wanted = select(Checklist, uses.scalar_subquery()).order_by(Checklist.name_folded)
    if ids is not None:
        wanted = wanted.where(Checklist.id.in_(ids))
    return tuple(
        ChecklistRow(row.id, row.version, row.name, tuple(row.points), row.notes, count)
        for row, count in session.execute(wanted)
    )


def checklist(session: Session, checklist_id: int) -> ChecklistRow | None:
    """One checklist."""
    return next(iter(checklists(session, [checklist_id])), None)
