"""The verbs on departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.models import Department
from coorddesk.directory.service.named import add_named, find_or_add_named, rename_named
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, row_as_seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def create_department(session: Session, name: str) -> int:
    """Add a department; returns its id."""
    row = add_named(session, Department, name)
    session.flush()
    record(session, _("Add department “{name}”", name=row.name), ("department", row.id))
    return row.id


@allowed(*EDITORS)
def rename_department(session: Session, department_id: int, version: int, name: str) -> None:
    """Give a department another name."""
    row = row_as_seen(session, Department, department_id, version)
    old = row.name
    rename_named(session, row, name)
    record(session, _("Rename department “{old}” to “{new}”", old=old, new=row.name), ("department", row.id))


@allowed(*EDITORS)
def delete_department(session: Session, wish: Deletion) -> None:
    """Delete a department that nobody and nothing belongs to."""
    row = row_as_seen(session, Department, wish.id, wish.version)
    delete_unused(session, row, row.name)
    record(session, _("Delete department “{name}”", name=row.name), ("department", wish.id))


@allowed(*EDITORS)
def find_or_create_department(session: Session, name: str) -> int:
    """The department of a name, added if there is none; the deed is the caller's to name."""
    row = find_or_add_named(session, Department, name)
    session.flush()
    return row.id
