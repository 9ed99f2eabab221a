"""The desk's own fields of devices: what there are, and what devices say in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import Message, verbatim
from coorddesk.core.tables import Kind
from coorddesk.inventory.models import CategoryField, CustomField, CustomValue
from coorddesk.inventory.rules import CUSTOM_KINDS, Custom, CustomType, custom_key, held

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class FieldRow:
    """A custom field, and the ids of the categories whose devices have it; none where it is for all devices."""

    id: int
    version: int
    name: str
    type: CustomType
    choices: tuple[str, ...]
    everywhere: bool
    categories: frozenset[int]

    @property
    def key(self) -> str:
        """Of its column, its place in a form, an order, a filter."""
        return custom_key(self.id)

    @property
    def title(self) -> Message:
        """What it is called."""
        return verbatim(self.name)

    @property
    def kind(self) -> Kind:
        """How its values stand in a column."""
        return CUSTOM_KINDS[self.type]

    def is_of(self, category_id: int | None) -> bool:
        """Whether devices of a category, or of none, have it."""
        return self.everywhere or category_id in self.categories


def custom_fields(session: Session) -> tuple[FieldRow, ...]:
    """Every field, in the desk's order."""
    of_field: dict[int, set[int]] = {}
    for category_id, field_id in session.execute(select(CategoryField.category_id, CategoryField.field_id)):
        of_field.setdefault(field_id, set()).add(category_id)
    rows = session.execute(_FIELDS).all()
    return tuple(
        FieldRow(field_id, version, name, kind, tuple(choices), everywhere, frozenset(of_field.get(field_id, ())))
        for field_id, version, name, kind, choices, everywhere in rows
    )


def custom_uses(session: Session) -> dict[int, int]:
    """How many devices say something in each field, those in the bin too; a field without a value is left out."""
    counted = select(CustomValue.field_id, func.count()).group_by(CustomValue.field_id)
    return dict(session.execute(counted).all())


def choice_uses(session: Session, field_id: int) -> dict[str, int]:
    """How many devices have each choice of a field."""
    counted = select(CustomValue.text, func.count()).where(CustomValue.field_id == field_id).group_by(CustomValue.text)
    return dict(session.execute(counted).all())


def custom_values(session: Session, ids: Sequence[int]) -> dict[int, dict[int, Custom]]:
    """What devices say in custom fields, by field; those that say nothing are left out."""
    said: dict[int, dict[int, Custom]] = {}
    for asset_id, field_id, kind, text, number, day in session.execute(_VALUES.where(CustomValue.asset_id.in_(ids))):
        said.setdefault(asset_id, {})[field_id] = held(kind, text, number, day)
    return said


_FIELDS = select(
    CustomField.id,
    CustomField.version,
    CustomField.name,
    CustomField.type,
    CustomField.choices,
    CustomField.everywhere,
).order_by(CustomField.position, CustomField.name_folded)
_VALUES = select(
    CustomValue.asset_id,
    CustomValue.field_id,
    CustomField.type,
    CustomValue.text,
    CustomValue.number,
    CustomValue.day,
).join(CustomField, CustomField.id == CustomValue.field_id)
