"""What sheets may bring of stock: the items, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.imports import Link, NamedLink, PlaceLink
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import Supplier
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.models import Category
from coorddesk.stock.imports import spellings
from coorddesk.stock.imports.fits import FitLink
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.queries.lists import StockQuery, all_stock
from coorddesk.stock.queries.rows import StockRow
from coorddesk.stock.rules import (
    STOCK_KIND_TITLES,
    Moved,
    MoveKind,
    StockKind,
    levels,
    stock_copies,
    trouble_with,
    trouble_with_kind,
)
from coorddesk.stock.service import NewMove, write_moves

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KIND_SPELLINGS = {
    StockKind.CONSUMABLE: ("Consommable", "Consommables", "Fourniture", "Cartouche", "Toner", "Consumables"),
    StockKind.ACCESSORY: ("Accessoire", "Accessoires", "Périphérique", "Câble", "Accessories"),
}
FIELDS = (
    ImportField("name", _("Item"), spellings=spellings.NAMES, required=True, example="Toner Brother TN-2420"),
    ImportField(
        "kind",
        _("Kind of item"),
        FieldType.CHOICE,
        spellings.KINDS,
        choices=tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in STOCK_KIND_TITLES.items()),
        example=STOCK_KIND_TITLES[StockKind.CONSUMABLE],
    ),
    ImportField("level", _("In stock"), FieldType.NUMBER, spellings.LEVELS, example=4),
    ImportField("unit", _p("stock", "Unit"), spellings=spellings.UNITS),
    ImportField("threshold", _("Threshold"), FieldType.NUMBER, spellings.THRESHOLDS, example=2),
    ImportField("target", _("Order up to"), FieldType.NUMBER, spellings.TARGETS, example=6),
    ImportField(
        "category", _("Category"), FieldType.LINK, spellings.CATEGORIES, link=_("Category"), example=_("Toner")
    ),
    ImportField("place", _("Usual place"), FieldType.LINK, spellings.PLACES, link=_("Place"), example=_("Store room")),
    ImportField(
        "supplier", _("Supplier"), FieldType.LINK, headers.SUPPLIERS, link=_("Supplier"), example="Toner Express"
    ),
    ImportField("reference", _("Reference"), FieldType.CODE, spellings.REFERENCES, example="TN-2420"),
    ImportField("barcode", _("Barcode"), FieldType.CODE, spellings.BARCODES, example="4977766779555"),
    ImportField("price", _("Unit price"), FieldType.AMOUNT, headers.PRICES, example=4990),
    ImportField("models", _("Goes into"), FieldType.LINK, spellings.FITS),
    ImportField("is_dropped", _("No longer ordered"), FieldType.YES_NO, spellings.DROPPED),
    notes_field(_("Behind the door")),
)
_PLAIN = ("name", "kind", "unit", "threshold", "target", "reference", "barcode", "price", "is_dropped", "notes")
_NUMBERS = ("price", "threshold", "target")
_BLANKS: Mapping[str, Any] = {
    "kind": StockKind.CONSUMABLE,
    "unit": "",
    "reference": "",
    "notes": "",
    "is_dropped": False,
}
"""What an item says where its row says nothing; of the other fields, nothing."""


class StockTarget(SimpleTarget):
    """The items within one import; what they belong to and what is not there yet is made with them."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = {
            "category": NamedLink(session, Category.__tablename__),
            "supplier": NamedLink(session, Supplier.__tablename__),
        }
        self._places = PlaceLink(session)
        self._fits = FitLink(session)
        self._rows = {row.id: row for row in all_stock(session, StockQuery(everything=True))}
        moves = session.execute(select(StockMove.item_id, StockMove.place_id, StockMove.quantity))
        self._levels: dict[int, dict[int | None, int]] = {}
        for (item_id, place_id), level in levels(Moved(*row) for row in moves).items():
            self._levels.setdefault(item_id, {})[place_id] = level
        self._names = {fold(row.name): row.id for row in self._rows.values()}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every item."""
        for row in sorted(self._rows.values(), key=lambda row: row.id):
            said = self._said(row)
            yield Known(row.id, row.version, tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every item, by name."""
        yield from (self._said(row) for row in self._rows.values())

    def named(self, field_key: str, name: str) -> Named:
        """The category, supplier, place or models of that name."""
        if field_key == "models":
            return self._fits.named(name)
        return self._places.named(name) if field_key == "place" else self._links[field_key].named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What every category, supplier, place or model is called."""
        if field_key == "models":
            return self._fits.names
        return (self._places if field_key == "place" else self._links[field_key]).names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Numbers are none below zero; a level is put right in one place; a name is that of one item."""
        if (values.get("level") or 0) < 0:
            return "level", _("This cannot be below zero.")
        row = None if known is None else self._rows[known.id]
        numbers = {key: values.get(key, None if row is None else getattr(row, key)) for key in _NUMBERS}
        trouble = trouble_with(**numbers)
        if trouble is not None:
            return trouble
        if row is None:
            return None
        other = self._names.get(fold(values.get("name") or ""))
        if other is not None and other != row.id:
            return "name", _("There is already “{name}”.", name=self._rows[other].name)
        kind = trouble_with_kind(row.name, values.get("kind", row.kind), row.lent)
        if kind is not None:
            return "kind", kind
        if "level" in values and len(self._levels.get(row.id, ())) > 1:
            return "level", _("This item is in several places: count it place by place, in the program.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add items, and how many there are."""
        listed = list(rows)
        links = self._linked(listed)
        columns = []
        for row in listed:
            said: dict[str, Any] = {key: _BLANKS.get(key) if row.get(key) is None else row[key] for key in _PLAIN}
            copies = stock_copies(said["name"], said["reference"], said["barcode"])
            own = {f"{key}_id": links[key].get(row.get(key)) for key in ("category", "supplier", "place")}
            folded = {key: getattr(copies, key) for key in ("name_folded", "barcode_folded", "search")}
            columns.append(said | own | folded)
        ids = insert_rows(self._session, _TABLE, columns)
        self._fits.write({i: row["models"] for i, row in zip(ids, listed, strict=True) if row.get("models")})
        came = [
            NewMove(item_id, MoveKind.ADJUSTED, row["level"], links["place"].get(row.get("place")))
            for item_id, row in zip(ids, listed, strict=True)
            if row.get("level")
        ]
        write_moves(self._session, came)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change items; a level that differs is a count."""
        links = self._linked([change.values for change in changes])
        columns: list[tuple[int, dict[str, Any]]] = []
        for change in changes:
            said = {key: value for key, value in change.values.items() if key in _PLAIN}
            said |= {f"{key}_id": links[key][change.values[key]] for key in links if key in change.values}
            row = self._rows[change.id]
            copies = stock_copies(
                said.get("name", row.name), said.get("reference", row.reference), said.get("barcode", row.barcode)
            )
            said |= {key: getattr(copies, key) for key in ("name_folded", "barcode_folded", "search")}
            columns.append((change.id, said))
        update_rows(self._session, _TABLE, columns)
        self._fits.write({each.id: each.values["models"] for each in changes if "models" in each.values})
        counted = [self._counted(each.id, each.values["level"]) for each in changes if "level" in each.values]
        write_moves(self._session, counted, even_below=True)

    def _counted(self, item_id: int, level: int) -> NewMove:
        here = self._levels.get(item_id, {})
        place_id = next(iter(here), self._rows[item_id].place_id)
        return NewMove(item_id, MoveKind.ADJUSTED, level - sum(here.values()), place_id)

    def _linked(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[Any, int]]:
        links: dict[str, Link] = {**self._links, "place": self._places}
        return {
            key: dict(link.ids(dict.fromkeys(name for row in rows if (name := row.get(key)))))
            for key, link in links.items()
        }

    def _said(self, row: StockRow) -> dict[str, Any]:
        """An item as a sheet says it."""
        said = {key: getattr(row, key) for key in (*_PLAIN, "category", "supplier", "place")}
        blank = {key: value for key, value in said.items() if value != ""} | {"is_dropped": row.is_dropped or None}
        return dict.fromkeys(said) | blank | {"level": row.level, "models": self._fits.of(row.id)}


_TABLE = table_named(StockItem.__tablename__)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return StockTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import stock: {new} new, {changed} changed", new=new, changed=changed)


STOCK_ITEMS = ImportKind(
    key="stock",
    title=_("Stock"),
    fields=FIELDS,
    keys=(Key(("barcode",)), Key(("name",)), Key(("reference",), unique=False)),
    open=StockTarget,
    deed=_deed,
    rows=_rows,
)
