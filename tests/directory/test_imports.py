from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.imports import PEOPLE, PLACES, SUPPLIERS
from coorddesk.directory.queries import (
    PersonQuery,
    departments,
    findings,
    groups,
    person_ids,
    person_page,
    place_tree,
    supplier_ids,
    supplier_page,
)
from coorddesk.directory.rules import PersonKind, PlaceKind, school_year_of
from coorddesk.directory.service import put_in_classes
from coorddesk.importing.importer import Importer, Options
from tests.factories import make_person, make_place
from tests.sheets import LANGUAGES, counts, make_csv, reasons, send_out, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def paths(database: Database) -> dict[str, PlaceKind]:
    with database.reading() as session:
        assert list(findings(session)) == []
        return {row.path: row.kind for row in place_tree(session)}


def test_places_come_as_a_tree_in_any_order(database: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Nom;Dans;Type;Code",
        "Salle 12;Site A > Bât B;Salle;012",
        "Bât B;Site A;Bâtiment;",
        "Site A;;Établissement;",
        "Réserve;;Réserve;",
        "Combles;Annexe / Étage;;",
    )
    summary = take_in(database, PLACES, sheet)
    assert (counts(summary), dict(summary.creates)) == ({"new": 5}, {"parent": ("Annexe / Étage",)})
    assert paths(database) == {
        "Annexe": PlaceKind.SITE,
        "Annexe / Étage": PlaceKind.BUILDING,
        "Annexe / Étage / Combles": PlaceKind.ROOM,
        "Réserve": PlaceKind.STORE,
        "Site A": PlaceKind.SITE,
        "Site A / Bât B": PlaceKind.BUILDING,
        "Site A / Bât B / Salle 12": PlaceKind.ROOM,
    }
    assert counts(take_in(database, PLACES, sheet)) == {"unchanged": 5}
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert paths(database) == {}


def test_only_places_that_no_row_brings_are_unknown(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        make_place(session, "Site A")
    sheet = make_csv(tmp_path, "Nom;Dans", "Salle 1;Site A > Bât B", "Bât B;Site A", "Salle 2;Bât C", "Salle 3;Bât B")
    importer = Importer(PLACES, sheet, LANGUAGES, Options(unknown={"parent": "empty"}))
    with database.transaction() as session:
        seen = importer.preview(session)
        importer.apply(session, seen=seen)
    assert [unknown.text for unknown in seen.unknowns["parent"]] == ["Bât C"]
    assert sorted(paths(database)) == [
        "Salle 2",
        "Site A",
        "Site A / Bât B",
        "Site A / Bât B / Salle 1",
        "Site A / Bât B / Salle 3",
    ]


def test_places_stand_where_the_sheet_says_step_by_step(database: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Nom;Dans",
        *("Salle 3;Aile B", "Aile B;Site A", "Site A;", "Armoire;Salle 3", "Salle 4;Aile C", "Aile C;Site A"),
        *("Aile D;Site A", "Aile D;Site E", "Salle 5;Aile D", "Boucle 1;Boucle 2", "Boucle 2;Boucle 1"),
    )
    assert counts(take_in(database, PLACES, sheet)) == {"new": 11}
    found = [
        path for path in paths(database) if path.rpartition(" / ")[2] in {"Armoire", "Salle 3", "Salle 4", "Salle 5"}
    ]
    assert sorted(found) == [
        "Aile D / Salle 5",
        "Site A / Aile B / Salle 3",
        "Site A / Aile B / Salle 3 / Armoire",
        "Site A / Aile C / Salle 4",
    ]
    assert counts(take_in(database, PLACES, sheet)) == {"unchanged": 11}


def test_a_places_details_and_spelling_change_with_its_sheet(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        site = make_place(session, "site a")
        make_place(session, inside=site)
    sheet = make_csv(tmp_path, "Nom;Adresse;Remarques", "Site  A;Rue du Moulin;Ouvert", "Salle 12;;")
    assert counts(take_in(database, PLACES, sheet)) == {"changed": 1, "unchanged": 1}
    with database.reading() as session:
        row = place_tree(session)[0]
    assert (row.address, row.notes, row.code) == ("Rue du Moulin", "Ouvert", "")
    respelt = make_csv(tmp_path, "Nom;Dans", "SALLE 12;site a")
    assert counts(take_in(database, PLACES, respelt)) == {"unchanged": 1}


def test_a_name_that_is_a_path_is_refused(database: Database, texts: Texts, tmp_path: Path) -> None:
    summary = take_in(database, PLACES, make_csv(tmp_path, "Nom;Dans", "Site / Salle 1;", "Salle 2;/"))
    assert reasons(summary, texts) == [
        (2, "Nom", "Write the name of the place alone, and what it is inside of in the column “Inside”."),
        (3, "Dans", "This names no place."),
    ]


def people(database: Database) -> list[tuple[str, str, str | None, str]]:
    with database.reading() as session:
        assert list(findings(session)) == []
        ids = person_ids(session, PersonQuery())
        page = person_page(session, ids)
        return [(page[i].last_name, page[i].first_name, page[i].department, page[i].group) for i in ids]


def test_people_are_known_by_their_names_in_either_order(database: Database, tmp_path: Path) -> None:
    first = make_csv(
        tmp_path,
        "Nom complet;Classe;Service",
        "MOREAU Inès;;Vie scolaire",
        "de la Tour, Jean-Paul;CP A;",
        "Awa Diallo;;",
    )
    summary = take_in(database, PEOPLE, first)
    assert (counts(summary), {key: list(names) for key, names in summary.creates.items()}) == (
        {"new": 3},
        {"department": ["Vie scolaire"], "group": ["CP A"]},
    )
    assert counts(take_in(database, PEOPLE, first)) == {"unchanged": 3}
    again = make_csv(
        tmp_path,
        "Nom complet;Classe;Service",
        "Inès Moreau;;vie scolaire",
        "Jean Paul DE LA TOUR;CP B;",
        "Diallo Awa;;Accueil",
    )
    assert counts(take_in(database, PEOPLE, again)) == {"unchanged": 1, "changed": 2}
    assert people(database) == [
        ("de la Tour", "Jean-Paul", None, "CP B"),
        ("Diallo", "Awa", "Accueil", ""),
        ("MOREAU", "Inès", "Vie scolaire", ""),
    ]
    with database.reading() as session:
        assert [row.name for row in departments(session)] == ["Accueil", "Vie scolaire"]


def test_people_are_known_by_identifier_whatever_else_changes(database: Database, tmp_path: Path) -> None:
    headers = "Nom;Prénom;Matricule;Courriel;Né(e) le;Rôle"
    take_in(database, PEOPLE, make_csv(tmp_path, headers, "Moreau;Inès;007;i@x.fr;01/05/2015;Élève"))
    married = make_csv(tmp_path, headers, "Le Goff;Inès;007;;;", "Moreau;Inès;008;;;")
    assert counts(take_in(database, PEOPLE, married)) == {"new": 1, "changed": 1}
    assert [row[:2] for row in people(database)] == [("Le Goff", "Inès"), ("Moreau", "Inès")]
    with database.reading() as session:
        (row,) = person_page(session, [1]).values()
    assert (row.identifier, row.email, row.birth_date, row.role) == ("007", "i@x.fr", date(2015, 5, 1), "Élève")


def test_nobody_is_born_in_the_future(database: Database, tmp_path: Path) -> None:
    rows = ("Nom;Prénom;Né(e) le", "Moreau;Inès;03/09/14", "Petit;Zoé;03/09/26", "Martin;Paul;03/09/35")
    assert counts(take_in(database, PEOPLE, make_csv(tmp_path, *rows))) == {"new": 3}
    with database.reading() as session:
        assert {row["last_name"]: row["birth_date"] for row in PEOPLE.rows(session)} == {
            "Moreau": date(2014, 9, 3),
            "Petit": date(2026, 9, 3),
            "Martin": date(1935, 9, 3),
        }


def test_people_without_a_last_name_are_refused(database: Database, texts: Texts, tmp_path: Path) -> None:
    summary = take_in(database, PEOPLE, make_csv(tmp_path, "Nom;Prénom;Courriel", "Moreau;;m@x.fr", ";Inès;i@x.fr"))
    assert (counts(summary), reasons(summary, texts)) == (
        {"new": 1, "refused": 1},
        [(3, "Nom", "A last name is needed.")],
    )


def test_a_class_is_that_of_the_school_year_that_is_on(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    with database.transaction() as session:
        put_in_classes(session, school_year_of(clock.today()) - 1, {make_person(session): "CP A"})
    sheet = make_csv(tmp_path, "Nom;Prénom;Classe", "Moreau;Inès;cp a", "Diallo;Awa;CP A")
    summary = take_in(database, PEOPLE, sheet)
    assert (counts(summary), summary.creates) == ({"new": 1, "changed": 1}, {"group": ("CP A",)})
    assert people(database) == [("Diallo", "Awa", None, "CP A"), ("Moreau", "Inès", None, "CP A")]
    with database.reading() as session:
        assert [(row.year, row.name, row.people) for row in groups(session)] == [(2026, "CP A", 2), (2025, "CP A", 1)]
    assert counts(take_in(database, PEOPLE, sheet)) == {"unchanged": 2}
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert people(database) == [("Moreau", "Inès", None, "CP A")]


def test_a_sheet_may_say_of_which_school_year_a_class_is(database: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Nom;Prénom;Classe;Année scolaire;Type de personne;Parti le",
        "Moreau;Inès;CM2;2024/25;élève;4/7/2025",
        "Diallo;Awa;;;Enseignante;",
        "Sow;Fatou;CP;2026;;",
        "Petit;Zoé;CP;cette année;;",
    )
    summary = take_in(database, PEOPLE, sheet)
    assert reasons(summary, texts) == [(5, "Année scolaire", "This is no school year. Write it like 2026-2027.")]
    assert counts(take_in(database, PEOPLE, sheet)) == {"unchanged": 3, "refused": 1}
    with database.reading() as session:
        said = {row["last_name"]: (row["group"], row["school_year"]) for row in PEOPLE.rows(session)}
        moreau, diallo = (person_page(session, [1, 2])[each] for each in (1, 2))
    assert said == {"Moreau": ("CM2", "2024-2025"), "Diallo": (None, None), "Sow": ("CP", "2026-2027")}
    assert (moreau.kind, moreau.left_on, diallo.kind) == (PersonKind.PUPIL, date(2025, 7, 4), PersonKind.STAFF)


def test_a_full_name_is_told_apart_for_who_has_another_one(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        make_person(session, identifier="7")
    take_in(database, PEOPLE, make_csv(tmp_path, "Matricule;Nom complet", "7;Inès LE GOFF"))
    assert [row[:2] for row in people(database)] == [("LE GOFF", "Inès")]


def test_suppliers_come_and_come_again(database: Database, tmp_path: Path) -> None:
    headers = "Fournisseur;Contact;Téléphone;N° client;Site web;Remarques"
    sheet = make_csv(tmp_path, headers, "LDLC Pro;Nadia;01 99 00 00 01;0042;ldlc.example;", "Manutan;;;;;")
    assert counts(take_in(database, SUPPLIERS, sheet)) == {"new": 2}
    changed = make_csv(tmp_path, headers, "ldlc pro;Karim;;;;Remise", "Manutan;;;;;")
    assert counts(take_in(database, SUPPLIERS, changed)) == {"changed": 1, "unchanged": 1}
    with database.reading() as session:
        ids = supplier_ids(session)
        page = supplier_page(session, ids)
        assert list(findings(session)) == []
    assert [(page[i].name, page[i].contact, page[i].customer_number, page[i].notes) for i in ids] == [
        ("LDLC Pro", "Karim", "0042", "Remise"),
        ("Manutan", "", "", ""),
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("texts_out", LANGUAGES, ids=["fr", "en"])
def test_what_leaves_comes_back_unchanged(database: Database, texts_out: Texts, tmp_path: Path, suffix: str) -> None:
    take_in(database, PLACES, make_csv(tmp_path, "Nom;Dans;Type;Code", "Salle 1;Site;Salle;01", "-12;;;=1+1"))
    take_in(database, SUPPLIERS, make_csv(tmp_path, "Fournisseur;N° client", "LDLC;007"))
    take_in(
        database,
        PEOPLE,
        make_csv(
            tmp_path,
            "Nom;Prénom;Matricule;Né(e) le;Service;Classe;Année scolaire;Type de personne;Parti le",
            "Moreau;Inès;07;1/2/2015;A;CP A;2024-2025;Élève;4/7/2025",
            "Moreau;Inès;08;;B;CP B;2026-2027;;",
            "Sow;;;;;;;;",
        ),
    )
    for kind, rows in ((PLACES, 3), (SUPPLIERS, 1), (PEOPLE, 3)):
        path = send_out(database, kind, tmp_path / f"out.{suffix}", texts_out)
        assert counts(take_in(database, kind, path)) == {"unchanged": rows}
