"""The verbs on checklists: the points that are looked at, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, rename_named, row_as_seen, row_there
from coorddesk.maintenance.models import Checklist
from coorddesk.maintenance.rules import points_typed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ChecklistDetails:
    """A checklist as it is written; the wish to add one."""

    name: str
    points: tuple[str, ...]
    notes: str = ""


@dataclass(frozen=True)
class ChecklistEdit:
    """New details for a checklist, and the version their author saw."""

    id: int
    version: int
    details: ChecklistDetails


@allowed(*EDITORS)
def create_checklist(session: Session, wish: ChecklistDetails) -> int:
    """Add a checklist; returns its id."""
    row = Checklist()
    write_checklist(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add checklist “{name}”", name=row.name), ("checklist", row.id))
    return row.id


@allowed(*EDITORS)
def edit_checklist(session: Session, wish: ChecklistEdit) -> None:
    """Change a checklist; what was ticked before stays as it was."""
    row = row_there(session, Checklist, wish.id)
    yours, theirs = _as_read(wish.details), _as_read(ChecklistDetails(row.name, tuple(row.points), row.notes))
    refuse_stale(row, wish.version, _TITLES, yours, theirs)
    write_checklist(session, row, wish.details)
    session.flush()
    record(session, _("Edit checklist “{name}”", name=row.name), ("checklist", row.id))


@allowed(*EDITORS)
def delete_checklist(session: Session, wish: Deletion) -> None:
    """Delete a checklist that no schedule uses; entries keep the points that they ticked."""
    row = row_as_seen(session, Checklist, wish.id, wish.version)
    name = row.name
    delete_unused(session, row, name)
    record(session, _("Delete checklist “{name}”", name=name), ("checklist", wish.id))


@allowed(*EDITORS)
def write_checklist(session: Session, row: Checklist, details: ChecklistDetails) -> None:
    """Write details into a checklist's row, stored or new; the deed is the caller's to name."""
    points = points_typed(details.points)
    if not points:
        raise UserError(_("A checklist needs at least one point."), field="points")
    rename_named(session, row, details.name)
    row.points, row.notes = points, tidy_lines(details.notes)


def _as_read(details: ChecklistDetails) -> dict[str, str]:
    return {"name": details.name, "points": "\n".join(details.points), "notes": details.notes}


_TITLES = {"name": _("Name"), "points": _("Points"), "notes": _("Notes")}
