"""The licences as lists, cards and forms show them: how many seats are taken, and until when they are valid.

The key is in none of these rows; `keys.py` alone reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import outerjoin

from coorddesk.core.clock import clock_of
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


def licence_page(session: Session, ids: Sequence[int]) -> dict[int, LicenceRow]:
    """The licences of these ids."""
    today = clock_of(session).today()
    idle = idle_seats(session)
    wanted = select(*_COLUMNS, func.coalesce(idle.c.idle, 0).label("idle")).select_from(JOINED)
    wanted = wanted.outerjoin(idle, idle.c.licence_id == Licence.id).where(Licence.id.in_(ids))
    rows = session.execute(wanted).mappings()
    return {row["id"]: LicenceRow(**row, state=licence_state(row["start"], row["expiry"], today)) for row in rows}


def licence_row(session: Session, licence_id: int) -> LicenceRow | None:
    """One licence, for its card or form."""
    return licence_page(session, [licence_id]).get(licence_id)


def state_rank(session: Session) -> Any:
    """As `rules.licence_state` has it today, as the place of the state; a test compares them."""
    today = clock_of(session).today()
    return case(
        (Licence.expiry < today, RANKS[LicenceState.EXPIRED]),
        (Licence.start > today, RANKS[LicenceState.TO_COME]),
        (Licence.expiry <= today + AHEAD, RANKS[LicenceState.ENDING]),
        else_=RANKS[LicenceState.VALID],
    )


def state_word(session: Session) -> Any:
    """How a licence stands, as its word."""
    rank = state_rank(session)
    return case(*((rank == place, state.value) for state, place in RANKS.items()))


def idle_seats(session: Session) -> Any:
    """How many seats each licence lends to who is no longer here or what is retired or in the bin."""
    today = clock_of(session).today()
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


TAKEN = (
    select(LicenceSeat.licence_id, func.count().label("taken"))
    .where(LicenceSeat.until.is_(None))
    .group_by(LicenceSeat.licence_id)
    .subquery()
)
JOINED = (
    outerjoin(Licence, TAKEN, TAKEN.c.licence_id == Licence.id)
    .outerjoin(Manufacturer, Manufacturer.id == Licence.manufacturer_id)
    .outerjoin(Supplier, Supplier.id == Licence.supplier_id)
)
"""Licences with how many seats are taken, and who makes and sells them."""
SEATS_TAKEN = func.coalesce(TAKEN.c.taken, 0)
HAS_KEY: ColumnElement[bool] = and_(Licence.product_key != "")
RANKS = {state: place for place, state in enumerate(LICENCE_STATE_TITLES)}
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
    HAS_KEY.label("has_key"),
    Licence.purchase_date,
    Licence.price,
    Licence.start,
    Licence.expiry,
    Licence.order_number,
    Licence.invoice_number,
    Licence.notes,
    SEATS_TAKEN.label("taken"),
)
