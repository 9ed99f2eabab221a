"""The verbs on seats: given to people and devices, and taken back, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tidy import tidy
from coorddesk.directory.models import Person
from coorddesk.directory.service import EDITORS, refuse_gone, row_there
from coorddesk.inventory.models import Asset
from coorddesk.licences.models import Licence, LicenceSeat
from coorddesk.licences.queries.seats import SeatRow, seats_of
from coorddesk.licences.rules import is_overused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(LicenceSeat.__tablename__)


@dataclass(frozen=True)
class SeatsGiven:
    """Seats of a licence for people and devices, from a day on (today); `even_over` what was bought, if that is said.

    Who has a seat already keeps it.
    """

    licence_id: int
    person_ids: tuple[int, ...] = ()
    asset_ids: tuple[int, ...] = ()
    since: date | None = None
    note: str = ""
    even_over: bool = False


@dataclass(frozen=True)
class SeatsBack:
    """Seats to take back on a day (today): their ids and, where the author saw them, their versions in that order."""

    seat_ids: tuple[int, ...]
    versions: tuple[int, ...] = ()
    until: date | None = None


@allowed(*EDITORS)
def give_seats(session: Session, wish: SeatsGiven) -> list[int]:
    """Give seats; returns the ids of the new ones. Refused if more would be taken than were bought, unless said."""
    licence = row_there(session, Licence, wish.licence_id)
    day = _day(session, wish.since, "since")
    refuse_gone(session, (("people", Person, person_id) for person_id in wish.person_ids))
    refuse_gone(session, (("devices", Asset, asset_id) for asset_id in wish.asset_ids))
    there = {seat.holder for seat in seats_of(session, licence.id)}
    holders = [("person", each) for each in wish.person_ids] + [("asset", each) for each in wish.asset_ids]
    new = [holder for holder in dict.fromkeys(holders) if holder not in there]
    if not new:
        nobody = _("Choose who or what gets a seat.") if not holders else _("They have a seat of it already.")
        raise UserError(nobody, field="people")
    if not wish.even_over:
        _refuse_overuse(licence, len(there), len(new))
    rows = [
        {
            "licence_id": licence.id,
            "person_id": record_id if kind == "person" else None,
            "asset_id": record_id if kind == "asset" else None,
            "since": day,
            "note": tidy(wish.note),
        }
        for kind, record_id in new
    ]
    ids = insert_rows(session, _TABLE, rows)
    said = [seat for seat in seats_of(session, licence.id) if seat.id in set(ids)]
    deed = _("Give a seat of “{licence}”: {holders}", licence=licence.name, holders=_named(said))
    record(session, deed, (Licence.__tablename__, licence.id))
    return ids


@allowed(*EDITORS)
def take_back_seats(session: Session, wish: SeatsBack) -> None:
    """Take seats back; who had them stays in the licence's story."""
    wanted = select(LicenceSeat).where(LicenceSeat.id.in_(wish.seat_ids)).order_by(LicenceSeat.id)
    found = {seat.id: seat for seat in session.scalars(wanted)}
    if not wish.seat_ids or any(seat_id not in found or found[seat_id].until is not None for seat_id in wish.seat_ids):
        raise UserError(_("One of these seats is taken back already. Look again."))
    for seat_id, version in zip(wish.seat_ids, wish.versions, strict=False):
        if found[seat_id].version != version:
            raise StaleWrite(_("Somebody changed this since you opened it. Open it again to see the change."), ())
    day = _day(session, wish.until, "until")
    if any(seat.since > day for seat in found.values()):
        raise UserError(_("A seat cannot be taken back before it was given."), field="until")
    licences = sorted({seat.licence_id for seat in found.values()})
    said = [seat for each in licences for seat in seats_of(session, each) if seat.id in found]
    update_rows(session, _TABLE, [(seat_id, {"until": day}) for seat_id in found])
    named = _n("“{name}”", "{count} licences", len(licences), name=said[0].licence)
    deed = _("Take a seat of {licence} back: {holders}", licence=named, holders=_named(said))
    record(session, deed, *((Licence.__tablename__, licence_id) for licence_id in licences))


def _day(session: Session, day: date | None, field: str) -> date:
    today = clock_of(session).today()
    if day is not None and day > today:
        raise UserError(_("This day is still to come. A seat is given or taken back once it is."), field=field)
    return day or today


def _refuse_overuse(licence: Licence, taken: int, more: int) -> None:
    if is_overused(licence.seats, taken + more):
        assert licence.seats is not None
        said = _n(
            "“{name}” has {count} free seat, not {wanted}. Take seats back first, or buy more.",
            "“{name}” has {count} free seats, not {wanted}. Take seats back first, or buy more.",
            max(licence.seats - taken, 0),
            name=licence.name,
            wanted=more,
        )
        raise UserError(said, field="people")


def _named(seats: Sequence[SeatRow]) -> Message:
    """One by name, or how many."""
    return verbatim(seats[0].called) if len(seats) == 1 else _n("{count} seat", "{count} seats", len(seats))


@allowed(*EDITORS)
def end_twin_seats(session: Session, kind: str, old: int, new: int) -> None:
    """Where two who become one have a seat each of a licence, one of them comes back; the deed is the caller's."""
    column = LicenceSeat.person_id if kind == "person" else LicenceSeat.asset_id
    kept = select(LicenceSeat.licence_id).where(column == new, LicenceSeat.until.is_(None))
    twins = select(LicenceSeat.id).where(column == old, LicenceSeat.until.is_(None), LicenceSeat.licence_id.in_(kept))
    end_seats(session, session.scalars(twins).all())


@allowed(*EDITORS)
def end_seats(session: Session, seat_ids: Sequence[int]) -> None:
    """Let seats come back today, or the day they begin; the deed is the caller's."""
    today = clock_of(session).today()
    rows = session.execute(select(LicenceSeat.id, LicenceSeat.since).where(LicenceSeat.id.in_(seat_ids)))
    update_rows(session, _TABLE, [(row.id, {"until": max(today, row.since)}) for row in rows])
