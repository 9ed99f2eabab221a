"""People, as lists, cards and forms show them."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion
from coorddesk.core.fold import fold
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
    from collections.abc import Sequence

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
    """The people that a query means, in its order; those without a value come last either way."""
    wanted = select(Person.id, _SORTS[query.sort], Person.last_name_folded, Person.first_name_folded)
    wanted = wanted.outerjoin(Department).where(
        contains_all(Person.search, query.text), present(session, query.presence)
    )
    if query.department is not None:
        wanted = wanted.where(Person.department_id == query.department)
    if query.group is not None:
        wanted = wanted.where(Person.id.in_(select(Membership.person_id).where(Membership.group_id == query.group)))
    if query.kind is not None:
        wanted = wanted.where(Person.kind == query.kind)
    wanted = wanted.where(*person_claims(session, query.criteria))
    rows = session.execute(wanted).all()
    order: Callable[[Any], Any] = _ORDERS.get(query.sort, _by_words)
    filled = [(order(row[1]), row[2], row[3], row[0]) for row in rows if row[1]]
    blank = [(row[2], row[3], row[0]) for row in rows if not row[1]]
    filled.sort(reverse=query.descending)
    return array("q", (row[-1] for row in [*filled, *sorted(blank)]))


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


def _by_words(value: Any) -> Any:
    return natural_order(fold(str(value)))


@lru_cache  # many people are in one class
def _as_in_school(group: str) -> Any:
    return class_order(fold(group))


_SORTS: dict[str, Any] = {
    "last_name": Person.last_name_folded,
    "first_name": Person.first_name_folded,
    "email": Person.email,
    "phone": Person.phone,
    "department": Department.name_folded,
    "role": Person.role,
    "group": Person.group,
    "identifier": Person.identifier,
    "birth_date": Person.birth_date,
    "kind": Person.kind,
    "left_on": Person.left_on,
    "notes": Person.notes,
}
_KINDS = tuple(PERSON_KIND_TITLES)
_ORDERS: dict[str, Callable[[Any], Any]] = {
    "kind": _KINDS.index,
    "group": _as_in_school,
}
"""Kinds stand in their own order, and classes in that of schools; everything else by its words and numbers."""
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
