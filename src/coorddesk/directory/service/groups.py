"""The verbs on classes, groups and contact groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, _n
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Membership, Person, PersonGroup
from coorddesk.directory.rules import GroupKind, group_title
from coorddesk.directory.service.classes import add_memberships, settle_classes
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MEMBERSHIPS = table_named(Membership.__tablename__)


@dataclass(frozen=True)
class GroupDetails:
    """The wish to add a group; a class is of the school year that begins in `year`, the others of none."""

    name: str
    kind: GroupKind
    year: int = 0
    notes: str = ""


@dataclass(frozen=True)
class GroupEdit:
    """A group's new name and notes, and the version their author saw; what it is and its year stay."""

    id: int
    version: int
    name: str
    notes: str = ""


@dataclass(frozen=True)
class Members:
    """People to add to a group or to take out of it."""

    group_id: int
    people: tuple[int, ...]


@allowed(*EDITORS)
def create_group(session: Session, wish: GroupDetails) -> int:
    """Add a group without anybody in it; returns its id."""
    if (wish.kind is GroupKind.CLASS) is not bool(wish.year):
        raise UserError(_("A class has a school year, and nothing else has one."), field="year")
    row = PersonGroup(kind=wish.kind, year=wish.year)
    _write(session, row, wish.name, wish.notes)
    session.add(row)
    session.flush()
    record(session, _("Add group “{name}”", name=_title(row)), ("person_group", row.id))
    return row.id


@allowed(*EDITORS)
def edit_group(session: Session, wish: GroupEdit) -> None:
    """Rename a group or change its notes; whoever is in a class is in it under its new name."""
    row = row_there(session, PersonGroup, wish.id)
    yours, theirs = ({"name": each.name, "notes": each.notes} for each in (wish, row))
    refuse_stale(row, wish.version, _TITLES, yours, theirs)
    old = _title(row)
    _write(session, row, wish.name, wish.notes)
    new = _title(row)
    if row.kind is GroupKind.CLASS:
        settle_classes(session, _people_in(session, row.id))
    deed = _("Rename group “{old}” to “{new}”", old=old, new=new) if new != old else _("Edit group “{name}”", name=new)
    record(session, deed, ("person_group", wish.id))


@allowed(*EDITORS)
def delete_group(session: Session, wish: Deletion) -> None:
    """Delete a group; the people in it stay on the desk."""
    row = row_as_seen(session, PersonGroup, wish.id, wish.version)
    title, people = _title(row), _people_in(session, row.id)
    memberships = session.scalars(select(Membership.id).where(Membership.group_id == wish.id).order_by(Membership.id))
    delete_rows(session, _MEMBERSHIPS, memberships.all())
    delete_unused(session, row, title)
    settle_classes(session, people)
    record(session, _("Delete group “{name}”", name=title), ("person_group", wish.id))


@allowed(*EDITORS)
def add_members(session: Session, wish: Members) -> int:
    """Add people to a group, and take those of a class out of their other class of that year; returns how many."""
    row = row_there(session, PersonGroup, wish.group_id)
    title = _title(row)
    there = set(_people_in(session, row.id))
    new = [person_id for person_id in dict.fromkeys(wish.people) if person_id not in there]
    if len(session.scalars(select(Person.id).where(Person.id.in_(new))).all()) < len(new):
        raise UserError(_("Somebody of those chosen is no longer there. Choose again."))
    if not new:
        return 0
    if row.kind is GroupKind.CLASS:
        _take_out_of_classes(session, row.year, new)
    add_memberships(session, [(wish.group_id, person_id) for person_id in new])
    settle_classes(session, new)
    deed = _n("Add {count} person to “{name}”", "Add {count} people to “{name}”", len(new), name=title)
    record(session, deed, ("person_group", wish.group_id), *(("person", each) for each in new))
    return len(new)


@allowed(*EDITORS)
def remove_members(session: Session, wish: Members) -> int:
    """Take people out of a group; returns how many were in it."""
    row = row_there(session, PersonGroup, wish.group_id)
    title = _title(row)
    rows = session.execute(
        select(Membership.id, Membership.person_id)
        .where(Membership.group_id == wish.group_id, Membership.person_id.in_(wish.people))
        .order_by(Membership.id)
    ).all()
    if not rows:
        return 0
    delete_rows(session, _MEMBERSHIPS, [row_id for row_id, _person in rows])
    gone = [person_id for _row, person_id in rows]
    settle_classes(session, gone)
    deed = _n("Take {count} person out of “{name}”", "Take {count} people out of “{name}”", len(gone), name=title)
    record(session, deed, ("person_group", wish.group_id), *(("person", each) for each in gone))
    return len(gone)


def _write(session: Session, row: PersonGroup, name: str, notes: str) -> None:
    name = tidy(name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    with session.no_autoflush:
        wanted = select(PersonGroup).where(
            PersonGroup.name_folded == fold(name), PersonGroup.kind == row.kind, PersonGroup.year == row.year
        )
        other = session.scalar(wanted)
    if other is not None and other is not row:
        raise UserError(_("There is already “{name}”.", name=_title(other)), field="name")
    row.name, row.name_folded, row.notes = name, fold(name), tidy_lines(notes)


def _take_out_of_classes(session: Session, year: int, people: list[int]) -> None:
    others = select(Membership.id).join(PersonGroup, PersonGroup.id == Membership.group_id)
    others = others.where(
        PersonGroup.kind == GroupKind.CLASS, PersonGroup.year == year, Membership.person_id.in_(people)
    )
    delete_rows(session, _MEMBERSHIPS, session.scalars(others.order_by(Membership.id)).all())


def _people_in(session: Session, group_id: int) -> list[int]:
    return list(session.scalars(select(Membership.person_id).where(Membership.group_id == group_id)))


def _title(row: PersonGroup) -> str:
    return group_title(row.name, row.year)


_TITLES = {"name": _("Name"), "notes": _("Notes")}
