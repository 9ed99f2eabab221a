"""Classes by school year, groups and contact groups, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all
from coorddesk.core.options import Option
from coorddesk.directory.models import Department, Membership, Person, PersonGroup
from coorddesk.directory.queries.people import present
from coorddesk.directory.rules import (
    GroupKind,
    PersonName,
    Presence,
    class_order,
    group_title,
    school_year_of,
    school_year_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

_KINDS = tuple(GroupKind)


@dataclass(frozen=True)
class GroupRow:
    """A group and how many people are in it; `year` is that in which the school year of a class begins, else 0."""

    id: int
    version: int
    name: str
    kind: GroupKind
    year: int
    notes: str
    people: int

    @property
    def title(self) -> str:
        """The name, with its school year where it has one."""
        return group_title(self.name, self.year)


@dataclass(frozen=True)
class MemberRow:
    """Somebody in a group, and a word about them."""

    id: int
    name: str
    detail: str
    email: str
    left_on: date | None


@dataclass(frozen=True)
class Addresses:
    """The e-mail addresses of people, each once, and the names of those who have none."""

    emails: tuple[str, ...]
    without: tuple[str, ...]


def groups(session: Session, presence: Presence = Presence.ALL) -> tuple[GroupRow, ...]:
    """Every class, the latest year and in it the 9th before the 10th, then groups and contact groups by name."""
    here = func.count(Person.id)
    counted = select(*_GROUP, here).outerjoin(Membership, Membership.group_id == PersonGroup.id)
    counted = counted.outerjoin(Person, (Person.id == Membership.person_id) & present(session, presence))
    return _in_order(session, counted.group_by(PersonGroup.id))


def group(session: Session, group_id: int) -> GroupRow | None:
    """One group."""
    return next((row for row in groups(session) if row.id == group_id), None)


def groups_of(session: Session, person_id: int) -> tuple[GroupRow, ...]:
    """What somebody is or was in, the latest class first; of each it counts them alone."""
    own = select(*_GROUP, func.count(Membership.id)).join(Membership, Membership.group_id == PersonGroup.id)
    return _in_order(session, own.where(Membership.person_id == person_id).group_by(PersonGroup.id))


def class_in(session: Session, person_id: int, year: int) -> Option | None:
    """The class that somebody is in in a school year."""
    wanted = select(PersonGroup.id, PersonGroup.name).join(Membership, Membership.group_id == PersonGroup.id)
    wanted = wanted.where(Membership.person_id == person_id, *_is_class_of(year))
    row = session.execute(wanted).first()
    return None if row is None else Option(row.id, row.name, school_year_title(year))


def classes_of(session: Session, year: int) -> dict[int, str]:
    """The class that everybody is in in a school year, by the ids of people."""
    wanted = select(Membership.person_id, PersonGroup.name).join(PersonGroup, PersonGroup.id == Membership.group_id)
    return dict(session.execute(wanted.where(*_is_class_of(year))).all())


def class_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """The classes of the school year that is on whose name holds every word of `text`."""
    year = school_year_of(clock_of(session).today())
    wanted = select(PersonGroup.id, PersonGroup.name, PersonGroup.name_folded)
    wanted = wanted.where(*_is_class_of(year), contains_all(PersonGroup.name_folded, text))
    found = sorted(session.execute(wanted), key=lambda row: class_order(row.name_folded))
    return tuple(Option(row.id, row.name, school_year_title(year)) for row in found[:limit])


def group_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Groups to put people into, the present classes among them, whose name holds every word of `text`."""
    year = school_year_of(clock_of(session).today())
    wanted = select(*_GROUP, func.count(PersonGroup.id)).group_by(PersonGroup.id)
    wanted = wanted.where(contains_all(PersonGroup.name_folded, text))
    wanted = wanted.where(or_(PersonGroup.year >= year, PersonGroup.kind != GroupKind.CLASS))
    rows = _in_order(session, wanted)[:limit]
    return tuple(Option(row.id, row.name, school_year_title(row.year) if row.year else "") for row in rows)


def members(session: Session, group_id: int) -> tuple[MemberRow, ...]:
    """Who is in a group, by name."""
    wanted = select(
        Person.id,
        Person.last_name,
        Person.first_name,
        Person.group,
        Department.name.label("department"),
        Person.role,
        Person.email,
        Person.left_on,
    )
    wanted = wanted.outerjoin(Department).join(Membership, Membership.person_id == Person.id)
    wanted = wanted.where(Membership.group_id == group_id)
    rows = session.execute(wanted.order_by(Person.last_name_folded, Person.first_name_folded, Person.id))
    return tuple(
        MemberRow(
            row.id,
            PersonName(row.last_name, row.first_name).full,
            row.group or row.department or row.role,
            row.email,
            row.left_on,
        )
        for row in rows
    )


def addresses(session: Session, group_id: int) -> Addresses:
    """The addresses of everybody in a group who is still here, in the order of their names."""
    wanted = select(Person.last_name, Person.first_name, Person.email).join(Membership)
    wanted = wanted.where(Membership.group_id == group_id, present(session, Presence.HERE))
    by_name = (Person.last_name_folded, Person.first_name_folded, Person.id)
    here = session.execute(wanted.order_by(*by_name)).all()
    emails: dict[str, str] = {}
    for row in here:
        emails.setdefault(fold(row.email), row.email)
    emails.pop("", None)
    without = tuple(PersonName(row.last_name, row.first_name).full for row in here if not row.email)
    return Addresses(tuple(emails.values()), without)


def _is_class_of(year: int) -> tuple[Any, ...]:
    return PersonGroup.kind == GroupKind.CLASS, PersonGroup.year == year


def _in_order(session: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[GroupRow, ...]:
    return _sorted([GroupRow(*row) for row in session.execute(wanted)])


def _sorted(rows: Sequence[GroupRow]) -> tuple[GroupRow, ...]:
    return tuple(sorted(rows, key=lambda row: (_KINDS.index(row.kind), -row.year, class_order(fold(row.name)), row.id)))


_GROUP = (
    PersonGroup.id,
    PersonGroup.version,
    PersonGroup.name,
    PersonGroup.kind,
    PersonGroup.year,
    PersonGroup.notes,
)
