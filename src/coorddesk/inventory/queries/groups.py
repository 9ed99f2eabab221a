"""Devices under headings and added up: the group of each, the names of groups, and their sums, by the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, Select, cast, extract, func, select

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Category, CustomField, CustomValue, Manufacturer, Model, StatusLabel
from coorddesk.inventory.queries.lists import AssetQuery, matches
from coorddesk.inventory.rules import CONDITION_TITLES, Condition, CustomType, custom_id, label_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Sums = dict[str, int]
"""What is added up, by the key of its column."""

_OWN_SUMS: Mapping[str, Any] = {"quantity": Asset.quantity, "value": Asset.price * Asset.quantity}
_SUMMED_AT_ONCE = 5_000


@dataclass(frozen=True)
class AssetGroups:
    """The group of each device by its id; None is that of devices without a value, which has no name.

    `titles` and `sums` are by group; what is summed is by the key of its column.
    """

    groups: Mapping[int, Hashable]
    titles: Mapping[Hashable, Message]
    sums: Mapping[Hashable, Sums]


def asset_groups(session: Session, query: AssetQuery, by: str, summed: Collection[str]) -> AssetGroups:
    """The devices that a query means, by one of ASSET_GROUPS or by a custom field of choices, days or yes and no."""
    field_id = custom_id(by)
    way = _WAYS[by] if field_id is None else _custom_way(session, field_id)
    meant = matches(session, query)
    found = way.joined(select(Asset.id, way.group).select_from(Asset)).where(*meant)
    with session.connection().execute(found) as result:
        rows: Any = result.cursor  # through SQLAlchemy's rows, 100,000 take three times as long
        groups = dict(rows.fetchall())
    used = set(groups.values())
    titles = {group: title for group, title in way.titles(session) if group in used}
    return AssetGroups(groups, titles, _sums(session, way, meant, summed))


def asset_sums(session: Session, query: AssetQuery, summed: Collection[str]) -> Sums:
    """What all devices that a query means add up to."""
    return _sums(session, _EVERYTHING, matches(session, query), summed).get(1, {})


def sums_of_assets(session: Session, ids: Sequence[int], summed: Collection[str]) -> Sums:
    """What any number of devices add up to."""
    total = dict.fromkeys(summed, 0) if ids else {}
    for start in range(0, len(ids), _SUMMED_AT_ONCE):
        part = [Asset.id.in_(ids[start : start + _SUMMED_AT_ONCE])]
        for key, value in _sums(session, _EVERYTHING, part, summed).get(1, {}).items():
            total[key] += value
    return total


def asset_count(session: Session, query: AssetQuery) -> int:
    """How many devices a query means."""
    return session.scalar(select(func.count(Asset.id)).where(*matches(session, query))) or 0


@dataclass(frozen=True)
class _Way:
    """How devices come into groups: by what, along which joins, and what the groups are called."""

    group: Any
    titles: Callable[[Session], Sequence[tuple[Hashable, Message]]]
    joins: tuple[tuple[Any, Any], ...] = ()

    def joined(self, wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        for target, on in self.joins:
            wanted = wanted.outerjoin(target, on)
        return wanted


def _sums(
    session: Session, way: _Way, meant: Sequence[ColumnElement[bool]], summed: Collection[str]
) -> dict[Hashable, Sums]:
    """One statement for what devices say themselves, one more for each custom field."""
    found: dict[Hashable, Sums] = {}
    own = [key for key in _OWN_SUMS if key in summed]
    asked = [(own, select(way.group, *(func.sum(_OWN_SUMS[key]) for key in own)).select_from(Asset))] if own else []
    for key in summed:
        field_id = custom_id(key)
        if field_id is not None:
            said = CustomValue.__table__.alias()
            of_field = (said.c.asset_id == Asset.id) & (said.c.field_id == field_id)
            asked.append(([key], select(way.group, func.sum(said.c.number)).select_from(Asset).join(said, of_field)))
    for keys, wanted in asked:
        for group, *values in session.execute(way.joined(wanted).where(*meant).group_by(way.group)):
            sums = zip(keys, values, strict=True)
            found.setdefault(group, {}).update({key: int(value or 0) for key, value in sums})
    return found


def _named(ids: Any, name: Any) -> Callable[[Session], list[tuple[Hashable, Message]]]:
    return lambda session: [(row[0], verbatim(row[1])) for row in session.execute(select(ids, name))]


def _models(session: Session) -> list[tuple[Hashable, Message]]:
    wanted = select(Model.id, Manufacturer.name, Model.name, Model.number).outerjoin(Manufacturer)
    rows = session.execute(wanted)
    return [(row[0], verbatim(" ".join(word for word in row[1:] if word))) for row in rows]


def _people(session: Session) -> list[tuple[Hashable, Message]]:
    rows = session.execute(select(Person.id, Person.last_name, Person.first_name))
    return [(row[0], verbatim(PersonName(row[1], row[2]).full)) for row in rows]


def _labels(session: Session) -> list[tuple[Hashable, Message]]:
    rows = session.execute(select(StatusLabel.id, StatusLabel.meta, StatusLabel.name))
    return [(row[0], label_title(row[1], row[2])) for row in rows]


def _wear(_session: Session) -> list[tuple[Hashable, Message]]:
    return [(condition.value, CONDITION_TITLES[condition]) for condition in Condition]


def _years(_session: Session) -> list[tuple[Hashable, Message]]:
    return [(year, verbatim(str(year))) for year in range(1, 10_000)]


def _year_of(day: Any) -> Any:
    return cast(extract("year", day), Integer)


def _custom_way(session: Session, field_id: int) -> _Way:
    """By a custom field: its choices, the years of its days, yes and no, or the very texts."""
    said = CustomValue.__table__.alias("grouping")
    joins = ((said, (said.c.asset_id == Asset.id) & (said.c.field_id == field_id)),)
    match session.scalar(select(CustomField.type).where(CustomField.id == field_id)):
        case CustomType.DATE:
            return _Way(_year_of(said.c.day), _years, joins)
        case CustomType.YES_NO:
            return _Way(said.c.number, lambda _session: [(1, _("Yes")), (0, _("No"))], joins)
    texts = select(CustomValue.text, CustomValue.text).where(CustomValue.field_id == field_id).distinct()
    return _Way(said.c.text, lambda session: [(row[0], verbatim(row[1])) for row in session.execute(texts)], joins)


_MODEL = (Model, Model.id == Asset.model_id)
_EVERYTHING = _Way(cast(1, Integer), lambda _session: ())
_WAYS: dict[str, _Way] = {
    "category": _Way(Asset.category_id, _named(Category.id, Category.name)),
    "manufacturer": _Way(Model.manufacturer_id, _named(Manufacturer.id, Manufacturer.name), (_MODEL,)),
    "model": _Way(Asset.model_id, _models),
    "status": _Way(Asset.status_label_id, _labels),
    "condition": _Way(Asset.condition, _wear),
    "place": _Way(Asset.place_id, _named(Place.id, Place.path)),
    "holder": _Way(Asset.holder_id, _people),
    "department": _Way(Asset.department_id, _named(Department.id, Department.name)),
    "supplier": _Way(Asset.supplier_id, _named(Supplier.id, Supplier.name)),
    "purchase_date": _Way(_year_of(Asset.purchase_date), _years),
    "warranty_end": _Way(_year_of(Asset.warranty_end), _years),
}
ASSET_GROUPS = tuple(_WAYS)
"""The keys of the columns by which devices come into groups; days do by their year."""
