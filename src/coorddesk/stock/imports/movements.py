"""What sheets may bring of the movements of stock: what came and went, from a notebook or from our own export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import PersonLink, PlaceLink
from coorddesk.directory.imports.spellings import NOTES
from coorddesk.importing.kind import (
    FINGERPRINT,
    Choice,
    FieldType,
    ImportField,
    ImportKind,
    Key,
    Known,
    Named,
    NewRows,
    RowChange,
)
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.stock.imports import spellings
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.queries.moves import MoveQuery, MoveRow, all_moves
from coorddesk.stock.rules import MOVE_KIND_TITLES, SIGNS, MoveKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KIND_SPELLINGS: dict[MoveKind, tuple[str, ...]] = {
    MoveKind.PURCHASE: ("Achat", "Entrée", "Réception", "Livraison", "Reçu", "In", "Purchase", "Restock", "Received"),
    MoveKind.OUT: ("Sortie", "Donné", "Remis", "Prêté", "Out", "Checkout", "Given out"),
    MoveKind.BACK: ("Retour", "Rendu", "Rentrée", "Return", "Checkin", "Back"),
    MoveKind.CONSUMED: ("Consommé", "Consommation", "Utilisé", "Consume", "Used", "Consumed"),
    MoveKind.ADJUSTED: ("Ajustement", "Inventaire", "Correction", "Adjustment", "Adjusted", "Count"),
    MoveKind.LOST: ("Perte", "Perdu", "Loss", "Lost"),
    MoveKind.BROKEN: ("Casse", "Cassé", "Damage", "Broken"),
    MoveKind.MOVED: ("Transfert", "Déplacé", "Transfer", "Moved"),
}
FIELDS = (
    ImportField("number", _("Movement number"), FieldType.CODE, spellings.NUMBERS),
    ImportField("day", _("Day"), FieldType.DATE, spellings.DAYS, past=True, required=True, example=date(2026, 3, 12)),
    ImportField("item", _("Item"), FieldType.LINK, spellings.NAMES, required=True, example="Toner Brother TN-2420"),
    ImportField(
        "kind",
        _("Movement"),
        FieldType.CHOICE,
        spellings.MOVEMENTS,
        choices=tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in MOVE_KIND_TITLES.items()),
        required=True,
        example=MOVE_KIND_TITLES[MoveKind.PURCHASE],
    ),
    ImportField("quantity", _("Quantity"), FieldType.NUMBER, spellings.LEVELS, required=True, example=2),
    ImportField("place", _("Place"), FieldType.LINK, spellings.PLACES, link=_("Place"), example=_("Store room")),
    ImportField("person", _("Person"), FieldType.LINK, spellings.PEOPLE, link=_("Person")),
    ImportField("asset", _("Device"), FieldType.LINK, spellings.DEVICES),
    ImportField("price", _("Unit price"), FieldType.AMOUNT, headers.PRICES, example=4990),
    ImportField("note", _("Note"), spellings=NOTES),
)


class MoveTarget(SimpleTarget):
    """The movements within one import: new ones are added, and those that are there stay as they are."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._items = dict(session.execute(select(StockItem.name_folded, StockItem.id)).all())
        self._item_names = dict(session.execute(select(StockItem.name_folded, StockItem.name)).all())
        self._places, self._people = PlaceLink(session), PersonLink(session)
        self._devices: dict[str, tuple[int, str]] | None = None

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every movement."""
        prints = dict(self._session.execute(select(StockMove.id, StockMove.fingerprint)).all())
        for row in sorted(all_moves(self._session, MoveQuery()), key=lambda row: row.id):
            said = self._said(row) | {FINGERPRINT: prints[row.id]}
            yield Known(row.id, 0, tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every movement, the first one first."""
        rows = sorted(all_moves(self._session, MoveQuery()), key=lambda row: row.id)
        yield from map(self._said, rows)

    def named(self, field_key: str, name: str) -> Named:
        """The item, place, person or device that a name means; items and devices must be there."""
        match field_key:
            case "item":
                if fold(name) not in self._items:
                    raise UserError(_("There is no stock item “{name}”. Import the stock first.", name=name))
                return Named(self._item_names[fold(name)], exists=True)
            case "asset":
                return Named(self._device(name)[1], exists=True)
            case "place":
                return self._places.named(name)
        return self._people.named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What items, places or people are called; devices are known by their numbers alone."""
        match field_key:
            case "item":
                return self._item_names.values()
            case "place":
                return self._places.names.values()
            case "person":
                return self._people.names.values()
        return ()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What is in the ledger stays; a new movement goes the way of its kind."""
        if known is not None:
            field = next(iter(values))
            return field, _("A movement is never changed by a sheet: put it right in the program.")
        if values["kind"] == MoveKind.MOVED:
            return "kind", _("A transfer has two ends: carry it in the program, or write what left and what came.")
        if not values["quantity"]:
            return "quantity", _("Say how many: one at least.")
        if values["day"] > clock_of(self._session).today():
            return "day", _("This day is still to come. A movement is written down once it was.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add movements, in the order of the sheet; a number without a sign goes the way of its kind."""
        listed = list(rows)
        places = self._places.ids(dict.fromkeys(name for row in listed if (name := row.get("place"))))
        people = self._people.ids(dict.fromkeys(name for row in listed if (name := row.get("person"))))
        said = {"moment": clock_of(self._session).now(), "actor": actor_of(self._session).name}
        columns = [
            {
                "item_id": self._items[fold(row["item"])],
                "place_id": places.get(row.get("place") or ""),
                "kind": row["kind"],
                "quantity": _signed(MoveKind(row["kind"]), row["quantity"]),
                "day": row["day"],
                "person_id": people.get(row.get("person") or ""),
                "asset_id": self._device(row["asset"])[0] if row.get("asset") else None,
                "price": row.get("price"),
                "note": row.get("note") or "",
                "fingerprint": row.get(FINGERPRINT),
                **said,
            }
            for row in listed
        ]
        insert_rows(self._session, table_named(StockMove.__tablename__), columns)

    def update(self, changes: Sequence[RowChange]) -> None:
        """A movement is never changed: `refuse` says so first."""
        raise AssertionError(changes)

    def _said(self, row: MoveRow) -> dict[str, Any]:
        return {
            "number": str(row.id),
            "day": row.day,
            "item": row.item,
            "kind": row.kind,
            "quantity": row.quantity,
            "place": row.place,
            "person": None if row.person_id is None else self._people.names[row.person_id],
            "asset": row.asset,
            "price": row.price,
            "note": row.note or None,
        }

    def _device(self, text: str) -> tuple[int, str]:
        """The device of a number, inventory or serial, or of the name by which it goes."""
        if self._devices is None:
            self._devices = {}
            for asset_id, tag, serial, name in self._session.execute(_DEVICES):
                known = asset_id, called(tag, serial, name, asset_id)
                self._devices |= {fold_code(word): known for word in (known[1], serial, tag) if word}
        found = self._devices.get(fold_code(text))
        if found is None:
            raise UserError(_("There is no device “{number}”.", number=text))
        return found


_DEVICES = select(Asset.id, Asset.tag, Asset.serial, Asset.name).order_by(Asset.id.desc())


def _signed(kind: MoveKind, quantity: int) -> int:
    return abs(quantity) * SIGNS[kind] if kind in SIGNS else quantity


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return MoveTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import movements of stock: {new} new, {changed} changed", new=new, changed=changed)


STOCK_MOVES = ImportKind(
    key="stock-moves",
    title=_("Movements of stock"),
    fields=FIELDS,
    keys=(Key(("number",)),),
    open=MoveTarget,
    deed=_deed,
    rows=_rows,
    keyless=True,
)
