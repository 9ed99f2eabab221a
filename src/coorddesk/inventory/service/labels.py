"""The verbs on status labels: the desk's own words for what a status means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen
from coorddesk.inventory.models import StatusLabel
from coorddesk.inventory.rules import MetaStatus, label_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NewLabel:
    """A status in the desk's own word, and what it means."""

    meta: MetaStatus
    name: str


@dataclass(frozen=True)
class LabelEdit:
    """Another word for a status, or None for the standard one; and the version its author saw."""

    id: int
    version: int
    name: str | None


@allowed(*EDITORS)
def seed_labels(session: Session) -> None:
    """Give a new desk one label for each meaning, in the standard words."""
    if session.scalar(select(func.count(StatusLabel.id))):
        return
    session.add_all(StatusLabel(meta=meta, position=position) for position, meta in enumerate(MetaStatus))
    session.flush()
    record(session, _("Prepare the statuses"))


@allowed(*EDITORS)
def create_label(session: Session, wish: NewLabel) -> int:
    """Add a status; returns its id."""
    if not tidy(wish.name):
        raise UserError(_("A name is needed."), field="name")
    position = session.scalar(select(func.max(StatusLabel.position)).where(StatusLabel.meta == wish.meta))
    row = StatusLabel(meta=wish.meta, position=position)
    _rename(session, row, wish.name)
    session.add(row)
    session.flush()
    record(session, _("Add status “{name}”", name=row.name), ("status_label", row.id))
    return row.id


@allowed(*EDITORS)
def edit_label(session: Session, wish: LabelEdit) -> None:
    """Call a status something else."""
    row = row_as_seen(session, StatusLabel, wish.id, wish.version)
    old = label_title(row.meta, row.name)
    _rename(session, row, wish.name)
    new = label_title(row.meta, row.name)
    record(session, _("Rename status “{old}” to “{new}”", old=old, new=new), ("status_label", row.id))


@allowed(*EDITORS)
def delete_label(session: Session, wish: Deletion) -> None:
    """Delete a status that no device has or had; each meaning keeps one."""
    row = row_as_seen(session, StatusLabel, wish.id, wish.version)
    alike = session.scalar(select(func.count(StatusLabel.id)).where(StatusLabel.meta == row.meta))
    if alike == 1:
        raise UserError(_("This is the only status of its meaning. Rename it instead."))
    title = label_title(row.meta, row.name)
    delete_unused(session, row, title)
    record(session, _("Delete status “{name}”", name=title), ("status_label", wish.id))


def _rename(session: Session, row: StatusLabel, name: str | None) -> None:
    name = tidy(name or "") or None
    folded = None if name is None else fold(name)
    with session.no_autoflush:
        same = (
            StatusLabel.name_folded == folded
            if name
            else and_(StatusLabel.name.is_(None), StatusLabel.meta == row.meta)
        )
        if session.scalar(select(StatusLabel.id).where(same, StatusLabel.id != row.id)) is not None:
            raise UserError(_("There is already a status of this name."), field="name")
    row.name, row.name_folded = name, folded
