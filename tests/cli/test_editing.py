from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Coorddesk

DEVICES = """N° inventaire;Nom;Catégorie;Emplacement;Prix;Date d'achat;Attribué à
PC-1;Portable;Portable;École / Salle 1;900,00;01/09/2025;Inès Moreau
PC-2;Portable;Portable;École / Salle 2;450,50;01/09/2020;
EC-1;Écran;Écran;École / Salle 1;120,00;;
"""
PEOPLE = """Nom;Prénom;Classe
Diallo;Awa;CM2 A
Leroy;Chloé;CM2 B
"""


@pytest.fixture
def school(coorddesk: Coorddesk, tmp_path: Path) -> Coorddesk:
    """A desk with three devices and three people."""
    for kind, cells in (("assets", DEVICES), ("people", PEOPLE)):
        sheet = tmp_path / f"{kind}.csv"
        sheet.write_text(cells, encoding="utf-8")
        assert coorddesk("import", kind, sheet).code == 0
    return coorddesk


def test_a_dry_run_shows_old_and_new_and_writes_nothing(school: Coorddesk) -> None:
    words = ("edit", "assets", "--where", "category=portable", "--set", "place=Salle 2", "--set", "price=500")
    ran = school(*words, "--dry-run")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "PC-1: Place: École / Salle 1 → École / Salle 2",
        "PC-1: Price: 900.00 → 500.00",
        "PC-2: Price: 450.50 → 500.00",
        "2 devices would change.",
    ]
    assert school(*words, "--dry-run").out == ran.out


def test_an_edit_is_one_change_that_undo_takes_back(school: Coorddesk) -> None:
    words = ("edit", "assets", "--where", "N° inventaire^=PC", "--set", "statut=en réparation", "--add", "notes=Revu")
    ran = school(*words, language="fr")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 5
    answer = school(*words, "--json", "--dry-run").json
    assert (answer["changed"], answer["refused"], answer["change_set"]) == (2, 0, None)
    assert school("undo").code == 0
    answer = school(*words, "--json").json
    assert answer["rows"][0]["fields"]["notes"] == {"before": None, "after": "Revu"}
    assert isinstance(answer["change_set"], int)


CONDITIONS = {
    "price>=450,50": ["PC-1", "PC-2"],
    "price=100..500": ["PC-2", "EC-1"],
    "price!=900": ["PC-2", "EC-1"],
    "purchase_date=2020-01-01..31/12/2020": ["PC-2"],
    "date d'achat=": ["EC-1"],
    "Purchase date!=": ["PC-1", "PC-2"],
    "name~ecran": ["EC-1"],
    "name!~ecran": ["PC-1", "PC-2"],
    "place=Salle 1": ["PC-1", "EC-1"],
    "place=École": ["PC-1", "PC-2", "EC-1"],
    "holder=Moreau Inès": ["PC-1"],
    "category=portable|Écran": ["PC-1", "PC-2", "EC-1"],
    "status=Assigned": ["PC-1"],
}


def test_conditions_read_as_people_type_them(school: Coorddesk) -> None:
    found = {
        typed: [
            row["name"]
            for row in school("edit", "assets", "--where", typed, "--add", "notes=x", "--dry-run", "--json").json[
                "rows"
            ]
        ]
        for typed in CONDITIONS
    }
    assert {typed: sorted(names) for typed, names in found.items()} == {
        typed: sorted(names) for typed, names in CONDITIONS.items()
    }


def test_new_numbers_name_the_device_in_whose_way_they_are(school: Coorddesk) -> None:
    words = ("edit", "assets", "--where", "category=Portable", "--number", "EC-{#}")
    refused = school(*words)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "The inventory number EC-1 is that of EC-1 · Écran.\n"
    assert school(*words, "--leave-out").out.splitlines() == [
        "PC-1: refused. The inventory number EC-1 is that of EC-1 · Écran.",
        "PC-2: Inventory number: PC-2 → EC-2",
        "1 device changed.",
    ]


def test_people_are_edited_as_devices_are(school: Coorddesk) -> None:
    words = ("edit", "people", "--where", "classe=CM2 A", "--set", "kind=pupil", "--set", "group=6e B")
    assert school(*words).out.splitlines() == [
        "Awa Diallo: Kind of person: — → Pupil",
        "Awa Diallo: Class or group: CM2 A → 6e B",
        "1 person changed.",
    ]


TROUBLES = {
    ("edit", "toys", "--where", "a=b"): "There is no kind “toys”. There are: people, assets, stock, licences.",
    ("edit", "assets", "--set", "price=1"): "Say which ones: --where FIELD=VALUE, as often as you need.",
    ("edit", "assets", "--where", "price"): "“price” is not FIELD=VALUE.",
    ("edit", "assets", "--where", "warranty=1"): (
        "“warranty” may be any of these fields: warranty_months (Warranty (months)), warranty_end (End of warranty)."
    ),
    ("edit", "assets", "--where", "price>="): "“price>=” says no value.",
    ("edit", "assets", "--where", "price~1"): "Price cannot be asked like that: price~1",
    ("edit", "assets", "--where", "price=many"): "“many” is not an amount. Write it like 1234,50.",
    ("edit", "assets", "--where", "quantity=some"): "Quantity: “some” cannot be read.",
    ("edit", "assets", "--where", "purchase_date>=31/02/2024"): "There is no such day.",
    ("edit", "assets", "--where", "place=Nord"): "Place: there is no “Nord”.",
    ("edit", "assets", "--where", "condition=fine"): "Condition: “fine” is none of New, Good, Worn, Damaged, Dead.",
    ("edit", "assets", "--where", "price=7"): "There is none like that.",
    ("edit", "assets", "--where", "price=900"): "Say what should change.",
    ("edit", "assets", "--where", "price=900", "--set", "price"): "“price” is not FIELD=VALUE.",
    ("edit", "assets", "--where", "price=900", "--set", "serial=A"): "This cannot be changed for many at once.",
    ("edit", "assets", "--where", "price=900", "--set", "price=900"): "Nothing would change.",
}


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_cannot_be_is_said_in_a_sentence(school: Coorddesk) -> None:
    ran = {words: school(*words) for words in TROUBLES}
    said = {words: (each.code, each.out, each.err) for words, each in ran.items()}
    assert said == {words: (1, "", f"{trouble}\n") for words, trouble in TROUBLES.items()}


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_place_is_meant_however_many_hold_its_words(school: Coorddesk, tmp_path: Path) -> None:
    rooms = [f"Salle {wing}1{number};Aile {wing}1;" for wing in "ABCD" for number in range(30)]
    sheet = tmp_path / "rooms.csv"
    sheet.write_text("\n".join(["Nom;Dans;Code", *rooms]), encoding="utf-8")
    assert school("import", "places", sheet).code == 0
    for words in (
        ("edit", "assets", "--where", "place=salle 1", "--set", "condition=good", "--dry-run"),
        ("note", "place", "Salle 1", "Vu"),
    ):
        ran = school(*words)
        assert (ran.code, ran.err) == (0, "")


def test_a_name_that_several_bear_is_asked_about(school: Coorddesk, tmp_path: Path) -> None:
    sheet = tmp_path / "more.csv"
    sheet.write_text("N° inventaire;Emplacement\nX-1;Annexe / Salle 1\n", encoding="utf-8")
    school("import", "assets", sheet)
    ran = school("edit", "assets", "--where", "place=Salle 1", "--add", "notes=x")
    assert (ran.code, ran.err) == (1, "Place: “Salle 1” may be any of Annexe / Salle 1, École / Salle 1.\n")
    assert school("edit", "assets", "--where", "place=Annexe / Salle 1", "--add", "notes=x").code == 0
