"""Stocktakes as lists and cards show them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, select, true

from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Category
from coorddesk.inventory.queries import AssetQuery, matches
from coorddesk.stocktaking.models import Stocktake
from coorddesk.stocktaking.queries.progress import counts_of
from coorddesk.stocktaking.rules import Counts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Stage(StrEnum):
    """Whether a stocktake goes on."""

    OPEN = "open"
    CLOSED = "closed"


STAGE_TITLES: dict[Stage, Message] = {
    Stage.OPEN: _p("stocktake", "Open"),
    Stage.CLOSED: _p("stocktake", "Closed"),
}


@dataclass(frozen=True)
class StocktakeQuery:
    """Which stocktakes, and in which order: `sort` is the key of one of STOCKTAKE_COLUMNS."""

    text: str = ""
    sort: str = "opened_at"
    descending: bool = True
    stage: Stage | None = None


@dataclass(frozen=True)
class StocktakeRow:
    """A stocktake with what it covers and how far it is."""

    id: int
    version: int
    name: str
    place_id: int | None
    place: str | None
    category: str | None
    holder: str | None
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    notes: str
    counts: Counts

    @property
    def stage(self) -> Stage:
        """Whether it goes on."""
        return Stage.OPEN if self.closed_at is None else Stage.CLOSED

    @property
    def scope(self) -> Message:
        """What it covers, in words."""
        parts = [verbatim(part) for part in (self.place, self.category, self.holder) if part]
        return (
            reduce(lambda one, other: _("{one} · {other}", one=one, other=other), parts) if parts else _("Everything")
        )


STOCKTAKE_COLUMNS: tuple[Column[StocktakeRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=28),
    Column("scope", _("What is counted"), lambda row: row.scope, Kind.CHOICE, 28),
    Column("stage", _("Stage"), lambda row: STAGE_TITLES[row.stage], Kind.CHOICE, 10),
    Column("devices", _("Devices"), lambda row: row.counts.devices, Kind.NUMBER, 9),
    Column("to_find", _p("stocktake line", "To find"), lambda row: row.counts.to_find, Kind.NUMBER, 9),
    Column("found", _p("stocktake line", "Found"), lambda row: row.counts.found, Kind.NUMBER, 9),
    Column("misplaced", _p("stocktake line", "Misplaced"), lambda row: row.counts.misplaced, Kind.NUMBER, 9),
    Column("missing", _p("stocktake line", "Missing"), lambda row: row.counts.missing, Kind.NUMBER, 9),
    Column("unknown", _p("stocktake line", "Unknown"), lambda row: row.counts.unknown, Kind.NUMBER, 9),
    Column("opened_at", _p("stocktake", "Opened"), lambda row: row.opened_at, Kind.MOMENT, 16),
    Column("opened_by", _("Opened by"), lambda row: row.opened_by, width=18),
    Column("closed_at", _p("stocktake", "Closed on"), lambda row: row.closed_at, Kind.MOMENT, 16),
    Column("closed_by", _("Closed by"), lambda row: row.closed_by, width=18),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def stocktake_ids(session: Session, query: StocktakeQuery = StocktakeQuery()) -> array[int]:
    """The stocktakes whose name holds every word of a query; there are dozens at most, sorted here."""
    wanted = select(Stocktake.id).where(contains_all(Stocktake.name_folded, query.text), _is_of(query.stage))
    rows = list(stocktake_page(session, session.scalars(wanted).all()).values())
    keyed = [(_key(row, query.sort), row.id) for row in rows]
    filled, blank = [each for each in keyed if each[0] is not None], [each for each in keyed if each[0] is None]
    filled.sort(reverse=query.descending)
    return array("q", (row_id for _value, row_id in [*filled, *sorted(blank)]))


def stocktake_page(session: Session, ids: Sequence[int]) -> dict[int, StocktakeRow]:
    """The stocktakes of these ids, with how far each is."""
    counted = counts_of(session, ids)
    return {row.id: _row(row, counted) for row in session.execute(_ROWS.where(Stocktake.id.in_(ids)))}


def stocktake(session: Session, stocktake_id: int) -> StocktakeRow | None:
    """One stocktake, for its card, its screen or its paper."""
    return stocktake_page(session, [stocktake_id]).get(stocktake_id)


def open_stocktakes(session: Session) -> tuple[Option, ...]:
    """Those that go on, the latest first, to choose from."""
    rows = select(Stocktake.id, Stocktake.name).where(Stocktake.closed_at.is_(None))
    return tuple(Option(*row) for row in session.execute(rows.order_by(Stocktake.id.desc())))


def open_of(session: Session, *, place_id: int | None = None, holder_id: int | None = None) -> int | None:
    """The latest stocktake that goes on of just this place, or of just what somebody holds."""
    wanted = select(Stocktake.id).where(
        Stocktake.closed_at.is_(None),
        Stocktake.place_id == place_id,
        Stocktake.category_id.is_(None),
        Stocktake.holder_id == holder_id,
    )
    return session.scalar(wanted.order_by(Stocktake.id.desc()).limit(1))


def expected_count(session: Session, query: AssetQuery) -> int:
    """How many devices a stocktake of a scope would expect, were it opened now."""
    return session.scalar(select(func.count(Asset.id)).where(*matches(session, query))) or 0


def stage_counts(session: Session) -> dict[Stage, int]:
    """How many stocktakes go on, and how many are closed."""
    is_closed = Stocktake.closed_at.is_not(None)
    rows = session.execute(select(is_closed, func.count()).group_by(is_closed))
    return {Stage.CLOSED if closed else Stage.OPEN: count for closed, count in rows}


def stocktake_named(session: Session, name: str) -> int | None:
    """The stocktake of a name."""
    return session.scalar(select(Stocktake.id).where(Stocktake.name_folded == fold(name)))


def _is_of(stage: Stage | None) -> ColumnElement[bool]:
    match stage:
        case Stage.OPEN:
            return Stocktake.closed_at.is_(None)
        case Stage.CLOSED:
            return Stocktake.closed_at.is_not(None)
    return true()


def _key(row: StocktakeRow, sort: str) -> Any:
    """What a column is sorted by; None is blank."""
    match sort:
        case "scope":
            return fold(" ".join(part for part in (row.place, row.category, row.holder) if part)) or None
        case "stage":
            return list(Stage).index(row.stage)
        case "devices" | "to_find" | "found" | "misplaced" | "missing" | "unknown":
            return getattr(row.counts, sort)
    value = getattr(row, sort)
    return fold(value) or None if isinstance(value, str) else value


def _row(row: Any, counted: dict[int, Counts]) -> StocktakeRow:
    *values, last_name, first_name = row
    values.insert(_HOLDER, None if last_name is None else PersonName(last_name, first_name).full)
    values.append(counted.get(row.id, Counts()))
    return StocktakeRow(*values)


_HOLDER = 6
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Stocktake.id,
        Stocktake.version,
        Stocktake.name,
        Stocktake.place_id,
        Place.path,
        Category.name.label("category"),
        Stocktake.opened_at,
        Stocktake.opened_by,
        Stocktake.closed_at,
        Stocktake.closed_by,
        Stocktake.notes,
        Person.last_name,
        Person.first_name,
    )
    .outerjoin(Place, Place.id == Stocktake.place_id)
    .outerjoin(Category, Category.id == Stocktake.category_id)
    .outerjoin(Person, Person.id == Stocktake.holder_id)
)
