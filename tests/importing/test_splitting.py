"""Columns that say several things at once, alone and on their way into a real desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.directory.imports import PEOPLE, PLACES
from coorddesk.importing.splitting import Cutter, Split, cut_after_head, cut_at_marks, cut_before_head, frequent_heads
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.inventory.imports import ASSETS
from tests.importing.real_desk import ENGLISH, RealDesk, counts, refusals, whys

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from coorddesk.core.database import Database

HEADS = frozenset({"dell", "hp", "konica minolta", "konica"})


@pytest.fixture
def desk(ready: Database, folder: Path) -> RealDesk:
    return RealDesk(ready, folder)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dell Latitude 5420", ("Dell", "Latitude 5420")),
        ("DELL latitude", ("DELL", "latitude")),
        ("Dell / Latitude 5420", ("Dell", "Latitude 5420")),
        ("Dell - Latitude", ("Dell", "Latitude")),
        ("Dell, Latitude 5420 - i5", ("Dell", "Latitude 5420 - i5")),
        ("Dell", ("Dell", "")),
        ("HP/ProBook 450", ("HP", "ProBook 450")),
        ("Konica Minolta C250i", ("Konica Minolta", "C250i")),
        ("Sunmi / V2", ("Sunmi", "V2")),
        ("Sunmi/V2", ("Sunmi", "V2")),
        ("Latitude 5420", ("", "Latitude 5420")),
        ("Latitude 5420 / i5", ("", "Latitude 5420 / i5")),
        ("Dellinger X", ("", "Dellinger X")),
    ],
)
def test_a_maker_stands_before_the_model(text: str, parts: tuple[str, str]) -> None:
    assert tuple(cut_after_head(text, HEADS)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Latitude 5420 / Dell", ("Latitude 5420", "Dell")),
        ("ProBook 450 (HP)", ("ProBook 450", "HP")),
        ("ProBook 450 HP", ("ProBook 450", "HP")),
        ("V2 - Sunmi", ("V2", "Sunmi")),
        ("Latitude 5420", ("Latitude 5420", "")),
        ("Dell", ("", "Dell")),
    ],
)
def test_a_maker_stands_behind_the_model(text: str, parts: tuple[str, str]) -> None:
    assert tuple(cut_before_head(text, HEADS)) == parts


@pytest.mark.parametrize("text", ["a / b", "a - b", "a, b", "a;b", "a | b", "a/b", "a\nb"])
def test_other_cells_are_cut_at_marks(text: str) -> None:
    assert cut_at_marks(2)(text, ()) == ["a", "b"]


@pytest.mark.parametrize("text", ["a", "a / b / c", "a b", "/ b"])
def test_a_cell_with_too_few_or_too_many_texts_is_refused(text: str) -> None:
    with pytest.raises(CellRefused) as refused:
        cut_at_marks(2)(text, ())
    assert ENGLISH.say(refused.value.reason) == "This column is taken as 2 fields: write “ / ” between their values."


def test_a_word_before_several_others_names_a_maker() -> None:
    texts = ["Sunmi V1", "Sunmi V2", "SUNMI V2s", "Poste fixe", "Poste mobile", "X1 a", "X1 b", "X1 c"]
    assert frequent_heads(texts) == {"sunmi"}


def test_each_text_is_cut_once() -> None:
    asked: list[str] = []

    def cut(text: str, _heads: Collection[str]) -> Sequence[str]:
        asked.append(text)
        return cut_at_marks(2)(text, ())

    cutter = Cutter(Split(("a", "b"), (), cut), ())
    assert [cutter("x / y"), cutter(" x / y "), cutter(""), cutter("  ")] == [
        ["x", "y"],
        ["x", "y"],
        ("", ""),
        ("", ""),
    ]
    for _again in range(2):
        with pytest.raises(CellRefused):
            cutter("x")
    assert asked == ["x / y", "x"]


def test_makers_and_models_of_one_column(desk: RealDesk) -> None:
    rows = [
        ["N° inventaire", "Marque / Modèle"],
        ["1", "Dell Latitude 5420"],
        ["2", "Dell / Latitude 5420"],
        ["3", "Sunmi - V2"],
        ["4", "Chromebook 11"],
        ["5", ""],
    ]
    assert whys(desk.look(ASSETS, rows))["Marque / Modèle"] == ("manufacturer+model", "by its header")
    summary = desk.take(ASSETS, rows[:5])
    assert summary.creates == {
        "manufacturer": ("Dell", "Sunmi"),
        "model": ("Latitude 5420", "V2", "Chromebook 11"),
    }
    assert desk.records(ASSETS, "tag", "manufacturer", "model") == [
        ("1", "Dell", "Latitude 5420"),
        ("2", "Dell", "Latitude 5420"),
        ("3", "Sunmi", "V2"),
        ("4", None, "Chromebook 11"),
    ]
    assert counts(desk.take(ASSETS, rows[:5])) == {"unchanged": 4}


def test_a_maker_of_the_desk_is_known_in_a_column(desk: RealDesk) -> None:
    desk.take(ASSETS, [["N° inventaire", "Marque"], ["1", "La Maison du Câble"]])
    desk.take(ASSETS, [["N° inventaire", "Marque / Modèle"], ["2", "La maison du câble HDMI 2 m"]])
    assert desk.records(ASSETS, "tag", "manufacturer", "model") == [
        ("1", "La Maison du Câble", None),
        ("2", "La Maison du Câble", "HDMI 2 m"),
    ]


def test_columns_of_their_own_go_before_one_that_says_both(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Marque / Modèle", "Marque", "Modèle"], ["1", "Dell X", "HP", "Y"]]
    assert {label: fields for label, (fields, _why) in whys(desk.look(ASSETS, rows)).items()} == {
        "N° inventaire": "tag",
        "Marque": "manufacturer",
        "Modèle": "model",
    }


def test_people_say_what_a_column_feeds_together(desk: RealDesk) -> None:
    rows = [["Code", "Bien", "Achat et facture"], ["1", "HP ProBook", "BC-1 / F-1"], ["2", "HP X", "BC-2"]]
    mapping = {"Code": "tag", "Bien": "manufacturer+model", "Achat et facture": "order_number+invoice_number"}
    summary = desk.take(ASSETS, rows, mapping=mapping)
    assert refusals(summary) == [
        (3, "Achat et facture", "This column is taken as 2 fields: write “ / ” between their values.")
    ]
    assert desk.records(ASSETS, "manufacturer", "model", "order_number", "invoice_number") == [
        ("HP", "ProBook", "BC-1", "F-1")
    ]


def test_what_a_look_says_a_column_feeds_can_be_said_back(desk: RealDesk) -> None:
    rows = [["Bâtiment / Salle"], ["A / 12"]]
    look = desk.look(PLACES, rows)
    assert look.mapping == {"Bâtiment / Salle": "parent+name"}
    assert desk.look(PLACES, rows, mapping=look.mapping).mapping == look.mapping
    desk.take(PLACES, rows, mapping={"Bâtiment / Salle": "name+parent"})
    assert desk.records(PLACES, "parent", "name") == [(None, "A"), ("A", "12")]


def test_names_in_both_orders(desk: RealDesk) -> None:
    names = {
        ("Nom Prénom", "DUPONT Jean"): ("DUPONT", "Jean"),
        ("Nom Prénom", "Durand Jean"): ("Durand", "Jean"),
        ("Nom et prénom", "Martin, Jean"): ("Martin", "Jean"),
        ("Prénom Nom", "Jean PETIT"): ("PETIT", "Jean"),
        ("Prénom et nom", "Jean Moreau"): ("Moreau", "Jean"),
        ("Nom Prénom", "Jean BLANC"): ("BLANC", "Jean"),
        ("Nom Prénom", "de la Tour Inès"): ("de la Tour", "Inès"),
        ("Prénom Nom", "Zoé de la Porte"): ("de la Porte", "Zoé"),
        ("Élève", "DA SILVA COSTA Emma"): ("DA SILVA COSTA", "Emma"),
        ("Nom Prénom", "NOIRET Jean Baptiste"): ("NOIRET", "Jean Baptiste"),
    }
    for header, cell in names:
        rows = [[header, "Classe"], [cell, "6A"]]
        desk.take(PEOPLE, rows)
        assert counts(desk.take(PEOPLE, rows)) == {"unchanged": 1}
    assert sorted(desk.records(PEOPLE, "last_name", "first_name")) == sorted(names.values())


def test_a_name_that_is_not_clear_is_refused_unless_somebody_bears_it(desk: RealDesk) -> None:
    rows = [["Nom Prénom", "Classe"], ["Ben Ali Samir", "6A"], ["Petit Zoé", "6B"]]
    reason = "It is not clear where the last name ends. Write “BEN ALI Samir” or “Ben Ali, Samir”."
    assert refusals(desk.take(PEOPLE, rows)) == [(2, "Nom Prénom", reason)]
    desk.take(PEOPLE, [["Nom", "Prénom"], ["Ben Ali", "Samir"]])
    assert counts(desk.take(PEOPLE, rows)) == {"changed": 1, "unchanged": 1}
    assert counts(desk.take(ASSETS, [["N° inventaire", "Affecté à (Nom Prénom)"], ["1", "Ben Ali Samir"]])) == {
        "new": 1
    }
    assert desk.records(ASSETS, "holder") == [("Samir Ben Ali",)]


def test_names_in_two_fields_of_one_column(desk: RealDesk) -> None:
    rows = [["Qui", "Classe"], ["Dupont Jean", "6A"], ["Ben Ali Samir", "6A"]]
    summary = desk.take(PEOPLE, rows, mapping={"Qui": "last_name+first_name"})
    assert desk.records(PEOPLE, "last_name", "first_name") == [("Dupont", "Jean")]
    assert [(row, column) for row, column, _reason in refusals(summary)] == [(3, "Qui")]


def test_the_place_along_a_path(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Bâtiment / Salle"], ["1", "A / 12"], ["2", "A - Salle 12"], ["3", "A/B"], ["4", "12/13"]]
    desk.take(ASSETS, rows)
    assert desk.records(ASSETS, "place") == [("A / 12",), ("A / Salle 12",), ("A / B",), ("12/13",)]


def test_a_place_in_columns_of_its_own(desk: RealDesk) -> None:
    rows = [
        ["N° inventaire", "Salle", "Site", "Bâtiment"],
        ["1", "12", "Nord", "A"],
        ["2", "12", "Nord", ""],
        ["3", "", "Nord", ""],
        ["4", "Nord / A / 13", "Nord", "Nord / A"],
    ]
    desk.take(ASSETS, rows)
    assert desk.records(ASSETS, "place") == [("Nord / A / 12",), ("Nord / 12",), ("Nord",), ("Nord / A / 13",)]
    desk.take(
        ASSETS,
        [["Code", "Lieu 1", "Lieu 2"], ["9", "Sud", "1"]],
        mapping={"Code": "tag", "Lieu 1": "place", "Lieu 2": "place"},
    )
    assert desk.records(ASSETS, "tag", "place")[-1] == ("9", "Sud / 1")


def test_a_last_name_beside_a_first_one_is_no_device(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Désignation", "Nom", "Prénom"], ["1", "PC", "Dupont", "Jean"]]
    assert desk.look(ASSETS, rows).mapping == {
        "N° inventaire": "tag",
        "Désignation": "name",
        "Nom": "holder",
        "Prénom": "holder",
    }
    apart = [["Nom", "N° inventaire", "Prénom"], ["PC", "1", "Jean"]]
    assert desk.look(ASSETS, apart).mapping == {"Nom": "name", "N° inventaire": "tag", "Prénom": "holder"}
    desk.take(ASSETS, rows)
    assert desk.records(ASSETS, "name", "holder") == [("PC", "Jean Dupont")]
    with_holder = [["Détenteur", "Nom", "Prénom", "N° inventaire"], ["Jean Dupont", "Dupont", "Jean", "1"]]
    assert desk.look(ASSETS, with_holder).mapping == {"Détenteur": "holder", "N° inventaire": "tag"}
