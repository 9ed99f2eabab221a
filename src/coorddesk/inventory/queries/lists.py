"""Which devices, in which order: ids for the list on screen and on paper, fast at 100,000 rows on both databases."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from coorddesk.core.criteria import Criterion
from coorddesk.core.fold import fold
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.queries import places_below
from coorddesk.inventory.models import (
    Asset,
    Category,
    CustomField,
    CustomValue,
    LotDevice,
    Manufacturer,
    Model,
    NetworkInterface,
    StatusLabel,
)
from coorddesk.inventory.queries.criteria import asset_claims
from coorddesk.inventory.rules import Condition, CustomType, MetaStatus, custom_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class AssetQuery:
    """Which devices, and in which order.

    Every word of `text` must be found; every filter that is set must hold; of several values in one filter, one must.
    `sort` is the key of one of ASSET_COLUMNS or of a field of the desk's own, "custom:12"; devices without a value come
    last either way. `place` takes in all that is inside it. Days are included. The bin is a list apart.
    """

    text: str = ""
    sort: str = "tag"
    descending: bool = False
    metas: frozenset[MetaStatus] = frozenset()
    labels: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    models: frozenset[int] = frozenset()
    manufacturers: frozenset[int] = frozenset()
    conditions: frozenset[Condition] = frozenset()
    place: int | None = None
    holder: int | None = None
    department: int | None = None
    supplier: int | None = None
    lot: int | None = None
    warranty_before: date | None = None
    purchased_from: date | None = None
    purchased_to: date | None = None
    without_tag: bool = False
    without_place: bool = False
    in_bin: bool = False
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> AssetQuery | None:
        """The devices that belong to a record; None if devices never belong to such a one."""
        kind, record_id = subject
        match kind:
            case "place":
                return cls(place=record_id)
            case "person":
                return cls(holder=record_id)
            case "department":
                return cls(department=record_id)
            case "supplier":
                return cls(supplier=record_id)
            case "lot":
                return cls(lot=record_id)
        return None

    @property
    def everything(self) -> bool:
        """Whether it means every device that is not in the bin."""
        return replace(self, sort="tag", descending=False) == AssetQuery()


def asset_ids(session: Session, query: AssetQuery) -> array[int]:
    """The devices that a query means, in its order.

    All of them are read along the index of their order, which does not know the bin; a part of them is gathered
    first and sorted after.
    """
    order = _order(session, query.sort)
    if query.everything:
        ids = ids_of(session, *order.walks(descending=query.descending))
        binned = set(ids_of(session, select(Asset.id).where(Asset.deleted_at.is_not(None))))
        return array("q", (i for i in ids if i not in binned)) if binned else ids
    matching = order.joined(select(Asset.id)).where(*matches(session, query))
    return ids_of(session, order.sorted(matching, descending=query.descending))


def matches(session: Session, query: AssetQuery) -> Conditions:
    """What a device must be like to be meant by a query."""
    return [*filters(session, query), *found_by(session, query.text)]


def filters(session: Session, query: AssetQuery) -> Conditions:
    """What a device must be like for all that a query says but its text."""
    binned = Asset.deleted_at.is_not(None) if query.in_bin else Asset.deleted_at.is_(None)
    return [binned, *_among(session, query), *_equal_or_within(query), *asset_claims(session, query.criteria)]


def _among(session: Session, query: AssetQuery) -> Iterator[ColumnElement[bool]]:
    for column, values in (
        (Asset.status_label_id, query.labels),
        (Asset.category_id, query.categories),
        (Asset.model_id, query.models),
        (Asset.condition, query.conditions),
    ):
        if values:
            yield column.in_(values)
    if query.metas:
        yield Asset.status_label_id.in_(select(StatusLabel.id).where(StatusLabel.meta.in_(query.metas)))
    if query.manufacturers:
        yield Asset.model_id.in_(select(Model.id).where(Model.manufacturer_id.in_(query.manufacturers)))
    if query.place is not None:
        yield Asset.place_id.in_(places_below(session, query.place))
    if query.lot is not None:
        yield Asset.id.in_(select(LotDevice.asset_id).where(LotDevice.lot_id == query.lot))


def _equal_or_within(query: AssetQuery) -> Iterator[ColumnElement[bool]]:
    for column, value in (
        (Asset.holder_id, query.holder),
        (Asset.department_id, query.department),
        (Asset.supplier_id, query.supplier),
    ):
        if value is not None:
            yield column == value
    if query.warranty_before is not None:
        yield Asset.warranty_end <= query.warranty_before
    if query.purchased_from is not None:
        yield Asset.purchase_date >= query.purchased_from
    if query.purchased_to is not None:
        yield Asset.purchase_date <= query.purchased_to
    if query.without_tag:
        yield Asset.tag_folded.is_(None)
    if query.without_place:
        yield Asset.place_id.is_(None)


def found_by(session: Session, text: str) -> Conditions:
    """Every word must be in the device's own words or in the name of what it belongs to.

    One statement first asks which names hold a word at all, so that most words look through one column only.
    """
    asked = [(word, link) for word in words(text) for link in _LINKS]
    if not asked:
        return []
    held = session.execute(select(*(exists(link.named(word)) for word, link in asked))).one()
    ways: dict[str, Conditions] = {word: [contains(Asset.search, word)] for word in words(text)}
    for (word, link), holds in zip(asked, held, strict=True):
        if holds:
            ways[word].append(link.of_asset.in_(link.named(word)))
    return [or_(*each) for each in ways.values()]


def _order(session: Session, sort: str) -> _Order:
    """By a column of every desk or a field of the desk's own; where that was deleted, by inventory number."""
    field_id = custom_id(sort)
    if field_id is None:
        return _ORDERS[sort]
    field = session.get(CustomField, field_id)
    return _ORDERS["tag"] if field is None else _custom_order(field)


class _Link(NamedTuple):
    """A record that a device belongs to and may be found by."""

    of_asset: Any
    ids: Select[int]
    names: tuple[Any, ...]

    def named(self, word: str) -> Select[int]:
        """The ids of those whose names hold a word."""
        return self.ids.where(or_(*(contains(name, word) for name in self.names)))


_LINKS = (
    _Link(Asset.category_id, select(Category.id), (Category.name_folded,)),
    _Link(Asset.model_id, select(Model.id), (Model.name_folded, Model.number_folded)),
    _Link(Asset.model_id, select(Model.id).join(Manufacturer), (Manufacturer.name_folded,)),
    _Link(Asset.place_id, select(Place.id), (Place.path_folded,)),
    _Link(Asset.holder_id, select(Person.id), (Person.search,)),
    _Link(Asset.id, select(CustomValue.asset_id), (CustomValue.folded,)),
    _Link(Asset.id, select(NetworkInterface.asset_id), (NetworkInterface.search,)),
)


@dataclass(frozen=True)
class _Order:
    """An order of devices by `keys`, which are their own or those of what they belong to along `joins`.

    `blank` is true of a device that has no value; such devices come last. Those that have one are `filled`, by their
    `asset_id`, where another table knows them without looking at each device.
    """

    keys: tuple[Any, ...]
    blank: ColumnElement[bool]
    joins: tuple[tuple[Any, Any], ...] = ()
    filled: Select[int] | None = None
    asset_id: Any = None

    def joined(self, wanted: Select[int]) -> Select[int]:
        """With what the order is by, where there is any."""
        for target, on in self.joins:
            wanted = wanted.outerjoin(target, on)
        return wanted

    def sorted(self, wanted: Select[int], *, descending: bool) -> Select[int]:
        """A part of the devices, sorted once they are gathered."""
        return wanted.order_by(self.blank, *self._keys(Asset.id, descending=descending))

    def walks(self, *, descending: bool) -> tuple[Select[int], Select[int]]:
        """All devices that have a value, along an index where there is one, then those that have none."""
        blank = self.joined(select(Asset.id)).where(self.blank).order_by(Asset.id)
        if self.filled is not None:
            return self.filled.order_by(*self._keys(self.asset_id, descending=descending)), blank
        filled = select(Asset.id)
        for target, on in self.joins:
            filled = filled.join(target, on)
        return filled.where(~self.blank).order_by(*self._keys(Asset.id, descending=descending)), blank

    def _keys(self, asset_id: Any, *, descending: bool) -> list[Any]:
        keys = [*self.keys, asset_id]
        return [key.desc() for key in keys] if descending else keys


def _own(column: Any) -> _Order:
    return _Order((column,), column.is_(None))


def _own_text(column: Any) -> _Order:
    return _Order((column,), column == "")


def _linked(of_asset: Any, target: Any, *keys: Any) -> _Order:
    return _Order(keys, of_asset.is_(None), ((target, target.id == of_asset),))


def _custom_order(field: CustomField) -> _Order:
    """By what devices say in a field; choices in the order in which they are offered."""
    said = aliased(CustomValue)
    column: Any = said.folded
    match field.type:
        case CustomType.DATE:
            column = said.day
        case CustomType.NUMBER | CustomType.AMOUNT | CustomType.YES_NO:
            column = said.number
    key = column
    if field.type is CustomType.CHOICE:
        key = case({fold(choice): place for place, choice in enumerate(field.choices)}, value=column)
    of_field = and_(said.asset_id == Asset.id, said.field_id == field.id)
    filled = select(said.asset_id).where(said.field_id == field.id, column.is_not(None))
    return _Order((key,), said.id.is_(None), ((said, of_field),), filled, said.asset_id)


_MODEL = (Model, Model.id == Asset.model_id)
_WEAR = case({condition: place for place, condition in enumerate(Condition)}, value=Asset.condition)
_ORDERS: dict[str, _Order] = {
    "tag": _own(Asset.tag_folded),
    "serial": _own(Asset.serial_folded),
    "name": _own_text(Asset.name_folded),
    "category": _linked(Asset.category_id, Category, Category.name_folded),
    "manufacturer": _Order(
        (Manufacturer.name_folded, Model.name_folded, Model.number_folded),
        Model.manufacturer_id.is_(None),
        (_MODEL, (Manufacturer, Manufacturer.id == Model.manufacturer_id)),
    ),
    "model": _Order((Model.name_folded, Model.number_folded), func.coalesce(Model.name_folded, "") == "", (_MODEL,)),
    "model_number": _Order((Model.number_folded,), func.coalesce(Model.number_folded, "") == "", (_MODEL,)),
    "status": _linked(Asset.status_label_id, StatusLabel, StatusLabel.position, StatusLabel.id),
    "condition": _Order((_WEAR,), Asset.condition.is_(None)),
    "place": _linked(Asset.place_id, Place, Place.path_folded),
    "holder": _linked(Asset.holder_id, Person, Person.last_name_folded, Person.first_name_folded, Person.id),
    "department": _linked(Asset.department_id, Department, Department.name_folded),
    "purchase_date": _own(Asset.purchase_date),
    "price": _own(Asset.price),
    "supplier": _linked(Asset.supplier_id, Supplier, Supplier.name_folded),
    "warranty_months": _own(Asset.warranty_months),
    "warranty_end": _own(Asset.warranty_end),
    "order_number": _own_text(Asset.order_number),
    "invoice_number": _own_text(Asset.invoice_number),
    "quantity": _own(Asset.quantity),
    "value": _Order((Asset.price * Asset.quantity,), Asset.price.is_(None)),
}
ASSET_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which devices can be sorted."""
