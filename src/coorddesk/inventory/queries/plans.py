"""The replacement plan of the desk: its table by category and year, and the devices behind each of its figures."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, extract, func, or_, select

from coorddesk.budget.queries import fiscal_year_now
from coorddesk.budget.rules.years import Span, planned_spans, year_after, year_named
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place
from coorddesk.directory.rules import natural_order
from coorddesk.inventory.models import Asset, AssetLife, Category, Manufacturer, Model
from coorddesk.inventory.queries.lives import AT_ONCE, IN_USE, LIVES, Life
from coorddesk.inventory.rules import CONDITION_TITLES, called
from coorddesk.inventory.rules.replacement import PLANNED_YEARS, Ageing, Due, PlanTable, due, plan_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PlanQuery:
    """The devices of a plan that begins with the year `first`, in which order; of a category or a year only, if set.

    Years are those of the budget, meant by the year in which they begin. Devices without a category are those of "".
    """

    first: int
    category: str | None = None
    year: int | None = None
    text: str = ""
    sort: str = "year"
    descending: bool = False


class PlanRow(NamedTuple):
    """A device in the plan; `cost` in cents of all of them, `is_late` if it was due before the plan begins.

    `year` is that in which the year of the budget begins, which is called `year_name`.
    `price` is that of one when it was bought, `estimated_price` what somebody says that the next one will cost.
    """

    id: int
    version: int
    tag: str | None
    serial: str | None
    name: str
    category: str | None
    model: str
    place: str | None
    condition: Message | None
    since: date | None
    quantity: int
    price: int | None
    estimated_price: int | None
    year: int
    cost: int | None
    is_late: bool
    is_decided: bool
    plan_reason: str
    year_name: str

    @property
    def device(self) -> str:
        """What it is called."""
        return called(self.tag, self.serial, self.name, self.id)

    @property
    def why(self) -> Message:
        """What says so: a person, its age, or that it should have gone before."""
        if self.is_decided:
            return _("Decided: {reason}", reason=self.plan_reason) if self.plan_reason else _("Decided")
        return _("Due before") if self.is_late else _("By age and condition")


PLAN_COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("year", _("Year"), lambda row: row.year_name, Kind.CODE, 9),
    Column("category", _("Category"), lambda row: row.category or _("No category"), Kind.CHOICE, 20),
    Column("device", _("Device"), lambda row: row.device, Kind.CODE, 14),
    Column("model", _("Model"), lambda row: row.model, width=22),
    Column("place", _("Place"), lambda row: row.place, width=24),
    Column("since", _("Serves since"), lambda row: row.since, Kind.DATE, 12),
    Column("condition", _("Condition"), lambda row: row.condition, Kind.CHOICE, 12),
    Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, 8, total=True),
    Column("cost", _("Estimated cost"), lambda row: row.cost, Kind.AMOUNT, 14, total=True),
    Column("why", _("Why then"), lambda row: row.why, Kind.CHOICE, 26),
)


@dataclass(frozen=True)
class PlanOverview:
    """A plan by category and year, its years, and how many devices are in no plan: nobody knows since when they serve.

    The category "" is none.
    """

    table: PlanTable
    spans: tuple[Span, ...]
    undated: int


def fiscal_year(session: Session) -> Span | None:
    """The year that those of a plan are like: that of the budget today; None for civil ones."""
    return fiscal_year_now(session, clock_of(session).today())[0]


def first_year(session: Session) -> int:
    """The year with which a plan begins: the one whose budget is still to be made."""
    return year_after(clock_of(session).today(), fiscal_year(session))


def plan_overview(session: Session, first: int | None = None) -> PlanOverview:
    """What is to be replaced in the five years from `first` on; without it, from next year on."""
    like = fiscal_year(session)
    spans = planned_spans(like, first_year(session) if first is None else first, PLANNED_YEARS)
    years = [span.first.year for span in spans]
    coming: list[tuple[str, int, Due]] = []
    undated = 0
    for category, quantity, ageing in _together(session, like):
        when = due(ageing, years[0], like)
        if when is None:
            undated += quantity
        else:
            coming.append((category, quantity, when))
    return PlanOverview(plan_table(years, coming), spans, undated)


def _together(session: Session, like: Span | None) -> Iterator[tuple[str, int, Ageing]]:
    """Devices in use that are due together as one: their category, how many they are, and what all of them cost."""
    each = LIVES.with_only_columns(
        func.coalesce(Category.name, "").label("category"),
        Asset.condition,
        func.coalesce(Model.life_years, Category.life_years).label("life"),
        AssetLife.planned_year,
        _begun(func.coalesce(AssetLife.in_service, Asset.purchase_date), like).label("begun"),
        Asset.quantity,
        (func.coalesce(AssetLife.estimated_price, Asset.price) * Asset.quantity).label("cost"),
    )
    of = each.where(*IN_USE).subquery().c
    keys = (of.category, of.condition, of.life, of.planned_year, of.begun, of.cost.is_(None))
    for category, condition, life, planned, begun, _unpriced, quantity, cost in session.execute(
        select(*keys, func.sum(of.quantity), func.sum(of.cost)).group_by(*keys)
    ):
        since = None if begun is None else planned_spans(like, int(begun), 1)[0].first
        total = None if cost is None else int(cost)
        yield category, int(quantity), Ageing(since, condition, life, total, planned_year=planned)


def _begun(day: ColumnElement[date | None], like: Span | None) -> ColumnElement[int]:
    """The year in which the year begins that a day is in, as `year_of_day` has it."""
    first = planned_spans(like, 2000, 1)[0].first
    month = extract("month", day)
    is_before = or_(month < first.month, and_(month == first.month, extract("day", day) < first.day))
    begun = extract("year", day) - case((is_before, 1), else_=0)
    return begun if like is None else case((day.between(like.first, like.last), like.first.year), else_=begun)


def plan_ids(session: Session, query: PlanQuery) -> array[int]:
    """The devices that are to be replaced within the plan, those without a value in the order's column last."""
    return array("q", (row.id for row in plan_rows(session, query)))


def plan_rows(session: Session, query: PlanQuery) -> list[PlanRow]:
    """These devices themselves, in the order of a query."""
    years = range(query.first, query.first + PLANNED_YEARS) if query.year is None else (query.year,)
    wanted = _PLANNED.where(*IN_USE)
    if query.category is not None:
        wanted = wanted.where(func.coalesce(Category.name, "") == query.category)
    looked_for = words(query.text)
    rows = [row for row in _planned(session, wanted, query.first, years) if _holds(row, looked_for)]
    orders = {name: _words(name) for name in {row.category for row in rows}}
    rows.sort(key=lambda row: (row.year, orders[row.category], _words(row.device), row.id))
    filled = [row for row in rows if _key(row, query.sort) != ()]
    blank = [row for row in rows if _key(row, query.sort) == ()]
    return [*sorted(filled, key=lambda row: _key(row, query.sort), reverse=query.descending), *blank]


def plan_page(session: Session, ids: Sequence[int], first: int) -> dict[int, PlanRow]:
    """Devices as the plan shows them; one of whose age nothing is known is left out."""
    return {row.id: row for row in _planned(session, _PLANNED.where(Asset.id.in_(ids)), first)}


def _planned(
    session: Session, wanted: Select[*tuple[Any, ...]], first: int, years: Collection[int] | None = None
) -> Iterator[PlanRow]:
    """Read devices as they come, and let each say when it is due: in one of these years, or at all."""
    like = fiscal_year(session)
    named = cache(lambda year: year_named(year, like))
    for row in session.execute(wanted.execution_options(yield_per=AT_ONCE)):
        life = Life(*row[:_OF_LIFE])
        when = due(life.ageing, first, like)
        if when is not None and (years is None or when.year in years):
            yield _row(life, row, when, named(when.year))


def _row(life: Life, row: Any, when: Due, year_name: str) -> PlanRow:
    return PlanRow(
        life.asset_id,
        row.version,
        row.tag,
        row.serial,
        row.device_name,
        life.category,
        " ".join(part for part in (row.maker, row.model) if part),
        row.path,
        None if life.condition is None else CONDITION_TITLES[life.condition],
        life.since,
        life.quantity,
        life.price,
        life.estimated_price,
        when.year,
        when.cost,
        when.is_late,
        life.planned_year is not None,
        life.plan_reason,
        year_name,
    )


def _holds(row: PlanRow, looked_for: Sequence[str]) -> bool:
    said = (row.device, row.name, row.category, row.model, row.place)
    text = fold(" ".join(part for part in said if part)) if looked_for else ""
    return all(word in text for word in looked_for)


def _key(row: PlanRow, key: str) -> tuple[object, ...]:
    """What a column is sorted by; an empty tuple for a blank."""
    match key:
        case "category" | "model" | "place" | "device":
            return _words(getattr(row, key))
        case "condition":
            return () if row.condition is None else (list(CONDITION_TITLES.values()).index(row.condition),)
        case "why":
            return (not row.is_decided, not row.is_late, fold(row.plan_reason))
    value = getattr(row, key)
    return () if value is None else (value,)


def _words(text: str | None) -> tuple[object, ...]:
    return natural_order(fold(text or ""))


_OF_LIFE = len(LIVES.selected_columns)
_PLANNED: Select[*tuple[Any, ...]] = (
    LIVES.add_columns(
        Asset.version,
        Asset.tag,
        Asset.serial,
        Asset.name.label("device_name"),
        Manufacturer.name.label("maker"),
        Model.name.label("model"),
        Place.path,
    )
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Place, Place.id == Asset.place_id)
)
