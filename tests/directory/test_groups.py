from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import (
    Addresses,
    addresses,
    class_in,
    class_options,
    findings,
    group,
    group_options,
    groups,
    groups_of,
    members,
    person,
)
from coorddesk.directory.rules import GroupKind, school_year_of
from coorddesk.directory.service import (
    Deletion,
    GroupDetails,
    GroupEdit,
    Members,
    PersonDetails,
    PersonEdit,
    add_members,
    create_group,
    delete_group,
    delete_person,
    edit_group,
    edit_person,
    put_in_classes,
    remove_members,
)
from tests.factories import make_person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


@pytest.fixture
def this_year(clock: FixedClock) -> int:
    return school_year_of(clock.today())


def make_class(session: Session, name: str, year: int) -> int:
    return create_group(session, GroupDetails(name, GroupKind.CLASS, year))


def class_now(session: Session, person_id: int) -> str:
    row = person(session, person_id)
    assert row is not None
    assert list(findings(session)) == []
    return row.group


def take_back(database: Database) -> None:
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)


def test_groups_stand_by_kind_the_latest_year_first_and_by_number(database: Database) -> None:
    with database.transaction() as session:
        for name, year in (("10e", 2025), ("9e A", 2025), ("CP", 2026)):
            make_class(session, name, year)
        create_group(session, GroupDetails("Parents élus", GroupKind.CONTACTS))
        chess = create_group(session, GroupDetails("Échecs", GroupKind.GROUP, notes="Le mardi"))
        add_members(session, Members(chess, (make_person(session), make_person(session, "Diallo", "Awa"))))
    with database.reading() as session:
        assert [(row.title, row.people) for row in groups(session)] == [
            ("CP (2026-2027)", 0),
            ("9e A (2025-2026)", 0),
            ("10e (2025-2026)", 0),
            ("Échecs", 2),
            ("Parents élus", 0),
        ]
        assert [row.name for row in members(session, chess)] == ["Awa Diallo", "Inès Moreau"]
        found = group(session, chess)
    assert found is not None
    assert found.notes == "Le mardi"


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (GroupDetails(" ", GroupKind.GROUP), "name"),
        (GroupDetails("cp a", GroupKind.CLASS, 2026), "name"),
        (GroupDetails("CP A", GroupKind.CLASS), "year"),
        (GroupDetails("CP A", GroupKind.GROUP, 2026), "year"),
    ],
)
def test_what_is_no_group_is_refused(database: Database, wish: GroupDetails, field: str) -> None:
    with database.transaction() as session:
        make_class(session, "CP A", 2026)
        make_class(session, "CP A", 2025)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        create_group(session, wish)
    assert refused.value.field == field


def test_somebody_is_in_one_class_a_year_and_known_by_the_latest(database: Database) -> None:
    with database.transaction() as session:
        ines = make_person(session)
        before, one, other = (
            make_class(session, "CE1", 2025),
            make_class(session, "A", 2026),
            make_class(session, "B", 2026),
        )
    for chosen, shown in ((before, "CE1"), (one, "A"), (other, "B")):
        with database.transaction() as session:
            assert add_members(session, Members(chosen, (ines, ines))) == 1
        with database.reading() as session:
            assert class_now(session, ines) == shown
    with database.reading() as session:
        assert [row.title for row in groups_of(session, ines)] == ["B (2026-2027)", "CE1 (2025-2026)"]
    take_back(database)
    with database.reading() as session:
        assert class_now(session, ines) == "A"
    with database.transaction() as session:
        assert remove_members(session, Members(one, (ines,))) == 1
        assert remove_members(session, Members(one, (ines,))) == 0
    with database.reading() as session:
        assert class_now(session, ines) == "CE1"


def test_a_renamed_class_is_what_everybody_in_it_is_in(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        ines = make_person(session)
        cp = make_class(session, "CP", 2026)
        add_members(session, Members(cp, (ines,)))
    with database.transaction() as session:
        edit_group(session, GroupEdit(cp, 1, "CP Soleil", "Salle 3"))
    with database.reading() as session:
        assert class_now(session, ines) == "CP Soleil"
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_group(session, GroupEdit(cp, 1, "CP Lune"))
    take_back(database)
    with database.reading() as session:
        assert class_now(session, ines) == "CP"


def test_a_deleted_group_leaves_its_people(database: Database) -> None:
    with database.transaction() as session:
        ines = make_person(session)
        cp = make_class(session, "CP", 2026)
        add_members(session, Members(cp, (ines,)))
    with database.transaction() as session:
        delete_group(session, Deletion(cp, 1))
    with database.reading() as session:
        assert (groups(session), class_now(session, ines)) == ((), "")
    take_back(database)
    with database.reading() as session:
        assert ([row.people for row in groups(session)], class_now(session, ines)) == ([1], "CP")


def test_a_deleted_person_leaves_their_groups(database: Database) -> None:
    with database.transaction() as session:
        ines = make_person(session)
        add_members(session, Members(create_group(session, GroupDetails("Échecs", GroupKind.GROUP)), (ines,)))
    with database.transaction() as session:
        delete_person(session, Deletion(ines, 1))
    with database.reading() as session:
        assert [row.people for row in groups(session)] == [0]
    take_back(database)
    with database.reading() as session:
        assert [row.people for row in groups(session)] == [1]


def test_a_form_says_the_class_of_the_school_year_that_is_on(database: Database, this_year: int) -> None:
    with database.transaction() as session:
        ines = make_person(session, group="cp a")
        put_in_classes(session, this_year - 1, {ines: "GS"})
        row = person(session, ines)
        assert row is not None
        edit_person(session, PersonEdit(ines, row.version, PersonDetails("Moreau", "Inès", group="CP A")))
    with database.reading() as session:
        assert class_now(session, ines) == "cp a"  # the class is there, as it was first written
        found = class_in(session, ines, this_year)
        assert found is not None
        assert [option.name for option in class_options(session, "Cp")] == ["cp a"]
        row = person(session, ines)
        assert row is not None
    with database.transaction() as session:
        edit_person(session, PersonEdit(ines, row.version, PersonDetails("Moreau", "Inès")))
    with database.reading() as session:
        assert class_now(session, ines) == "GS"
        assert class_in(session, ines, this_year) is None


def test_addresses_are_those_of_who_is_still_here_each_once(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        people = (
            make_person(session, email="moreau@ecole.example"),
            make_person(session, "Moreau", "Léo", email="Moreau@ecole.example"),
            make_person(session, "Diallo", "Awa"),
            make_person(session, "Aubert", "Yanis", email="yanis@ecole.example", left_on=clock.today()),
        )
        parents = create_group(session, GroupDetails("Parents", GroupKind.CONTACTS))
        add_members(session, Members(parents, people))
    with database.reading() as session:
        assert addresses(session, parents) == Addresses(("moreau@ecole.example",), ("Awa Diallo",))


def test_people_are_put_into_what_is_there_now(database: Database, this_year: int) -> None:
    with database.transaction() as session:
        for name, year in (("CP 10", this_year), ("CP 9", this_year), ("CP", this_year - 1), ("CP", this_year + 1)):
            make_class(session, name, year)
        create_group(session, GroupDetails("Parents des CP", GroupKind.CONTACTS))
    with database.reading() as session:
        assert [(option.name, option.detail) for option in group_options(session, "cp")] == [
            ("CP", "2027-2028"),
            ("CP 9", "2026-2027"),
            ("CP 10", "2026-2027"),
            ("Parents des CP", ""),
        ]
