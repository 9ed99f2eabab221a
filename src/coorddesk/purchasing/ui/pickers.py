"""What forms of purchasing search in: suppliers, people, places, models; a new supplier is made of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options, place_options, supplier_options
from coorddesk.directory.service import SupplierDetails, create_supplier
from coorddesk.inventory.queries import category_options, model_options
from coorddesk.inventory.service import ModelWords, find_or_create_model
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def supplier_picker(desk: Desk) -> RecordPicker:
    """A supplier; one that is not there yet is made of its name."""
    return RecordPicker(desk, supplier_options, Maker(_create, _make_supplier), _("Name of the supplier"))


def person_picker(desk: Desk) -> RecordPicker:
    """Somebody of the directory."""
    return RecordPicker(desk, person_options, hint=_("Name, class or identifier"))


def place_picker(desk: Desk) -> RecordPicker:
    """A place by any part of its path."""
    return RecordPicker(desk, place_options, hint=_("Site, building or room"))


def model_picker(desk: Desk) -> RecordPicker:
    """A model of devices; one that is not there yet is made of its name."""
    return RecordPicker(desk, model_options, Maker(_create, _make_model), _("Model of the devices"))


def category_picker(desk: Desk) -> RecordPicker:
    """A category of devices."""
    return RecordPicker(desk, category_options)


def _create(name: str) -> Message:
    return _("Create “{name}”", name=name)


def _make_supplier(session: Session, name: str) -> Option:
    return Option(create_supplier(session, SupplierDetails(name)), name)


def _make_model(session: Session, name: str) -> Option:
    model_id = find_or_create_model(session, ModelWords("", name))
    assert model_id is not None
    record(session, _("Add model “{name}”", name=name), ("model", model_id))
    return Option(model_id, name)
