"""A device as lists, papers and sheets show it, and its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Category, Manufacturer, Model, StatusLabel
from coorddesk.inventory.queries.custom import FieldRow, custom_fields, custom_values
from coorddesk.inventory.rules import CONDITION_TITLES, Condition, Custom, MetaStatus, label_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A device with the names of what it belongs to; `price` of one in cents, `deleted_at` when it went to the bin.

    `custom` is what it says in the desk's own fields, by their ids.
    """

    id: int
    version: int
    tag: str | None
    serial: str | None
    name: str
    category: str | None
    manufacturer: str | None
    model: str | None
    model_number: str | None
    meta: MetaStatus
    label: str | None
    condition: Condition | None
    place: str | None
    holder: str | None
    department: str | None
    purchase_date: date | None
    price: int | None
    supplier: str | None
    warranty_months: int | None
    warranty_end: date | None
    order_number: str
    invoice_number: str
    quantity: int
    notes: str
    deleted_at: datetime | None
    custom: Mapping[int, Custom] = field(default_factory=dict, hash=False)

    @property
    def status(self) -> Message:
        """The status in the desk's own word, or the standard one."""
        return label_title(self.meta, self.label)

    @property
    def value(self) -> int | None:
        """The price of all of them, in cents."""
        return None if self.price is None else self.price * self.quantity

    @property
    def condition_title(self) -> Message | None:
        """The condition in words."""
        return None if self.condition is None else CONDITION_TITLES[self.condition]


ASSET_COLUMNS: tuple[Column[AssetRow], ...] = (
    Column("tag", _("Inventory number"), lambda row: row.tag, Kind.CODE, 14),
    Column("serial", _("Serial number"), lambda row: row.serial, Kind.CODE, 16),
    Column("name", _("Name"), lambda row: row.name, width=24),
    Column("category", _("Category"), lambda row: row.category, width=18),
    Column("manufacturer", _("Manufacturer"), lambda row: row.manufacturer, width=16),
    Column("model", _("Model"), lambda row: row.model, width=20),
    Column("model_number", _("Model number"), lambda row: row.model_number, Kind.CODE, 14),
    Column("status", _("Status"), lambda row: row.status, Kind.CHOICE, 14),
    Column("condition", _("Condition"), lambda row: row.condition_title, Kind.CHOICE, 12),
    Column("place", _("Place"), lambda row: row.place, width=28),
    Column("holder", _("Holder"), lambda row: row.holder, width=20),
    Column("department", _("Department"), lambda row: row.department, width=18),
    Column("purchase_date", _("Purchase date"), lambda row: row.purchase_date, Kind.DATE, 12),
    Column("price", _("Price"), lambda row: row.price, Kind.AMOUNT, 12),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=20),
    Column("warranty_months", _("Warranty (months)"), lambda row: row.warranty_months, Kind.NUMBER, 10),
    Column("warranty_end", _("End of warranty"), lambda row: row.warranty_end, Kind.DATE, 12),
    Column("order_number", _("Order number"), lambda row: row.order_number, Kind.CODE, 14),
    Column("invoice_number", _("Invoice number"), lambda row: row.invoice_number, Kind.CODE, 14),
    Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, 8, total=True),
    Column("value", _("Value"), lambda row: row.value, Kind.AMOUNT, 12, total=True),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def asset_columns(session: Session) -> tuple[Column[AssetRow], ...]:
    """The columns of every desk, and those of this desk's own fields."""
    return (*ASSET_COLUMNS, *map(_custom_column, custom_fields(session)))


def asset_page(session: Session, ids: Sequence[int]) -> dict[int, AssetRow]:
    """The devices of these ids, with all that they say."""
    said = custom_values(session, ids)
    return {row.id: _row(row, said.get(row.id)) for row in session.execute(_ROWS.where(Asset.id.in_(ids)))}


def _row(row: Any, said: Mapping[int, Custom] | None) -> AssetRow:
    *values, last_name, first_name = row
    if last_name is not None:
        values[_HOLDER] = PersonName(last_name, first_name).full
    if said is not None:
        values.append(said)
    return AssetRow(*values)


def _custom_column(field: FieldRow) -> Column[AssetRow]:
    field_id, kind = field.id, field.kind
    width = _WIDTHS.get(kind, 16)
    return Column(field.key, field.title, lambda row: row.custom.get(field_id), kind, width, total=kind is Kind.AMOUNT)


_WIDTHS = {Kind.TEXT: 20, Kind.DATE: 12, Kind.AMOUNT: 12, Kind.DECIMAL: 10, Kind.YES_NO: 8}
"""In characters, where it is not what most texts need."""


_HOLDER = 13
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Asset.id,
        Asset.version,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Category.name.label("category"),
        Manufacturer.name.label("manufacturer"),
        Model.name.label("model"),
        Model.number.label("model_number"),
        StatusLabel.meta,
        StatusLabel.name.label("label"),
        Asset.condition,
        Place.path,
        Asset.holder_id,  # its name takes this place
        Department.name.label("department"),
        Asset.purchase_date,
        Asset.price,
        Supplier.name.label("supplier"),
        Asset.warranty_months,
        Asset.warranty_end,
        Asset.order_number,
        Asset.invoice_number,
        Asset.quantity,
        Asset.notes,
        Asset.deleted_at,
        Person.last_name,
        Person.first_name,
    )
    .select_from(Asset)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(Category, Category.id == Asset.category_id)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Place, Place.id == Asset.place_id)
    .outerjoin(Person, Person.id == Asset.holder_id)
    .outerjoin(Department, Department.id == Asset.department_id)
    .outerjoin(Supplier, Supplier.id == Asset.supplier_id)
)
