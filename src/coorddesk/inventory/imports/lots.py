"""What sheets may bring of purchase lots: a line for each, whose devices are entered with it or join it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import Supplier
from coorddesk.directory.rules import natural_order
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.imports.links import AssetLinks
from coorddesk.inventory.models import Asset, Category, Lot, LotDevice, Manufacturer, Model
from coorddesk.inventory.rules import taken, trouble_with
from coorddesk.inventory.service.deliveries import Delivery, deliver
from coorddesk.inventory.service.lots import MOST_DEVICES, LotDetails, change_lot, enter_lot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _serials(text: str) -> str:
    """Serial numbers in one order, each once: a list of the same is the same."""
    once = {fold_code(serial): serial for serial in reversed(listed(text))}
    return joined(once[key] for key in sorted(once, key=natural_order))


FIELDS = (
    ImportField("name", _("Lot"), spellings=headers.LOTS, required=True, example=_("Laptops of September")),
    ImportField("purchase_date", _("Purchase date"), FieldType.DATE, headers.PURCHASE_DATES, past=True),
    ImportField("category", _("Category"), FieldType.LINK, headers.CATEGORIES, link=_("Category"), example=_("Laptop")),
    ImportField(
        "manufacturer",
        _("Manufacturer"),
        FieldType.LINK,
        headers.MANUFACTURERS,
        link=_("Manufacturer"),
        example="Dell",
    ),
    ImportField("model", _("Model"), FieldType.LINK, headers.MODELS, link=_("Model"), example="Latitude 5450"),
    ImportField("quantity", _("Devices"), FieldType.NUMBER, (*headers.QUANTITIES, "Appareils"), example=25),
    ImportField("serials", _("Serial numbers"), spellings=headers.SERIALS, spelt=_serials, example="5CG1; 5CG2"),
    ImportField(
        "supplier", _("Supplier"), FieldType.LINK, headers.SUPPLIERS, link=_("Supplier"), example="Vallon Informatique"
    ),
    ImportField("price", _("Price of one"), FieldType.AMOUNT, headers.PRICES, example=89900),
    ImportField("warranty_months", _("Warranty (months)"), FieldType.MONTHS, headers.WARRANTY_MONTHS, example=36),
    ImportField("order_number", _("Order number"), FieldType.CODE, headers.ORDERS, example="BC-2026-14"),
    ImportField("invoice_number", _("Invoice number"), FieldType.CODE, headers.INVOICES),
    ImportField(
        "place", _("Place of new devices"), FieldType.LINK, headers.PLACES, link=_("Place"), example=_("Store")
    ),
    notes_field(_("Financed by the region")),
)
_PLAIN = ("name", "purchase_date", "price", "warranty_months", "order_number", "invoice_number", "notes")
_TEXTS = frozenset({"order_number", "invoice_number", "notes"})
_LINKED = ("category", "supplier", "place")


class LotTarget(SimpleTarget):
    """The lots within one import; categories, models, suppliers and places that are not there are made with them."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = AssetLinks(session)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every lot."""
        for lot_id, said in self._standing.items():
            yield Known(lot_id, said["version"], tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every lot, the oldest first."""
        yield from ({field.key: said[field.key] for field in FIELDS} for said in self._standing.values())

    def named(self, field_key: str, name: str) -> Named:
        """The record that a text means."""
        return self._links.named(field_key, name)

    def names(self, field_key: str) -> Iterable[str]:
        """What records are called that a lot may name."""
        return self._links.names(field_key)

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Figures that cannot be, devices of which nothing is known, and serial numbers of others' lots."""
        trouble = trouble_with(values.get("price"), None, values.get("warranty_months"))
        if trouble is not None:
            return trouble
        count, serials = values.get("quantity"), listed(values.get("serials") or "")
        if count is not None and not 0 < count <= MOST_DEVICES:
            return "quantity", _("A lot has from 1 to {count} devices.", count=MOST_DEVICES)
        if known is None:
            if not values.get("category") and not values.get("model"):
                return "category", _("Say what it is: a category or a model.")
            if not count and not serials:
                return "quantity", _("How many devices are there?")
        elif count is not None and count < (there := self._standing[known.id]["quantity"] or 0):
            said = _("This lot has {count} devices already. Delete those that are too many first.", count=there)
            return "quantity", said
        return self._refuse_serials(serials, None if known is None else known.id)

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at: there are few."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Enter lots with their devices."""
        for row, links in self._linked([dict(row) for row in rows]):
            serials = tuple(listed(row.get("serials") or ""))
            count = row.get("quantity") or len(serials)
            lot = enter_lot(self._session, _details(row, links), (), count)
            deliver(self._session, lot, Delivery(count, serials, links["place"]))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change lots, and with them those of their devices that said the same; more devices join them."""
        merged = [{**self._standing[change.id], "place": None, **change.values} for change in changes]
        for change, (row, links) in zip(changes, self._linked(merged), strict=True):
            lot = self._session.get_one(Lot, change.id)
            change_lot(self._session, lot, _details(row, links))
            serials = tuple(listed(change.values.get("serials") or ""))
            deliver(self._session, lot, Delivery(change.values.get("quantity") or 0, serials, links["place"]))

    def _linked(self, rows: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, int | None]]]:
        """Each row with the ids of what it names."""
        named = {
            key: self._links[key].ids(dict.fromkeys(name for row in rows if (name := row.get(key)))) for key in _LINKED
        }
        words = [(row.get("manufacturer"), row.get("model"), row.get("number")) for row in rows]
        models = self._links.models.ids(words)
        return [
            (row, {key: named[key].get(row.get(key) or "") for key in _LINKED} | {"model": models[said]})
            for row, said in zip(rows, words, strict=True)
        ]

    def _refuse_serials(self, serials: Sequence[str], lot_id: int | None) -> tuple[str, Message] | None:
        """A device comes with one lot; and a list that leaves out what is known does not say what became of it."""
        for serial in serials:
            bearer = self._bearers.get(fold_code(serial))
            if bearer is not None and bearer.lot_id not in {None, lot_id}:
                return "serials", _("{serial} came with the lot {lot}.", serial=serial, lot=bearer.lot)
            if bearer is not None and bearer.deleted_at is not None:
                return "serials", taken("serial", serial, bearer.tag or serial, in_bin=True)
        mine = {} if lot_id is None or not serials else self._serials_of(lot_id)
        left_out = [serial for folded, serial in mine.items() if folded not in set(map(fold_code, serials))]
        if left_out:
            said = _("This lot has {serial} too. List all of its serial numbers, or none.", serial=left_out[0])
            return "serials", said
        return None

    def _serials_of(self, lot_id: int) -> dict[str, str]:
        return {fold_code(serial): serial for serial in listed(self._standing[lot_id]["serials"] or "")}

    @cached_property
    def _bearers(self) -> dict[str, Any]:
        """Every device with a serial number, by that number folded: its lot, and whether it is in the bin."""
        wanted = select(Asset.serial_folded, Asset.tag, Asset.deleted_at, LotDevice.lot_id, Lot.name.label("lot"))
        wanted = wanted.outerjoin(LotDevice, LotDevice.asset_id == Asset.id).outerjoin(Lot, Lot.id == LotDevice.lot_id)
        rows = self._session.execute(wanted.where(Asset.serial_folded.is_not(None)))
        return {str(row.serial_folded): row for row in rows}

    @cached_property
    def _standing(self) -> dict[int, dict[str, Any]]:
        """What every lot says, by its id, as a sheet says it."""
        serials: dict[int, list[str | None]] = {}
        for lot_id, serial in self._session.execute(_DEVICES):
            serials.setdefault(lot_id, []).append(serial)
        standing = {}
        for row in self._session.execute(_ROWS).mappings():
            own = serials.get(row["id"], [])
            said = {key: value or None for key, value in row.items()} | {"price": row["price"], "place": None}
            standing[row["id"]] = said | {
                "warranty_months": row["warranty_months"],
                "quantity": len(own) or None,
                "serials": _serials(joined(filter(None, own))) or None,
            }
        return standing


def _details(row: Mapping[str, Any], links: Mapping[str, int | None]) -> LotDetails:
    plain: dict[str, Any] = {key: row.get(key) or "" if key in _TEXTS else row.get(key) for key in _PLAIN}
    return LotDetails(category_id=links["category"], model_id=links["model"], supplier_id=links["supplier"], **plain)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return LotTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import purchase lots: {new} new, {changed} changed", new=new, changed=changed)


_DEVICES = (
    select(LotDevice.lot_id, Asset.serial)
    .join(Asset, Asset.id == LotDevice.asset_id)
    .where(Asset.deleted_at.is_(None))
    .order_by(Asset.id)
)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Lot.id,
        Lot.version,
        *(getattr(Lot, key) for key in _PLAIN),
        Category.name.label("category"),
        Manufacturer.name.label("manufacturer"),
        Model.name.label("model"),
        Model.number.label("number"),
        Supplier.name.label("supplier"),
    )
    .select_from(Lot)
    .outerjoin(Category, Category.id == Lot.category_id)
    .outerjoin(Model, Model.id == Lot.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Supplier, Supplier.id == Lot.supplier_id)
    .order_by(Lot.id)
)

LOTS = ImportKind(
    key="lots",
    title=_("Purchase lots"),
    fields=FIELDS,
    keys=(Key(("name", "order_number")), Key(("name",), unique=False)),
    open=LotTarget,
    deed=_deed,
    rows=_rows,
)
