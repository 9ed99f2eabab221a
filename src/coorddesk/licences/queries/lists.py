"""Which licences a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.directory.models import Supplier
from coorddesk.inventory.models import Manufacturer
from coorddesk.licences.models import Licence
from coorddesk.licences.queries.criteria import licence_claims
from coorddesk.licences.queries.rows import JOINED, RANKS, SEATS_TAKEN, LicenceRow, idle_seats, licence_page, state_rank
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LicenceKind, LicenceState

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
    criteria: tuple[Criterion, ...] = ()


def licence_ids(session: Session, query: LicenceQuery = LicenceQuery()) -> array[int]:
    """The licences that a query means, in its order; those without a value come last either way."""
    today = clock_of(session).today()
    order = state_rank(session) if query.sort == "state" else _ORDERS.get(query.sort, Licence.name_folded)
    key = order.desc() if query.descending else order
    wanted = select(Licence.id).select_from(JOINED).where(*_meant(session, query, today))
    return ids_of(session, wanted.order_by(nulls_last(key), Licence.name_folded, Licence.id))


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


def all_licences(session: Session, query: LicenceQuery = LicenceQuery()) -> list[LicenceRow]:
    """Every licence that a query means, in its order."""
    ids = licence_ids(session, query)
    rows = licence_page(session, ids)
    return [rows[licence_id] for licence_id in ids]


def _meant(session: Session, query: LicenceQuery, today: date) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Licence.search, query.text)]
    links = (
        (Licence.kind, query.kind),
        (Licence.manufacturer_id, query.manufacturer),
        (Licence.supplier_id, query.supplier),
    )
    claims += [column == wanted for column, wanted in links if wanted is not None]
    if query.over:
        claims.append(Licence.seats < SEATS_TAKEN)
    if query.reclaim:
        claims.append(Licence.id.in_(select(idle_seats(session).c.licence_id)))
    if query.state is not None:
        claims.append(state_rank(session).is_not_distinct_from(RANKS[query.state]))
    elif not query.everything:
        claims.append(or_(Licence.expiry.is_(None), Licence.expiry >= today))
    return [*claims, *licence_claims(session, query.criteria)]


_ORDERS: dict[str, Any] = {
    "manufacturer": Manufacturer.name_folded,
    "kind": case({kind: place for place, kind in enumerate(LICENCE_KIND_TITLES)}, value=Licence.kind),
    "seats": Licence.seats,
    "taken": SEATS_TAKEN,
    "left": Licence.seats - SEATS_TAKEN,
    "start": Licence.start,
    "expiry": Licence.expiry,
    "supplier": Supplier.name_folded,
    "purchase_date": Licence.purchase_date,
    "price": Licence.price,
    "order_number": folded(func.nullif(Licence.order_number, "")),
    "invoice_number": folded(func.nullif(Licence.invoice_number, "")),
    "has_key": case((Licence.product_key != "", 1)),
    "notes": folded(func.nullif(Licence.notes, "")),
}
LICENCE_SORTS = frozenset({"name", "state", *_ORDERS})
"""The keys of the columns by which licences can be sorted."""
