"""The tree of places, as lists and pickers show it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.matching import contains_all
from coorddesk.core.messages import _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place
from coorddesk.directory.rules import PLACE_KIND_TITLES, PlaceKind, natural_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PlaceRow:
    """A place; `level` is 0 for the outermost."""

    id: int
    version: int
    parent_id: int | None
    name: str
    path: str
    kind: PlaceKind
    code: str
    address: str
    notes: str

    @property
    def level(self) -> int:
        """How many places it is inside of."""
        return self.path.count(PATH_SEPARATOR)

    @property
    def parent_path(self) -> str:
        """The path of the place it is in; empty for the outermost."""
        return self.path[: -len(self.name)].removesuffix(PATH_SEPARATOR)


PLACE_COLUMNS: tuple[Column[PlaceRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=28),
    Column("parent", _("Inside"), lambda row: row.parent_path, width=32),
    Column("kind", _("Kind of place"), lambda row: PLACE_KIND_TITLES[row.kind], Kind.CHOICE, 12),
    Column("code", _("Code"), lambda row: row.code, Kind.CODE, 12),
    Column("address", _("Address"), lambda row: row.address, width=32),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def place_tree(session: Session) -> tuple[PlaceRow, ...]:
    """Every place, each followed by what is inside it, brothers in the order of their names and numbers."""
    rows = session.execute(_ROWS.add_columns(Place.path_folded)).all()
    ordered = sorted(rows, key=lambda row: _tree_order(row.path_folded))
    return tuple(PlaceRow(*row[:-1]) for row in ordered)


def place_ids(session: Session, text: str = "") -> array[int]:
    """The places whose path holds every word of `text`, in the order of the tree."""
    found = session.execute(select(Place.id, Place.path_folded).where(contains_all(Place.path_folded, text)))
    return array("q", (place_id for place_id, path in sorted(found, key=lambda row: _tree_order(row[1]))))


def place_page(session: Session, ids: Sequence[int]) -> dict[int, PlaceRow]:
    """The places of these ids."""
    return {row.id: PlaceRow(*row) for row in session.execute(_ROWS.where(Place.id.in_(ids)))}


def place(session: Session, place_id: int) -> PlaceRow | None:
    """One place, for its card or form."""
    return place_page(session, [place_id]).get(place_id)


def places_below(session: Session, place_id: int) -> list[int]:
    """The ids of a place and of everything inside it."""
    below = select(Place.id).where(Place.id == place_id).cte("below", recursive=True)
    below = below.union_all(select(Place.id).join(below, Place.parent_id == below.c.id))
    return list(session.scalars(select(below.c.id)))


def _tree_order(path_folded: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    return tuple(natural_order(name) for name in path_folded.split(PATH_SEPARATOR))


_ROWS: Select[*tuple[Any, ...]] = select(
    Place.id,
    Place.version,
    Place.parent_id,
    Place.name,
    Place.path,
    Place.kind,
    Place.code,
    Place.address,
    Place.notes,
)
