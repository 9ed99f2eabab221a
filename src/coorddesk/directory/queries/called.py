"""What records of the directory are called, for whoever knows them by their ids alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.directory.models import Department, Person, PersonGroup, Place, Supplier
from coorddesk.directory.rules import PersonName

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """The names of places, people, suppliers, departments or groups that are there; of other kinds, none."""
    if kind == Person.__tablename__:
        people = session.execute(select(Person.id, Person.last_name, Person.first_name).where(Person.id.in_(ids)))
        return {person_id: PersonName(last, first).full for person_id, last, first in people}
    if kind not in _NAMES:
        return {}
    wanted = _NAMES[kind]
    return dict(session.execute(wanted.where(wanted.selected_columns[0].in_(ids))).all())


_NAMES: dict[str, Select[Any, Any]] = {
    Place.__tablename__: select(Place.id, Place.name),
    Supplier.__tablename__: select(Supplier.id, Supplier.name),
    Department.__tablename__: select(Department.id, Department.name),
    PersonGroup.__tablename__: select(PersonGroup.id, PersonGroup.name),
}
