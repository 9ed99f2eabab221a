"""People, as lists, cards and forms show them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select, true

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion
from coorddesk.core.fold import fold
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Department, Membership, Person
from coorddesk.directory.queries.criteria import person_claims
from coorddesk.directory.rules import (
    PERSON_KIND_TITLES,
    PersonKind,
    PersonName,
    Presence,
    class_order,
    natural_order,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PersonQuery:
    """Which people, and in which order: `sort` is the key of one of PERSON_COLUMNS, `group` the id of one."""

    text: str = ""
    sort: str = "last_name"
    descending: bool = False
    department: int | None = None
    group: int | None = None
    kind: PersonKind | None = None
    presence: Presence = Presence.HERE
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class PersonRow:
    """A person with the name of their department."""

    id: int
    version: int
    last_name: str
    first_name: str
    email: str
    phone: str
    department_id: int | None
    department: str | None
    role: str
    group: str
    identifier: str | None
    birth_date: date | None
    notes: str
    kind: PersonKind | None
    left_on: date | None

    @property
    def full_name(self) -> str:
        """The name as it is said: "Inès Moreau"."""
        return PersonName(self.last_name, self.first_name).full


PERSON_COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("last_name", _("Last name"), lambda row: row.last_name, width=20),
    Column("first_name", _("First name"), lambda row: row.first_name, width=16),
    Column("kind", _("Kind of person"), lambda row: row.kind and PERSON_KIND_TITLES[row.kind], Kind.CHOICE, 12),
    Column("email", _("E-mail"), lambda row: row.email, width=28),
    Column("phone", _("Telephone"), lambda row: row.phone, Kind.CODE, 16),
    Column("department", _("Department"), lambda row: row.department, width=20),
    Column("role", _p("person", "Role"), lambda row: row.role, width=20),
    Column("group", _("Class or group"), lambda row: row.group, width=12),
    Column("identifier", _("Identifier"), lambda row: row.identifier, Kind.CODE, 14),
    Column("birth_date", _("Date of birth"), lambda row: row.birth_date, Kind.DATE, 12),
    Column("left_on", _("Left on"), lambda row: row.left_on, Kind.DATE, 12),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def person_ids(session: Session, query: PersonQuery) -> array[int]:
    """The people that a query means, in its order; those without a value come last either way.

    Who is alike stands by name; by the names themselves, an index knows the order of all.
    """
    wanted = _meant(session, query)
    order = _ORDERS.get(query.sort)
    if order is None:
        return ids_of(session, wanted.order_by(*_directed(_NAMES, query)))
    if order.join is not None:
        wanted = wanted.outerjoin(order.join)
    (key,) = _directed([order.key(session)], query)
    return ids_of(session, wanted.order_by(nulls_last(key), *_NAMES))


def _directed(keys: Sequence[Any], query: PersonQuery) -> Sequence[Any]:
    return [key.desc() for key in keys] if query.descending else keys


def _meant(session: Session, query: PersonQuery) -> Select[Any]:
    wanted = select(Person.id).where(contains_all(Person.search, query.text), present(session, query.presence))
    if query.department is not None:
        wanted = wanted.where(Person.department_id == query.department)
    if query.group is not None:
        wanted = wanted.where(Person.id.in_(select(Membership.person_id).where(Membership.group_id == query.group)))
    if query.kind is not None:
        wanted = wanted.where(Person.kind == query.kind)
    return wanted.where(*person_claims(session, query.criteria))


def person_page(session: Session, ids: Sequence[int]) -> dict[int, PersonRow]:
    """The people of these ids."""
    return {row.id: PersonRow(*row) for row in session.execute(_ROWS.where(Person.id.in_(ids)))}


def present(session: Session, presence: Presence) -> ColumnElement[bool]:
    """Whether somebody is still here today, has left, or whatever."""
    today = clock_of(session).today()
    if presence is Presence.ALL:
        return true()
    return (
        Person.left_on <= today if presence is Presence.LEFT else or_(Person.left_on.is_(None), Person.left_on > today)
    )


def kind_counts(session: Session, presence: Presence) -> dict[PersonKind, int]:
    """How many people there are of each kind, of those who are here, who left, or all."""
    wanted = select(Person.kind, func.count(Person.id)).where(present(session, presence), Person.kind.is_not(None))
    rows = session.execute(wanted.group_by(Person.kind))
    return {kind: count for kind, count in rows if kind is not None}


def count_left(session: Session) -> int:
    """How many people have left."""
    return session.scalar(select(func.count(Person.id)).where(present(session, Presence.LEFT))) or 0


def person(session: Session, person_id: int) -> PersonRow | None:
    """One person, for the card or the form."""
    return person_page(session, [person_id]).get(person_id)


@dataclass(frozen=True)
class _Order:
    """An order of people by a `key`, which is null where it says nothing of somebody."""

    key: Callable[[Session], Any]
    join: Any = None


def _stored(key: Any, join: Any = None) -> _Order:
    return _Order(lambda _session: key, join)


def _filled(column: Any) -> Any:
    """A text that is null instead of blank."""
    return func.nullif(column, "")


def _ranked(column: Any, order: Callable[[str], Any]) -> _Order:
    """By the place of a text among all those that people share; of too many, by the text itself."""

    def key(session: Session) -> Any:
        texts = session.scalars(select(column).where(column != "").distinct().limit(_MOST_RANKS)).all()
        if not 0 < len(texts) < _MOST_RANKS:
            return folded(_filled(column))
        ranks = {text: place for place, text in enumerate(sorted(texts, key=lambda text: order(fold(text))))}
        return case(ranks, value=column)

    return _Order(key)


_MOST_RANKS = 500
_NAMES = (Person.last_name_folded, Person.first_name_folded, Person.id)
_KIND = case({kind: place for place, kind in enumerate(PERSON_KIND_TITLES)}, value=Person.kind)
_ORDERS: dict[str, _Order] = {
    "first_name": _stored(_filled(Person.first_name_folded)),
    "email": _stored(func.lower(_filled(Person.email))),
    "phone": _stored(_filled(Person.phone)),
    "department": _stored(Department.name_folded, Department),
    "role": _ranked(Person.role, natural_order),
    "group": _ranked(Person.group, class_order),
    "identifier": _stored(func.lower(Person.identifier)),
    "birth_date": _stored(Person.birth_date),
    "kind": _stored(_KIND),
    "left_on": _stored(Person.left_on),
}
"""Kinds stand in their own order, and classes in that of schools; any other key is the names."""
PERSON_SORTS = frozenset({"last_name", *_ORDERS})
"""The keys of the columns by which people can be sorted."""
_ROWS: Select[*tuple[Any, ...]] = select(
    Person.id,
    Person.version,
    Person.last_name,
    Person.first_name,
    Person.email,
    Person.phone,
    Person.department_id,
    Department.name.label("department"),
    Person.role,
    Person.group,
    Person.identifier,
    Person.birth_date,
    Person.notes,
    Person.kind,
    Person.left_on,
).outerjoin(Department)
