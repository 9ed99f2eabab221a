"""The filters of the device list: what may be chosen, with how many devices each would show, and what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.options import Option
from coorddesk.directory.queries import PlaceRow, person, place_tree
from coorddesk.inventory.queries import (
    AssetCounts,
    AssetQuery,
    LabelRow,
    asset_counts,
    category_options,
    stated,
    status_labels,
)
from coorddesk.widgets.chips import Chip

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SOON = timedelta(days=90)
_ALL = 10_000
_NOT_FILTERS = {"text", "sort", "descending"}


@dataclass(frozen=True)
class Filters:
    """Everything that may be chosen, as the desk stands; `soon` is the day by which a warranty ends soon.

    `holder` is whom the query names.
    """

    places: tuple[PlaceRow, ...]
    categories: tuple[Option, ...]
    labels: tuple[LabelRow, ...]
    counts: AssetCounts
    soon: date
    holder: Option | None = None


def read_filters(session: Session, query: AssetQuery) -> Filters:
    """What may be chosen beside a query."""
    soon = clock_of(session).today() + _SOON
    return Filters(
        place_tree(session),
        category_options(session, "", _ALL),
        status_labels(session),
        asset_counts(session, query),
        soon,
        _holder(session, query),
    )


def read_chips(session: Session, query: AssetQuery) -> tuple[Chip, ...]:
    """Each filter that is on, in the words of the reports; its key is the query without it."""
    return tuple(Chip(text, without) for alone, without in _one_by_one(query) for text in stated(session, alone)[:1])


def emptied(query: AssetQuery) -> AssetQuery:
    """The query without its filters and text, in its order."""
    return AssetQuery(sort=query.sort, descending=query.descending)


def with_filter(query: AssetQuery, field: str, value: Any) -> AssetQuery:
    """The query with another value in one of its fields."""
    changed: AssetQuery = replace(query, **{field: value})
    return changed


def _holder(session: Session, query: AssetQuery) -> Option | None:
    row = None if query.holder is None else person(session, query.holder)
    return None if row is None else Option(row.id, row.full_name)


def _one_by_one(query: AssetQuery) -> Iterator[tuple[AssetQuery, AssetQuery]]:
    """Each filter alone, and the query without it; of several values in one filter, each."""
    nothing = AssetQuery()
    for field in fields(query):
        value: Any = getattr(query, field.name)
        if field.name in _NOT_FILTERS or value == getattr(nothing, field.name):
            continue
        for part, left in _parts(value, getattr(nothing, field.name)):
            yield with_filter(nothing, field.name, part), with_filter(query, field.name, left)


def _parts(value: Any, nothing: Any) -> Iterator[tuple[Any, Any]]:
    """Each of several values alone, and those that are left without it."""
    match value:
        case frozenset():
            for part in sorted(value):
                yield frozenset({part}), value - {part}
        case tuple():
            for place, part in enumerate(value):
                yield (part,), value[:place] + value[place + 1 :]
        case _:
            yield value, nothing
