"""The verb that makes one place of two, with all that is inside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.merging import Merge, merged, own_values
from coorddesk.core.messages import _
from coorddesk.core.repointing import repoint_all
from coorddesk.directory.models import Place
from coorddesk.directory.queries import PLACE_FIELDS, places_below
from coorddesk.directory.rules import join_path, place_copies
from coorddesk.directory.service.merging import both_as_seen
from coorddesk.directory.service.places import PlaceDetails, rename_below, write_place
from coorddesk.directory.service.rows import EDITORS, delete_unused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.repointing import Keeper


@allowed(*EDITORS)
def merge_places(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one place of two; where both have a place of the same name inside, those become one as well."""
    kept, gone = both_as_seen(session, Place, wish)
    if kept.id in places_below(session, gone.id):
        raise UserError(
            _(
                "“{kept}” is inside “{gone}”, which cannot become part of it. Keep the outer one, or move the inner.",
                kept=kept.path,
                gone=gone.path,
            )
        )
    old_path = gone.path
    concerned = _absorb(session, kept, gone, wish, features)
    deed = _("Merge place “{gone}” into “{kept}”", gone=old_path, kept=kept.path)
    record(session, deed, *concerned)


def _absorb(session: Session, kept: Place, gone: Place, wish: Merge, features: Sequence[Keeper]) -> list[Subject]:
    """Make one place of two; returns which ones are concerned."""
    values = merged(PLACE_FIELDS, wish, own_values(PLACE_FIELDS, kept), own_values(PLACE_FIELDS, gone))
    concerned: list[Subject] = [("place", kept.id), ("place", gone.id)]
    children = _children(session, kept)
    for name, child in _children(session, gone).items():
        twin = children.get(name)
        if twin is gone:
            raise UserError(
                _("“{path}” has a place of its own name inside. Rename that one first.", path=gone.path),
            )
        if twin is None:
            _move(session, child, kept)
        else:
            alike = Merge(twin.id, twin.version, child.id, child.version)
            concerned += _absorb(session, twin, child, alike, features)
    session.flush()
    name, old_path = gone.path, kept.path
    repoint_all(session, features, ("place", gone.id), ("place", kept.id))
    delete_unused(session, gone, name)
    write_place(session, kept, PlaceDetails(**values))
    rename_below(session, kept, old_path)
    session.flush()
    return concerned


def _children(session: Session, row: Place) -> dict[str, Place]:
    """The places right inside of one, by folded name."""
    inside = select(Place).where(Place.parent_id == row.id).order_by(Place.id)
    return {child.name_folded: child for child in session.scalars(inside)}


def _move(session: Session, row: Place, into: Place) -> None:
    old_path = row.path
    row.parent_id, row.path = into.id, join_path(into.path, row.name)
    for copy, text in place_copies(row.path, row.name).items():
        setattr(row, copy, text)
    rename_below(session, row, old_path)
