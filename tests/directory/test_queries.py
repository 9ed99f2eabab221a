from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.options import Option
from coorddesk.core.tables import cell_text
from coorddesk.directory.queries import (
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    SUPPLIER_COLUMNS,
    department_options,
    hits,
    person_options,
    person_page,
    place_options,
    place_page,
    supplier_options,
    supplier_page,
)
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group, find_or_create_department
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_pickers_offer_what_holds_every_word(database: Database) -> None:
    with database.transaction() as session:
        site = make_place(session, "Médiathèque", code="M")
        room = make_place(session, "Salle 12", inside=site, code="S12")
        library = find_or_create_department(session, "Bibliothèque")
        ines = make_person(session, role="Accueil", department_id=library)
        awa = make_person(session, "Diallo", "Awa", group="CP A", department_id=library)
        leo = make_person(session, "Roux", "Léo", role="Gardien")
        ldlc = make_supplier(session, contact="Nadia")
    with database.reading() as session:
        assert place_options(session, "12 media") == (Option(room, "Médiathèque / Salle 12", "S12"),)
        assert place_options(session, "", limit=1) == (Option(site, "Médiathèque", "M"),)
        assert person_options(session, "") == (
            Option(awa, "Awa Diallo", "CP A"),
            Option(ines, "Inès Moreau", "Bibliothèque"),
            Option(leo, "Léo Roux", "Gardien"),
        )
        assert person_options(session, "gardien leo") == (Option(leo, "Léo Roux", "Gardien"),)
        assert supplier_options(session, "ldlc") == (Option(ldlc, "LDLC Pro", "Nadia"),)
        assert department_options(session, "bib") == (Option(library, "Bibliothèque"),)


def test_signs_of_a_pattern_are_letters_like_others(database: Database) -> None:
    with database.transaction() as session:
        make_place(session, "Salle 100%")
        make_place(session, "Salle_A")
        make_place(session, "Salle \\ B")
    with database.reading() as session:
        found = [[option.name for option in place_options(session, text)] for text in ("0%", "e_a", "%", "\\")]
    assert found == [["Salle 100%"], ["Salle_A"], ["Salle 100%"], ["Salle \\ B"]]


def test_the_search_box_puts_what_begins_so_first(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        make_place(session, "Atelier Moreau")
        make_person(session, role="Bibliothécaire")
        make_supplier(session, "Moreau Frères")
        make_person(session, "Diallo", "Moreau")
    with database.reading() as session:
        found = [(hit.title, texts.say(hit.detail), hit.rank) for hit in hits(session, fold("MOREAU"), 10)]
        assert found == [
            ("Inès Moreau", "Bibliothécaire", 1),
            ("Moreau Frères", "Supplier", 1),
            ("Atelier Moreau", "Room", 2),
            ("Moreau Diallo", "Person", 2),
        ]
        assert len(hits(session, "moreau", 2)) == 2
        assert list(hits(session, " ", 10)) == []


def test_columns_say_what_rows_hold(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        site = make_place(session, "Site")
        room = make_place(session, inside=site, code="012")
        ines = make_person(session, role="Accueil", identifier="007")
        ldlc = make_supplier(session, website="ldlc.example", customer_number="042", company_number="403 554 181")
    with database.reading() as session:
        place, person, supplier = (
            place_page(session, [room])[room],
            person_page(session, [ines])[ines],
            supplier_page(session, [ldlc])[ldlc],
        )
    said = [
        [cell_text(column.value(place), column.kind, texts) for column in PLACE_COLUMNS],
        [cell_text(column.value(person), column.kind, texts) for column in PERSON_COLUMNS],
        [cell_text(column.value(supplier), column.kind, texts) for column in SUPPLIER_COLUMNS],
    ]
    assert said == [
        ["Salle 12", "Site", "Room", "012", "", ""],
        ["Moreau", "Inès", "", "", "", "", "Accueil", "", "007", "", "", ""],
        ["LDLC Pro", "Supplier", "", "", "", "", "", "ldlc.example", "042", "403 554 181", ""],
    ]


def test_groups_are_found_the_latest_class_first(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        before, now, club = (
            create_group(session, wish)
            for wish in (
                GroupDetails("CP A", GroupKind.CLASS, 2025),
                GroupDetails("CP A", GroupKind.CLASS, 2026),
                GroupDetails("Chorale des CP", GroupKind.GROUP),
            )
        )
    with database.reading() as session:
        found = [(hit.subject, hit.title, texts.say(hit.detail)) for hit in hits(session, "cp", 10)]
    assert found == [
        (("person_group", now), "CP A (2026-2027)", "Class"),
        (("person_group", before), "CP A (2025-2026)", "Class"),
        (("person_group", club), "Chorale des CP", "Group"),
    ]
