"""Any verbs on people and groups leave everybody in one class a year at most, and are undone whole in reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from coorddesk.directory.models import Membership, PersonGroup
from coorddesk.directory.queries import group, person
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import (
    Deletion,
    GroupDetails,
    GroupEdit,
    Members,
    PersonDetails,
    PersonEdit,
    add_members,
    create_group,
    create_person,
    delete_group,
    delete_person,
    edit_group,
    edit_person,
    remove_members,
)
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

names = st.sampled_from(["CP", "cp", "CE1", ""])
people = st.lists(st.integers(1, 3), min_size=1, max_size=3, unique=True).map(tuple)
group_ids = st.integers(1, 5)
details = st.builds(
    lambda name, kind, year: GroupDetails(name, kind, year if kind is GroupKind.CLASS else 0),
    names,
    st.sampled_from(GroupKind),
    st.sampled_from([2025, 2026, 2027]),
)


def rename(session: Session, group_id: int, name: str) -> None:
    seen = group(session, group_id)
    if seen is not None:
        edit_group(session, GroupEdit(group_id, seen.version, name))


def drop(session: Session, group_id: int) -> None:
    seen = group(session, group_id)
    if seen is not None:
        delete_group(session, Deletion(group_id, seen.version))


def put(session: Session, person_id: int, name: str) -> None:
    seen = person(session, person_id)
    if seen is not None:
        edit_person(session, PersonEdit(person_id, seen.version, PersonDetails(seen.last_name, group=name)))


def send_away(session: Session, person_id: int) -> None:
    seen = person(session, person_id)
    if seen is not None:
        delete_person(session, Deletion(person_id, seen.version))


deeds = st.one_of(
    st.builds(lambda wish: lambda s: create_group(s, wish), details),
    st.builds(lambda g, name: lambda s: rename(s, g, name), group_ids, names),
    st.builds(lambda g: lambda s: drop(s, g), group_ids),
    st.builds(lambda g, who: lambda s: add_members(s, Members(g, who)), group_ids, people),
    st.builds(lambda g, who: lambda s: remove_members(s, Members(g, who)), group_ids, people),
    st.builds(lambda who, name: lambda s: put(s, who, name), st.integers(1, 3), names),
    st.builds(lambda name: lambda s: create_person(s, PersonDetails("Sow", group=name)), names),
    st.builds(lambda who: lambda s: send_away(s, who), st.integers(1, 3)),
)


def one_class_a_year(session: Session) -> None:
    classes = select(func.count(Membership.id)).join(PersonGroup, PersonGroup.id == Membership.group_id)
    classes = classes.where(PersonGroup.kind == GroupKind.CLASS).group_by(Membership.person_id, PersonGroup.year)
    assert set(session.scalars(classes)) <= {1}


@PROOF
@given(todo=st.lists(deeds, max_size=10))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        for name in ("Moreau", "Diallo", "Petit"):
            create_person(session, PersonDetails(name))
        for number, kind in enumerate(GroupKind):
            create_group(session, GroupDetails(f"Groupe {number}", kind, 2026 if kind is GroupKind.CLASS else 0))
    undone_and_redone(desk, todo, one_class_a_year)
    desk.close()
