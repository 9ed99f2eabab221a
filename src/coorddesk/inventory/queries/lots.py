"""Purchase lots as lists, cards, forms and papers show them, and how far their devices have come."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, case, func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.rules import natural_order
from coorddesk.inventory.models import (
    Asset,
    Category,
    Lot,
    LotCheck,
    LotDevice,
    LotStep,
    Manufacturer,
    Model,
    StatusLabel,
)
from coorddesk.inventory.rules import MetaStatus, called, label_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LotQuery:
    """Which lots, and in which order: `sort` is the key of one of LOT_COLUMNS."""

    text: str = ""
    sort: str = "purchase_date"
    descending: bool = True
    supplier: int | None = None


@dataclass(frozen=True)
class LotRow:
    """A lot; `price` of one device in cents, `deployed` those that conform, `left` those that are still to.

    What is in the bin does not count, and what has been retired is not to be deployed any more.
    """

    id: int
    version: int
    name: str
    category: str | None
    maker: str | None
    model: str | None
    supplier: str | None
    purchase_date: date | None
    price: int | None
    warranty_months: int | None
    order_number: str
    invoice_number: str
    notes: str
    devices: int = 0
    deployed: int = 0
    left: int = 0

    @property
    def made_of(self) -> str:
        """Manufacturer and model."""
        return " ".join(part for part in (self.maker, self.model) if part)

    @property
    def value(self) -> int | None:
        """The price of all of them, in cents."""
        return None if self.price is None else self.price * self.devices


class StepRow(NamedTuple):
    """A step of a lot's checklist."""

    id: int
    name: str
    is_conformity: bool

    @property
    def title(self) -> Message:
        """What it is called."""
        return _("Conforms") if self.is_conformity else verbatim(self.name)


class CheckRow(NamedTuple):
    """That a step was done: when, on which day where the desk stands, and by whom."""

    moment: datetime
    day: date
    actor: str


@dataclass(frozen=True)
class LotDeviceRow:
    """A device of a lot, and the steps that were done to it, by their ids."""

    id: int
    version: int
    tag: str | None
    serial: str | None
    name: str
    status: Message
    place: str | None
    checks: Mapping[int, CheckRow] = field(default_factory=dict, hash=False)

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return called(self.tag, self.serial, self.name, self.id)


@dataclass(frozen=True)
class LotCard:
    """A lot with the ids of what it names, its checklist and its devices."""

    row: LotRow
    category_id: int | None
    model_id: int | None
    manufacturer_id: int | None
    supplier_id: int | None
    steps: tuple[StepRow, ...]
    devices: tuple[LotDeviceRow, ...]


class SerialHolder(NamedTuple):
    """The device that bears a serial number."""

    id: int
    called: str
    in_bin: bool


LOT_COLUMNS: tuple[Column[LotRow], ...] = (
    Column("name", _("Lot"), lambda row: row.name, width=28),
    Column("purchase_date", _("Purchase date"), lambda row: row.purchase_date, Kind.DATE, 12),
    Column("category", _("Category"), lambda row: row.category, width=18),
    Column("model", _("Model"), lambda row: row.made_of, width=22),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=20),
    Column("devices", _("Devices"), lambda row: row.devices, Kind.NUMBER, 9, total=True),
    Column("deployed", _("Deployed"), lambda row: row.deployed, Kind.NUMBER, 9, total=True),
    Column("left", _("To be deployed"), lambda row: row.left, Kind.NUMBER, 9, total=True),
    Column("price", _("Price of one"), lambda row: row.price, Kind.AMOUNT, 12),
    Column("value", _("Value"), lambda row: row.value, Kind.AMOUNT, 12, total=True),
    Column("warranty_months", _("Warranty (months)"), lambda row: row.warranty_months, Kind.NUMBER, 10),
    Column("order_number", _("Order number"), lambda row: row.order_number, Kind.CODE, 14),
    Column("invoice_number", _("Invoice number"), lambda row: row.invoice_number, Kind.CODE, 14),
    Column("notes", _("Notes"), lambda row: row.notes, width=28),
)
_EDITED = {"name", "category", "model", "supplier", "purchase_date", "price", "warranty_months"}
LOT_TITLES: dict[str, Message] = {
    column.key: column.title
    for column in LOT_COLUMNS
    if column.key in _EDITED | {"order_number", "invoice_number", "notes"}
}
"""Of the fields of its form."""


def lot_ids(session: Session, query: LotQuery = LotQuery()) -> array[int]:
    """The lots whose words hold every word of a query; those without a value come last either way."""
    looked_for = words(query.text)
    wanted = _ROWS if query.supplier is None else _ROWS.where(Lot.supplier_id == query.supplier)
    rows = [row for row in _read(session, wanted).values() if _holds(row, looked_for)]
    keyed = [(_key(row, query.sort), fold(row.name), row.id) for row in rows]
    filled = sorted((each for each in keyed if each[0] is not None), reverse=query.descending)
    blank = sorted(each for each in keyed if each[0] is None)
    return array("q", (each[-1] for each in [*filled, *blank]))


def lot_page(session: Session, ids: Sequence[int]) -> dict[int, LotRow]:
    """The lots of these ids."""
    return _read(session, _ROWS.where(Lot.id.in_(ids)))


def lot_card(session: Session, lot_id: int) -> LotCard | None:
    """One lot with everything; None if it is not there."""
    row = lot_page(session, [lot_id]).get(lot_id)
    if row is None:
        return None
    ids = session.execute(
        select(Lot.category_id, Lot.model_id, Model.manufacturer_id, Lot.supplier_id)
        .outerjoin(Model, Model.id == Lot.model_id)
        .where(Lot.id == lot_id)
    ).one()
    return LotCard(row, *ids, lot_steps(session, lot_id), lot_devices(session, lot_id))


def lot_steps(session: Session, lot_id: int) -> tuple[StepRow, ...]:
    """The checklist of a lot, conformity last."""
    wanted = select(LotStep.id, LotStep.name, LotStep.is_conformity).where(LotStep.lot_id == lot_id)
    return tuple(StepRow(*row) for row in session.execute(wanted.order_by(LotStep.position, LotStep.id)))


def usual_steps(session: Session, category_id: int | None = None) -> tuple[str, ...]:
    """The checklist of the latest lot, of a category if it has one: what the next is likely to need."""
    latest = select(Lot.id).order_by(Lot.id.desc()).limit(1)
    lot_id = session.scalar(latest.where(Lot.category_id == category_id)) if category_id is not None else None
    lot_id = lot_id or session.scalar(latest)
    return () if lot_id is None else tuple(step.name for step in lot_steps(session, lot_id) if not step.is_conformity)


def lot_devices(session: Session, lot_id: int) -> tuple[LotDeviceRow, ...]:
    """The devices of a lot in the order of their numbers; those in the bin are left out."""
    clock = clock_of(session)
    checks: dict[int, dict[int, CheckRow]] = {}
    ticked = select(LotCheck.asset_id, LotCheck.step_id, LotCheck.moment, LotCheck.actor).join(LotStep)
    for asset_id, step_id, moment, actor in session.execute(ticked.where(LotStep.lot_id == lot_id)):
        checks.setdefault(asset_id, {})[step_id] = CheckRow(moment, clock.local(moment).date(), actor)
    rows = session.execute(_DEVICES.where(LotDevice.lot_id == lot_id, Asset.deleted_at.is_(None))).all()
    rows = sorted(rows, key=lambda row: (row.tag is None, natural_order(fold(row.tag or "")), row.id))
    return tuple(
        LotDeviceRow(
            row.id,
            row.version,
            row.tag,
            row.serial,
            row.name,
            label_title(row.meta, row.label),
            row.path,
            checks.get(row.id, {}),
        )
        for row in rows
    )


def lot_of(session: Session, asset_id: int) -> tuple[int, str] | None:
    """The lot that a device came with: its id and name."""
    wanted = select(Lot.id, Lot.name).join(LotDevice, LotDevice.lot_id == Lot.id)
    row = session.execute(wanted.where(LotDevice.asset_id == asset_id)).one_or_none()
    return None if row is None else (row[0], row[1])


def serial_holder(session: Session, serial: str) -> SerialHolder | None:
    """The device that bears a serial number, in the bin or not."""
    wanted = select(Asset.id, Asset.tag, Asset.serial, Asset.name, Asset.deleted_at)
    row = session.execute(wanted.where(Asset.serial_folded == fold_code(serial))).one_or_none()
    if row is None:
        return None
    said = " · ".join(part for part in (row.tag, row.name, row.serial) if part)
    return SerialHolder(row.id, said, row.deleted_at is not None)


def called_model(session: Session, model_id: int | None) -> str:
    """A model's manufacturer and name; nothing for none."""
    if model_id is None:
        return ""
    wanted = select(Manufacturer.name, Model.name, Model.number).select_from(Model).outerjoin(Manufacturer)
    row = session.execute(wanted.where(Model.id == model_id)).one_or_none()
    return "" if row is None else " ".join(part for part in (row[0], row[1] or row[2]) if part)


def _read(session: Session, wanted: Any) -> dict[int, LotRow]:
    counts = {lot_id: counted for lot_id, *counted in session.execute(_COUNTS)}
    return {row.id: LotRow(*row, *counts.get(row.id, ())) for row in session.execute(wanted)}


def _holds(row: LotRow, looked_for: Sequence[str]) -> bool:
    said = (row.name, row.category, row.made_of, row.supplier, row.order_number, row.invoice_number)
    text = fold(" ".join(part for part in said if part)) if looked_for else ""
    return all(word in text for word in looked_for)


def _key(row: LotRow, key: str) -> Any:
    """What a column is sorted by; None for a blank."""
    value = next(column for column in LOT_COLUMNS if column.key == key).value(row)
    return (natural_order(fold(value)) or None) if isinstance(value, str) else value


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Lot.id,
        Lot.version,
        Lot.name,
        Category.name.label("category"),
        Manufacturer.name.label("maker"),
        Model.name.label("model"),
        Supplier.name.label("supplier"),
        Lot.purchase_date,
        Lot.price,
        Lot.warranty_months,
        Lot.order_number,
        Lot.invoice_number,
        Lot.notes,
    )
    .select_from(Lot)
    .outerjoin(Category, Category.id == Lot.category_id)
    .outerjoin(Model, Model.id == Lot.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Supplier, Supplier.id == Lot.supplier_id)
)
_CONFORM = (
    select(LotCheck.asset_id).join(LotStep, LotStep.id == LotCheck.step_id).where(LotStep.is_conformity).subquery()
)
_IS_LEFT = and_(_CONFORM.c.asset_id.is_(None), StatusLabel.meta != MetaStatus.RETIRED)
_COUNTS: Select[*tuple[Any, ...]] = (
    select(LotDevice.lot_id, func.count(), func.count(_CONFORM.c.asset_id), func.sum(case((_IS_LEFT, 1), else_=0)))
    .select_from(LotDevice)
    .join(Asset, Asset.id == LotDevice.asset_id)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(_CONFORM, _CONFORM.c.asset_id == LotDevice.asset_id)
    .where(Asset.deleted_at.is_(None))
    .group_by(LotDevice.lot_id)
)
_DEVICES: Select[*tuple[Any, ...]] = (
    select(
        Asset.id,
        Asset.version,
        Asset.tag,
        Asset.serial,
        Asset.name,
        StatusLabel.meta,
        StatusLabel.name.label("label"),
        Place.path,
    )
    .select_from(LotDevice)
    .join(Asset, Asset.id == LotDevice.asset_id)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(Place, Place.id == Asset.place_id)
)
