"""The fields of people by which they are filtered and edited many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, own, own_text, record, scanned
from coorddesk.core.fields import Field, Way, named_by
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Department, Person
from coorddesk.directory.queries.options import department_options
from coorddesk.directory.rules import PERSON_KIND_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def person_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a person must be like for all criteria."""
    return claims(session, criteria, _GROUNDS) if criteria else []


def said_person_criteria(session: Session, criteria: Sequence[Criterion]) -> list[Message]:
    """Each criterion in a few words."""
    fields = {field.key: field for field in FIELDS_OF_PEOPLE}
    return [said_criterion(session, criterion, fields.get(criterion.field)) for criterion in criteria]


_ANY = (Way.SET, Way.ERASE)
_KINDS = tuple((kind.value, title) for kind, title in PERSON_KIND_TITLES.items())
FIELDS_OF_PEOPLE: tuple[Field, ...] = (
    Field("last_name", _("Last name")),
    Field("first_name", _("First name")),
    Field("kind", _("Kind of person"), Kind.CHOICE, _KINDS, ways=_ANY),
    Field("email", _("E-mail")),
    Field("phone", _("Telephone"), Kind.CODE, ways=_ANY),
    Field("department", _("Department"), search=department_options, name=named_by(Department), ways=_ANY),
    Field("role", _p("person", "Role"), ways=_ANY),
    Field("group", _("Class or group"), ways=_ANY),
    Field("identifier", _("Identifier"), Kind.CODE),
    Field("birth_date", _("Date of birth"), Kind.DATE),
    Field("left_on", _("Left on"), Kind.DATE, ways=_ANY),
    Field("notes", _("Notes"), ways=(Way.ADD, *_ANY)),
)
"""Every field of people in the order of their columns.

Names, addresses and identifiers are each person's own; a class is that of the school year that is on.
"""
_GROUNDS: dict[str, Ground] = {
    "last_name": Ground(Person.last_name_folded != "", text=folded(Person.last_name_folded)),
    "first_name": Ground(Person.first_name_folded != "", text=folded(Person.first_name_folded)),
    "kind": own(Person.kind),
    "email": own_text(Person.id, Person.email, Person.search),
    "phone": own_text(Person.id, Person.phone),
    "department": record(Person.department_id, select(Department.id), Department.name_folded),
    "role": own_text(Person.id, Person.role, Person.search),
    "group": own_text(Person.id, Person.group, Person.search),
    "identifier": Ground(Person.identifier.is_not(None), text=scanned(Person.id, Person.identifier, Person.search)),
    "birth_date": own(Person.birth_date),
    "left_on": own(Person.left_on),
    "notes": own_text(Person.id, Person.notes),
}
