"""What pickers offer while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.matching import contains_all
from coorddesk.core.options import Option
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.rules import PersonName

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def place_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Places whose path holds every word of `text`, in the order of their paths."""
    wanted = select(Place.id, Place.path, Place.code).where(contains_all(Place.path_folded, text))
    return _options(session, wanted.order_by(Place.path_folded), limit)


def person_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """People whose names, e-mail, identifier, group or role hold every word of `text`, by name."""
    wanted = select(Person.id, Person.last_name, Person.first_name, Person.group, Department.name, Person.role)
    wanted = wanted.outerjoin(Department).where(contains_all(Person.search, text))
    found = session.execute(wanted.order_by(Person.last_name_folded, Person.first_name_folded, Person.id).limit(limit))
    return tuple(
        Option(person_id, PersonName(last, first).full, group or department or role)
        for person_id, last, first, group, department, role in found
    )


def supplier_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Suppliers whose name holds every word of `text`."""
    wanted = select(Supplier.id, Supplier.name, Supplier.contact).where(contains_all(Supplier.name_folded, text))
    return _options(session, wanted.order_by(Supplier.name_folded), limit)


def department_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Departments whose name holds every word of `text`."""
    wanted = select(Department.id, Department.name).where(contains_all(Department.name_folded, text))
    return _options(session, wanted.order_by(Department.name_folded), limit)


def _options(session: Session, wanted: Select[*tuple[Any, ...]], limit: int) -> tuple[Option, ...]:
    return tuple(Option(*row) for row in session.execute(wanted.limit(limit)))
