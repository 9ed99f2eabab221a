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
    stands = _memberships(session, year, names)
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
    for part in _parts(list(people)):
        latest = _latest_classes(session, part)
        columns = ("id", "last_name", "first_name", "email", "identifier", "role", "group")
        rows = session.execute(select(*(_PEOPLE.c[key] for key in columns)).where(_PEOPLE.c.id.in_(part))).all()
        changes = []
        for row_id, last, first, email, identifier, role, group in rows:
            name = latest.get(row_id, "")
            if name != group:
                changes.append((row_id, {"group": name} | person_copies(last, first, email, identifier, name, role)))
        update_rows(session, _PEOPLE, changes)


def _latest_classes(session: Session, people: Sequence[int]) -> dict[int, str]:
    wanted = select(Membership.person_id, PersonGroup.name).join(PersonGroup, PersonGroup.id == Membership.group_id)
    wanted = wanted.where(Membership.person_id.in_(people), PersonGroup.kind == GroupKind.CLASS)
    return dict(session.execute(wanted.order_by(PersonGroup.year, Membership.id)).all())


def _memberships(session: Session, year: int, people: Iterable[int]) -> list[tuple[int, int, int]]:
    """(id, person, group) of each class of these people in a school year."""
    found: list[tuple[int, int, int]] = []
    for part in _parts(list(people)):
        wanted = select(Membership.id, Membership.person_id, Membership.group_id)
        wanted = wanted.join(PersonGroup, PersonGroup.id == Membership.group_id).where(
            Membership.person_id.in_(part), PersonGroup.kind == GroupKind.CLASS, PersonGroup.year == year
        )
        found += [(row_id, person_id, group_id) for row_id, person_id, group_id in session.execute(wanted)]
    return found


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), CHUNK_ROWS):
        yield items[start : start + CHUNK_ROWS]
