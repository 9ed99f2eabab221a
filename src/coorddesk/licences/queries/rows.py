"""The licences as lists, cards and forms show them: how many seats are taken, and until when they are valid.

The key is in none of these rows; `keys.py` alone reads it.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, case, func, nulls_last, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Supplier
from coorddesk.inventory.models import Asset, Manufacturer, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.licences.models import Licence, LicenceSeat
from coorddesk.licences.rules import (
    AHEAD,
    LICENCE_KIND_TITLES,
    LICENCE_STATE_TITLES,
    LicenceKind,
    LicenceState,
    is_overused,
    licence_state,
    seats_left,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LicenceQuery:
    """Which licences, and in which order: `sort` is the key of one of LICENCE_COLUMNS.

    Those that have expired are left out, unless their `state` is asked for or `everything`. `over` are those of which
    more seats are taken than were bought, `reclaim` those with seats of who left or of what was retired.
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    kind: LicenceKind | None = None
    state: LicenceState | None = None
    manufacturer: int | None = None
    supplier: int | None = None
    over: bool = False
    reclaim: bool = False
    everything: bool = False


@dataclass(frozen=True)
class LicenceRow:
    """A licence, how many of its seats are taken, and how many of them by who left or what was retired (`idle`)."""

    id: int
    version: int
    name: str
    kind: LicenceKind
    manufacturer_id: int | None
    manufacturer: str | None
    supplier_id: int | None
    supplier: str | None
    seats: int | None
    has_key: bool
    purchase_date: date | None
    price: int | None
    start: date | None
    expiry: date | None
    order_number: str
    invoice_number: str
    notes: str
    taken: int
    idle: int
    state: LicenceState

    @property
    def left(self) -> int | None:
        """How many seats are free; below zero, so many too many are taken."""
        return seats_left(self.seats, self.taken)

    @property
    def is_overused(self) -> bool:
        """Whether more seats are taken than were bought."""
        return is_overused(self.seats, self.taken)

    @property
    def said_seats(self) -> Message:
        """How its seats stand, in a line: "12 of 30 seats taken"."""
        if self.seats is None:
            return _n("{count} seat taken, no limit", "{count} seats taken, no limit", self.taken)
        if self.is_overused:
            return _(
                "{taken} seats taken of {seats}: {over} too many",
                taken=self.taken,
                seats=self.seats,
                over=self.taken - self.seats,
            )
        return _("{taken} of {seats} seats taken", taken=self.taken, seats=self.seats)


LICENCE_COLUMNS: tuple[Column[LicenceRow], ...] = (
    Column("name", _("Licence"), lambda row: row.name, width=32),
    Column("manufacturer", _("Publisher"), lambda row: row.manufacturer, width=20),
    Column("kind", _("Kind of licence"), lambda row: LICENCE_KIND_TITLES[row.kind], Kind.CHOICE, 18),
    Column("seats", _("Seats"), lambda row: row.seats, Kind.NUMBER, 10),
    Column("taken", _("Seats taken"), lambda row: row.taken, Kind.NUMBER, 12),
    Column("left", _("Seats free"), lambda row: row.left, Kind.NUMBER, 12),
    Column("idle", _("Seats to take back"), lambda row: row.idle or None, Kind.NUMBER, 12),
    Column("state", _p("licence", "State"), lambda row: LICENCE_STATE_TITLES[row.state], Kind.CHOICE, 14),
    Column("start", _("Valid from"), lambda row: row.start, Kind.DATE, 12),
    Column("expiry", _("Valid until"), lambda row: row.expiry, Kind.DATE, 12),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=20),
    Column("purchase_date", _("Purchase date"), lambda row: row.purchase_date, Kind.DATE, 12),
    Column("price", _("Price"), lambda row: row.price, Kind.AMOUNT, 12, total=True),
    Column("order_number", _("Order number"), lambda row: row.order_number, Kind.CODE, 16),
    Column("invoice_number", _("Invoice number"), lambda row: row.invoice_number, Kind.CODE, 16),
    Column("has_key", _("Key kept"), lambda row: row.has_key or None, Kind.YES_NO, 12),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def licence_ids(session: Session, query: LicenceQuery = LicenceQuery()) -> array[int]:
    """The licences that a query means, in its order; those without a value come last either way."""
    today = clock_of(session).today()
    order = _state(today) if query.sort == "state" else _ORDERS.get(query.sort, Licence.name_folded)
    key = order.desc() if query.descending else order
    wanted = _joined(select(Licence.id)).where(*_meant(query, today))
    return ids_of(session, wanted.order_by(nulls_last(key), Licence.name_folded, Licence.id))


def licence_page(session: Session, ids: Sequence[int]) -> dict[int, LicenceRow]:
    """The licences of these ids."""
    today = clock_of(session).today()
    idle = _idle_seats(today)
    wanted = _joined(select(*_COLUMNS, func.coalesce(idle.c.idle, 0).label("idle")))
    wanted = wanted.outerjoin(idle, idle.c.licence_id == Licence.id).where(Licence.id.in_(ids))
    rows = session.execute(wanted).mappings()
    return {row["id"]: LicenceRow(**row, state=licence_state(row["start"], row["expiry"], today)) for row in rows}


def licence_row(session: Session, licence_id: int) -> LicenceRow | None:
    """One licence, for its card or form."""
    return licence_page(session, [licence_id]).get(licence_id)


@dataclass(frozen=True)
class LicenceCounts:
    """How many licences each filter would show."""

    kinds: dict[LicenceKind, int]
    states: dict[LicenceState, int]
    over: int
    reclaim: int


def licence_counts(session: Session) -> LicenceCounts:
    """What the side bar of the list says beside each value; those that have expired count for their state alone."""
    rows = licence_page(session, licence_ids(session, LicenceQuery(everything=True))).values()
    kinds: dict[LicenceKind, int] = {}
    states: dict[LicenceState, int] = {}
    for row in rows:
        states[row.state] = states.get(row.state, 0) + 1
        if row.state is not LicenceState.EXPIRED:
            kinds[row.kind] = kinds.get(row.kind, 0) + 1
    valid = [row for row in rows if row.state is not LicenceState.EXPIRED]
    return LicenceCounts(kinds, states, sum(row.is_overused for row in valid), sum(row.idle > 0 for row in valid))


def _meant(query: LicenceQuery, today: date) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Licence.search, query.text)]
    links = (
        (Licence.kind, query.kind),
        (Licence.manufacturer_id, query.manufacturer),
        (Licence.supplier_id, query.supplier),
    )
    claims += [column == wanted for column, wanted in links if wanted is not None]
    if query.over:
        claims.append(Licence.seats < _TAKEN)
    if query.reclaim:
        claims.append(Licence.id.in_(select(_idle_seats(today).c.licence_id)))
    if query.state is not None:
        claims.append(_state(today).is_not_distinct_from(_RANKS[query.state]))
    elif not query.everything:
        claims.append(or_(Licence.expiry.is_(None), Licence.expiry >= today))
    return claims


def _state(today: date) -> Any:
    """As `rules.licence_state` has it, as the place of the state; a test compares them."""
    return case(
        (Licence.expiry < today, _RANKS[LicenceState.EXPIRED]),
        (Licence.start > today, _RANKS[LicenceState.TO_COME]),
        (Licence.expiry <= today + AHEAD, _RANKS[LicenceState.ENDING]),
        else_=_RANKS[LicenceState.VALID],
    )


def _idle_seats(today: date) -> Any:
    """How many seats each licence lends to who is no longer here or what is retired or in the bin."""
    gone = or_(Person.left_on <= today, Asset.deleted_at.is_not(None), StatusLabel.meta == MetaStatus.RETIRED)
    return (
        select(LicenceSeat.licence_id, func.count().label("idle"))
        .outerjoin(Person, Person.id == LicenceSeat.person_id)
        .outerjoin(Asset, Asset.id == LicenceSeat.asset_id)
        .outerjoin(StatusLabel, StatusLabel.id == Asset.status_label_id)
        .where(LicenceSeat.until.is_(None), gone)
        .group_by(LicenceSeat.licence_id)
        .subquery()
    )


def _joined(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With how many seats are taken, and who makes and sells it."""
    return (
        wanted.select_from(Licence)
        .outerjoin(TAKEN, TAKEN.c.licence_id == Licence.id)
        .outerjoin(Manufacturer, Manufacturer.id == Licence.manufacturer_id)
        .outerjoin(Supplier, Supplier.id == Licence.supplier_id)
    )


TAKEN = (
    select(LicenceSeat.licence_id, func.count().label("taken"))
    .where(LicenceSeat.until.is_(None))
    .group_by(LicenceSeat.licence_id)
    .subquery()
)
_TAKEN = func.coalesce(TAKEN.c.taken, 0)
_RANKS = {state: place for place, state in enumerate(LICENCE_STATE_TITLES)}
_ORDERS: dict[str, Any] = {
    "manufacturer": Manufacturer.name_folded,
    "kind": case({kind: place for place, kind in enumerate(LICENCE_KIND_TITLES)}, value=Licence.kind),
    "seats": Licence.seats,
    "taken": _TAKEN,
    "left": Licence.seats - _TAKEN,
    "start": Licence.start,
    "expiry": Licence.expiry,
    "supplier": Supplier.name_folded,
    "purchase_date": Licence.purchase_date,
    "price": Licence.price,
    "order_number": func.lower(func.nullif(Licence.order_number, "")),
    "invoice_number": func.lower(func.nullif(Licence.invoice_number, "")),
    "has_key": case((Licence.product_key != "", 1)),
    "notes": func.lower(func.nullif(Licence.notes, "")),
}
LICENCE_SORTS = frozenset({"name", "state", *_ORDERS})
"""The keys of the columns by which licences can be sorted."""
_COLUMNS = (
    Licence.id,
    Licence.version,
    Licence.name,
    Licence.kind,
    Licence.manufacturer_id,
    Manufacturer.name.label("manufacturer"),
    Licence.supplier_id,
    Supplier.name.label("supplier"),
    Licence.seats,
    and_(Licence.product_key != "").label("has_key"),
    Licence.purchase_date,
    Licence.price,
    Licence.start,
    Licence.expiry,
    Licence.order_number,
    Licence.invoice_number,
    Licence.notes,
    _TAKEN.label("taken"),
)
