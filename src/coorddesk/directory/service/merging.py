"""The verbs that make one record of two people, suppliers or departments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.merging import Merge, merged, own_values
from coorddesk.core.messages import _
from coorddesk.core.orm import Versioned
from coorddesk.core.repointing import point_elsewhere, repoint_all, repoint_views
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Contact, Department, Membership, Person, PersonGroup, Supplier
from coorddesk.directory.queries import DEPARTMENT_FIELDS, PERSON_FIELDS, SUPPLIER_FIELDS
from coorddesk.directory.rules import GroupKind, PersonName
from coorddesk.directory.service.classes import settle_classes
from coorddesk.directory.service.named import rename_named
from coorddesk.directory.service.people import PersonDetails, write_person
from coorddesk.directory.service.rows import EDITORS, delete_unused, row_as_seen
from coorddesk.directory.service.suppliers import SupplierDetails, write_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.repointing import Keeper

V = TypeVar("V", bound=Versioned)


@allowed(*EDITORS)
def merge_people(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one person of two: what each holds, where each is a member, and what was written about each."""
    kept, gone = both_as_seen(session, Person, wish)
    values = merged(PERSON_FIELDS, wish, own_values(PERSON_FIELDS, kept), own_values(PERSON_FIELDS, gone))
    name = _full_name(gone)
    leaving, staying = (kept, gone) if "group" in wish.from_gone else (gone, kept)
    _leave_classes(session, leaving.id, staying.id)
    repoint_all(session, features, ("person", gone.id), ("person", kept.id))
    delete_unused(session, gone, name)
    write_person(session, kept, PersonDetails(**_among(PersonDetails, values)))
    settle_classes(session, [kept.id])
    deed = _("Merge person “{gone}” into “{kept}”", gone=name, kept=_full_name(kept))
    record(session, deed, ("person", wish.kept), ("person", wish.gone))


@allowed(*EDITORS)
def merge_suppliers(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one supplier of two; whoever is no longer the first contact stays as one of the others."""
    kept, gone = both_as_seen(session, Supplier, wish)
    sides = [own_values(SUPPLIER_FIELDS, each) for each in (kept, gone)]
    values = merged(SUPPLIER_FIELDS, wish, *sides)
    name = gone.name
    repoint_all(session, features, ("supplier", gone.id), ("supplier", kept.id))
    delete_unused(session, gone, name)
    write_supplier(session, kept, SupplierDetails(**_among(SupplierDetails, values)))
    _keep_contacts(session, kept, sides)
    deed = _("Merge supplier “{gone}” into “{kept}”", gone=name, kept=kept.name)
    record(session, deed, ("supplier", wish.kept), ("supplier", wish.gone))


@allowed(*EDITORS)
def merge_departments(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one department of two."""
    kept, gone = both_as_seen(session, Department, wish)
    sides = [own_values(DEPARTMENT_FIELDS, each) for each in (kept, gone)]
    values = merged(DEPARTMENT_FIELDS, wish, *sides)
    name = gone.name
    repoint_all(session, features, ("department", gone.id), ("department", kept.id))
    delete_unused(session, gone, name)
    rename_named(session, kept, values["name"])
    deed = _("Merge department “{gone}” into “{kept}”", gone=name, kept=kept.name)
    record(session, deed, ("department", wish.kept), ("department", wish.gone))


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let the people of a department, the memberships of a person and the contacts of a supplier belong to another."""
    point_elsewhere(session, "coorddesk.directory.models", old, new)
    repoint_views(session, "people", {"department": "department"}, old, new)


@allowed(*EDITORS)
def both_as_seen(session: Session, kind: type[V], wish: Merge) -> tuple[V, V]:
    """The record that stays and the one that goes, if both are as their author saw them."""
    if wish.kept == wish.gone:
        raise UserError(_("A record cannot be merged with itself. Choose another."))
    kept = row_as_seen(session, kind, wish.kept, wish.kept_version)
    return kept, row_as_seen(session, kind, wish.gone, wish.gone_version)


def _leave_classes(session: Session, person_id: int, other_id: int) -> None:
    """Take somebody out of the classes of the school years in which another is in one: there is one a year."""
    classes = select(Membership.id, PersonGroup.year, Membership.person_id).join(PersonGroup)
    rows = session.execute(
        classes.where(PersonGroup.kind == GroupKind.CLASS, Membership.person_id.in_((person_id, other_id)))
    ).all()
    years = {year for _id, year, owner in rows if owner == other_id}
    gone = [row_id for row_id, year, owner in rows if owner == person_id and year in years]
    delete_rows(session, table_named(Membership.__tablename__), gone)


def _keep_contacts(session: Session, supplier: Supplier, sides: Sequence[Mapping[str, Any]]) -> None:
    """Let nobody be lost who was the first contact of either, nor the ways to them, and no contact be there twice."""
    session.flush()
    rows = list(session.scalars(select(Contact).where(Contact.supplier_id == supplier.id).order_by(Contact.id)))
    known = {_words(row.name, row.email, row.phone): row for row in reversed(rows)}
    for row in rows:
        twin = known[_words(row.name, row.email, row.phone)]
        if twin is not row and (twin.role, twin.notes) == (row.role, row.notes):
            session.delete(row)
    for side in sides:
        if side["contact"] and fold(side["contact"]) != fold(supplier.contact):
            _keep_contact(session, supplier, list(known.values()), side)
    session.flush()
    raise_versions(session, table_named(Supplier.__tablename__), [supplier.id])


def _keep_contact(session: Session, supplier: Supplier, known: Sequence[Contact], side: Mapping[str, Any]) -> None:
    """Let somebody who was the first contact be among the others, once unless they are reached in another way."""
    name, ways = side["contact"], {key: side[key] for key in ("email", "phone")}
    of_name = [row for row in known if row.name_folded == fold(name)]
    for row in of_name:
        if all("" in {getattr(row, key), way} or fold(getattr(row, key)) == fold(way) for key, way in ways.items()):
            for key, way in ways.items():
                setattr(row, key, getattr(row, key) or way)
            return
    session.add(Contact(supplier_id=supplier.id, name=name, name_folded=fold(name), **ways))


def _among(details: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a form's details have room for."""
    return {each.name: values[each.name] for each in fields(details) if each.name in values}


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(map(fold, texts))


def _full_name(row: Person) -> str:
    return PersonName(row.last_name, row.first_name).full
