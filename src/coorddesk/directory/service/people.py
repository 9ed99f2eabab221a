"""The verbs on people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code, fold_codes
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Department, Membership, Person
from coorddesk.directory.queries import PERSON_COLUMNS, class_in, load_person_names
from coorddesk.directory.rules import (
    PERSON_KIND_TITLES,
    PersonKind,
    PersonName,
    person_copies,
    school_year_of,
    split_name,
)
from coorddesk.directory.service.classes import put_in_classes
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PersonDetails:
    """All that is written down about a person; the wish to add one.

    `group` is their class in the school year that is on, made if there is none of that name.
    """

    last_name: str
    first_name: str = ""
    email: str = ""
    phone: str = ""
    department_id: int | None = None
    role: str = ""
    group: str = ""
    identifier: str | None = None
    birth_date: date | None = None
    notes: str = ""
    kind: PersonKind | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class PersonEdit:
    """New details for a person, and the version their author saw."""

    id: int
    version: int
    details: PersonDetails


@allowed(*EDITORS)
def create_person(session: Session, wish: PersonDetails) -> int:
    """Add a person; returns the id."""
    row = Person()
    write_person(session, row, wish)
    session.add(row)
    session.flush()
    if tidy(wish.group):
        put_in_classes(session, _year(session), {row.id: wish.group})
    record(session, _("Add person “{name}”", name=_name(row)), ("person", row.id))
    return row.id


@allowed(*EDITORS)
def edit_person(session: Session, wish: PersonEdit) -> None:
    """Change what is written down about a person."""
    row = row_there(session, Person, wish.id)
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, row))
    write_person(session, row, wish.details)
    put_in_classes(session, _year(session), {wish.id: wish.details.group})
    record(session, _("Edit person “{name}”", name=_name(row)), ("person", row.id))


@allowed(*EDITORS)
def delete_person(session: Session, wish: Deletion) -> None:
    """Delete a person who holds nothing and never did, and their places in classes and groups."""
    row = row_as_seen(session, Person, wish.id, wish.version)
    name = _name(row)
    memberships = session.scalars(select(Membership.id).where(Membership.person_id == wish.id).order_by(Membership.id))
    delete_rows(session, table_named(Membership.__tablename__), memberships.all())
    delete_unused(session, row, name)
    record(session, _("Delete person “{name}”", name=name), ("person", wish.id))


@allowed(*EDITORS)
def find_or_create_person(session: Session, text: str) -> int:
    """The person that a name, e-mail or identifier means, added by name if there is none; the deed is the caller's."""
    found = load_person_names(session).find(text)
    if found is not None:
        return found
    name = split_name(text)
    row = Person()
    write_person(session, row, PersonDetails(name.last, name.first))
    session.add(row)
    session.flush()
    return row.id


@allowed(*EDITORS)
def write_person(session: Session, row: Person, details: PersonDetails) -> None:
    """Write details into a person's row, stored or new, but for their class; the deed is the caller's to name."""
    last, first = tidy(details.last_name), tidy(details.first_name)
    if not last:
        raise UserError(_("A last name is needed."), field="last_name")
    refuse_gone(session, [("department", Department, details.department_id)])
    identifier = tidy(details.identifier or "") or None
    if identifier is not None and fold_code(identifier) != fold_code(row.identifier or ""):
        _refuse_taken(session, row, identifier)
    row.last_name, row.first_name = last, first
    row.email, row.phone, row.role = map(tidy, (details.email, details.phone, details.role))
    row.identifier, row.kind, row.left_on = identifier, details.kind, details.left_on
    row.department_id, row.birth_date, row.notes = details.department_id, details.birth_date, tidy_lines(details.notes)
    for copy, text in person_copies(last, first, row.email, identifier, row.group or "", row.role).items():
        setattr(row, copy, text)


def _as_read(session: Session, person: Person | PersonDetails) -> dict[str, Any]:
    """What is written down, as forms show it."""
    department = None if person.department_id is None else session.get(Department, person.department_id)
    own = {key: getattr(person, key) or None for key in _TITLES if key not in {"department", "group", "kind"}}
    if isinstance(person, Person):
        found = class_in(session, person.id, _year(session))
        group = None if found is None else found.name
    else:
        group = tidy(person.group) or None
    kind = None if person.kind is None else PERSON_KIND_TITLES[person.kind]
    return own | {"department": department.name if department else None, "group": group, "kind": kind}


def _year(session: Session) -> int:
    """The school year that is on."""
    return school_year_of(clock_of(session).today())


def _refuse_taken(session: Session, row: Person, identifier: str) -> None:
    """Refuse what sheets would take for the identifier of somebody else: case and blanks do not tell people apart."""
    with session.no_autoflush:
        others = session.execute(
            select(Person.id, Person.identifier).where(Person.identifier.is_not(None), Person.id != row.id)
        ).all()
        of_others = dict(zip(fold_codes([other.identifier or "" for other in others]), others, strict=True))
        other = of_others.get(fold_code(identifier))
        name = "" if other is None else _name(session.get_one(Person, other.id))
    if other is not None:
        said = _("The identifier {identifier} is that of {name}.", identifier=other.identifier, name=name)
        raise UserError(said, field="identifier")


def _name(row: Person) -> str:
    return PersonName(row.last_name, row.first_name).full


_TITLES = {column.key: column.title for column in PERSON_COLUMNS}
