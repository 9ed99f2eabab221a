"""The verbs on purchase lots: devices alike are entered once, and follow what is said of their lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows, stored_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Asset, Category, Lot, LotDevice, Model, StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.queries.lots import LOT_TITLES, called_model, serial_holder
from coorddesk.inventory.rules import Condition, MetaStatus, Warranty, asset_copies, settled_end, taken, trouble_with
from coorddesk.inventory.service.chosen import write_movements
from coorddesk.inventory.service.lot_steps import set_steps
from coorddesk.inventory.service.numbering import free_tag

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_DEVICES = 1000
"""Of one lot at once; more is a slip of the keyboard."""

_SHARED = ("category_id", "model_id", "supplier_id", "purchase_date", "price", "warranty_months")
_SHARED_TEXTS = ("order_number", "invoice_number")
_ASSET = table_named(Asset.__tablename__)


@dataclass(frozen=True)
class LotDetails:
    """All that is written down about a lot, and about each of its devices; `price` of one in cents.

    Without a name, a lot is called by its model and how many they are.
    """

    name: str = ""
    category_id: int | None = None
    model_id: int | None = None
    supplier_id: int | None = None
    purchase_date: date | None = None
    price: int | None = None
    warranty_months: int | None = None
    order_number: str = ""
    invoice_number: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Arrival:
    """Devices that have come: how many at least, the serial numbers that are known, and where they stand.

    Without a status they are in stock.
    """

    count: int = 0
    serials: tuple[str, ...] = ()
    place_id: int | None = None
    status_label_id: int | None = None

    @property
    def devices(self) -> int:
        """How many they are."""
        return max(self.count, len(self.serials))


@dataclass(frozen=True)
class NewLot:
    """A lot to enter with its devices, and what is to be done to each before it serves."""

    details: LotDetails
    arrival: Arrival
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class LotEdit:
    """New details for a lot and its steps, and the version their author saw; without `steps`, those stay.

    `renamed` tells what steps that are called otherwise now were called.
    """

    id: int
    version: int
    details: LotDetails
    steps: tuple[str, ...] | None = None
    renamed: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class LotArrival:
    """More devices of a lot that is there."""

    lot_id: int
    arrival: Arrival


@allowed(*EDITORS)
def create_lot(session: Session, wish: NewLot) -> int:
    """Enter a lot with all of its devices, each with the next free number; returns the id of the lot."""
    if not wish.arrival.devices:
        raise UserError(_("How many devices are there?"), field="count")
    row = enter_lot(session, wish.details, wish.steps, wish.arrival.devices)
    ids = enter_devices(session, row, wish.arrival)
    deed = _("Receive {devices}: {lot}", devices=_devices(len(ids)), lot=row.name)
    record(session, deed, ("lot", row.id), *(("asset", asset_id) for asset_id in ids))
    return row.id


@allowed(*EDITORS)
def add_to_lot(session: Session, wish: LotArrival) -> list[int]:
    """Enter more devices of a lot, as it says they are; returns their ids."""
    if not wish.arrival.devices:
        raise UserError(_("How many devices are there?"), field="count")
    row = row_there(session, Lot, wish.lot_id)
    ids = enter_devices(session, row, wish.arrival)
    deed = _("Add {devices} to the lot {lot}", devices=_devices(len(ids)), lot=row.name)
    record(session, deed, ("lot", row.id), *(("asset", asset_id) for asset_id in ids))
    return ids


@allowed(*EDITORS)
def edit_lot(session: Session, wish: LotEdit) -> None:
    """Change a lot; those of its devices that said what it said go along, the others say something of their own."""
    row = row_there(session, Lot, wish.id)
    refuse_stale(row, wish.version, LOT_TITLES, _as_read(session, wish.details), _as_read(session, row))
    ids = change_lot(session, row, wish.details)
    if wish.steps is not None:
        set_steps(session, row.id, wish.steps, wish.renamed)
    record(session, _("Edit the lot {lot}", lot=row.name), ("lot", row.id), *(("asset", i) for i in ids))


@allowed(*EDITORS)
def delete_lot(session: Session, wish: Deletion) -> None:
    """Delete a lot of which there is no device."""
    row = row_as_seen(session, Lot, wish.id, wish.version)
    name = row.name
    if session.scalar(select(LotDevice.id).where(LotDevice.lot_id == row.id).limit(1)) is None:
        set_steps(session, row.id, (), {}, keeps_conformity=False)
    delete_unused(session, row, name)
    record(session, _("Delete the lot {lot}", lot=name), ("lot", wish.id))


@allowed(*EDITORS)
def enter_lot(session: Session, details: LotDetails, steps: Sequence[str], devices: int) -> Lot:
    """Enter a lot without its devices, of which there will be so many; the deed is the caller's to name."""
    row = Lot()
    _write(session, row, details, devices)
    session.add(row)
    session.flush()
    set_steps(session, row.id, steps, {})
    return row


@allowed(*EDITORS)
def change_lot(session: Session, row: Lot, details: LotDetails) -> list[int]:
    """Change what a lot says; returns the devices that went along. The deed is the caller's to name."""
    before = _said(session, row)
    _write(session, row, details, 0)
    session.flush()
    return _lead_along(session, row.id, before, _said(session, row))


@allowed(*EDITORS)
def enter_devices(session: Session, lot: Lot, arrival: Arrival) -> list[int]:
    """Enter devices of a lot: rows, movements, and that they are of it; the deed is the caller's to name."""
    if arrival.devices > MOST_DEVICES:
        raise UserError(_("A lot takes {count} devices at once at most.", count=MOST_DEVICES), field="count")
    label_id = _status(session, arrival)
    refuse_gone(session, [("place", Place, arrival.place_id)])
    serials = _serials(session, arrival.serials)
    said = _said(session, lot)
    warranty = Warranty(lot.purchase_date, lot.warranty_months)
    said |= {"warranty_end": settled_end(Warranty(), warranty), "condition": Condition.NEW}
    stands = {"status_label_id": label_id, "place_id": arrival.place_id, "holder_id": None}
    rows = []
    for serial in (*serials, *[None] * (arrival.devices - len(serials))):
        tag = free_tag(session, said["category_id"])
        copies = asset_copies(tag, serial, "", lot.order_number, lot.invoice_number)
        rows.append({"tag": tag, "serial": serial, **said, **stands, **copies._asdict()})
    ids = insert_rows(session, _ASSET, rows)
    write_movements(session, [(asset_id, stands) for asset_id in ids], lot.name)
    of_lot = [{"lot_id": lot.id, "asset_id": asset_id} for asset_id in ids]
    insert_rows(session, table_named(LotDevice.__tablename__), of_lot)
    return ids


@allowed(*EDITORS)
def set_serial(session: Session, asset_id: int, serial: str) -> None:
    """Write down the serial number of a device that was entered without, or another one."""
    row = row_there(session, Asset, asset_id)
    typed = tidy(serial)
    other = serial_holder(session, typed) if typed else None
    if other is not None and other.id != asset_id:
        raise UserError(taken("serial", typed, other.called, in_bin=other.in_bin), field="serial")
    row.serial = typed or None
    for key, text in (
        asset_copies(row.tag, row.serial, row.name, row.order_number, row.invoice_number)._asdict().items()
    ):
        setattr(row, key, text)
    session.flush()
    record(
        session, _("Serial number of {device}: {serial}", device=row.tag or row.name, serial=typed), ("asset", row.id)
    )


def _write(session: Session, row: Lot, details: LotDetails, devices: int) -> None:
    trouble = trouble_with(details.price, None, details.warranty_months)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    links = (
        ("category", Category, details.category_id),
        ("model", Model, details.model_id),
        ("supplier", Supplier, details.supplier_id),
    )
    refuse_gone(session, links)
    if details.category_id is None and details.model_id is None:
        raise UserError(_("Say what it is: a category or a model."), field="category")
    for each in fields(details):
        value = getattr(details, each.name)
        setattr(row, each.name, tidy_lines(value) if isinstance(value, str) else value)
    row.name = tidy(details.name) or row.name or _named(session, details, devices)
    row.name_folded = fold(row.name)


def _named(session: Session, details: LotDetails, devices: int) -> str:
    """What they are and how many: "Dell Latitude 5450 × 25"."""
    what = called_model(session, details.model_id)
    if not what and details.category_id is not None:
        what = session.get_one(Category, details.category_id).name
    return f"{what} × {devices}" if devices else what


def _status(session: Session, arrival: Arrival) -> int:
    if arrival.status_label_id is None:
        return default_labels(session)[MetaStatus.IN_STOCK]
    label = session.get(StatusLabel, arrival.status_label_id)
    if label is None:
        raise UserError(_("This status is no longer there. Choose another."), field="status")
    if label.meta is MetaStatus.RETIRED:
        raise UserError(_("A device is retired with a reason and a date: use “Retire”."), field="status")
    return label.id


def _serials(session: Session, typed: Sequence[str]) -> list[str]:
    """Serial numbers that nothing bears yet, and each of them once."""
    serials = [tidy(serial) for serial in typed if tidy(serial)]
    seen: dict[str, str] = {}
    for serial in serials:
        twin = seen.setdefault(fold(serial), serial)
        if twin is not serial:
            raise UserError(_("The serial number {number} is there twice.", number=serial), field="serials")
        other = serial_holder(session, serial)
        if other is not None:
            raise UserError(taken("serial", serial, other.called, in_bin=other.in_bin), field="serials")
    return serials


def _said(session: Session, lot: Lot) -> dict[str, Any]:
    """What a lot says of each of its devices; without a category of its own, that of its model."""
    own = {key: getattr(lot, key) for key in (*_SHARED, *_SHARED_TEXTS)}
    if lot.category_id is None and lot.model_id is not None:
        own["category_id"] = session.get_one(Model, lot.model_id).category_id
    return own


def _lead_along(session: Session, lot_id: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[int]:
    """Let devices that said what their lot said say what it says now; returns those that changed."""
    changed = [key for key in before if before[key] != after[key]]
    ids = list(
        session.scalars(select(LotDevice.asset_id).where(LotDevice.lot_id == lot_id).order_by(LotDevice.asset_id))
    )
    changes: list[tuple[int, dict[str, Any]]] = []
    for start in range(0, len(ids) if changed else 0, CHUNK_ROWS):
        for asset_id, stored in stored_rows(session.connection(), _ASSET, ids[start : start + CHUNK_ROWS]).items():
            new = {key: after[key] for key in changed if stored[key] == before[key]}
            if new:
                changes.append((asset_id, new | _derived({**stored}, {**stored, **new})))
    update_rows(session, _ASSET, changes)
    return [asset_id for asset_id, _new in changes]


def _derived(stored: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The end of the warranty and the copies that are searched."""
    old, now = (Warranty(row["purchase_date"], row["warranty_months"], row["warranty_end"]) for row in (stored, new))
    words = (new[key] for key in ("tag", "serial", "name", "order_number", "invoice_number"))
    return {"warranty_end": settled_end(old, now), **asset_copies(*words)._asdict()}


def _as_read(session: Session, lot: Lot | LotDetails) -> dict[str, Any]:
    """What is written down, as forms show it."""
    own = {key: getattr(lot, key) for key in LOT_TITLES if hasattr(lot, key)}
    category = None if lot.category_id is None else session.get(Category, lot.category_id)
    supplier = None if lot.supplier_id is None else session.get(Supplier, lot.supplier_id)
    named = {"category": category and category.name, "supplier": supplier and supplier.name}
    return own | named | {"model": called_model(session, lot.model_id) or None}


def _devices(count: int) -> Message:
    return _n("{count} device", "{count} devices", count)
