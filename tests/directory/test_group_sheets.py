"""Departments, groups and who is in them, in and out as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import texts_for
from coorddesk.directory.imports import DEPARTMENTS, GROUPS, MEMBERS
from coorddesk.directory.queries import departments, findings, groups, members
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import (
    GroupDetails,
    Members,
    add_members,
    create_department,
    create_group,
    put_in_classes,
)
from tests.factories import make_person
from tests.sheets import counts, make_csv, reasons, take_back, take_in, there_and_back

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.importing.kind import ImportKind

CLASS, GROUP, CONTACTS = GroupKind


def grouped(database: Database) -> dict[tuple[str, str, int], list[str]]:
    """Who is in each group, by its name, kind and year; with nothing broken."""
    with database.reading() as session:
        assert list(findings(session)) == []
        return {
            (row.name, row.kind, row.year): [each.name for each in members(session, row.id)] for row in groups(session)
        }


@pytest.fixture
def clubs(database: Database) -> Database:
    """A class of two years, a group and a contact group of one name, and namesakes."""
    with database.transaction() as session:
        ines, other = make_person(session, identifier="1"), make_person(session, identifier="2")
        zoe = make_person(session, "Petit", "Zoé")
        put_in_classes(session, 2025, {ines: "5e A"})
        put_in_classes(session, 2026, {ines: "4e A", zoe: "5e A"})
        chess = create_group(session, GroupDetails("Échecs", GROUP, notes="Le jeudi\n17 h"))
        mail = create_group(session, GroupDetails("Échecs", CONTACTS))
        create_group(session, GroupDetails("Comité, bureau; parents", CONTACTS))
        add_members(session, Members(chess, (ines, zoe)))
        add_members(session, Members(mail, (other, zoe)))
    return database


def test_departments_come_and_go(database: Database, texts: Texts, tmp_path: Path) -> None:
    with database.transaction() as session:
        create_department(session, "Médiathèque")
    sheet = make_csv(tmp_path, "Nom du service", "mediatheque", "Accueil", "Accueil")
    summary = take_in(database, DEPARTMENTS, sheet)
    assert counts(summary) == {"unchanged": 1, "new": 1, "refused": 1}
    assert reasons(summary, texts) == [(4, "Nom du service", "Row 3 of the file has this value already.")]
    with database.reading() as session:
        assert [row.name for row in departments(session)] == ["Accueil", "Médiathèque"]
    take_back(database)
    with database.reading() as session:
        assert [row.name for row in departments(session)] == ["Médiathèque"]


def test_groups_come_as_what_they_are(database: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Groupe;Type de groupe;Année scolaire;Remarques",
        "6e B;Classe;2026/27;",
        "6e B;Classe;2025-2026;",
        "Échecs;Groupe;;Le jeudi",
        "Échecs;Liste de diffusion;;",
        "6e C;Classe;;",
        "Théâtre;Groupe;2026-2027;",
        "Danse;;;",
        "6e D;Classe;bientôt;",
    )
    summary = take_in(database, GROUPS, sheet)
    assert counts(summary) == {"new": 4, "refused": 4}
    alone = "A class has a school year, and nothing else has one."
    assert reasons(summary, texts) == [
        (6, "Année scolaire", alone),
        (7, "Année scolaire", alone),
        (8, "Type de groupe", "A new record needs this."),
        (9, "Année scolaire", "This is no school year. Write it like 2026-2027."),
    ]
    assert list(grouped(database)) == [
        ("6e B", CLASS, 2026),
        ("6e B", CLASS, 2025),
        ("Échecs", GROUP, 0),
        ("Échecs", CONTACTS, 0),
    ]
    again = make_csv(tmp_path, "Groupe;Type de groupe;Remarques", "echecs;Groupe;Le vendredi")
    assert counts(take_in(database, GROUPS, again)) == {"changed": 1}
    with database.reading() as session:
        assert [row.notes for row in groups(session) if row.notes] == ["Le vendredi"]
    take_back(database)
    take_back(database)
    assert grouped(database) == {}


def test_people_come_into_groups(clubs: Database, texts: Texts, tmp_path: Path) -> None:
    before = grouped(clubs)
    sheet = make_csv(
        tmp_path,
        "Groupe;Membre;Type de groupe",
        "Échecs (groupe);Moreau Inès (2);",
        "Échecs (contacts);Paul Roux;",
        "Échecs (contacts);petit zoe;Groupe de contacts",
        "4e B 2026-2027;Paul Roux;",
        "Conseil;Zoé Petit;Groupe",
        "conseil;Paul Roux;",
    )
    summary = take_in(clubs, MEMBERS, sheet)
    assert reasons(summary, texts) == []
    assert counts(summary) == {"new": 5, "unchanged": 1}
    assert {key: list(names) for key, names in summary.creates.items()} == {
        "group": ["4e B (2026-2027)", "Conseil"],
        "member": ["Paul Roux"],
    }
    assert grouped(clubs) == {
        **before,
        ("Échecs", GROUP, 0): ["Inès Moreau", "Inès Moreau", "Zoé Petit"],
        ("Échecs", CONTACTS, 0): ["Inès Moreau", "Zoé Petit", "Paul Roux"],
        ("4e B", CLASS, 2026): ["Paul Roux"],
        ("Conseil", GROUP, 0): ["Zoé Petit", "Paul Roux"],
    }
    take_back(clubs)
    assert grouped(clubs) == before


def test_a_new_group_may_go_on_after_the_first_of_its_members_are_written(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.importing.planning.applying.CHUNK", 2)
    names = ["Awa Sow", "Inès Moreau", "Léo Petit", "Zoé Kaya", "Ali Roux"]
    sheet = make_csv(tmp_path, "Groupe;Membre;Type de groupe", *(f"Tous;{name};Groupe de contacts" for name in names))
    assert counts(take_in(database, MEMBERS, sheet)) == {"new": 5}
    assert {key: sorted(who) for key, who in grouped(database).items()} == {("Tous", CONTACTS, 0): sorted(names)}
    take_back(database)
    assert grouped(database) == {}


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            "4e B (2026-2027);Inès Moreau (1);",
            "Groupe",
            "Inès Moreau (1) is in “4e A (2026-2027)” already: somebody is in one class a year.",
        ),
        (
            "Échecs;Paul Roux;",
            "Groupe",
            "Several groups are called so. Write one of these: Échecs (group) / Échecs (contacts).",
        ),
        ("Inconnu;Zoé Petit;", "Type", "There is no such group yet: say what kind of group it is."),
        ("4e A;Zoé Petit;Classe", "Groupe", "This is a class: write its school year too, like “6e B (2026-2027)”."),
        ("3e A (2026-2027);Paul Roux;Groupe", "Type", "A class has a school year, and nothing else has one."),
        ("5e A (2026-2027);Paul Roux;Groupe", "Type", "This group is there as another kind: Class."),
        (
            "5e A (2026-2027);Zoé Petit;Groupe",
            "Type",
            "This group is of another kind, which a list of its members does not change.",
        ),
        (
            "5e A (2026-2027);paul@ecole.example;",
            "Membre",
            "Nobody has this e-mail address. Add the person first, or write the name.",
        ),
        (
            "5e A (2026-2027);Inès Moreau;",
            "Membre",
            "Several people are called “Inès Moreau”: write “Inès Moreau (1)” or “Inès Moreau (2)”.",
        ),
    ],
)
def test_what_is_no_membership_is_refused(
    clubs: Database, texts: Texts, tmp_path: Path, row: str, column: str, reason: str
) -> None:
    summary = take_in(clubs, MEMBERS, make_csv(tmp_path, "Groupe;Membre;Type", row))
    assert reasons(summary, texts) == [(2, column, reason)]


def test_a_new_group_is_what_its_first_row_says(clubs: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(tmp_path, "Groupe;Membre;Type", "Conseil;Zoé Petit;Groupe", "Conseil;Paul Roux;Groupe de contacts")
    summary = take_in(clubs, MEMBERS, sheet)
    assert reasons(summary, texts) == [(3, "Type", "This group is there as another kind: Group.")]
    assert grouped(clubs)["Conseil", GROUP, 0] == ["Zoé Petit"]


def test_two_classes_a_year_in_one_sheet_are_refused(clubs: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(tmp_path, "Classe;Année scolaire;Élève", "3e A;2026-2027;Paul Roux", "3e B;2026-2027;Paul Roux")
    summary = take_in(clubs, MEMBERS, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (3, "Paul Roux is in “3e A (2026-2027)” already: somebody is in one class a year.")
    ]
    assert grouped(clubs)["3e A", CLASS, 2026] == ["Paul Roux"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", [DEPARTMENTS, GROUPS, MEMBERS], ids=lambda kind: kind.key)
def test_what_goes_out_comes_back_unchanged(clubs: Database, tmp_path: Path, kind: ImportKind, language: str) -> None:
    with clubs.transaction() as session:
        create_department(session, "Accueil / secrétariat")
    found, count = there_and_back(clubs, kind, tmp_path / "out.xlsx", texts_for(language))
    assert found == {"unchanged": count}
