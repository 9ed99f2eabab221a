from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor, Role
from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import (
    PERSON_SORTS,
    PersonQuery,
    Unclear,
    findings,
    groups,
    person,
    person_ids,
    person_page,
)
from coorddesk.directory.rules import PersonKind, Presence
from coorddesk.directory.service import (
    Deletion,
    PersonDetails,
    PersonEdit,
    create_person,
    delete_person,
    edit_person,
    find_or_create_department,
    find_or_create_person,
)
from tests.factories import make_asset, make_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks

INES = PersonDetails(
    "Moreau",
    "Inès",
    "ines@ecole.example",
    "01 99 00 12 12",
    None,
    "Bibliothécaire",
    "",
    "P12",
    date(1990, 5, 1),
    "Mardi",
)


def names(session: Session, query: PersonQuery) -> list[str]:
    ids = person_ids(session, query)
    page = person_page(session, ids)
    return [page[person_id].full_name for person_id in ids]


def test_a_person_is_kept_with_all_that_was_written(database: Database) -> None:
    with database.transaction() as session:
        department = find_or_create_department(session, "Médiathèque")
        ines = create_person(session, replace(INES, department_id=department))
    with database.reading() as session:
        row = person(session, ines)
        assert row is not None
        assert (row.full_name, row.department, row.birth_date, row.identifier) == (
            "Inès Moreau",
            "Médiathèque",
            date(1990, 5, 1),
            "P12",
        )
        assert person(session, 99) is None
        assert list(findings(session)) == []


def test_an_edit_is_found_under_the_new_words_and_undone_whole(database: Database) -> None:
    with database.transaction() as session:
        ines = create_person(session, INES)
    with database.transaction() as session:
        edit_person(session, PersonEdit(ines, 1, replace(INES, last_name="Le Goff", group="CP A")))
    with database.reading() as session:
        assert [names(session, PersonQuery(text)) for text in ("moreau", "GOFF cp", "p12")] == [
            [],
            ["Inès Le Goff"],
            ["Inès Le Goff"],
        ]
        assert list(findings(session)) == []
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with database.reading() as session:
        assert names(session, PersonQuery("moreau")) == ["Inès Moreau"]


@pytest.mark.parametrize(
    ("details", "field"),
    [(PersonDetails("  "), "last_name"), (PersonDetails("Autre", identifier=" P12 "), "identifier")],
)
def test_what_cannot_be_is_refused(database: Database, details: PersonDetails, field: str) -> None:
    with database.transaction() as session:
        create_person(session, INES)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        create_person(session, details)
    assert refused.value.field == field


def test_an_identifier_names_the_one_who_has_it(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        create_person(session, INES)
        other = make_person(session, "Diallo", "Awa", identifier="P13")
    with pytest.raises(UserError) as refused, database.transaction() as session:
        edit_person(session, PersonEdit(other, 1, PersonDetails("Diallo", "Awa", identifier="P12")))
    assert texts.say(refused.value.message) == "The identifier P12 is that of Inès Moreau."
    for identifier in ("p12", "P 12"):  # which a sheet would take for the same
        with pytest.raises(UserError) as refused, database.transaction() as session:
            create_person(session, PersonDetails("Autre", identifier=identifier))
        assert texts.say(refused.value.message) == "The identifier P12 is that of Inès Moreau."
    with database.transaction() as session:
        edit_person(session, PersonEdit(other, 1, PersonDetails("Diallo", "Awa", identifier="p13")))


def test_a_stale_edit_is_refused(database: Database) -> None:
    with database.transaction() as session:
        ines = create_person(session, INES)
    with database.transaction() as session:
        edit_person(session, PersonEdit(ines, 1, replace(INES, notes="Mercredi")))
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_person(session, PersonEdit(ines, 1, replace(INES, notes="Jeudi")))


def test_who_holds_a_device_is_not_deleted(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        awa = make_person(session, "Diallo", "Awa")
        make_asset(session, holder_id=ines)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        delete_person(session, Deletion(ines, 1))
    assert texts.say(refused.value.message) == (
        "“Inès Moreau” cannot be deleted: it still has 1 device, the bin included."
    )
    with desk.transaction() as session:
        delete_person(session, Deletion(awa, 1))
    with desk.reading() as session:
        assert names(session, PersonQuery()) == ["Inès Moreau"]


@pytest.mark.parametrize(
    "text",
    [
        "Inès Moreau",
        "moreau ines",
        "MOREAU, Inès",
        "ines@ecole.example",
        "p12",
        "Inès Moreau (P12)",
        "Inès Moreau (CDI)",
    ],
)
def test_a_person_is_found_by_name_e_mail_or_identifier(database: Database, text: str) -> None:
    with database.transaction() as session:
        ines = create_person(session, INES)
        assert find_or_create_person(session, text) == ines
        assert find_or_create_person(session, "Awa Diallo") == ines + 1
        row = person(session, ines + 1)
    assert row is not None
    assert (row.last_name, row.first_name) == ("Diallo", "Awa")


def test_people_of_one_name_are_told_apart_by_their_marks(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        one = make_person(session, identifier="P12")
        other = make_person(session, email="ines@x.fr")
        third = make_person(session)
        marks = ("P12", "INES@x.fr", str(third))
        assert [find_or_create_person(session, f"Moreau Inès ({mark})") for mark in marks] == [one, other, third]
        with pytest.raises(Unclear) as refused:
            find_or_create_person(session, "Inès Moreau")
    assert texts.say(refused.value.message) == (
        "Several people are called “Inès Moreau”: write “Inès Moreau (P12)” or “Inès Moreau (ines@x.fr)”."
    )


def test_kinds_and_classes_are_sorted_as_people_think_of_them(database: Database) -> None:
    kinds = {"CM2": PersonKind.OUTSIDE, "CP": PersonKind.STAFF, "CE1": PersonKind.PATRON, "": PersonKind.PUPIL}
    with database.transaction() as session:
        for group, kind in kinds.items():
            make_person(session, group or "Aucune", "", group=group, kind=kind)
    with database.reading() as session:
        assert names(session, PersonQuery(sort="group")) == ["CP", "CE1", "CM2", "Aucune"]
        assert names(session, PersonQuery(sort="group", descending=True)) == ["CM2", "CE1", "CP", "Aucune"]
        assert names(session, PersonQuery(sort="kind")) == ["CP", "Aucune", "CE1", "CM2"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("last_name", ["Awa Diallo", "Léo Étienne", "Inès Moreau", "Zoé Moreau"]),
        ("group", ["Awa Diallo", "Inès Moreau", "Léo Étienne"]),
        ("birth_date", ["Zoé Moreau", "Léo Étienne", "Awa Diallo"]),
        ("department", ["Inès Moreau", "Zoé Moreau"]),
        ("identifier", ["Awa Diallo"]),
    ],
)
def test_people_are_sorted_alike_with_blanks_last(
    database: Database, sort: str, order: list[str], *, descending: bool
) -> None:
    with database.transaction() as session:
        library, school = (find_or_create_department(session, name) for name in ("Bibliothèque", "École"))
        make_person(session, "Moreau", "Zoé", birth_date=date(2015, 1, 1), department_id=school)
        make_person(session, "Moreau", "Inès", group="9e A", department_id=library)
        make_person(session, "Étienne", "Léo", group="10e", birth_date=date(2016, 1, 1))
        make_person(session, "Diallo", "Awa", group="6e", birth_date=date(2017, 3, 1), identifier="Z1")
    with database.reading() as session:
        found = names(session, PersonQuery(sort=sort, descending=descending))
        everybody = names(session, PersonQuery())
    assert found[: len(order)] == (order[::-1] if descending else order)
    assert found[len(order) :] == [name for name in everybody if name not in order]


def test_whatever_is_shared_is_sorted_by_its_numbers_and_addresses_whatever_their_case(database: Database) -> None:
    with database.transaction() as session:
        make_person(session, "A", "", role="Salle 10", email="Zoe@x.fr", phone="3")
        make_person(session, "B", "", role="École", email="ana@x.fr", phone="2")
        make_person(session, "C", "", role="Salle 9", email="Bob@x.fr", phone="1")
    with database.reading() as session:
        found = {sort: "".join(names(session, PersonQuery(sort=sort))) for sort in PERSON_SORTS}
        assert found["role"] == "BCA"
        assert found["email"] == "BCA"
        assert found["phone"] == "CBA"
        assert {found[sort] for sort in PERSON_SORTS - {"role", "email", "phone"}} == {"ABC"}
        assert "".join(names(session, PersonQuery(sort="notes", descending=True))) == "CBA"


def test_more_roles_than_can_be_ranked_are_sorted_by_their_words(database: Database) -> None:
    with database.transaction() as session:
        for number in range(600):
            make_person(session, f"P{number:03}", "", role=f"r{999 - number}")
    with database.reading() as session:
        found = names(session, PersonQuery(sort="role"))
    assert (found[0], found[-1], len(found)) == ("P599", "P000", 600)


@pytest.mark.parametrize("field", ["email", "role", "group", "identifier", "phone"])
def test_people_are_filtered_by_words_whatever_their_accents(database: Database, field: str) -> None:
    with database.transaction() as session:
        make_person(session, "A", "", **{field: "Élève  Œuvre"})
        make_person(session, "eleve", "oeuvre")
    with database.reading() as session:
        for ask, words in ((Ask.CONTAINS, "E ŒU"), (Ask.BEGINS, "eleve oe"), (Ask.IS, "élève œuvre")):
            assert names(session, PersonQuery(criteria=(Criterion(field, ask, (words,)),))) == ["A"]


def test_people_are_filtered_by_department_and_group(database: Database) -> None:
    with database.transaction() as session:
        library = find_or_create_department(session, "Bibliothèque")
        make_person(session, department_id=library, group="CP")
        make_person(session, "Diallo", "Awa", group="CP")
    with database.reading() as session:
        assert names(session, PersonQuery(department=library)) == ["Inès Moreau"]
        (cp,) = groups(session)
        assert names(session, PersonQuery(group=cp.id)) == ["Awa Diallo", "Inès Moreau"]


def test_people_are_filtered_by_what_they_are_and_hidden_once_they_left(database: Database) -> None:
    with database.transaction() as session:
        today = clock_of(session).today()
        make_person(session, "Diallo", "Awa", kind=PersonKind.PUPIL)
        make_person(session, "Moreau", "Inès", kind=PersonKind.STAFF, left_on=today)
        make_person(session, "Aubert", "Yanis", left_on=today + timedelta(1))
    with database.reading() as session:
        assert names(session, PersonQuery()) == ["Yanis Aubert", "Awa Diallo"]
        assert names(session, PersonQuery(presence=Presence.LEFT)) == ["Inès Moreau"]
        assert names(session, PersonQuery(kind=PersonKind.PUPIL, presence=Presence.ALL)) == ["Awa Diallo"]
        assert names(session, PersonQuery(kind=PersonKind.STAFF)) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.KIOSK])
def test_only_editors_write(desks: Desks, open_desk: Callable[..., Database], role: Role) -> None:
    desk = open_desk(desks.fresh(), actor=Actor("Sam", role))
    with pytest.raises(NotAllowed), desk.transaction() as session:
        create_person(session, INES)
