"""The lists of devices for paper and sheets: all, by place, category, holder, age and end of warranty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.queries import PersonRow, person_page, place_tree
from coorddesk.inventory.queries import AssetQuery, AssetRow, categories, stated
from coorddesk.inventory.queries.papers import holding
from coorddesk.inventory.reports.reading import (
    READ_AT_ONCE,
    Choice,
    columns_of,
    devices,
    meant,
    offered_columns,
    rows_of,
)
from coorddesk.inventory.rules.ageing import AGE_BANDS, WARRANTY_BANDS, age_band, full_years, warranty_band
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_ALL = ("tag", "name", "category", "manufacturer", "model", "serial", "status", "place", "holder", "purchase_date")
_IN_PLACE = ("tag", "name", "category", "manufacturer", "model", "serial", "status", "condition", "holder")
_IN_CATEGORY = ("tag", "name", "manufacturer", "model", "serial", "status", "place", "holder", "purchase_date")
_WITH_HOLDER = ("tag", "name", "category", "manufacturer", "model", "serial", "status", "place")
_BY_AGE = ("tag", "name", "category", "manufacturer", "model", "status", "place", "holder", "purchase_date", "age")
_BY_WARRANTY = ("tag", "name", "manufacturer", "model", "serial", "place", "supplier", "purchase_date", "warranty_end")
_SUMS = ("quantity", "value")


def assets(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices in the order of the query."""
    rows = list(rows_of(session, meant(choice)))
    return _report(session, choice, _("Devices"), _ALL, [Group(None, rows)])


def assets_by_place(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices place by place, as one walks through the house."""
    order = [verbatim(place.path) for place in place_tree(session)]
    groups = _groups(rows_of(session, meant(choice)), lambda row: _named(row.place), [*order, None], _("No place"))
    return _report(session, choice, _("Devices by place"), _IN_PLACE, groups, _("Place"))


def assets_by_category(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices category by category."""
    order = [verbatim(category.name) for category in categories(session)]
    by_category = rows_of(session, meant(choice))
    groups = _groups(by_category, lambda row: _named(row.category), [*order, None], _("No category"))
    return _report(session, choice, _("Devices by category"), _IN_CATEGORY, groups, _("Category"))


def assets_by_holder(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices person by person, by last name; what nobody holds is left out."""
    holders = holding(session)
    found: dict[int, list[AssetRow]] = {}
    for row in rows_of(session, meant(choice, "holder")):
        if row.id in holders:
            found.setdefault(holders[row.id], []).append(row)
    people = _people(session, list(found))
    groups = [Group(_person(people[holder]), together) for holder, together in found.items()]
    report = _report(session, choice, _("Devices by holder"), _WITH_HOLDER, groups, _("Holder"))
    return replace(report, filters=(*report.filters, _("Devices that nobody holds left out")))


def assets_by_age(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices by how long ago they were bought, the oldest first."""
    today = clock_of(session).today()
    rows = rows_of(session, meant(choice, "purchase_date"))
    groups = _groups(rows, lambda row: age_band(row.purchase_date, today), AGE_BANDS)
    return _report(session, choice, _("Devices by age"), _BY_AGE, groups, _("Age"), (_age(today),))


def assets_by_warranty(session: Session, choice: Choice) -> Report[AssetRow]:
    """Devices by when their warranty ends, the next first."""
    today = clock_of(session).today()
    rows = rows_of(session, meant(choice, "warranty_end"))
    groups = _groups(rows, lambda row: warranty_band(row.warranty_end, today), WARRANTY_BANDS)
    return _report(session, choice, _("Devices by end of warranty"), _BY_WARRANTY, groups, _("Warranty"))


LISTS = (
    ReportKind(
        "assets-by-place",
        _("Devices by place"),
        _("What stands in each room, with the value of each."),
        assets_by_place,
        AssetQuery.about,
        frozenset({"place"}),
    ),
    ReportKind(
        "assets-by-category",
        _("Devices by category"),
        _("What there is of each kind of device, with its value."),
        assets_by_category,
        AssetQuery.about,
        frozenset({"place", "supplier"}),
    ),
    ReportKind(
        "assets-by-holder",
        _("Devices by holder"),
        _("What each person holds, with its value."),
        assets_by_holder,
        AssetQuery.about,
        frozenset({"place"}),
    ),
    ReportKind(
        "assets-by-age",
        _("Devices by age"),
        _("How old the devices are, the oldest first: what is next to be replaced."),
        assets_by_age,
        AssetQuery.about,
    ),
    ReportKind(
        "assets-by-warranty",
        _("Devices by end of warranty"),
        _("Whose warranty ends next, and whose has ended."),
        assets_by_warranty,
        AssetQuery.about,
        frozenset({"supplier"}),
    ),
    ReportKind(
        "assets",
        _("Devices"),
        _("The list as it is filtered and sorted."),
        assets,
        AssetQuery.about,
        frozenset({"place", "person", "supplier"}),
    ),
)


def _named(name: str | None) -> Message | None:
    return None if name is None else verbatim(name)


def _people(session: Session, ids: Sequence[int]) -> dict[int, PersonRow]:
    people: dict[int, PersonRow] = {}
    for start in range(0, len(ids), READ_AT_ONCE):
        people |= person_page(session, ids[start : start + READ_AT_ONCE])
    return people


def _person(row: PersonRow) -> Message:
    """A holder among namesakes: with the class or department."""
    where = row.group or row.department
    return verbatim(f"{row.full_name}  ·  {where}" if where else row.full_name)


def _age(today: date) -> Column[AssetRow]:
    def years(row: AssetRow) -> int | None:
        return None if row.purchase_date is None else max(0, full_years(row.purchase_date, today))

    return Column("age", _("Age (years)"), years, Kind.NUMBER, 8)


def _groups(
    rows: Iterable[AssetRow],
    by: Callable[[AssetRow], Message | None],
    order: Sequence[Message | None],
    without: Message | None = None,
) -> list[Group[AssetRow]]:
    """Rows under their headings in the order given; `without` heads those of None."""
    found: dict[Message | None, list[AssetRow]] = {title: [] for title in order}
    for row in rows:
        found[by(row)].append(row)
    return [Group(without if title is None else title, together) for title, together in found.items() if together]


def _report(  # noqa: PLR0913, PLR0917 - what lists differ in
    session: Session,
    choice: Choice,
    title: Message,
    keys: Sequence[str],
    groups: Sequence[Group[AssetRow]],
    grouped_by: Message | None = None,
    more: Sequence[Column[AssetRow]] = (),
) -> Report[AssetRow]:
    meant_by = meant(choice)
    offered = (*offered_columns(session), *more)
    return Report(
        title=title,
        columns=columns_of((*keys, *_SUMS), [row for group in groups for row in group.rows], offered),
        groups=tuple(groups),
        noun=devices,
        filters=stated(session, meant_by) if isinstance(meant_by, AssetQuery) else (_("Chosen by hand"),),
        grouped_by=grouped_by,
        offered=offered,
    )
