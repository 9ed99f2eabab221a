"""The lists of devices for paper and sheets: all, by place, by category."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tables import Column
from coorddesk.directory.queries import place_tree
from coorddesk.inventory.queries import ASSET_COLUMNS, AssetQuery, AssetRow, asset_ids, asset_page, categories, stated
from coorddesk.inventory.rules import IN_USE
from coorddesk.reporting.report import Group, Report, ReportKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Choice = AssetQuery | None

_READ_AT_ONCE = 5000
_ALL = ("tag", "name", "category", "manufacturer", "model", "serial", "status", "place", "holder", "purchase_date")
_IN_PLACE = ("tag", "name", "category", "manufacturer", "model", "serial", "status", "condition", "holder")
_IN_CATEGORY = ("tag", "name", "manufacturer", "model", "serial", "status", "place", "holder", "purchase_date")


def assets(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices in the order of the query."""
    query = _meant(choice)
    rows = list(_rows(session, query))
    return _report(session, query, _("Devices"), _ALL, [Group(None, rows)])


def assets_by_place(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices place by place, as one walks through the house."""
    query = _meant(choice)
    order = [place.path for place in place_tree(session)]
    groups = _groups(_rows(session, query), lambda row: row.place, order, _("No place"))
    return _report(session, query, _("Devices by place"), _IN_PLACE, groups, _("Place"))


def assets_by_category(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices category by category."""
    query = _meant(choice)
    order = [category.name for category in categories(session)]
    groups = _groups(_rows(session, query), lambda row: row.category, order, _("No category"))
    return _report(session, query, _("Devices by category"), _IN_CATEGORY, groups, _("Category"))


REPORTS = (
    ReportKind(
        "assets-by-place",
        _("Devices by place"),
        _("What stands in each room, with the value of each."),
        assets_by_place,
    ),
    ReportKind(
        "assets-by-category",
        _("Devices by category"),
        _("What there is of each kind of device, with its value."),
        assets_by_category,
    ),
    ReportKind("assets", _("Devices"), _("The list as it is filtered and sorted."), assets),
)


def _meant(choice: Choice) -> AssetQuery:
    """Without a choice, all that has not left."""
    return AssetQuery(metas=IN_USE) if choice is None else choice


def _rows(session: Session, query: AssetQuery) -> Iterator[AssetRow]:
    ids = asset_ids(session, query)
    for start in range(0, len(ids), _READ_AT_ONCE):
        part = ids[start : start + _READ_AT_ONCE]
        page = asset_page(session, part)
        yield from (page[asset_id] for asset_id in part)


def _groups(
    rows: Iterator[AssetRow], by: Callable[[AssetRow], str | None], order: Sequence[str], without: Message
) -> list[Group[AssetRow]]:
    """Rows under their headings in the order given, those without one last."""
    found: dict[str | None, list[AssetRow]] = {name: [] for name in [*order, None]}
    for row in rows:
        found[by(row)].append(row)
    return [
        Group(without if name is None else verbatim(name), together) for name, together in found.items() if together
    ]


def _report(
    session: Session,
    query: AssetQuery,
    title: Message,
    keys: Sequence[str],
    groups: Sequence[Group[AssetRow]],
    grouped_by: Message | None = None,
) -> Report[AssetRow]:
    several = any(row.quantity > 1 for group in groups for row in group.rows)
    keys = (*keys, *(("quantity",) if several else ()), "value")
    return Report(
        title=title,
        columns=tuple(_BY_KEY[key] for key in keys),
        groups=tuple(groups),
        noun=lambda count: _n("{count} device", "{count} devices", count),
        filters=stated(session, query),
        grouped_by=grouped_by,
    )


_BY_KEY: dict[str, Column[AssetRow]] = {column.key: column for column in ASSET_COLUMNS}
