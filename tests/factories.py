"""Records with valid defaults: a test names only what it is about."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from coorddesk.directory.service import (
    PersonDetails,
    PlaceDetails,
    SupplierDetails,
    create_person,
    create_place,
    create_supplier,
    find_or_create_place,
)
from coorddesk.inventory.service import AssetDetails, ModelWords, NewAsset, Standing, create_asset, find_or_create_model
from coorddesk.licences.service import LicenceDetails, create_licence
from coorddesk.stock.service import ItemDetails, NewItem, create_item

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_place(session: Session, name: str = "Salle 12", **values: Any) -> int:
    """A room; `inside` is the id of the place it is in."""
    return create_place(session, PlaceDetails(name, values.pop("inside", None), **values))


def make_person(session: Session, last_name: str = "Moreau", first_name: str = "Inès", **values: Any) -> int:
    """Somebody."""
    return create_person(session, PersonDetails(last_name, first_name, **values))


def make_supplier(session: Session, name: str = "LDLC Pro", **values: Any) -> int:
    """A shop."""
    return create_supplier(session, SupplierDetails(name, **values))


def make_asset(session: Session, tag: str | None = "CD-1", **values: Any) -> int:
    """A device; `place` is a path, `model` a (manufacturer, name, number), and other values go where they belong."""
    place, model = values.pop("place", None), values.pop("model", None)
    if place is not None:
        values["place_id"] = find_or_create_place(session, place)
    if model is not None:
        values["model_id"] = find_or_create_model(session, ModelWords(*model))
    standing = {key: values.pop(key) for key in _of(Standing) if key in values}
    wish = {key: values.pop(key) for key in ("draw_tag", "note") if key in values}
    details = replace(AssetDetails(tag=tag, name="Portable"), **values)
    return create_asset(session, NewAsset(details, Standing(**standing), **wish))


def make_item(session: Session, name: str = "Toner TN-2420", level: int = 0, **values: Any) -> int:
    """Something kept in stock, `level` of it already where it is usually kept."""
    return create_item(session, NewItem(ItemDetails(name, **values), level))


def make_licence(session: Session, name: str = "LibreOffice+", **values: Any) -> int:
    """A licence with five seats."""
    return create_licence(session, LicenceDetails(name, **({"seats": 5} | values)))


def _of(wish: type[Any]) -> list[str]:
    return [field.name for field in fields(wish)]
