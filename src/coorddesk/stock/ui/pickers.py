"""Pickers of what stock belongs to, goes to and comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options, place, place_options, supplier_options
from coorddesk.directory.service import SupplierDetails, create_supplier, find_or_create_place
from coorddesk.inventory.queries import category_options
from coorddesk.inventory.service import create_category
from coorddesk.stock.queries import device_options, printer_model_options
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def place_picker(desk: Desk) -> RecordPicker:
    """A place by any part of its path; a new one is written as a path."""
    return RecordPicker(desk, place_options, Maker(_create, _make_place), _("Site, building or room"))


def person_picker(desk: Desk) -> RecordPicker:
    """Somebody who is known."""
    return RecordPicker(desk, person_options, hint=_("Name, class or identifier"))


def device_picker(desk: Desk) -> RecordPicker:
    """A device by its number or name."""
    return RecordPicker(desk, device_options, hint=_("Inventory number or name"))


def supplier_picker(desk: Desk) -> RecordPicker:
    """A supplier."""
    return RecordPicker(desk, supplier_options, Maker(_create, _make_supplier))


def category_picker(desk: Desk) -> RecordPicker:
    """A category."""
    return RecordPicker(desk, category_options, Maker(_create, _make_category))


def model_picker(desk: Desk) -> RecordPicker:
    """A model of device."""
    return RecordPicker(desk, printer_model_options, hint=_("Manufacturer or model"))


def _create(name: str) -> Message:
    return _("Create “{name}”", name=name)


def _make_place(session: Session, path: str) -> Option:
    place_id = find_or_create_place(session, path)
    row = place(session, place_id)
    assert row is not None
    record(session, _("Add place “{path}”", path=row.path), ("place", place_id))
    return Option(place_id, row.path)


def _make_supplier(session: Session, name: str) -> Option:
    return Option(create_supplier(session, SupplierDetails(name)), name)


def _make_category(session: Session, name: str) -> Option:
    return Option(create_category(session, name), name)
