"""The verbs on places: a tree, whose paths follow every renaming and every move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Place
from coorddesk.directory.queries import PLACE_COLUMNS, load_place_names, places_below
from coorddesk.directory.rules import (
    PlaceKind,
    join_path,
    kind_by_level,
    path_parts,
    place_copies,
)
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PlaceDetails:
    """All that is written down about a place; the wish to add one."""

    name: str
    parent_id: int | None = None
    kind: PlaceKind = PlaceKind.ROOM
    code: str = ""
    address: str = ""
    notes: str = ""


@dataclass(frozen=True)
class PlaceEdit:
    """New details for a place, its name and whereabouts among them, and the version their author saw."""

    id: int
    version: int
    details: PlaceDetails


@allowed(*EDITORS)
def create_place(session: Session, wish: PlaceDetails) -> int:
    """Add a place; returns its id."""
    row = _add(session, wish)
    record(session, _("Add place “{path}”", path=row.path), ("place", row.id))
    return row.id


@allowed(*EDITORS)
def edit_place(session: Session, wish: PlaceEdit) -> None:
    """Rename a place, move it with all that is inside it, or change what is written down about it."""
    row = row_there(session, Place, wish.id)
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, row))
    old_path, old_parent = row.path, row.parent_id
    write_place(session, row, wish.details)
    rename_below(session, row, old_path)
    record(session, _edit_deed(row, old_path, moved=row.parent_id != old_parent), ("place", row.id))


@allowed(*EDITORS)
def delete_place(session: Session, wish: Deletion) -> None:
    """Delete a place that is empty and of which no device's story tells."""
    row = row_as_seen(session, Place, wish.id, wish.version)
    delete_unused(session, row, row.path)
    record(session, _("Delete place “{path}”", path=row.path), ("place", wish.id))


@allowed(*EDITORS)
def find_or_create_place(session: Session, text: str) -> int:
    """The place that a path or a name means, added with what it is inside of if there is none.

    The deed is the caller's to name. Raises `Unclear` if the name is that of several places.
    """
    names = load_place_names(session)
    found, missing = names.nearest(text)
    level = names.path(found).count(PATH_SEPARATOR) + 1 if found is not None else 0
    for place, name in enumerate(missing, 1):
        kind = kind_by_level(level, holds_others=place < len(missing))
        found = _add(session, PlaceDetails(name, found, kind)).id
        level += 1
    if found is None:
        raise UserError(_("A name is needed."), field="name")
    return found


def _add(session: Session, details: PlaceDetails) -> Place:
    row = Place()
    write_place(session, row, details)
    session.add(row)
    session.flush()
    return row


@allowed(*EDITORS)
def write_place(session: Session, row: Place, details: PlaceDetails) -> None:
    """Write details into a place's row, stored or new; the deed is the caller's to name, and so are paths below it."""
    name = tidy(details.name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    if path_parts(name) != (name,):
        raise UserError(_("“{name}” names several places. Create one inside the other.", name=name), field="name")
    if details.parent_id is not None and details.parent_id != row.parent_id and row.id is not None:
        _refuse_inside_itself(session, row, details.parent_id)
    path = name if details.parent_id is None else join_path(_path_of(session, details.parent_id), name)
    _refuse_taken(session, row, path)
    row.parent_id, row.kind = details.parent_id, details.kind
    row.name, row.path = name, path
    for copy, text in place_copies(path, name).items():
        setattr(row, copy, text)
    row.code, row.address, row.notes = tidy(details.code), tidy_lines(details.address), tidy_lines(details.notes)


def _as_read(session: Session, place: Place | PlaceDetails) -> dict[str, Any]:
    """What is written down, as forms show it."""
    around = None if place.parent_id is None else session.get(Place, place.parent_id)
    own = {key: getattr(place, key) for key in _TITLES if key != "parent"}
    return own | {"parent": around.path if around else None}


def _refuse_inside_itself(session: Session, row: Place, parent_id: int) -> None:
    if parent_id in places_below(session, row.id):
        raise UserError(_("A place cannot be inside itself. Choose another."), field="parent")


def _path_of(session: Session, place_id: int) -> str:
    row = session.get(Place, place_id)
    if row is None:
        raise UserError(_("The place it should be inside of is no longer there. Choose another."), field="parent")
    return row.path


def _refuse_taken(session: Session, row: Place, path: str) -> None:
    with session.no_autoflush:
        taken = session.scalar(select(Place.path).where(Place.path_folded == fold(path), Place.id != row.id))
    if taken is not None:
        raise UserError(_("There is already a place “{path}”.", path=taken), field="name")


@allowed(*EDITORS)
def rename_below(session: Session, row: Place, old_path: str) -> None:
    """Let the paths of all that is inside follow; a path begins with those of the places around it."""
    if row.path == old_path:
        return
    inside = select(Place).where(Place.id.in_(places_below(session, row.id)), Place.id != row.id)
    for place in session.scalars(inside):
        place.path = row.path + place.path.removeprefix(old_path)
        place.path_folded = fold(place.path)


def _edit_deed(row: Place, old_path: str, *, moved: bool) -> Message:
    if moved:
        return _("Move place “{old}” to “{new}”", old=old_path, new=row.path)
    if row.path != old_path:
        return _("Rename place “{old}” to “{new}”", old=old_path, new=row.path)
    return _("Edit place “{path}”", path=row.path)


_TITLES = {column.key: column.title for column in PLACE_COLUMNS}
