"""Help that was given to one person, and what a ticket says of it before it is logged."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, select

from coorddesk.core.id_lists import ids_of
from coorddesk.core.messages import _p, digits
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import Ticket
from coorddesk.training.models import SupportLog
from coorddesk.training.rules.words import AUDIENCE_TITLES, Audience

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SupportRow:
    """Help that was given to one person."""

    id: int
    version: int
    day: date
    minutes: int
    theme: str
    audience: Audience | None
    person_id: int | None
    name: str
    place_id: int | None
    place: str | None
    orientation: str
    ticket_id: int | None
    note: str
    actor: str


SUPPORT_COLUMNS: tuple[Column[SupportRow], ...] = (
    Column("day", _p("support", "Day"), lambda row: row.day, Kind.DATE, 12),
    Column("minutes", _p("support", "Minutes"), lambda row: row.minutes, Kind.NUMBER, 8, total=True),
    Column("theme", _p("support", "About"), lambda row: row.theme, width=30),
    Column("name", _p("support", "Who was helped"), lambda row: row.name or None, width=22),
    Column(
        "audience",
        _p("support", "Audience"),
        lambda row: row.audience and AUDIENCE_TITLES[row.audience],
        Kind.CHOICE,
        14,
    ),
    Column("place", _p("support", "Place"), lambda row: row.place, width=22),
    Column("orientation", _p("support", "Sent on to"), lambda row: row.orientation or None, width=22),
    Column("ticket", _p("support", "Ticket"), lambda row: row.ticket_id and digits(row.ticket_id), Kind.CODE, 8),
    Column("actor", _p("support", "Helped by"), lambda row: row.actor, width=16),
    Column("note", _p("support", "Note"), lambda row: row.note or None, width=30),
)


@dataclass(frozen=True)
class SupportQuery:
    """Which help: of some days, of a person, from a ticket."""

    first: date | None = None
    last: date | None = None
    person: int | None = None
    ticket: int | None = None


@dataclass(frozen=True)
class FromTicket:
    """What a ticket says of the help that it asked for."""

    ticket_id: int
    theme: str
    person_id: int | None
    name: str
    place_id: int | None


def support_ids(session: Session, query: SupportQuery = SupportQuery()) -> array[int]:
    """The help that a query means, the latest first."""
    claims: list[ColumnElement[bool]] = []
    if query.first is not None:
        claims.append(SupportLog.day >= query.first)
    if query.last is not None:
        claims.append(SupportLog.day <= query.last)
    if query.person is not None:
        claims.append(SupportLog.person_id == query.person)
    if query.ticket is not None:
        claims.append(SupportLog.ticket_id == query.ticket)
    wanted = select(SupportLog.id).where(*claims)
    return ids_of(session, wanted.order_by(SupportLog.day.desc(), SupportLog.id.desc()))


def support_page(session: Session, ids: Sequence[int]) -> Mapping[int, SupportRow]:
    """The help of these ids."""
    return {row.id: _row(row) for row in session.execute(_ROWS.where(SupportLog.id.in_(ids)))}


def support(session: Session, support_id: int) -> SupportRow | None:
    """One help; None if it is no longer there."""
    return support_page(session, [support_id]).get(support_id)


def from_ticket(session: Session, ticket_id: int) -> FromTicket | None:
    """What to log of the help that a ticket asked for; None if it is no longer there."""
    row = session.get(Ticket, ticket_id)
    if row is None:
        return None
    return FromTicket(row.id, row.title, row.requester_id, row.requester_name, row.place_id)


def _row(row: Any) -> SupportRow:
    known = None if row.last_name is None else PersonName(row.last_name, row.first_name).full
    return SupportRow(
        *(row.id, row.version, row.day, row.minutes, row.theme, row.audience, row.person_id, known or row.name),
        *(row.place_id, row.path, row.orientation, row.ticket_id, row.note, row.actor),
    )


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        SupportLog.id,
        SupportLog.version,
        SupportLog.day,
        SupportLog.minutes,
        SupportLog.theme,
        SupportLog.audience,
        SupportLog.person_id,
        SupportLog.name,
        SupportLog.place_id,
        SupportLog.orientation,
        SupportLog.ticket_id,
        SupportLog.note,
        SupportLog.actor,
        Place.path,
        Person.last_name,
        Person.first_name,
    )
    .outerjoin(Place, Place.id == SupportLog.place_id)
    .outerjoin(Person, Person.id == SupportLog.person_id)
)
