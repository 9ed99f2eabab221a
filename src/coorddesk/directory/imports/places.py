"""What sheets may bring of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import update_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.links import PlaceLink
from coorddesk.directory.imports.nesting import nested
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.imports.splits import PLACE_SPLITS
from coorddesk.directory.models import Place
from coorddesk.directory.queries import PLACE_COLUMNS, PlaceRow, place_tree
from coorddesk.directory.rules import PLACE_KIND_TITLES, PlaceKind, folded_path, path_parts
from coorddesk.directory.service import add_many_places
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Place.__tablename__)
_TITLES = {column.key: column.title for column in PLACE_COLUMNS}
_KIND_SPELLINGS = {
    PlaceKind.SITE: ("Établissement", "Campus", "Commune", "Ville", "École", "Antenne"),
    PlaceKind.BUILDING: ("Bâtiment", "Bât.", "Immeuble", "Aile", "Pavillon"),
    PlaceKind.FLOOR: ("Étage", "Niveau", "Level", "Storey"),
    PlaceKind.ROOM: ("Salle", "Pièce", "Bureau", "Classe", "Salle de classe", "Atelier", "Local", "Office"),
    PlaceKind.STORE: ("Réserve", "Stock", "Magasin", "Dépôt", "Entrepôt", "Storage", "Warehouse", "Storeroom"),
}

FIELDS = (
    ImportField("name", _TITLES["name"], spellings=spellings.PLACE_NAMES, required=True, example=_("Room 12")),
    ImportField(
        "parent",
        _TITLES["parent"],
        FieldType.LINK,
        spellings.PARENTS,
        link=_("Place"),
        example=_("Main building"),
        parts=spellings.PARENT_PARTS,
        joint=PATH_SEPARATOR,
        own="name",
    ),
    ImportField(
        "kind",
        _TITLES["kind"],
        FieldType.CHOICE,
        spellings.PLACE_KINDS,
        choices=tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in PLACE_KIND_TITLES.items()),
    ),
    ImportField(
        "code",
        _TITLES["code"],
        FieldType.CODE,
        spellings.PLACE_CODES,
        example="S12",
    ),
    ImportField(
        "address",
        _TITLES["address"],
        spellings=spellings.ADDRESSES,
        example="4, allée des Tilleuls, 69008 Lyon",
        parts=spellings.ADDRESS_PARTS,
        joint=spellings.ADDRESS_JOINT,
    ),
    notes_field(_("Keys at the reception")),
)
_OWN = ("kind", "code", "address", "notes")


class PlaceTarget(SimpleTarget):
    """The places within one import; new ones wait for the end, as a sheet may name a room before its building."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._link = PlaceLink(session)
        self._new: dict[tuple[str, ...], tuple[tuple[str, ...], Mapping[str, Any]]] = {}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every place."""
        for place in place_tree(self._session):
            values = _values(place)
            yield Known(place.id, place.version, tuple(values[key] for key in fields))

    def named(self, field_key: str, name: str) -> Named:
        """The place that another is inside of."""
        return self._link.named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """The path of every place."""
        return self._link.names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A place's name is one name; what it is inside of has a column of its own."""
        name = values.get("name")
        if name is not None and len(path_parts(name)) != 1:
            return "name", _("Write the name of the place alone, and what it is inside of in the column “Inside”.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each name is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Keep new places until all are known."""
        for row in rows:
            path = (*path_parts(row.get("parent") or ""), row["name"])
            self._new.setdefault(folded_path(path), (path, row))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change what is written down about places; their names are their keys."""
        own = [(change.id, {key: change.values[key] for key in _OWN if key in change.values}) for change in changes]
        update_rows(self._session, _TABLE, own)

    def finish(self) -> None:
        """Add the new places, the outermost first."""
        known = self._link.known()
        paths = nested((path for path, _row in self._new.values()), known)
        details = {
            folded_path(paths[folded]): {key: row[key] for key in _OWN if row.get(key) is not None}
            for folded, (_path, row) in self._new.items()
        }
        add_many_places(self._session, known, list(paths.values()), details)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return map(_values, place_tree(session))


def _values(place: PlaceRow) -> dict[str, Any]:
    """A stored place as a sheet says it."""
    return {
        "name": place.name,
        "parent": place.parent_path or None,
        "kind": place.kind,
        "code": place.code or None,
        "address": place.address or None,
        "notes": place.notes or None,
    }


def _deed(new: int, changed: int) -> Message:
    return _("Import places: {new} new, {changed} changed", new=new, changed=changed)


PLACES = ImportKind(
    key="places",
    title=_("Places"),
    fields=FIELDS,
    keys=(Key(("name", "parent")), Key(("name",), unique=False)),
    open=PlaceTarget,
    deed=_deed,
    rows=_rows,
    splits=PLACE_SPLITS,
)
