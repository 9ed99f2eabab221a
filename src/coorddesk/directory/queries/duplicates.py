"""Records of the directory that are written almost alike, or share what one alone should have: perhaps they are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.merging import Likely
from coorddesk.core.messages import _
from coorddesk.core.nearness import Found, bare, likely, near_pairs, sharing, written_alike
from coorddesk.core.options import PATH_SEPARATOR, Option
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.rules import PersonName, name_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SAME_NAME = _("Same name")
_SAME_EMAIL = _("Same e-mail")
_SAME_CODE = _("Same code")
_BORN = _("One letter apart, born the same day")
_FORMS = frozenset({"sa", "sas", "sasu", "sarl", "eurl", "scop", "snc", "ei", "ltd", "inc", "gmbh", "bv", "srl"})
"""What companies write behind their name, or not."""


class _Someone(NamedTuple):
    id: int
    last: str
    first: str
    email: str
    born: date | None
    about: str

    @property
    def name(self) -> str:
        return PersonName(self.last, self.first).full


def likely_people(session: Session) -> Sequence[Likely]:
    """People of the same name in any order, of the same e-mail, or a letter apart and born the same day.

    Who was born on two days is two people, whatever they are called.
    """
    wanted = select(Person.id, Person.last_name, Person.first_name, Person.email, Person.birth_date)
    department = Department.name.label("department")
    wanted = wanted.add_columns(Person.group, department, Person.role, Person.identifier).outerjoin(Department)
    rows = session.execute(wanted.order_by(Person.id))
    people = {
        row.id: _Someone(row.id, row.last_name, row.first_name, row.email, row.birth_date, _about(row)) for row in rows
    }
    keys = {each.id: name_key(each.name) for each in people.values()}
    found = [
        *sharing(keys, _SAME_NAME),
        *sharing({each.id: fold(each.email) for each in people.values()}, _SAME_EMAIL),
        *_born_alike(people, keys),
    ]
    named = {each.id: Option(each.id, each.name, each.about or each.email) for each in people.values()}
    return likely(named, (pair for pair in found if not _are_two(people[pair[0]], people[pair[1]])))


def likely_places(session: Session) -> Sequence[Likely]:
    """Places in the same place that are written almost alike, or have one code."""
    rows = session.execute(select(Place.id, Place.parent_id, Place.name, Place.path, Place.code)).all()
    around: dict[int | None, dict[int, str]] = {}
    for row in rows:
        around.setdefault(row.parent_id, {})[row.id] = row.name
    found = [pair for names in around.values() for pair in written_alike(names)]
    named = {row.id: Option(row.id, row.name, row.path.rpartition(PATH_SEPARATOR)[0]) for row in rows}
    return likely(named, [*found, *sharing({row.id: bare(row.code) for row in rows}, _SAME_CODE)])


def likely_suppliers(session: Session) -> Sequence[Likely]:
    """Suppliers written almost alike, whatever the form of their company, or of the same e-mail."""
    rows = session.execute(select(Supplier.id, Supplier.name, Supplier.contact, Supplier.email)).all()
    alike = written_alike({row.id: _company(row.name) for row in rows})
    mails = sharing({row.id: fold(row.email) for row in rows}, _SAME_EMAIL)
    return likely({row.id: Option(row.id, row.name, row.contact) for row in rows}, [*alike, *mails])


def likely_departments(session: Session) -> Sequence[Likely]:
    """Departments written almost alike."""
    rows = session.execute(select(Department.id, Department.name)).all()
    named = {row.id: Option(row.id, row.name) for row in rows}
    return likely(named, written_alike({row.id: row.name for row in rows}))


def _born_alike(people: Mapping[int, _Someone], keys: Mapping[int, str]) -> Iterator[Found]:
    days: dict[date, dict[int, str]] = {}
    for each in people.values():
        if each.born is not None:
            days.setdefault(each.born, {})[each.id] = keys[each.id]
    for names in days.values():
        yield from ((one, other, _BORN) for one, other in near_pairs(names))


def _about(row: Any) -> str:
    """What tells somebody from others of that name."""
    return row.group or row.department or row.role or row.identifier or ""


def _are_two(one: _Someone, other: _Someone) -> bool:
    return one.born is not None and other.born is not None and one.born != other.born


def _company(name: str) -> str:
    """A company's name without the form that it has in law: "LDLC Pro SAS" is "ldlc pro"."""
    words = [word for word in fold(name).replace(".", "").split() if word not in _FORMS]
    return " ".join(words)
