"""The replacement plan of the desk: its table by category and year, and the devices behind each of its figures."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.rules import natural_order
from coorddesk.inventory.queries.lives import Life, lived, lives_in_use
from coorddesk.inventory.queries.rows import AssetRow, asset_page
from coorddesk.inventory.rules import CONDITION_TITLES, called
from coorddesk.inventory.rules.replacement import PLANNED_YEARS, Due, PlanTable, due, plan_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PlanQuery:
    """The devices of a plan that begins with the year `first`, in which order; of a category or a year only, if set.

    Devices without a category are those of the category "".
    """

    first: int
    category: str | None = None
    year: int | None = None
    text: str = ""
    sort: str = "year"
    descending: bool = False


@dataclass(frozen=True)
class PlanRow:
    """A device in the plan; `cost` in cents of all of them, `is_late` if it was due before the plan begins."""

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
    year: int
    cost: int | None
    is_late: bool
    is_decided: bool
    plan_reason: str

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
    Column("year", _("Year"), lambda row: str(row.year), Kind.CODE, 7),
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


def replacement_table(session: Session, first: int) -> PlanTable:
    """What is to be replaced in five years, by category and year; the category "" is none."""
    years = range(first, first + PLANNED_YEARS)
    return plan_table(years, ((each.category or "", each.quantity, when) for each, when in _due(session, first)))


def plan_ids(session: Session, query: PlanQuery) -> array[int]:
    """The devices that are to be replaced within the plan, those without a value in the order's column last."""
    last = query.first + PLANNED_YEARS - 1
    meant = [
        each.asset_id
        for each, when in _due(session, query.first)
        if (when.year <= last if query.year is None else when.year == query.year)
        and query.category in {None, each.category or ""}
    ]
    looked_for = words(query.text)
    rows = [row for row in plan_page(session, meant, query.first).values() if _holds(row, looked_for)]
    keyed = [
        (_key(row, query.sort), _key(row, "year"), _key(row, "category"), _key(row, "device"), row.id) for row in rows
    ]
    filled = sorted((each for each in keyed if each[0] != ()), reverse=query.descending)
    blank = sorted(each for each in keyed if each[0] == ())
    return array("q", (each[-1] for each in [*filled, *blank]))


def plan_page(session: Session, ids: Sequence[int], first: int) -> dict[int, PlanRow]:
    """Devices as the plan shows them; one of whose age nothing is known is left out."""
    rows, lives = asset_page(session, list(ids)), lived(session, list(ids))
    found = {}
    for asset_id, row in rows.items():
        when = due(lives[asset_id].ageing, first)
        if when is not None:
            found[asset_id] = _row(row, lives[asset_id], when)
    return found


def undated(session: Session) -> int:
    """How many devices are in no plan: nobody knows since when they serve."""
    return sum(each.quantity for each in lives_in_use(session) if due(each.ageing, 0) is None)


def _due(session: Session, first: int) -> Iterator[tuple[Life, Due]]:
    for each in lives_in_use(session):
        when = due(each.ageing, first)
        if when is not None:
            yield each, when


def _row(row: AssetRow, life: Life, when: Due) -> PlanRow:
    return PlanRow(
        row.id,
        row.version,
        row.tag,
        row.serial,
        row.name,
        row.category,
        " ".join(part for part in (row.manufacturer, row.model) if part),
        row.place,
        None if row.condition is None else CONDITION_TITLES[row.condition],
        life.since,
        row.quantity,
        row.price,
        when.year,
        when.cost,
        when.is_late,
        life.planned_year is not None,
        life.plan_reason,
    )


def _holds(row: PlanRow, looked_for: Sequence[str]) -> bool:
    said = (row.device, row.name, row.category, row.model, row.place)
    text = fold(" ".join(part for part in said if part)) if looked_for else ""
    return all(word in text for word in looked_for)


def _key(row: PlanRow, key: str) -> tuple[object, ...]:
    """What a column is sorted by; an empty tuple for a blank."""
    match key:
        case "year":
            return (row.year,)
        case "category" | "model" | "place" | "device":
            return natural_order(fold(str(getattr(row, key) or "")))
        case "condition":
            return () if row.condition is None else (list(CONDITION_TITLES.values()).index(row.condition),)
        case "why":
            return (not row.is_decided, not row.is_late, fold(row.plan_reason))
    value = getattr(row, key)
    return () if value is None else (value,)
