"""Help that was given to one person, and what a ticket says of it before it is logged."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _, _p, digits, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import Ticket
from coorddesk.training.models import SupportLog
from coorddesk.training.rules.support import LATELY_TITLES, Lately, days_lately
from coorddesk.training.rules.words import AUDIENCE_TITLES, Audience

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FROM_TICKETS = _p("support", "From a ticket")
_MOST, _MANY = 8, 200
"""So many words of each kind are offered as filters, and as one types."""


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
    Column("minutes", _p("support", "Minutes"), lambda row: row.minutes, Kind.NUMBER, 9, total=True),
    Column("theme", _p("support", "About"), lambda row: row.theme, width=28),
    Column("name", _p("support", "Who was helped"), lambda row: row.name or None, width=22),
    Column(
        "audience",
        _p("support", "Audience"),
        lambda row: row.audience and AUDIENCE_TITLES[row.audience],
        Kind.CHOICE,
        16,
    ),
    Column("orientation", _p("support", "Sent on to"), lambda row: row.orientation or None, width=22),
    Column("place", _p("support", "Place"), lambda row: row.place, width=22),
    Column("ticket", _p("support", "Ticket"), lambda row: row.ticket_id and digits(row.ticket_id), Kind.CODE, 8),
    Column("actor", _p("support", "Helped by"), lambda row: row.actor, width=16),
    Column("note", _p("support", "Note"), lambda row: row.note or None, width=30),
)


@dataclass(frozen=True)
class SupportQuery:
    """Which help, and in which order: `sort` is the key of one of SUPPORT_COLUMNS.

    `lately` are days up to today, `first` and `last` are days that are given; `tickets` is what tickets asked for.
    """

    text: str = ""
    sort: str = "day"
    descending: bool = True
    lately: Lately | None = None
    first: date | None = None
    last: date | None = None
    audience: Audience | None = None
    theme: str | None = None
    orientation: str | None = None
    actor: str | None = None
    place: int | None = None
    person: int | None = None
    ticket: int | None = None
    tickets: bool = False


@dataclass(frozen=True)
class SupportCounts:
    """How much help each filter would show; of what is typed freely, the most frequent, and places by id."""

    lately: Mapping[Lately, int]
    audiences: Mapping[Audience, int]
    themes: Mapping[str, int]
    orientations: Mapping[str, int]
    actors: Mapping[str, int]
    places: Mapping[int, tuple[str, int]]
    tickets: int


@dataclass(frozen=True)
class FromTicket:
    """What a ticket says of the help that it asked for."""

    ticket_id: int
    theme: str
    person_id: int | None
    name: str
    place_id: int | None


def support_ids(session: Session, query: SupportQuery = SupportQuery()) -> array[int]:
    """The help that a query means, in its order; what lacks a value comes last, then the latest first."""
    order = _ORDERS.get(query.sort, SupportLog.day)
    key = nulls_last(order.desc() if query.descending else order)
    wanted = (
        select(SupportLog.id)
        .outerjoin(Place, Place.id == SupportLog.place_id)
        .outerjoin(Person, Person.id == SupportLog.person_id)
        .where(*_meant(session, query))
    )
    latest = SupportLog.id.desc() if query.descending or query.sort != "day" else SupportLog.id
    return ids_of(session, wanted.order_by(key, SupportLog.day.desc(), latest))


def support_page(session: Session, ids: Sequence[int]) -> Mapping[int, SupportRow]:
    """The help of these ids."""
    return {row.id: _row(row) for row in session.execute(_ROWS.where(SupportLog.id.in_(ids)))}


def support(session: Session, support_id: int) -> SupportRow | None:
    """One help; None if it is no longer there."""
    return support_page(session, [support_id]).get(support_id)


def support_counts(session: Session) -> SupportCounts:
    """What the side bar of the list says beside each value."""
    today = clock_of(session).today()
    lately = {}
    for each in Lately:
        days = days_lately(each, today)
        counted = select(func.count()).where(SupportLog.day.between(days.first, days.last))
        lately[each] = session.scalar(counted) or 0
    by_place = (
        select(Place.id, Place.path, func.count())
        .join(SupportLog, SupportLog.place_id == Place.id)
        .group_by(Place.id, Place.path)
        .order_by(func.count().desc(), Place.path)
        .limit(_MOST)
    )
    return SupportCounts(
        lately,
        dict(session.execute(_counted(SupportLog.audience)).all()),
        _words(session, SupportLog.theme),
        _words(session, SupportLog.orientation),
        _words(session, SupportLog.actor),
        {place_id: (path, count) for place_id, path, count in session.execute(by_place)},
        session.scalar(select(func.count()).where(SupportLog.ticket_id.is_not(None))) or 0,
    )


def support_words(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What help was about and where people were sent on to, as it was written before, the most frequent first."""
    return tuple(_words(session, SupportLog.theme, _MANY)), tuple(_words(session, SupportLog.orientation, _MANY))


def stated_support(session: Session, query: SupportQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said = {
        "lately": query.lately and LATELY_TITLES[query.lately],
        "first": query.first and _("From {day}", day=query.first),
        "last": query.last and _("Until {day}", day=query.last),
        "audience": query.audience and AUDIENCE_TITLES[query.audience],
        "theme": query.theme and verbatim(query.theme),
        "orientation": query.orientation and _p("support", "Sent on to: {where}", where=query.orientation),
        "actor": query.actor and _p("support", "Helped by: {person}", person=query.actor),
        "place": None if query.place is None else _("Place: {name}", name=_path(session, query.place)),
        "person": None if query.person is None else verbatim(_called(session, query.person)),
        "ticket": None if query.ticket is None else _("Ticket {number}", number=digits(query.ticket)),
        "tickets": FROM_TICKETS if query.tickets else None,
    }
    return {field: title for field, title in said.items() if isinstance(title, Message)}


def from_ticket(session: Session, ticket_id: int) -> FromTicket | None:
    """What to log of the help that a ticket asked for; None if it is no longer there."""
    row = session.get(Ticket, ticket_id)
    if row is None:
        return None
    return FromTicket(row.id, row.title, row.requester_id, row.requester_name, row.place_id)


def _meant(session: Session, query: SupportQuery) -> Iterator[ColumnElement[bool]]:
    for word in words(query.text):
        yield or_(contains(SupportLog.search, word), contains(Person.search, word))
    if query.lately is not None:
        days = days_lately(query.lately, clock_of(session).today())
        yield SupportLog.day.between(days.first, days.last)
    if query.first is not None:
        yield SupportLog.day >= query.first
    if query.last is not None:
        yield SupportLog.day <= query.last
    chosen: tuple[tuple[Any, Any], ...] = (
        (SupportLog.audience, query.audience),
        (SupportLog.theme, query.theme),
        (SupportLog.orientation, query.orientation),
        (SupportLog.actor, query.actor),
        (SupportLog.place_id, query.place),
        (SupportLog.person_id, query.person),
        (SupportLog.ticket_id, query.ticket),
    )
    yield from (column == wanted for column, wanted in chosen if wanted is not None)
    if query.tickets:
        yield SupportLog.ticket_id.is_not(None)


def _path(session: Session, place_id: int) -> str:
    return session.scalar(select(Place.path).where(Place.id == place_id)) or "?"


def _called(session: Session, person_id: int) -> str:
    row = session.get(Person, person_id)
    return "?" if row is None else PersonName(row.last_name, row.first_name).full


def _words(session: Session, column: Any, most: int = _MOST) -> dict[str, int]:
    """What is written in a column most often, and how often."""
    counted = _counted(column).where(column != "").order_by(func.count().desc(), column).limit(most)
    return dict(session.execute(counted).all())


def _counted(column: Any) -> Select[*tuple[Any, ...]]:
    return select(column, func.count()).where(column.is_not(None)).group_by(column)


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

_ORDERS: dict[str, Any] = {
    "theme": folded(SupportLog.theme),
    "name": func.coalesce(Person.last_name_folded, folded(func.nullif(SupportLog.name, ""))),
    "audience": case({each: place for place, each in enumerate(Audience)}, value=SupportLog.audience),
    "minutes": SupportLog.minutes,
    "orientation": folded(func.nullif(SupportLog.orientation, "")),
    "place": Place.path_folded,
    "ticket": SupportLog.ticket_id,
    "actor": SupportLog.actor,
}
