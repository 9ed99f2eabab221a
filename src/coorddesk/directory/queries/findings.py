"""What must always be true of places and people, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.directory.models import Department, Membership, Person, PersonGroup, Place, Supplier
from coorddesk.directory.rules import GroupKind, PersonName, join_path, person_copies, place_copies, school_year_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def findings(session: Session) -> Sequence[Finding]:
    """Paths that are not those of the tree, places inside themselves, wrong copies and classes."""
    return [*_places(session), *_people(session), *_names(session)]


def _places(session: Session) -> Iterator[Finding]:
    wanted = select(Place.id, Place.parent_id, Place.name, Place.path, Place.path_folded, Place.name_folded)
    rows = {row.id: row for row in session.execute(wanted)}
    for row in rows.values():
        names = [row.name]
        around = row.parent_id
        while around is not None and len(names) <= len(rows):
            names.append(rows[around].name)
            around = rows[around].parent_id
        if around is not None:
            yield Finding(_("The place “{path}” is inside itself.", path=row.path), ("place", row.id))
        elif row.path != join_path(*reversed(names)):
            yield Finding(_("The place “{path}” is not where its path says.", path=row.path), ("place", row.id))
        elif any(getattr(row, key) != copy for key, copy in place_copies(row.path, row.name).items()):
            yield Finding(_("“{name}” would not be found by its name.", name=row.path), ("place", row.id))


def _people(session: Session) -> Iterator[Finding]:
    classes = session.execute(_CLASSES).all()
    latest = {person_id: name for person_id, name, _year in classes}
    years = Counter((person_id, year) for person_id, _name, year in classes)
    twice = {person_id: year for (person_id, year), count in years.items() if count > 1}
    for row in session.execute(_PEOPLE):
        if row.id in twice:
            name, year = PersonName(row.last_name, row.first_name).full, school_year_title(twice[row.id])
            said = _("“{name}” is in more than one class in {year}.", name=name, year=year)
            yield Finding(said, ("person", row.id))
        if row.group != latest.get(row.id, ""):
            name = PersonName(row.last_name, row.first_name).full
            yield Finding(
                _("The class of “{name}” is not that of the latest school year.", name=name), ("person", row.id)
            )
        copies = person_copies(row.last_name, row.first_name, row.email, row.identifier, row.group, row.role)
        if any(getattr(row, key) != copy for key, copy in copies.items()):
            name = PersonName(row.last_name, row.first_name).full
            yield Finding(_("“{name}” would not be found by its name.", name=name), ("person", row.id))


def _names(session: Session) -> Iterator[Finding]:
    kinds: tuple[type[Any], ...] = (Department, Supplier, PersonGroup)
    for kind in kinds:
        for row_id, name, folded in session.execute(select(kind.id, kind.name, kind.name_folded)):
            if folded != fold(name):
                yield Finding(_("“{name}” would not be found by its name.", name=name), (kind.__tablename__, row_id))


_PEOPLE = select(
    Person.id,
    Person.last_name,
    Person.first_name,
    Person.email,
    Person.identifier,
    Person.group,
    Person.role,
    Person.last_name_folded,
    Person.first_name_folded,
    Person.search,
)
_CLASSES = (
    select(Membership.person_id, PersonGroup.name, PersonGroup.year)
    .join(PersonGroup, PersonGroup.id == Membership.group_id)
    .where(PersonGroup.kind == GroupKind.CLASS)
    .order_by(PersonGroup.year, Membership.id)
)
