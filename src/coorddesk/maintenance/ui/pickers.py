"""Pickers and editors of what maintenance asks for: devices, models, places, suppliers, times and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options, place_options, supplier_options
from coorddesk.directory.service import SupplierDetails, create_supplier
from coorddesk.inventory.queries import category_options, model_options
from coorddesk.maintenance.queries import asset_options, checklist_options
from coorddesk.maintenance.rules import days_text, days_typed, downtime_said, downtime_typed
from coorddesk.widgets.forms.editors import LineEditor
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def asset_picker(desk: Desk) -> RecordPicker:
    """A device by its number, serial number or name."""
    return RecordPicker(desk, asset_options, hint=_("Number or name"))


def model_picker(desk: Desk) -> RecordPicker:
    """A model."""
    return RecordPicker(desk, model_options)


def category_picker(desk: Desk) -> RecordPicker:
    """A category."""
    return RecordPicker(desk, category_options)


def place_picker(desk: Desk) -> RecordPicker:
    """A place by any part of its path."""
    return RecordPicker(desk, place_options, hint=_("Site, building or room"))


def person_picker(desk: Desk) -> RecordPicker:
    """A person by name, group or identifier."""
    return RecordPicker(desk, person_options, hint=_("Name, class or identifier"))


def checklist_picker(desk: Desk) -> RecordPicker:
    """A checklist."""
    return RecordPicker(desk, checklist_options)


def supplier_picker(desk: Desk) -> RecordPicker:
    """A supplier; one that is not there yet is made."""
    return RecordPicker(desk, supplier_options, Maker(_create, _make_supplier))


def option(record_id: int | None, name: str | None) -> Option | None:
    """What a picker shows of a record that is known by its name."""
    return None if record_id is None else Option(record_id, name or "")


class DowntimeEditor(LineEditor):
    """How long a device could not be used, typed as "3 h" or "2 d"; its value is in hours."""

    def value(self) -> int | None:
        """The hours. Raises `UserError` for what is no time."""
        return downtime_typed(self.line.text())

    def shown(self, value: Any) -> str:
        """Hours in words, which are read again as they are said."""
        return super().shown(downtime_said(value) if isinstance(value, int) else value)


class DaysEditor(LineEditor):
    """Days of the year, typed as "01/03, 01/09"; its value are pairs of month and day."""

    def value(self) -> tuple[tuple[int, int], ...]:
        """The days in their order. Raises `UserError` for what is no day."""
        return days_typed(self.line.text())

    def shown(self, value: Any) -> str:
        """The days as they are typed."""
        return value if isinstance(value, str) else days_text(value or ())


def _create(name: str) -> Message:
    return _("Create “{name}”", name=name)


def _make_supplier(session: Session, name: str) -> Option:
    return Option(create_supplier(session, SupplierDetails(name)), name)
