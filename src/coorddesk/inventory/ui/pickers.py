"""Pickers of what a device belongs to, each able to make what is not there yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import (
    department_options,
    person,
    person_options,
    place,
    place_options,
    supplier_options,
)
from coorddesk.directory.service import (
    SupplierDetails,
    create_department,
    create_supplier,
    find_or_create_person,
    find_or_create_place,
)
from coorddesk.inventory.queries import category_options, manufacturer_options, model_options
from coorddesk.inventory.service import ModelWords, create_category, create_manufacturer, find_or_create_model
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


class MakerOfModels:
    """The manufacturer that the form names: whose models are offered, and of whom new ones are made."""

    def __init__(self) -> None:
        """Start with any."""
        self.id: int | None = None
        self.name = ""

    def search(self, session: Session, text: str, limit: int) -> Sequence[Option]:
        """In the lane: models of this manufacturer."""
        return model_options(session, text, limit, self.id)

    def make(self, session: Session, name: str) -> Option:
        """In the lane: a new model of this manufacturer."""
        model_id = find_or_create_model(session, ModelWords(self.name, name))
        assert model_id is not None
        record(session, _("Add model “{name}”", name=f"{self.name} {name}".strip()), ("model", model_id))
        return Option(model_id, name, self.name)


def place_picker(desk: Desk) -> RecordPicker:
    """A place by any part of its path; a new one is written as a path."""
    return RecordPicker(desk, place_options, Maker(_create, _make_place), _("Site, building or room"))


def person_picker(desk: Desk) -> RecordPicker:
    """A person by name, group or identifier."""
    return RecordPicker(desk, person_options, Maker(_create, _make_person), _("Name, class or identifier"))


def supplier_picker(desk: Desk) -> RecordPicker:
    """A supplier."""
    return RecordPicker(desk, supplier_options, Maker(_create, _make_supplier))


def department_picker(desk: Desk) -> RecordPicker:
    """A department."""
    return RecordPicker(desk, department_options, Maker(_create, _named(create_department)))


def category_picker(desk: Desk) -> RecordPicker:
    """A category."""
    return RecordPicker(desk, category_options, Maker(_create, _named(create_category)))


def manufacturer_picker(desk: Desk) -> RecordPicker:
    """A manufacturer."""
    return RecordPicker(desk, manufacturer_options, Maker(_create, _named(create_manufacturer)))


def model_picker(desk: Desk, maker: MakerOfModels) -> RecordPicker:
    """A model, of the manufacturer that the form names if it names one."""
    return RecordPicker(desk, maker.search, Maker(_create, maker.make))


def _create(name: str) -> Message:
    return _("Create “{name}”", name=name)


def _named(create: Callable[[Session, str], int]) -> Callable[[Session, str], Option]:
    return lambda session, name: Option(create(session, name), name)


def _make_supplier(session: Session, name: str) -> Option:
    return Option(create_supplier(session, SupplierDetails(name)), name)


def _make_place(session: Session, path: str) -> Option:
    place_id = find_or_create_place(session, path)
    row = place(session, place_id)
    assert row is not None
    record(session, _("Add place “{path}”", path=row.path), ("place", place_id))
    return Option(place_id, row.path)


def _make_person(session: Session, name: str) -> Option:
    person_id = find_or_create_person(session, name)
    row = person(session, person_id)
    assert row is not None
    record(session, _("Add person “{name}”", name=row.full_name), ("person", person_id))
    return Option(person_id, row.full_name)
