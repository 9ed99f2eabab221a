"""People, places, suppliers and departments as they are compared where two may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.merging import Mergeable, MergeField, own_values
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Contact, Department, Person, Place, Supplier
from coorddesk.directory.queries.groups import groups_of
from coorddesk.directory.queries.places import place, places_below
from coorddesk.directory.rules import (
    PERSON_KIND_TITLES,
    PLACE_KIND_TITLES,
    SUPPLIER_KIND_TITLES,
    PersonName,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

PERSON_FIELDS = (
    MergeField("last_name", _("Last name")),
    MergeField("first_name", _("First name")),
    MergeField("kind", _("Kind of person"), Kind.CHOICE),
    MergeField("group", _("Class or group")),
    MergeField("department_id", _("Department")),
    MergeField("role", _p("person", "Role")),
    MergeField("identifier", _("Identifier"), Kind.CODE, asked=True),
    MergeField("email", _("E-mail")),
    MergeField("phone", _("Telephone"), Kind.CODE),
    MergeField("birth_date", _("Date of birth"), Kind.DATE),
    MergeField("left_on", _("Left on"), Kind.DATE, says_nothing=True),
    MergeField("notes", _("Notes"), joined=True),
)
PLACE_FIELDS = (
    MergeField("name", _("Name")),
    MergeField("parent_id", _("Inside"), says_nothing=True),
    MergeField("kind", _("Kind of place"), Kind.CHOICE),
    MergeField("code", _("Code"), Kind.CODE),
    MergeField("address", _("Address")),
    MergeField("notes", _("Notes"), joined=True),
)
SUPPLIER_FIELDS = (
    MergeField("name", _("Name")),
    MergeField("kind", _("Kind of supplier"), Kind.CHOICE),
    MergeField("contact", _("Contact")),
    MergeField("email", _("E-mail")),
    MergeField("phone", _("Telephone"), Kind.CODE),
    MergeField("address", _("Address")),
    MergeField("website", _("Website")),
    MergeField("customer_number", _("Customer number"), Kind.CODE, asked=True),
    MergeField("company_number", _("Company number (SIRET)"), Kind.CODE, asked=True),
    MergeField("notes", _("Notes"), joined=True),
)
DEPARTMENT_FIELDS = (MergeField("name", _("Name")),)


def mergeable_person(session: Session, person_id: int) -> Mergeable | None:
    """A person, with the name of their department."""
    row = session.get(Person, person_id)
    if row is None:
        return None
    department = None if row.department_id is None else session.get_one(Department, row.department_id).name
    shown = {"department_id": department, "kind": None if row.kind is None else PERSON_KIND_TITLES[row.kind]}
    name = PersonName(row.last_name, row.first_name).full
    return Mergeable(
        row.id, row.version, name, own_values(PERSON_FIELDS, row) | shown, row.group or department or row.role
    )


def mergeable_place(session: Session, place_id: int) -> Mergeable | None:
    """A place, with the path of what it is inside of."""
    row = place(session, place_id)
    if row is None:
        return None
    own = own_values(PLACE_FIELDS, row)
    shown = {"parent_id": row.parent_path, "kind": PLACE_KIND_TITLES[row.kind]}
    return Mergeable(row.id, row.version, row.name, own | shown, row.parent_path)


def mergeable_supplier(session: Session, supplier_id: int) -> Mergeable | None:
    """A supplier."""
    row = session.get(Supplier, supplier_id)
    if row is None:
        return None
    values = own_values(SUPPLIER_FIELDS, row) | {"kind": SUPPLIER_KIND_TITLES[row.kind]}
    return Mergeable(row.id, row.version, row.name, values, row.contact)


def mergeable_department(session: Session, department_id: int) -> Mergeable | None:
    """A department."""
    row = session.get(Department, department_id)
    return None if row is None else Mergeable(row.id, row.version, row.name, own_values(DEPARTMENT_FIELDS, row))


def person_consequences(session: Session, kept_id: int, gone_id: int) -> Sequence[Message]:
    """That their classes all stay, where those shown are of two school years."""
    if not _are_both_classes_kept(session, kept_id, gone_id):
        return ()
    return [_("Their classes are of two school years: both stay, and the later one is shown")]


def unasked_of_people(session: Session, kept_id: int, gone_id: int) -> frozenset[str]:
    """Classes of two school years are no choice: somebody was in both."""
    return frozenset({"group"}) if _are_both_classes_kept(session, kept_id, gone_id) else frozenset()


def place_consequences(session: Session, kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many places inside become one with another of the same name, and how many move."""
    kept, gone = place(session, kept_id), place(session, gone_id)
    if kept is None or gone is None:
        return ()
    inside = _inside(session, gone_id)
    twins = len(inside & _inside(session, kept_id))
    alone = len(inside) - twins
    said = []
    if twins:
        said.append(_n("{count} place inside both becomes one", "{count} places inside both become one each", twins))
    if alone:
        said.append(_n("{count} place inside it moves along", "{count} places inside it move along", alone))
    return said


def supplier_consequences(session: Session, _kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many contacts come along."""
    count = len(session.scalars(select(Contact.id).where(Contact.supplier_id == gone_id)).all())
    return [_n("{count} contact", "{count} contacts", count)] if count else ()


def _are_both_classes_kept(session: Session, kept_id: int, gone_id: int) -> bool:
    """Whether two people's latest classes are of two school years, and they were in different ones in none."""
    one, other = ({row.year: row.id for row in groups_of(session, each) if row.year} for each in (kept_id, gone_id))
    if not one or not other or max(one) == max(other):
        return False
    return all(other.get(year, class_id) == class_id for year, class_id in one.items())


def _inside(session: Session, place_id: int) -> set[str]:
    """The folded paths of what is inside a place, from there on."""
    below = select(Place.id, Place.path_folded).where(Place.id.in_(places_below(session, place_id)))
    paths = dict(session.execute(below).all())
    around = paths.pop(place_id)
    return {path.removeprefix(around) for path in paths.values()}
