"""The fields of devices, the desk's own included, by which they are filtered and edited many at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, true

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, linked, own, own_text, record
from coorddesk.core.fields import Field, Way, named_by
from coorddesk.core.fold import fold_all, fold_code
from coorddesk.core.messages import Message, verbatim
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.queries import (
    department_options,
    person_options,
    place_options,
    places_below,
    supplier_options,
)
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Category, CustomField, CustomValue, Manufacturer, Model
from coorddesk.inventory.queries.catalogue import category_options, manufacturer_options, model_options, status_labels
from coorddesk.inventory.queries.rows import ASSET_COLUMNS
from coorddesk.inventory.rules import CONDITION_TITLES, CUSTOM_KINDS, CustomType, custom_id, custom_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def asset_fields(session: Session) -> tuple[Field, ...]:
    """Every field of devices as lists order them, the desk's own last."""
    own = tuple(_dressed(session, column.key, column.title, column.kind) for column in ASSET_COLUMNS)
    rows = session.execute(_CUSTOM_FIELDS).all()
    return (*own, *(_custom_field(*row) for row in rows))


def asset_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a device must be like for all criteria."""
    own = {field_id for criterion in criteria if (field_id := custom_id(criterion.field)) is not None}
    return claims(session, criteria, _GROUNDS | _custom_grounds(session, own)) if criteria else []


def said_criteria(session: Session, criteria: Sequence[Criterion]) -> list[Message]:
    """Each criterion in a few words."""
    fields = {field.key: field for field in asset_fields(session)} if criteria else {}
    return [said_criterion(session, criterion, fields.get(criterion.field)) for criterion in criteria]


def _dressed(session: Session, key: str, title: Message, kind: Kind) -> Field:
    """A field of every desk with its choices, its records, and what a bulk edit may do."""
    field = Field(key, title, kind, ways=_WAYS.get(key, ()))
    match key:
        case "status":
            return replace(field, choices=tuple((label.id, label.title) for label in status_labels(session)))
        case "condition":
            return replace(field, choices=tuple((worn.value, title) for worn, title in CONDITION_TITLES.items()))
    if key in _RECORDS:
        search, name = _RECORDS[key]
        return replace(field, search=search, name=name)
    return field


def _custom_field(field_id: int, name: str, kind: CustomType, choices: list[str]) -> Field:
    field = Field(custom_key(field_id), verbatim(name), CUSTOM_KINDS[kind], ways=_ANY)
    if kind is CustomType.CHOICE:
        return replace(field, choices=tuple((choice, verbatim(choice)) for choice in choices))
    return field


def _custom_grounds(session: Session, ids: Collection[int]) -> dict[str, Ground]:
    """The fields of the desk's own among `ids` that are still there."""
    rows = session.execute(select(CustomField.id, CustomField.type).where(CustomField.id.in_(ids))).all() if ids else []
    return {custom_key(field_id): _custom_ground(field_id, kind) for field_id, kind in rows}


def _custom_ground(field_id: int, kind: CustomType) -> Ground:
    of_field = select(CustomValue.asset_id).where(CustomValue.field_id == field_id)

    def around(claim: Claim) -> Claim:
        return Asset.id.in_(of_field.where(claim).correlate(None))

    match kind:
        case CustomType.DATE:
            return Ground(true(), CustomValue.day, around=around)
        case CustomType.NUMBER | CustomType.AMOUNT:
            return Ground(true(), CustomValue.number, around=around, spread=_numbers)
        case CustomType.YES_NO:
            return Ground(true(), CustomValue.number, around=around, spread=lambda _session, said: list(map(int, said)))
        case CustomType.CHOICE:
            words = folded(CustomValue.folded)  # of which there is an index, with the devices in it
            return Ground(true(), CustomValue.folded, words, around=around, spread=_folded_choices)
    return Ground(true(), text=folded(CustomValue.folded), around=around)


def _numbers(_session: Session, said: Collection[Any]) -> list[int]:
    """Yes is no number, whatever Python says: the field may have been of that type when it was asked."""
    return [value for value in said if not isinstance(value, bool)]


def _folded_choices(_session: Session, chosen: Collection[Any]) -> list[str]:
    return fold_all([str(choice) for choice in chosen])


def _person_name(session: Session, person_id: int) -> str | None:
    row = session.get(Person, person_id)
    return None if row is None else PersonName(row.last_name, row.first_name).full


def _model_name(session: Session, model_id: int) -> str | None:
    row = session.get(Model, model_id)
    if row is None:
        return None
    maker = None if row.manufacturer_id is None else session.get(Manufacturer, row.manufacturer_id)
    return " ".join(part for part in (maker.name if maker else "", row.name, row.number) if part)


def _places(session: Session, chosen: Collection[Any]) -> list[int]:
    """A place takes in all that is inside it."""
    return [inside for place_id in chosen for inside in places_below(session, place_id)]


def _of_model(claim: Claim) -> Claim:
    return Asset.model_id.in_(select(Model.id).where(claim).correlate(None))


def _code(column: Any) -> Ground:
    return Ground(column.is_not(None), text=folded(column), folds=fold_code)


_CUSTOM_FIELDS = select(CustomField.id, CustomField.name, CustomField.type, CustomField.choices).order_by(
    CustomField.position, CustomField.name_folded
)
_ANY = (Way.SET, Way.ERASE)
_WAYS: dict[str, tuple[Way, ...]] = {
    **dict.fromkeys(("category", "model", "condition", "place", "holder", "department", "supplier"), _ANY),
    **dict.fromkeys(("purchase_date", "price", "warranty_months", "warranty_end", "name"), _ANY),
    **dict.fromkeys(("order_number", "invoice_number"), _ANY),
    "status": (Way.SET,),
    "quantity": (Way.SET,),
    "notes": (Way.ADD, Way.SET, Way.ERASE),
}
"""What a bulk edit may do. Serial numbers are each device's own, inventory numbers are given in a row, and whose
model it is says who makes it."""
_RECORDS: dict[str, tuple[Any, Callable[[Session, int], str | None]]] = {
    "category": (category_options, named_by(Category)),
    "manufacturer": (manufacturer_options, named_by(Manufacturer)),
    "model": (model_options, _model_name),
    "place": (place_options, named_by(Place, "path")),
    "holder": (person_options, _person_name),
    "department": (department_options, named_by(Department)),
    "supplier": (supplier_options, named_by(Supplier)),
}
_GROUNDS: dict[str, Ground] = {
    "tag": _code(Asset.tag_folded),
    "serial": _code(Asset.serial_folded),
    "name": Ground(Asset.name_folded != "", text=folded(Asset.name_folded)),
    "category": record(Asset.category_id, select(Category.id), Category.name_folded),
    "manufacturer": replace(
        record(Model.manufacturer_id, select(Manufacturer.id), Manufacturer.name_folded),
        around=_of_model,
    ),
    "model": Ground(
        Asset.model_id.in_(select(Model.id).where(Model.name_folded != "").correlate(None)),
        Asset.model_id,
        linked(Asset.model_id, select(Model.id), Model.name_folded, Model.number_folded),
    ),
    "model_number": Ground(Model.number_folded != "", text=folded(Model.number_folded), around=_of_model),
    "status": Ground(true(), Asset.status_label_id),
    "condition": own(Asset.condition),
    "place": replace(record(Asset.place_id, select(Place.id), Place.path_folded), spread=_places),
    "holder": record(Asset.holder_id, select(Person.id), Person.search),
    "department": record(Asset.department_id, select(Department.id), Department.name_folded),
    "purchase_date": own(Asset.purchase_date),
    "price": own(Asset.price),
    "supplier": record(Asset.supplier_id, select(Supplier.id), Supplier.name_folded),
    "warranty_months": own(Asset.warranty_months),
    "warranty_end": own(Asset.warranty_end),
    "order_number": own_text(Asset.id, Asset.order_number),
    "invoice_number": own_text(Asset.id, Asset.invoice_number),
    "quantity": own(Asset.quantity),
    "value": Ground(Asset.price.is_not(None), Asset.price * Asset.quantity),
    "notes": own_text(Asset.id, Asset.notes),
}
