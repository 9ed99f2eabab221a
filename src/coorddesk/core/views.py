"""Saved views: a list as somebody wants to find it again, by the name of its page; everybody at the desk has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.access import Role, allowed
from coorddesk.core.desk_tables import SavedView
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

State = dict[str, Any]
"""What a page makes of a list for JSON; nobody else looks into it."""

LONGEST_NAME = 60
_EDITORS = (Role.COORDINATOR, Role.STAFF)


@dataclass(frozen=True)
class ViewRow:
    """A saved view as its page shows it."""

    id: int
    version: int
    name: str
    state: Mapping[str, Any]

    @property
    def folded(self) -> str:
        """The name as it is compared: no two views of a page have the same."""
        return fold(self.name)


@dataclass(frozen=True)
class NewView:
    """What a list shows now, and the name under which it should be found again."""

    page: str
    name: str
    state: State


@dataclass(frozen=True)
class ViewSeen:
    """A view, as its author saw it."""

    id: int
    version: int


def views(session: Session, page: str) -> tuple[ViewRow, ...]:
    """The views of a page, in the order that was given to them."""
    wanted = select(SavedView.id, SavedView.version, SavedView.name, SavedView.state).where(SavedView.page == page)
    return tuple(ViewRow(*row) for row in session.execute(wanted.order_by(SavedView.position, SavedView.id)))


@allowed(*_EDITORS)
def save_view(session: Session, wish: NewView) -> int:
    """Keep a view, the last of its page; returns its id."""
    name = _free_name(session, wish.page, wish.name)
    last = session.scalar(select(func.max(SavedView.position)).where(SavedView.page == wish.page))
    row = SavedView(
        page=wish.page, name=name, name_folded=fold(name), position=0 if last is None else last + 1, state=wish.state
    )
    session.add(row)
    session.flush()
    record(session, _("Save the view “{name}”", name=name), ("saved_view", row.id))
    return row.id


@allowed(*_EDITORS)
def rename_view(session: Session, seen: ViewSeen, name: str) -> None:
    """Give a view another name."""
    row = _row(session, seen)
    old, new = row.name, _free_name(session, row.page, name, but=row.id)
    row.name, row.name_folded = new, fold(new)
    session.flush()
    record(session, _("Rename the view “{old}” to “{new}”", old=old, new=new), ("saved_view", row.id))


@allowed(*_EDITORS)
def update_view(session: Session, seen: ViewSeen, state: State) -> None:
    """Let a view show something else. Raises `UserError` if somebody changed it since."""
    row = _row(session, seen)
    row.state = state
    session.flush()
    record(session, _("Change what the view “{name}” shows", name=row.name), ("saved_view", row.id))


@allowed(*_EDITORS)
def delete_view(session: Session, seen: ViewSeen) -> None:
    """Keep a view no longer; what it shows stays where it is."""
    row = _row(session, seen)
    record(session, _("Delete the view “{name}”", name=row.name), ("saved_view", row.id))
    session.delete(row)
    session.flush()


@allowed(*_EDITORS)
def order_views(session: Session, page: str, order: Sequence[int]) -> None:
    """Put the views of a page into the order of these ids; one that is not among them stays behind those that are."""
    places = {view_id: place for place, view_id in enumerate(order)}
    rows = session.scalars(select(SavedView).where(SavedView.page == page).order_by(SavedView.position, SavedView.id))
    moved = []
    for place, row in enumerate(sorted(rows, key=lambda row: places.get(row.id, len(places)))):
        if row.position != place:
            row.position = place
            moved.append(("saved_view", row.id))
    if moved:
        session.flush()
        record(session, _("Put the views into another order"), *moved)


def _row(session: Session, seen: ViewSeen) -> SavedView:
    row = session.get(SavedView, seen.id)
    if row is None:
        raise UserError(_("This view is no longer there: somebody deleted it meanwhile."))
    if row.version != seen.version:
        raise UserError(_("Somebody changed the view “{name}” meanwhile. Look at it, then try again.", name=row.name))
    return row


def _free_name(session: Session, page: str, name: str, but: int | None = None) -> str:
    """The name as it is kept. Raises `UserError` where it cannot be."""
    name = tidy(name)
    if not name:
        raise UserError(_("Give the view a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise UserError(
            _("Give the view a shorter name, of {count} letters at most.", count=LONGEST_NAME), field="name"
        )
    same = select(SavedView.id).where(SavedView.page == page, SavedView.name_folded == fold(name))
    if session.scalar(same) not in {None, but}:
        raise UserError(_("There is a view “{name}” already. Choose another name.", name=name), field="name")
    return name
