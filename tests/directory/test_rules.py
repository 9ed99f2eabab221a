from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.fold import fold
from coorddesk.directory.rules import (
    PersonName,
    PlaceKind,
    class_order,
    join_path,
    kind_by_level,
    likely_school_year,
    name_key,
    natural_order,
    path_parts,
    person_copies,
    school_year_of,
    school_year_said,
    split_name,
    without_remark,
    written_name,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Site Nord / Bâtiment A / Salle 12", ("Site Nord", "Bâtiment A", "Salle 12")),
        ("Site Nord > Salle 12", ("Site Nord", "Salle 12")),
        ("Path /To/ Location 2", ("Path", "To", "Location 2")),
        ("Salle 12/13", ("Salle 12/13",)),
        ("  Salle   12 ", ("Salle 12",)),
        ("/ Salle 12 /", ("Salle 12",)),
        ("A » B › C", ("A", "B", "C")),
        ("/", ()),
        ("", ()),
    ],
)
def test_a_path_is_read_however_it_is_written(text: str, parts: tuple[str, ...]) -> None:
    assert path_parts(text) == parts


@given(st.lists(st.text("abcé 12-", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_a_path_reads_back_as_it_was_joined(names: list[str]) -> None:
    names = [" ".join(name.split()) for name in names]
    assert path_parts(join_path(*names)) == tuple(names)


def test_a_place_that_a_sheet_only_names_is_a_room_or_what_rooms_are_in() -> None:
    assert kind_by_level(0, holds_others=True) is PlaceKind.SITE
    assert kind_by_level(1, holds_others=True) is PlaceKind.BUILDING
    assert kind_by_level(0, holds_others=False) is PlaceKind.ROOM


def test_rooms_are_sorted_by_their_numbers() -> None:
    rooms = ["salle 10", "salle 9", "salle 9 bis", "accueil", "10"]
    assert sorted(rooms, key=natural_order) == ["accueil", "salle 9", "salle 9 bis", "salle 10", "10"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Inès Moreau", PersonName("Moreau", "Inès")),
        ("MOREAU Inès", PersonName("MOREAU", "Inès")),
        ("Inès MOREAU", PersonName("MOREAU", "Inès")),
        ("Moreau, Inès", PersonName("Moreau", "Inès")),
        ("Moreau,", PersonName("Moreau")),
        (", Inès", PersonName("Inès")),
        ("DE LA TOUR Jean Paul", PersonName("DE LA TOUR", "Jean Paul")),
        ("Inès de la Tour", PersonName("de la Tour", "Inès")),
        ("Jean-Paul Le Goff", PersonName("Le Goff", "Jean-Paul")),
        ("Gage McCrackem", PersonName("McCrackem", "Gage")),
        ("Accueil", PersonName("Accueil")),
        ("CDI", PersonName("CDI")),
        ("Jean Dupont (CDI)", PersonName("Dupont", "Jean")),
        ("(vacant)", PersonName("(vacant)")),
        ("M. Dupont (CDI)", PersonName("Dupont")),
        ("Mme LEFÈVRE Anne", PersonName("LEFÈVRE", "Anne")),
        ("M DUPONT Martin", PersonName("DUPONT", "Martin")),
        ("Mme Roy, Zoé", PersonName("Roy", "Zoé")),
        ("M.", PersonName("M.")),
    ],
)
def test_a_name_is_told_apart(text: str, name: PersonName) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("text", "last_first", "first_last"),
    [
        ("Moreau Inès", PersonName("Moreau", "Inès"), PersonName("Inès", "Moreau")),
        ("MOREAU Inès", PersonName("MOREAU", "Inès"), PersonName("MOREAU", "Inès")),
        ("Moreau, Inès", PersonName("Moreau", "Inès"), PersonName("Moreau", "Inès")),
        ("MOREAU INÈS (3201)", PersonName("MOREAU", "INÈS"), PersonName("INÈS", "MOREAU")),
        ("Accueil", PersonName("Accueil"), PersonName("Accueil")),
        ("de la Tour Inès", PersonName("de la Tour", "Inès"), None),
        ("Inès de la Tour", None, PersonName("de la Tour", "Inès")),
        ("Ben Ali Samir", None, None),
        ("de la Tour", None, None),
    ],
)
def test_a_name_in_a_known_order(text: str, last_first: PersonName | None, first_last: PersonName | None) -> None:
    assert (written_name(text, last_first=True), written_name(text, last_first=False)) == (last_first, first_last)


def test_a_name_is_known_in_any_order_without_accents_case_or_hyphens() -> None:
    keys = {
        name_key(text)
        for text in (
            "Jean-Paul Moreau",
            "MOREAU Jean Paul",
            "moreau, jean-paul",
            "Jean-Paul Moreau (12)",
            "M. Jean-Paul Moreau",
        )
    }
    assert keys == {"jean moreau paul"}


def test_a_person_without_a_first_name_has_no_blank_before_the_last() -> None:
    assert (PersonName("Accueil").full, PersonName("Moreau", "Inès").listed) == ("Accueil", "Moreau Inès")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Inès Moreau (3201)", ("Inès Moreau", "3201")),
        ("Inès Moreau", ("Inès Moreau", "")),
        ("(vacant)", ("(vacant)", "")),
        ("Inès) Moreau", ("Inès) Moreau", "")),
    ],
)
def test_what_stands_in_brackets_is_a_remark(text: str, parts: tuple[str, str]) -> None:
    assert without_remark(text) == parts


def test_a_search_looks_through_all_that_people_are_known_by() -> None:
    copies = person_copies("Lefèvre", "Chloé", "chloe@x.fr", None, "6e A")
    assert copies == {
        "last_name_folded": "lefevre",
        "first_name_folded": "chloe",
        "search": "chloe lefevre chloe@x.fr 6e a",
    }


def test_classes_stand_as_schools_list_them() -> None:
    listed = ["GS", "CP", "ce1 a", "CE1 B", "CM2", "6e 1", "6ème 2", "3e A", "2nde 4", "1re", "Tle S1", "ULIS", "9e A"]
    assert sorted(set(listed), key=lambda name: class_order(fold(name))) == listed


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026-2027", 2026),
        (" 2026 / 27 ", 2026),
        ("2026–2027", 2026),
        ("2026", 2026),
        ("2026-2028", None),
        ("1999-00", 1999),
        ("26-27", None),
        ("rentrée", None),
    ],
)
def test_a_school_year_is_understood_as_people_write_it(text: str, year: int | None) -> None:
    assert school_year_said(text) == year


@pytest.mark.parametrize(
    ("day", "on", "lists"),
    [(date(2026, 5, 31), 2025, 2025), (date(2026, 6, 1), 2025, 2026), (date(2026, 8, 1), 2026, 2026)],
)
def test_a_school_year_begins_in_august_and_its_lists_come_from_june(day: date, on: int, lists: int) -> None:
    assert (school_year_of(day), likely_school_year(day)) == (on, lists)
