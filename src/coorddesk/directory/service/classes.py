"""Who is in which class: one a school year, and `person.group` is that of the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.tidy import tidy
from coorddesk.directory.models import Membership, Person, PersonGroup
from coorddesk.directory.rules import GroupKind, person_copies
from coorddesk.directory.service.rows import EDITORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

_GROUPS = table_named(PersonGroup.__tablename__)
_MEMBERSHIPS = table_named(Membership.__tablename__)
_PEOPLE = table_named(Person.__tablename__)


@allowed(*EDITORS)
def put_in_classes(session: Session, year: int, classes: Mapping[int, str]) -> None:
    """Let people be in the class of a name in a school year, made if there is none; "" is none of that year.

    `classes` are names by the id of a person; `year` is the one in which the school year begins. The deed is the
    caller's to name.
    """
    names = {person_id: tidy(name) for person_id, name in classes.items()}
    ids = find_or_create_classes(session, year, names.values())
    wanted = {person_id: ids[fold(name)] for person_id, name in names.items() if name}
    of_year = {group_id for group_id, (of, _name) in _classes(session).items() if of == year}
    stands = [each for part in _parts(list(names)) for each in _memberships(session, part) if each[-1] in of_year]
    gone = [row_id for row_id, person_id, group_id in stands if wanted.get(person_id) != group_id]
    there = {person_id for _row_id, person_id, group_id in stands if wanted.get(person_id) == group_id}
    delete_rows(session, _MEMBERSHIPS, gone)
    add_memberships(session, [(group_id, each) for each, group_id in wanted.items() if each not in there])
    settle_classes(session, names)


@allowed(*EDITORS)
def find_or_create_classes(session: Session, year: int, names: Iterable[str]) -> dict[str, int]:
    """The ids of the classes of a school year by folded name, those that were missing added; "" is none."""
    wanted = {fold(name): name for name in names if name}
    session.flush()
    standing = select(PersonGroup.name_folded, PersonGroup.id)
    standing = standing.where(PersonGroup.kind == GroupKind.CLASS, PersonGroup.year == year)
    ids = dict(session.execute(standing).all())
    missing = {folded: name for folded, name in wanted.items() if folded not in ids}
    new = insert_rows(
        session,
        _GROUPS,
        [
            {"name": name, "name_folded": folded, "kind": GroupKind.CLASS, "year": year}
            for folded, name in missing.items()
        ],
    )
    return ids | dict(zip(missing, new, strict=True))


@allowed(*EDITORS)
def add_memberships(session: Session, pairs: Sequence[tuple[int, int]]) -> None:
    """Add people to groups: (group, person) of each; `settle_classes` is the caller's to think of."""
    insert_rows(session, _MEMBERSHIPS, [{"group_id": group_id, "person_id": each} for group_id, each in pairs])


@allowed(*EDITORS)
def settle_classes(session: Session, people: Iterable[int]) -> None:
    """Let `person.group` be the latest class of each of these people again, after memberships have changed."""
    session.flush()
    years = _classes(session)
    columns = ("id", "last_name", "first_name", "email", "identifier", "role", "group")
    for part in _parts(list(people)):
        latest: dict[int, tuple[int, int, str]] = {}
        for row_id, person_id, group_id in _memberships(session, part):
            if group_id in years:
                year, name = years[group_id]
                latest[person_id] = max(latest.get(person_id, (0, 0, "")), (year, row_id, name))
        rows = session.execute(select(*(_PEOPLE.c[key] for key in columns)).where(_PEOPLE.c.id.in_(part))).all()
        changes = []
        for row_id, last, first, email, identifier, role, group in rows:
            name = latest[row_id][-1] if row_id in latest else ""
            if name != group:
                changes.append((row_id, {"group": name} | person_copies(last, first, email, identifier, name, role)))
        update_rows(session, _PEOPLE, changes)


def _classes(session: Session) -> dict[int, tuple[int, str]]:
    """The school year and the name of every class."""
    wanted = select(PersonGroup.id, PersonGroup.year, PersonGroup.name).where(PersonGroup.kind == GroupKind.CLASS)
    return {row_id: (year, name) for row_id, year, name in session.execute(wanted)}


def _memberships(session: Session, people: Sequence[int]) -> list[tuple[int, int, int]]:
    """(id, person, group) of everything these people are in.

    Asked without a join: SQLite would go through every class instead of through the people.
    """
    wanted = select(Membership.id, Membership.person_id, Membership.group_id)
    rows = session.execute(wanted.where(Membership.person_id.in_(people)).order_by(Membership.id))
    return [(row_id, person_id, group_id) for row_id, person_id, group_id in rows]


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), CHUNK_ROWS):
        yield items[start : start + CHUNK_ROWS]
