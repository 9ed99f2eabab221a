"""Columns that no header names, known by what their values are: taken where that is sure, else only offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.directory.imports import PEOPLE, PLACES
from coorddesk.importing.likeness import Likeness, alike, is_mac_address
from coorddesk.importing.mapping.by_values import FEWEST, LOOKED_AT, NEARLY_ALL, PERHAPS
from coorddesk.inventory.imports import ASSETS
from tests.importing.real_desk import RealDesk, whys

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

ROOMS = [f"Salle {number}" for number in range(1, 41)]


@pytest.fixture
def desk(ready: Database, folder: Path) -> RealDesk:
    """One with rooms, people, and a device of each of some kinds."""
    desk = RealDesk(ready, folder)
    desk.take(PLACES, [["Nom"], *([room] for room in ROOMS)])
    desk.take(
        PEOPLE, [["Prénom", "Nom"], ["Inès", "Moreau"], ["Zoé", "Petit"], ["Jean", "Dupont"], ["Ana", "Da Silva"]]
    )
    devices = [["1", "Portable", "Dell"], ["2", "Écran", "Iiyama"], ["3", "Imprimante", "Epson"]]
    desk.take(ASSETS, [["N° inventaire", "Type", "Marque"], *devices])
    return desk


def feeds(desk: RealDesk, header: str, *cells: str) -> tuple[str, str] | None:
    """What one column feeds, and why it does or might, beside one of inventory numbers."""
    rows = [["N° inventaire", header], *([f"N{number}", cell] for number, cell in enumerate(cells))]
    look = desk.look(ASSETS, rows)
    return whys(look).get(look.columns[1].label)


def test_the_thresholds_that_are_documented() -> None:
    assert (NEARLY_ALL, PERHAPS, FEWEST, LOOKED_AT) == (0.95, 0.6, 3, 2000)


def test_known_rooms_are_places(desk: RealDesk) -> None:
    headers = ["", "Colonne2", "Ici", "Column 4", "F2"]
    found = ("place", "by its values: 20 of 20 are known as “Place”")
    assert {header: feeds(desk, header, *ROOMS[:20]) for header in headers} == dict.fromkeys(headers, found)


def test_nearly_all_values_must_be_known(desk: RealDesk) -> None:
    strangers = [f"Chez {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    cases = [(38, 2), (37, 3), (24, 16), (23, 17), (3, 0), (2, 0)]
    assert [feeds(desk, "Ici", *ROOMS[:known], *strangers[:unknown]) for known, unknown in cases] == [
        ("place", "by its values: 38 of 40 are known as “Place”"),
        ("", "perhaps “Place”: 37 of 40 values are known there"),
        ("", "perhaps “Place”: 24 of 40 values are known there"),
        None,
        ("place", "by its values: 3 of 3 are known as “Place”"),
        None,
    ]


def test_a_value_counts_once_however_often_it_comes(desk: RealDesk) -> None:
    assert feeds(desk, "Ici", *["Salle 1"] * 30, *["salle 2"] * 5, "SALLE  2") is None


def test_a_header_that_speaks_of_something_else_is_not_overruled(desk: RealDesk) -> None:
    headers = ["Ancienne salle", "Salle de retour", "Checked out to: location"]
    found = ("", "perhaps “Place”: 9 of 9 values are known there")
    assert {header: feeds(desk, header, *ROOMS[:9]) for header in headers} == dict.fromkeys(headers, found)


def test_people_stand_in_many_columns(desk: RealDesk) -> None:
    people = ["MOREAU Inès", "Zoé Petit", "Dupont, Jean"]
    assert feeds(desk, "Réparé par", *people) == ("", "perhaps “Holder”: 3 of 3 values are known there")
    assert feeds(desk, "", *people) == ("holder", "by its values: 3 of 3 are known as “Holder”")


def test_of_two_columns_of_rooms_neither_is_sure(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Ici", "Là"], *([str(place), ROOMS[place], ROOMS[-place]] for place in range(1, 9))]
    said = "perhaps “Place”, as another column or field might be"
    assert [found for label, found in whys(desk.look(ASSETS, rows)).items() if label != "N° inventaire"] == [("", said)]


def test_a_field_that_is_fed_is_not_guessed(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Lieu", "Ici"], *([str(place), "x", ROOMS[place]] for place in range(9))]
    assert whys(desk.look(ASSETS, rows)).keys() == {"N° inventaire", "Lieu"}
    rows[0][1] = "Autre chose"
    assert desk.look(ASSETS, rows, mapping={"Ici": ""}).mapping == {"N° inventaire": "tag"}


def test_words_of_a_field_are_known(desk: RealDesk) -> None:
    columns = {
        "category": ["Portable", "Écran", "imprimante"],
        "manufacturer": ["DELL", "iiyama", "Epson"],
        "condition": ["Neuf", "Usé", "Bon état"],
        "status": ["En stock", "Prêté"],
    }
    assert {key: feeds(desk, "Colonne 2", *cells) for key, cells in columns.items()} == {
        "category": ("category", "by its values: 3 of 3 are known as “Category”"),
        "manufacturer": ("manufacturer", "by its values: 3 of 3 are known as “Manufacturer”"),
        "condition": ("condition", "by its values: 3 of 3 are known as “Condition”"),
        "status": ("status", "by its values: 2 of 2 are known as “Status”"),
    }


def test_what_looks_like_serial_numbers_feeds_them_where_the_header_says_nothing(desk: RealDesk) -> None:
    serials = ["5CG1234XYZ", "PF2ABCD1", "C02XK0AAJG5H"]
    assert feeds(desk, "", *serials) == ("serial", "by its values: 3 of 3 look like “Serial number”")
    assert feeds(desk, "Truc", *serials) == ("", "perhaps “Serial number”: 3 of 3 values look like it")


def test_what_looks_like_prices_feeds_them_where_the_header_says_nothing(desk: RealDesk) -> None:
    prices = ["349,90 €", "1 200,00 €", "15,5"]
    assert feeds(desk, "", *prices) == ("price", "by its values: 3 of 3 look like “Price”")
    assert feeds(desk, "Caution", *prices) == ("", "perhaps “Price”: 3 of 3 values look like it")
    assert feeds(desk, "", "349", "1200", "15") is None


def test_what_happened_on_a_day_is_never_guessed(desk: RealDesk) -> None:
    days = ["31/01/2024", "2024-02-01", "03/04/2024"]
    assert feeds(desk, "", *days) == ("", "perhaps “Purchase date”: 3 of 3 values look like it")


def test_e_mails_and_phone_numbers_of_people(desk: RealDesk) -> None:
    rows = [
        ["Nom", "", "Column2"],
        ["Martin", "m@example.org", "01 23 45 67 89"],
        ["Durand", "d.d@example.org", "+33 6 12 34 56 78"],
        ["Blanc", "b@mairie.example", "0612345678"],
    ]
    assert desk.look(PEOPLE, rows).mapping == {"Nom": "last_name", "[B]": "email", "Column2": "phone"}


def test_a_header_of_two_meanings_means_what_its_values_name(desk: RealDesk) -> None:
    assert feeds(desk, "Affectation", *ROOMS[:5]) == ("place", "by its values: 5 of 5 are known as “Place”")
    assert feeds(desk, "Affectation", *ROOMS[:5], "Cave") == ("holder", "by its header")
    assert feeds(desk, "Affecté à", "Inès Moreau", "Zoé Petit", "Jean Dupont") == ("holder", "by its header")
    assert feeds(desk, "Utilisateur", *ROOMS[:5]) == ("holder", "by its header")
    rows = [["N° inventaire", "Affectation", "Lieu"], *([str(place), ROOMS[place], "x"] for place in range(5))]
    assert desk.look(ASSETS, rows).mapping == {"N° inventaire": "tag", "Affectation": "holder", "Lieu": "place"}
    assert desk.look(ASSETS, [row[:2] for row in rows], mapping={"Affectation": "notes"}).mapping == {
        "N° inventaire": "tag",
        "Affectation": "notes",
    }


def test_words_that_stand_anywhere_are_only_offered_under_another_header(desk: RealDesk) -> None:
    assert feeds(desk, "Contrôle électrique", "OK", "HS") == ("", "perhaps “Condition”: 2 of 2 values are known there")


def test_a_long_text_is_no_name(desk: RealDesk) -> None:
    assert feeds(desk, "Ici", *ROOMS[:30], "x" * 121) is None


def test_a_guess_can_be_undone(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Ici"], *([str(place), ROOMS[place]] for place in range(9))]
    desk.take(ASSETS, rows, mapping={"Ici": ""})
    assert {place for (place,) in desk.records(ASSETS, "place")} == {None}


@pytest.mark.parametrize(
    ("likeness", "yes", "no"),
    [
        (Likeness.EMAIL, ["a.b@c.fr", "x_y+z@sub.dom.org"], ["a@b", "@c.fr", "a b@c.fr", "voir a@b.fr"]),
        (
            Likeness.PHONE,
            ["0123456789", "01 23 45 67 89", "+33 1 23 45 67 89", "0033123456789", "06.12.34.56.78"],
            ["12345", "2024-01-31", "1234567890123456", "ABC0123456789"],
        ),
        (
            Likeness.SERIAL,
            ["5CG1234XYZ", "PF2ABCD1", "C02XK0AAJG5H"],
            ["12345678", "LATITUDE", "Salle 12", "00:1B:44:11:3A:B7", "001B44113AB7", "A1"],
        ),
        (Likeness.AMOUNT, ["349,90 €", "$12.58", "15,50", "12 €"], ["349", "2024", "12 mois", "x"]),
        (Likeness.DATE, ["31/01/2024", "1/2/24", "2024-01-31"], ["janvier", "12", "45/99/2024", "INV-2024"]),
    ],
)
def test_what_values_look_like(likeness: Likeness, yes: list[str], no: list[str]) -> None:
    assert [alike([text], likeness) for text in (*yes, *no)] == [1] * len(yes) + [0] * len(no)


def test_numbers_that_are_counted_up_are_no_serials() -> None:
    assert alike([f"INV2024{number:03}" for number in range(20)], Likeness.SERIAL) == 0
    assert (is_mac_address("00:1b:44:11:3a:b7"), is_mac_address("5CG1234XYZ")) == (True, False)
