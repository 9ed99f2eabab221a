"""A query in words, for the head of a report: what was left out must not be a surprise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import reduce
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Category, Lot, Manufacturer, Model, StatusLabel
from coorddesk.inventory.queries.criteria import said_criteria
from coorddesk.inventory.queries.lists import AssetQuery
from coorddesk.inventory.queries.rows import ASSET_COLUMNS
from coorddesk.inventory.rules import CONDITION_TITLES, IN_USE, META_STATUS_TITLES, label_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_GONE = _p("record", "deleted")
_TITLES = {column.key: column.title for column in ASSET_COLUMNS}


def stated(session: Session, query: AssetQuery) -> tuple[Message, ...]:
    """Every filter of a query, each in a few words."""
    own = (*_values(session, query), *_linked(session, query), *_days(query), *_lacks(query))
    return (*own, *said_criteria(session, query.criteria))


def _values(session: Session, query: AssetQuery) -> Iterator[Message]:
    if query.text.strip():
        yield _("Search: “{text}”", text=query.text.strip())
    if query.metas == IN_USE:
        yield _("Retired devices left out")
    elif query.metas:
        yield _filter("status", [title for meta, title in META_STATUS_TITLES.items() if meta in query.metas])
    if query.labels:
        labels = session.scalars(select(StatusLabel).where(StatusLabel.id.in_(query.labels)).order_by(StatusLabel.id))
        yield _filter("status", [label_title(label.meta, label.name) for label in labels])
    if query.conditions:
        yield _filter("condition", [title for worn, title in CONDITION_TITLES.items() if worn in query.conditions])


def _linked(session: Session, query: AssetQuery) -> Iterator[Message]:
    for key, name, ids in (
        ("category", Category.name, query.categories),
        ("manufacturer", Manufacturer.name, query.manufacturers),
        ("model", Model.name, query.models),
        ("place", Place.path, _one(query.place)),
        ("department", Department.name, _one(query.department)),
        ("supplier", Supplier.name, _one(query.supplier)),
    ):
        if ids:
            found = session.scalars(select(name).where(name.class_.id.in_(ids)).order_by(name))
            yield _filter(key, [verbatim(text) for text in found])
    if query.holder is not None:
        person = session.get(Person, query.holder)
        names = [] if person is None else [verbatim(PersonName(person.last_name, person.first_name).full)]
        yield _filter("holder", names)
    if query.lot is not None:
        lot = session.get(Lot, query.lot)
        yield _("Lot: {lot}", lot=_GONE if lot is None else verbatim(lot.name))


def _days(query: AssetQuery) -> Iterator[Message]:
    if query.purchased_from is not None:
        yield _("Bought from {day}", day=query.purchased_from)
    if query.purchased_to is not None:
        yield _("Bought until {day}", day=query.purchased_to)
    if query.warranty_before is not None:
        yield _("Warranty ending by {day}", day=query.warranty_before)


def _lacks(query: AssetQuery) -> Iterator[Message]:
    if query.without_tag:
        yield _("Without inventory number")
    if query.without_place:
        yield _("Without place")
    if query.in_bin:
        yield _("In the bin")


def _one(record_id: int | None) -> frozenset[int]:
    return frozenset() if record_id is None else frozenset({record_id})


def _filter(key: str, values: Collection[Message]) -> Message:
    said = reduce(lambda one, other: _("{one}, {other}", one=one, other=other), values or [_GONE])
    return _("{field}: {values}", field=_TITLES[key], values=said)
