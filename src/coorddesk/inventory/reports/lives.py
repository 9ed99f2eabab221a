"""Life and money on paper: what devices are worth in the books on a day, and what is to be replaced when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.budget.rules.years import Span, planned_spans, year_of_day
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.inventory.queries import AssetQuery, AssetRow, stated
from coorddesk.inventory.queries.disposals import days_of_leaving
from coorddesk.inventory.queries.lives import Life, lived
from coorddesk.inventory.queries.papers import asset_ids_of
from coorddesk.inventory.queries.plans import (
    PLAN_COLUMNS,
    PlanQuery,
    PlanRow,
    first_year,
    fiscal_year,
    plan_overview,
    plan_rows,
)
from coorddesk.inventory.reports.reading import Choice, meant, rows_of
from coorddesk.inventory.rules import DEPRECIATION_TITLES, MetaStatus
from coorddesk.inventory.rules.replacement import PLANNED_YEARS, PlanTable
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class WorthOn:
    """The devices whose book value is asked for, at the end of which day; without one, of today."""

    devices: Choice = None
    day: date | None = None


@dataclass(frozen=True)
class WrittenOff:
    """A device on a day: cents of all of them paid, written off so far, in this year of the budget, and left."""

    row: AssetRow
    life: Life
    paid: int | None
    this_year: int | None
    left: int | None

    @property
    def so_far(self) -> int | None:
        """What has been written off."""
        return None if self.left is None or self.paid is None else self.paid - self.left


@dataclass(frozen=True)
class PlanLine:
    """A category in the plan: cents by year, and in all."""

    category: Message
    table: PlanTable
    key: str | None

    def cost(self, year: int | None) -> int:
        """The cents of a year, or of all of them."""
        return self.table.cell(self.key, year).cost


def depreciation(session: Session, choice: Choice | WorthOn) -> Report[WrittenOff]:
    """Each device that is written off with its book value, category by category; the others are said to be left out."""
    wish = choice if isinstance(choice, WorthOn) else WorthOn(choice)
    day = wish.day or clock_of(session).today()
    query = AssetQuery(sort="category") if wish.devices is None else meant(wish.devices, "category")
    left = days_of_leaving(session)
    rows = [each for each in _written_off(session, query, day) if _was_there(each, day, left)]
    known = [each for each in rows if each.left is not None]
    groups: dict[str | None, list[WrittenOff]] = {}
    for each in known:
        groups.setdefault(each.row.category, []).append(each)
    left_out = len(rows) - len(known)
    filters = (
        _("Book value on {day}", day=day),
        *(stated(session, query) if isinstance(query, AssetQuery) else (_("Chosen by hand"),)),
        _("What had left by then, or was still to come, left out"),
        *(
            [
                _n(
                    "{count} device without depreciation left out",
                    "{count} devices without depreciation left out",
                    left_out,
                )
            ]
            if left_out
            else []
        ),
    )
    return Report(
        _("Depreciation on {day}", day=day),
        _COLUMNS,
        tuple(Group(verbatim(name) if name else _("No category"), devices) for name, devices in groups.items()),
        _devices,
        filters,
        _("Category"),
        offered=_COLUMNS,
    )


def depreciation_by_category(session: Session, choice: Choice | WorthOn) -> Report[Group[WrittenOff]]:
    """What the devices of each category cost, what of it is written off, and what is left."""
    whole = depreciation(session, choice)
    columns: tuple[Column[Group[WrittenOff]], ...] = (
        Column("category", _("Category"), lambda row: row.title, Kind.CHOICE, 28),
        Column("devices", _("Devices"), lambda row: len(row.rows), Kind.NUMBER, 10, total=True),
        Column("paid", _("Cost"), lambda row: _sum(each.paid for each in row.rows), Kind.AMOUNT, 16, total=True),
        Column(
            "this_year",
            _("Written off this year"),
            lambda row: _sum(each.this_year for each in row.rows),
            Kind.AMOUNT,
            16,
            total=True,
        ),
        Column(
            "so_far",
            _("Written off so far"),
            lambda row: _sum(each.so_far for each in row.rows),
            Kind.AMOUNT,
            16,
            total=True,
        ),
        Column("left", _("Book value"), lambda row: _sum(each.left for each in row.rows), Kind.AMOUNT, 16, total=True),
    )
    noun = _categories
    return Report(whole.title, columns, (Group(None, whole.groups),), noun, whole.filters, offered=columns)


def replacement_plan(session: Session, choice: PlanQuery | None) -> Report[PlanRow]:
    """The devices to be replaced in five years, year by year."""
    query = choice or PlanQuery(first_year(session))
    spans = planned_spans(fiscal_year(session), query.first, PLANNED_YEARS)
    years: dict[str, list[PlanRow]] = {}
    for row in sorted(plan_rows(session, query), key=lambda row: row.year):
        years.setdefault(row.year_name, []).append(row)
    columns = tuple(column for column in PLAN_COLUMNS if column.key != "year")
    return Report(
        _plan_title(spans),
        columns,
        tuple(Group(verbatim(year), rows) for year, rows in years.items()),
        _devices,
        _plan_filters(query, spans),
        _("Year"),
        offered=columns,
    )


def replacement_by_category(session: Session, choice: PlanQuery | None) -> Report[PlanLine]:
    """What the replacement of each category costs, year by year: a page for whoever votes the budget."""
    plan = plan_overview(session, None if choice is None else choice.first)
    table = plan.table
    rows = [PlanLine(verbatim(name) if name else _("No category"), table, name) for name in table.categories]
    columns = (
        Column[PlanLine]("category", _("Category"), lambda row: row.category, Kind.CHOICE, 26),
        Column[PlanLine](
            "devices", _("Devices"), lambda row: row.table.cell(row.key, None).devices, Kind.NUMBER, 9, total=True
        ),
        *(_year_column(span) for span in plan.spans),
        Column[PlanLine]("all", _("In five years"), lambda row: row.cost(None), Kind.AMOUNT, 15, total=True),
    )
    return Report(
        _plan_title(plan.spans), columns, (Group(None, rows),), _categories, _unpriced(table), offered=columns
    )


def _on_day(choice: Choice | WorthOn, day: date) -> WorthOn | None:
    if not isinstance(choice, WorthOn):
        return WorthOn(choice, day)
    return replace(choice, day=day) if choice.day is None else None


def _from_year(choice: PlanQuery | None, day: date) -> PlanQuery | None:
    return PlanQuery(day.year) if choice is None else None


def _about(subject: tuple[str, int]) -> WorthOn | None:
    query = AssetQuery.about(subject)
    return None if query is None else WorthOn(query)


WRITTEN_OFF = (
    ReportKind(
        "depreciation",
        _("Depreciation"),
        _("What each device cost, what of it is written off, and its book value on a day."),
        depreciation,
        _about,
        of_the_moment=True,
        dated=_on_day,
    ),
    ReportKind(
        "depreciation-by-category",
        _("Depreciation by category"),
        _("Cost, depreciation and book value of each category on a day."),
        depreciation_by_category,
        _about,
        of_the_moment=True,
        dated=_on_day,
    ),
)
PLANS = (
    ReportKind(
        "replacement-plan",
        _("Replacement plan"),
        _("Which devices are to be replaced in the next five years, and what that costs."),
        replacement_plan,
        of_the_moment=True,
        dated=_from_year,
    ),
    ReportKind(
        "replacement-budget",
        _("Replacement plan by category"),
        _("What replacing devices costs, by category and year."),
        replacement_by_category,
        of_the_moment=True,
        dated=_from_year,
    ),
)


def _written_off(session: Session, query: AssetQuery | Sequence[int], day: date) -> list[WrittenOff]:
    lives = lived(session, list(asset_ids_of(session, query)))
    like = fiscal_year(session)
    eve = planned_spans(like, year_of_day(day, like), 1)[0].first - timedelta(days=1)
    return [_written(row, lives[row.id], day, eve) for row in rows_of(session, query)]


def _was_there(each: WrittenOff, day: date, left: Mapping[int, date]) -> bool:
    """Whether a device was there on a day: it served already, and had not left."""
    gone = left.get(each.row.id)
    if gone is None and each.row.meta is MetaStatus.RETIRED:
        return False  # nobody knows since when
    return (gone is None or gone > day) and (each.life.since is None or each.life.since <= day)


def _written(row: AssetRow, life: Life, day: date, eve: date) -> WrittenOff:
    left, before = life.worth(day), life.worth(eve)
    this_year = None if left is None or before is None else before - left
    return WrittenOff(row, life, row.value, this_year, left)


def _year_column(span: Span) -> Column[PlanLine]:
    year = span.first.year
    return Column(f"y{year}", verbatim(span.name), lambda row: row.cost(year) or None, Kind.AMOUNT, 14, total=True)


def _plan_title(spans: Sequence[Span]) -> Message:
    first, last = spans[0].first.year, spans[-1].last.year
    return _("Replacement plan {first}–{last}", first=digits(first), last=digits(last))


def _plan_filters(query: PlanQuery, spans: Sequence[Span]) -> tuple[Message, ...]:
    named = [] if query.category is None else [_("Category: {name}", name=query.category or _("No category"))]
    names = {span.first.year: span.name for span in spans}
    year = [] if query.year is None else [_("Year: {year}", year=verbatim(names.get(query.year, str(query.year))))]
    return (*named, *year, *([_("Search: “{text}”", text=query.text)] if query.text else []))


def _unpriced(table: PlanTable) -> tuple[Message, ...]:
    count = table.cell(None, None).unpriced
    return (_n("{count} device has no price", "{count} devices have no price", count),) if count else ()


def _sum(amounts: Iterable[int | None]) -> int:
    return sum(each or 0 for each in amounts)


def _devices(count: int) -> Message:
    return _n("{count} device", "{count} devices", count)


def _categories(count: int) -> Message:
    return _n("{count} category", "{count} categories", count)


_COLUMNS: tuple[Column[WrittenOff], ...] = (
    Column("tag", _("Inventory number"), lambda each: each.row.tag, Kind.CODE, 13),
    Column("model", _("Model"), lambda each: " ".join(filter(None, (each.row.manufacturer, each.row.model))), width=20),
    Column("since", _("Put into service"), lambda each: each.life.since, Kind.DATE, 12),
    Column(
        "method",
        _("Depreciation"),
        lambda each: each.life.method and DEPRECIATION_TITLES[each.life.method],
        Kind.CHOICE,
        11,
    ),
    Column("years", _("Over (years)"), lambda each: each.life.years, Kind.NUMBER, 8),
    Column("paid", _("Cost"), lambda each: each.paid, Kind.AMOUNT, 14, total=True),
    Column("this_year", _("Written off this year"), lambda each: each.this_year, Kind.AMOUNT, 14, total=True),
    Column("so_far", _("Written off so far"), lambda each: each.so_far, Kind.AMOUNT, 14, total=True),
    Column("left", _("Book value"), lambda each: each.left, Kind.AMOUNT, 14, total=True),
)
