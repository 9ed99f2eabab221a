"""The demo's classes of this school year and the last, its groups, and the lists for its mails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.directory.models import PersonGroup
from coorddesk.directory.rules import GroupKind, PersonKind
from coorddesk.directory.service import add_memberships, find_or_create_classes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LEVELS = ("CP", "CE1", "CE2", "CM1", "CM2")
CLASSES = tuple(f"{level} {letter}" for level in LEVELS for letter in "AB")
LAST_CLASSES = CLASSES[-2:]

_SEED = 2027
_ODDS_OF_THE_OTHER_CLASS = 0.2
_CLUBS = {"Club échecs": ("CM1 A", "CM1 B", "CM2 A", "CM2 B"), "Chorale": CLASSES[2:6]}
_MEMBERS_OF_A_CLUB = 18
_READERS_INFORMED = 24

People = Mapping[int, Mapping[str, Any]]


def add_groups(session: Session, year: int, people: People) -> None:
    """Put the people, rows by id, into classes of the school year that is on and of the one before, and into groups."""
    random = Random(_SEED)  # noqa: S311 - believable, not secret
    here = {person_id: row["group"] for person_id, row in people.items() if row["group"] and not row["left_on"]}
    before = {person_id: _class_before(random, group) for person_id, group in here.items()}
    before |= {person_id: row["group"] for person_id, row in people.items() if row["left_on"]}
    for of, classes in ((year - 1, before), (year, here)):
        ids = find_or_create_classes(session, of, classes.values())
        add_memberships(session, [(ids[fold(name)], each) for each, name in classes.items() if name])
    for club, classes_of_club in _CLUBS.items():
        pupils = [person_id for person_id, group in here.items() if group in classes_of_club]
        _add_group(session, club, GroupKind.GROUP, random.sample(pupils, _MEMBERS_OF_A_CLUB))
    staff = [person_id for person_id, row in people.items() if row["kind"] is PersonKind.STAFF]
    readers = [person_id for person_id, row in people.items() if row["kind"] is PersonKind.PATRON and row["email"]]
    _add_group(session, "Toute l'équipe", GroupKind.CONTACTS, staff)
    _add_group(session, "Lettre de la médiathèque", GroupKind.CONTACTS, random.sample(readers, _READERS_INFORMED))


def _class_before(random: Random, group: str) -> str:
    """The class of the year before; whoever begins was in none here."""
    level, letter = group.split()
    if level == LEVELS[0]:
        return ""
    if random.random() < _ODDS_OF_THE_OTHER_CLASS:
        letter = "B" if letter == "A" else "A"
    return f"{LEVELS[LEVELS.index(level) - 1]} {letter}"


def _add_group(session: Session, name: str, kind: GroupKind, people: Iterable[int]) -> None:
    row = {"name": name, "name_folded": fold(name), "kind": kind}
    (group_id,) = insert_rows(session, table_named(PersonGroup.__tablename__), [row])
    add_memberships(session, [(group_id, person_id) for person_id in people])
