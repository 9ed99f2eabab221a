"""Pickers of who makes and sells licences, and of who and what has their seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import group_options, person_options, supplier_options
from coorddesk.directory.service import SupplierDetails, create_supplier
from coorddesk.inventory.queries import manufacturer_options
from coorddesk.inventory.service import create_manufacturer
from coorddesk.stock.queries import device_options
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def person_picker(desk: Desk) -> RecordPicker:
    """Somebody who is known."""
    return RecordPicker(desk, person_options, hint=_("Name, class or identifier"))


def device_picker(desk: Desk) -> RecordPicker:
    """A device by its number or name."""
    return RecordPicker(desk, device_options, hint=_("Inventory number or name"))


def group_picker(desk: Desk) -> RecordPicker:
    """A class or group."""
    return RecordPicker(desk, group_options, hint=_("Class or group"))


def supplier_picker(desk: Desk) -> RecordPicker:
    """A supplier."""
    return RecordPicker(desk, supplier_options, Maker(_create, _make_supplier))


def publisher_picker(desk: Desk) -> RecordPicker:
    """A publisher: a manufacturer, of programs."""
    return RecordPicker(desk, manufacturer_options, Maker(_create, _make_publisher))


def _create(name: str) -> Message:
    return _("Create “{name}”", name=name)


def _make_supplier(session: Session, name: str) -> Option:
    return Option(create_supplier(session, SupplierDetails(name)), name)


def _make_publisher(session: Session, name: str) -> Option:
    return Option(create_manufacturer(session, name), name)
