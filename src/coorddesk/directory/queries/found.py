"""What the search box finds among places, people, groups and suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, case, select

from coorddesk.core.matching import contains_all, starts_with, words
from coorddesk.core.messages import _, verbatim
from coorddesk.core.records import Hit
from coorddesk.directory.models import Contact, Department, Person, PersonGroup, Place, Supplier
from coorddesk.directory.rules import GROUP_KIND_TITLES, PLACE_KIND_TITLES, PersonName, group_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

STARTS, HOLDS = 1, 2


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Places, people, groups and suppliers that hold every word of `text`, those that begin with it first."""
    if not words(text):
        return ()
    kinds = (_places, _people, _groups, _suppliers, _contacts)
    found = [hit for of_kind in kinds for hit in of_kind(session, text, limit)]
    return sorted(found, key=lambda hit: hit.rank)[:limit]


def _places(session: Session, text: str, limit: int) -> Iterator[Hit]:
    rank = _rank(Place.name_folded.expression, text)
    wanted = select(Place.id, Place.path, Place.kind, rank).where(contains_all(Place.path_folded, text))
    for place_id, path, kind, fits in session.execute(wanted.order_by(rank, Place.path_folded).limit(limit)):
        yield Hit(("place", place_id), path, PLACE_KIND_TITLES[kind], fits)


def _people(session: Session, text: str, limit: int) -> Iterator[Hit]:
    rank = _rank(Person.last_name_folded.expression, text)
    wanted = select(Person.id, Person.last_name, Person.first_name, Person.group, Department.name, Person.role, rank)
    wanted = wanted.outerjoin(Department).where(contains_all(Person.search, text))
    rows = session.execute(wanted.order_by(rank, Person.last_name_folded).limit(limit))
    for person_id, last, first, group, department, role, fits in rows:
        about = verbatim(group or department or role or "") if group or department or role else _("Person")
        yield Hit(("person", person_id), PersonName(last, first).full, about, fits)


def _groups(session: Session, text: str, limit: int) -> Iterator[Hit]:
    """Groups, and classes of the latest year first."""
    rank = _rank(PersonGroup.name_folded.expression, text)
    wanted = select(PersonGroup.id, PersonGroup.name, PersonGroup.year, PersonGroup.kind, rank)
    wanted = wanted.where(contains_all(PersonGroup.name_folded, text))
    in_order = (rank, PersonGroup.year.desc(), PersonGroup.name_folded, PersonGroup.id)
    for group_id, name, year, kind, fits in session.execute(wanted.order_by(*in_order).limit(limit)):
        yield Hit(("person_group", group_id), group_title(name, year), GROUP_KIND_TITLES[kind], fits)


def _contacts(session: Session, text: str, limit: int) -> Iterator[Hit]:
    """Those at suppliers; a click opens the supplier's card."""
    rank = _rank(Contact.name_folded.expression, text)
    wanted = select(Contact.supplier_id, Contact.name, Supplier.name.label("supplier"), rank).join(Supplier)
    wanted = wanted.where(contains_all(Contact.name_folded, text))
    for supplier_id, name, supplier, fits in session.execute(wanted.order_by(rank, Contact.name_folded).limit(limit)):
        yield Hit(("supplier", supplier_id), name, verbatim(supplier), fits)


def _suppliers(session: Session, text: str, limit: int) -> Iterator[Hit]:
    rank = _rank(Supplier.name_folded.expression, text)
    wanted = select(Supplier.id, Supplier.name, rank).where(contains_all(Supplier.name_folded, text))
    for supplier_id, name, fits in session.execute(wanted.order_by(rank, Supplier.name_folded).limit(limit)):
        yield Hit(("supplier", supplier_id), name, _("Supplier"), fits)


def _rank(column: ColumnElement[str], text: str) -> ColumnElement[int]:
    return case((starts_with(column, " ".join(words(text))), STARTS), else_=HOLDS)
