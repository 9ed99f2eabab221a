"""The lines of a stocktake as lists, papers and sheets show them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import aliased

from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Category, Manufacturer, Model
from coorddesk.inventory.rules import CONDITION_TITLES, Condition, called
from coorddesk.stocktaking.models import StocktakeLine
from coorddesk.stocktaking.queries.progress import in_room
from coorddesk.stocktaking.rules import CORRECTION_TITLES, LINE_STATE_TITLES, Correction, LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LineQuery:
    """Which lines of a stocktake, and in which order: `sort` is a key of LINE_COLUMNS.

    `room` takes in all that is inside it: what was found there, or is to be found there.
    """

    stocktake_id: int
    text: str = ""
    states: frozenset[LineState] = frozenset()
    room: int | None = None
    sort: str = "place"
    descending: bool = False


@dataclass(frozen=True)
class LineRow:
    """A line with its device, or the code of what nobody knows."""

    id: int
    version: int
    stocktake_id: int
    asset_id: int | None
    state: LineState
    is_expected: bool
    code: str
    tag: str | None
    serial: str | None
    name: str | None
    category: str | None
    manufacturer: str | None
    model: str | None
    expected_place: str | None
    found_place_id: int | None
    found_place: str | None
    found_at: datetime | None
    found_by: str
    condition: Condition | None
    value: int | None
    note: str
    correction: Correction | None
    holder: str | None

    @property
    def called(self) -> str:
        """What it is called in a sentence: the device, or its code."""
        return self.code if self.asset_id is None else called(self.tag, self.serial, self.name or "", self.asset_id)

    @property
    def about(self) -> str:
        """What kind of thing it is, beside what it is called."""
        made = " ".join(part for part in (self.manufacturer, self.model) if part)
        parts = (self.name, made or self.category)
        return " · ".join(part for part in parts if part and part != self.called)

    @property
    def place(self) -> str | None:
        """Where it was found, else where it is to be found."""
        return self.found_place or self.expected_place

    @property
    def condition_title(self) -> Message | None:
        """The condition in words."""
        return None if self.condition is None else CONDITION_TITLES[self.condition]

    @property
    def correction_title(self) -> Message | None:
        """What was put right, in words."""
        return None if self.correction is None else CORRECTION_TITLES[self.correction]


LINE_COLUMNS: tuple[Column[LineRow], ...] = (
    Column("state", _p("stocktake line", "State"), lambda row: LINE_STATE_TITLES[row.state], Kind.CHOICE, 12),
    Column("number", _("Number or code"), lambda row: row.called, Kind.CODE, 16),
    Column("about", _("What it is"), lambda row: row.about, width=28),
    Column("serial", _("Serial number"), lambda row: row.serial, Kind.CODE, 16),
    Column("category", _("Category"), lambda row: row.category, width=18),
    Column("expected_place", _("Expected in"), lambda row: row.expected_place, width=28),
    Column("place", _("Place"), lambda row: row.place, width=28),
    Column("found_place", _("Found in"), lambda row: row.found_place, width=28),
    Column("holder", _("Holder"), lambda row: row.holder, width=20),
    Column("found_at", _("Counted on"), lambda row: row.found_at, Kind.MOMENT, 16),
    Column("found_by", _("Counted by"), lambda row: row.found_by, width=18),
    Column("condition", _("Condition"), lambda row: row.condition_title, Kind.CHOICE, 12),
    Column("value", _("Value"), lambda row: row.value, Kind.AMOUNT, 12, total=True),
    Column("correction", _("Correction"), lambda row: row.correction_title, Kind.CHOICE, 18),
    Column("note", _("Note"), lambda row: row.note, width=28),
)


def line_ids(session: Session, query: LineQuery) -> array[int]:
    """The lines that a query means, in its order; those without a value come last either way."""
    keys = _ORDERS[query.sort]
    matching = _joined(select(StocktakeLine.id)).where(*_claims(session, query))
    blank = keys[0].is_(None)
    order = [key.desc() if query.descending else key for key in (*keys, StocktakeLine.id)]
    return ids_of(session, matching.order_by(blank, *order))


def line_page(session: Session, ids: Sequence[int]) -> dict[int, LineRow]:
    """The lines of these ids."""
    return {row.id: _row(row) for row in session.execute(_ROWS.where(StocktakeLine.id.in_(ids)))}


def line(session: Session, line_id: int) -> LineRow | None:
    """One line."""
    return line_page(session, [line_id]).get(line_id)


def _claims(session: Session, query: LineQuery) -> list[ColumnElement[bool]]:
    claims = [StocktakeLine.stocktake_id == query.stocktake_id]
    if query.states:
        claims.append(StocktakeLine.state.in_(query.states))
    if query.room is not None:
        claims.append(in_room(session, query.room))
    texts = (
        Asset.search,
        StocktakeLine.code_folded,
        Model.name_folded,
        _EXPECTED_IN.path_folded,
        _FOUND_IN.path_folded,
    )
    claims += [or_(*(contains(text, word) for text in texts)) for word in words(query.text)]
    return claims


def _joined(wanted: Any) -> Any:
    return (
        wanted.select_from(StocktakeLine)
        .outerjoin(Asset, Asset.id == StocktakeLine.asset_id)
        .outerjoin(Category, Category.id == Asset.category_id)
        .outerjoin(Model, Model.id == Asset.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(_EXPECTED_IN, _EXPECTED_IN.id == StocktakeLine.expected_place_id)
        .outerjoin(_FOUND_IN, _FOUND_IN.id == StocktakeLine.found_place_id)
        .outerjoin(Person, Person.id == StocktakeLine.expected_holder_id)
    )


def _row(row: Any) -> LineRow:
    *values, last_name, first_name = row
    values.append(None if last_name is None else PersonName(last_name, first_name).full)
    return LineRow(*values)


_EXPECTED_IN, _FOUND_IN = aliased(Place), aliased(Place)
_NUMBER = func.coalesce(Asset.tag_folded, Asset.serial_folded, StocktakeLine.code_folded)
_PLACE = func.coalesce(_FOUND_IN.path_folded, _EXPECTED_IN.path_folded)
_STATES = case({state: place for place, state in enumerate(LineState)}, value=StocktakeLine.state)
_ORDERS: dict[str, tuple[Any, ...]] = {
    "state": (_STATES, _PLACE, _NUMBER),
    "number": (_NUMBER,),
    "about": (Asset.name_folded, Model.name_folded, _NUMBER),
    "serial": (Asset.serial_folded,),
    "category": (Category.name_folded, _NUMBER),
    "expected_place": (_EXPECTED_IN.path_folded, _NUMBER),
    "place": (_PLACE, _NUMBER),
    "found_place": (_FOUND_IN.path_folded, _NUMBER),
    "holder": (Person.last_name_folded, Person.first_name_folded, _NUMBER),
    "found_at": (StocktakeLine.found_at,),
    "found_by": (func.nullif(StocktakeLine.found_by, ""), StocktakeLine.found_at),
    "condition": (case({each: place for place, each in enumerate(Condition)}, value=StocktakeLine.condition), _NUMBER),
    "value": (StocktakeLine.value,),
    "correction": (StocktakeLine.correction, _NUMBER),
    "note": (func.nullif(StocktakeLine.note, ""),),
}
_ROWS: Select[*tuple[Any, ...]] = _joined(
    select(
        StocktakeLine.id,
        StocktakeLine.version,
        StocktakeLine.stocktake_id,
        StocktakeLine.asset_id,
        StocktakeLine.state,
        StocktakeLine.is_expected,
        StocktakeLine.code,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Category.name.label("category"),
        Manufacturer.name.label("manufacturer"),
        Model.name.label("model"),
        _EXPECTED_IN.path.label("expected_path"),
        StocktakeLine.found_place_id,
        _FOUND_IN.path.label("found_path"),
        StocktakeLine.found_at,
        StocktakeLine.found_by,
        StocktakeLine.condition,
        StocktakeLine.value,
        StocktakeLine.note,
        StocktakeLine.correction,
        Person.last_name,
        Person.first_name,
    )
)
