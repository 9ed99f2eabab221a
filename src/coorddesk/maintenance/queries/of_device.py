"""What the lists of repairs and of the log share: the device that each row is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, case, func, or_, select

from coorddesk.core.criteria_sql import Ground, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.messages import _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place
from coorddesk.directory.queries import place_options, places_below
from coorddesk.inventory.models import Asset, Category, Manufacturer, Model
from coorddesk.inventory.queries import category_options, model_options
from coorddesk.inventory.rules import called
from coorddesk.maintenance.queries.options import asset_called, asset_options

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OfDevice:
    """A row about a device; `model` is its manufacturer and name."""

    id: int
    version: int
    asset_id: int
    tag: str | None
    serial: str | None
    asset_name: str
    model: str | None
    category: str | None
    place: str | None

    @property
    def device(self) -> str:
        """What the device is called in a sentence."""
        return called(self.tag, self.serial, self.asset_name, self.asset_id)

    @property
    def device_name(self) -> str:
        """What it is, beside its number."""
        return self.asset_name or self.model or self.category or ""

    @staticmethod
    def joined(wanted: Select[*tuple[Any, ...]], asset_id: Any) -> Select[*tuple[Any, ...]]:
        """A question about rows, with what `VALUES`, `ORDERS` and `GROUNDS` need."""
        return (
            wanted.join(Asset, Asset.id == asset_id)
            .outerjoin(Model, Model.id == Asset.model_id)
            .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
            .outerjoin(Category, Category.id == Asset.category_id)
            .outerjoin(Place, Place.id == Asset.place_id)
        )


DEVICE: Column[Any] = Column("device", _("Device"), lambda row: row.device, Kind.CODE, 12)
DEVICE_NAME: Column[Any] = Column("device_name", _("What it is"), lambda row: row.device_name, width=24)
CATEGORY: Column[Any] = Column("category", _("Category"), lambda row: row.category, width=16)
PLACE: Column[Any] = Column("place", _("Place"), lambda row: row.place, width=26)

VALUES = (
    Asset.tag,
    Asset.serial,
    Asset.name.label("asset_name"),
    case((Manufacturer.name.is_(None), Model.name), else_=Manufacturer.name + " " + Model.name).label("model"),
    Category.name.label("category"),
    Place.path.label("place"),
)
"""The values of a row in their order, its own id, version and `asset_id` apart."""

ORDERS: dict[str, tuple[Any, ...]] = {
    "device": (Asset.tag_folded, Asset.serial_folded, Asset.name_folded),
    "device_name": (func.nullif(Asset.name_folded, ""), Model.name_folded),
    "category": (Category.name_folded,),
    "place": (Place.path_folded,),
}


def places(session: Session, chosen: Collection[Any]) -> list[int]:
    """A place takes in all that is inside it."""
    return [inside for place_id in chosen for inside in places_below(session, place_id)]


FIELDS = (
    Field(DEVICE.key, DEVICE.title, search=asset_options, name=asset_called),
    Field(DEVICE_NAME.key, DEVICE_NAME.title),
    Field(CATEGORY.key, CATEGORY.title, search=category_options, name=named_by(Category)),
    Field("model", _("Model"), search=model_options, name=named_by(Model)),
    Field(PLACE.key, PLACE.title, search=place_options, name=named_by(Place, "path")),
)
"""The fields of the device by which rows are filtered."""
GROUNDS: dict[str, Ground] = {
    DEVICE.key: record(Asset.id, select(Asset.id), Asset.search),
    DEVICE_NAME.key: Ground(
        or_(Asset.name_folded != "", Model.id.is_not(None)),
        text=lambda _session, asked: or_(asked.of_column(Asset.name_folded), asked.of_column(Model.name_folded)),
    ),
    CATEGORY.key: record(Asset.category_id, select(Category.id), Category.name_folded),
    "model": record(Asset.model_id, select(Model.id), Model.name_folded, Model.number_folded),
    PLACE.key: replace(record(Asset.place_id, select(Place.id), Place.path_folded), spread=places),
}
