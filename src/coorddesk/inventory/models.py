"""Assets, what they are, and every movement they made, as stored."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.inventory.rules import Condition, CustomType, DataWiped, Depreciation, DisposalReason, MetaStatus


class Manufacturer(Named, Base):
    """Who makes devices."""

    __tablename__ = "manufacturer"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} manufacturer", "{count} manufacturers", n)),
    )

    website: Mapped[str] = mapped_column(default="")
    support: Mapped[str] = mapped_column(default="")  # telephone, address or page of their support
    notes: Mapped[str] = mapped_column(default="")


class Category(Named, Base):
    """What a device is for: laptop, projector, loan kiosk."""

    __tablename__ = "category"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} category", "{count} categories", n)),
    )

    number_pattern: Mapped[str] = mapped_column(default="")  # of the inventory numbers drawn: "PC-{YYYY}-{###}"
    notes: Mapped[str] = mapped_column(default="")
    depreciation: Mapped[Depreciation | None] = mapped_column(one_of(Depreciation, "depreciation"))
    depreciation_years: Mapped[int | None]
    life_years: Mapped[int | None]  # that devices are expected to serve: the replacement plan's ground


class Model(Versioned, Base):
    """A product; a nameless one stands for "something of this manufacturer"."""

    __tablename__ = "model"
    __table_args__ = (
        Index("ix_model_words", "manufacturer_id", "name_folded", "number_folded"),
        numbered(lambda n: _n("{count} model", "{count} models", n)),
    )

    manufacturer_id: Mapped[int | None] = mapped_column(ForeignKey("manufacturer.id"))
    name: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    name_folded: Mapped[str] = mapped_column(Binary)
    number_folded: Mapped[str] = mapped_column(Binary, default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))  # of new devices of this model
    notes: Mapped[str] = mapped_column(default="")
    life_years: Mapped[int | None]  # where it is another than its category's


class StatusLabel(Versioned, Base):
    """A status in the desk's own word, mapped to what it means; without a name it bears the standard one."""

    __tablename__ = "status_label"
    __table_args__ = (UniqueConstraint("name_folded"), numbered(lambda n: _n("{count} status", "{count} statuses", n)))

    meta: Mapped[MetaStatus] = mapped_column(one_of(MetaStatus, "meta"))
    name: Mapped[str | None]
    name_folded: Mapped[str | None] = mapped_column(Binary)
    position: Mapped[int] = mapped_column(default=0)


class Asset(Versioned, Base):
    """One device (or a few alike, by `quantity`); status, place and holder are those of its latest movement."""

    __tablename__ = "asset"
    __table_args__ = (
        UniqueConstraint("tag_folded"),
        UniqueConstraint("serial_folded"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("price >= 0", name="price"),
        # only what many records share out: each index more costs an import a tenth of its time
        where_filled("asset", "model_id"),
        where_filled("asset", "place_id"),
        where_filled("asset", "holder_id"),
        where_filled("asset", "deleted_at"),  # every list asks for the bin, which an import leaves alone
        numbered(lambda n: _n("{count} device, the bin included", "{count} devices, the bin included", n)),
    )

    tag: Mapped[str | None]
    tag_folded: Mapped[str | None] = mapped_column(Binary)
    serial: Mapped[str | None]
    serial_folded: Mapped[str | None] = mapped_column(Binary)
    name: Mapped[str] = mapped_column(default="")
    name_folded: Mapped[str] = mapped_column(Binary, default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    status_label_id: Mapped[int] = mapped_column(ForeignKey("status_label.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    condition: Mapped[Condition | None] = mapped_column(one_of(Condition, "condition"))
    purchase_date: Mapped[date | None]
    price: Mapped[int | None]  # cents, including VAT
    warranty_months: Mapped[int | None]
    warranty_end: Mapped[date | None]
    order_number: Mapped[str] = mapped_column(default="")
    invoice_number: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int] = mapped_column(default=1)
    notes: Mapped[str] = mapped_column(default="")
    deleted_at: Mapped[datetime | None]  # in the bin since
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through
    fingerprint: Mapped[str | None]  # what a sheet's row without tag or serial is known by when it comes again


class AssetMovement(Base):
    """Status, place and holder of an asset from a moment on; the latest one holds."""

    __tablename__ = "asset_movement"
    __table_args__ = (
        Index("ix_asset_movement_asset_id", "asset_id", "id"),
        where_filled("asset_movement", "holder_id"),
        numbered(lambda n: _n("{count} movement in a device's story", "{count} movements in devices' stories", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    moment: Mapped[datetime]
    actor: Mapped[str]
    status_label_id: Mapped[int] = mapped_column(ForeignKey("status_label.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")


class Disposal(Versioned, Base):
    """Why and where to a retired asset went."""

    __tablename__ = "disposal"
    __table_args__ = (
        UniqueConstraint("asset_id"),
        numbered(lambda n: _n("{count} disposal", "{count} disposals", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    reason: Mapped[DisposalReason] = mapped_column(one_of(DisposalReason, "reason"))
    day: Mapped[date]
    recipient: Mapped[str] = mapped_column(default="")
    certificate: Mapped[str] = mapped_column(default="")  # number or name of the document
    data_wiped: Mapped[DataWiped] = mapped_column(one_of(DataWiped, "data_wiped"))
    notes: Mapped[str] = mapped_column(default="")


class CustomField(Named, Base):
    """A field of the desk's own, for all devices (`everywhere`) or for those of some categories."""

    __tablename__ = "custom_field"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} custom field", "{count} custom fields", n)),
    )

    type: Mapped[CustomType] = mapped_column(one_of(CustomType, "type"))
    choices: Mapped[list[str]] = mapped_column(JSON)  # in the order in which they are offered
    everywhere: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)


class CategoryField(Base):
    """A custom field of the devices of a category."""

    __tablename__ = "category_field"
    __table_args__ = (
        UniqueConstraint("category_id", "field_id"),
        numbered(lambda n: _n("{count} field of a category", "{count} fields of categories", n)),
    )

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    field_id: Mapped[int] = mapped_column(ForeignKey("custom_field.id"), index=True)


class CustomValue(Base):
    """What a device says in a custom field; a field without a value has no row.

    `text` is what was typed or chosen (text, choice, link), `number` a number in thousandths, an amount in cents, or
    1 and 0 for yes and no.
    """

    __tablename__ = "custom_value"
    __table_args__ = (
        UniqueConstraint("asset_id", "field_id"),
        Index("ix_custom_value_folded", "field_id", "folded", "asset_id"),
        where_filled("custom_value", "number", "field_id", "number", "asset_id"),
        where_filled("custom_value", "day", "field_id", "day", "asset_id"),
        numbered(lambda n: _n("{count} value of a custom field", "{count} values of custom fields", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    field_id: Mapped[int] = mapped_column(ForeignKey("custom_field.id"))
    text: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(Binary, default="")
    number: Mapped[int | None]
    day: Mapped[date | None]


class AssetLife(Versioned, Base):
    """What is said of one device's life and value otherwise than its category says it; most devices have none."""

    __tablename__ = "asset_life"
    __table_args__ = (
        UniqueConstraint("asset_id"),
        CheckConstraint("residual >= 0", name="residual"),
        CheckConstraint("estimated_price >= 0", name="estimated_price"),
        numbered(lambda n: _n("{count} device with a life of its own", "{count} devices with a life of their own", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    in_service: Mapped[date | None]  # where that is not the day of purchase
    depreciation: Mapped[Depreciation | None] = mapped_column(one_of(Depreciation, "depreciation"))
    depreciation_years: Mapped[int | None]
    residual: Mapped[int | None]  # cents that it is still worth in the end
    planned_year: Mapped[int | None]  # of its replacement, where somebody has decided
    estimated_price: Mapped[int | None]  # cents that its successor will cost
    plan_reason: Mapped[str] = mapped_column(default="")


class Lot(Versioned, Base):
    """Devices alike that were bought together, entered once."""

    __tablename__ = "lot"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price"),
        numbered(lambda n: _n("{count} purchase lot", "{count} purchase lots", n)),
    )

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Binary)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    purchase_date: Mapped[date | None]
    price: Mapped[int | None]  # cents of one, including VAT
    warranty_months: Mapped[int | None]
    order_number: Mapped[str] = mapped_column(default="")
    invoice_number: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")


class LotDevice(Base):
    """A device of a lot: a table of its own, so that the many that came one by one cost nothing."""

    __tablename__ = "lot_device"
    __table_args__ = (
        UniqueConstraint("asset_id"),
        Index("ix_lot_device_lot_id", "lot_id", "asset_id"),
        numbered(lambda n: _n("{count} device", "{count} devices", n)),
    )

    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))


class LotStep(Base):
    """One thing that is done to each device of a lot before it serves: "BIOS up to date"."""

    __tablename__ = "lot_step"
    __table_args__ = (
        Index("ix_lot_step_lot_id", "lot_id", "position"),
        numbered(lambda n: _n("{count} step of a lot's checklist", "{count} steps of lots' checklists", n)),
    )

    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id"))
    position: Mapped[int]
    name: Mapped[str]
    is_conformity: Mapped[bool]  # the last one: all is as it should be, the device may serve


class LotCheck(Base):
    """A step that was done to a device of a lot: by whom, and when."""

    __tablename__ = "lot_check"
    __table_args__ = (
        UniqueConstraint("step_id", "asset_id"),
        numbered(lambda n: _n("{count} tick on a lot's checklist", "{count} ticks on lots' checklists", n)),
    )

    step_id: Mapped[int] = mapped_column(ForeignKey("lot_step.id"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    moment: Mapped[datetime]
    actor: Mapped[str]


class NetworkInterface(Base):
    """How a device is reached in the network; one has as many as it has cards."""

    __tablename__ = "network_interface"
    __table_args__ = (
        CheckConstraint("vlan BETWEEN 1 AND 4094", name="vlan"),
        where_filled("network_interface", "mac"),
        where_filled("network_interface", "ip"),
        numbered(lambda n: _n("{count} network address", "{count} network addresses", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(default="")  # in the network: sw-hall-1
    mac: Mapped[str | None]  # AA:BB:CC:DD:EE:FF
    ip: Mapped[str | None]  # in its shortest spelling
    ip_order: Mapped[str] = mapped_column(Binary, default="")  # sorts addresses as numbers
    vlan: Mapped[int | None]
    port: Mapped[str] = mapped_column(default="")  # where it is plugged in: sw-hall-1 / 12
    search: Mapped[str] = mapped_column(Binary, default="")
