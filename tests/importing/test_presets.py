"""Programs whose files are known by their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.messages import verbatim
from coorddesk.directory.imports import PEOPLE
from coorddesk.importing.presets import Preset, preset_for
from coorddesk.inventory.imports import ASSETS
from tests.importing.real_desk import ENGLISH, RealDesk, counts, whys

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.importing.kind import ImportKind

GLPI_FR = (
    "Nom;Entité;Statut;Fabricant;Numéro de série;Numéro d'inventaire;Type;Modèle;Système d'exploitation - Nom;Lieu;"
    "Dernière modification;Composants - Processeur;Usager;Usager numéro;Utilisateur;"
    "Informations financières et administratives - Date d'achat;Informations financières et administratives - Valeur"
)
GLPI_EN = (
    "Name;Entity;Status;Manufacturer;Serial number;Type;Model;Operating System - Name;Location;Last update;"
    "Components - Processor;Alternate username;User;Financial and administrative information - Warranty duration"
)
SHELF = "title;description;kit;category;tags;location;valuation;custodian;bookable;assetModel;type;quantity"
SNIPE_LIST = "ID;Asset Name;Device Image;Asset Tag;Serial;Model;Category;Status;Checked Out To;Location;Purchase Cost"
HOMEBOX = (
    "HB.import_ref;HB.location;HB.tags;HB.asset_id;HB.archived;HB.name;HB.quantity;HB.description;HB.insured;HB.notes;"
    "HB.purchase_price;HB.purchase_from;HB.purchase_date;HB.manufacturer;HB.model_number;HB.serial_number;"
    "HB.warranty_expires;HB.sold_to"
)
SIECLE = (
    "Sexe;Pays Nat.;Elève No Etab;Num. Elève Etab;Nom;Prénom;Prénom 2;Prénom 3;Date Naissance;Doublement;Id National;"
    "Date Entrée;Code MEF;Lib. MEF;Code Structure;Type Structure;Lib. Structure"
)
ONDE = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1;Cycle;Niveau;"
    "Libellé classe;Identifiant classe"
)
PRONOTE = "Élèves;Encouragement/Valorisation;Né(e) le;Sexe;Adresse E-mail;Entrée;Sortie;Classe de rattachement;Tuteur"

ONE = Preset("one", verbatim("One"), {}, (("Alpha", "Beta"), ("Gamma",)))
TWO = Preset("two", verbatim("Two"), {}, (("Beta",),))


@pytest.fixture
def desk(ready: Database, folder: Path) -> RealDesk:
    return RealDesk(ready, folder)


@pytest.mark.parametrize(
    ("headers", "told", "key"),
    [
        (["beta", "ALPHA", "x"], None, "one"),
        (["gamma"], None, "one"),
        (["Beta"], None, "two"),
        (["Alpha"], None, None),
        (["Gamma"], "two", "two"),
        (["Gamma"], "", None),
    ],
)
def test_a_file_is_known_by_its_headers_or_as_people_say(headers: list[str], told: str | None, key: str | None) -> None:
    preset = preset_for((ONE, TWO), headers, told)
    assert (None if preset is None else preset.key) == key


def test_a_preset_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UserError) as refused:
        preset_for((ONE, TWO), ["Gamma"], "three")
    assert ENGLISH.say(refused.value.message) == "“three” is no program whose sheets are known. Those are: one, two."


@pytest.mark.parametrize(
    ("kind", "headers", "preset", "mapping"),
    [
        (
            ASSETS,
            GLPI_FR,
            "glpi",
            "name department status manufacturer serial tag category model · place · · · · holder purchase_date price",
        ),
        (
            ASSETS,
            GLPI_EN,
            "glpi",
            "name department status manufacturer serial category model · place · · · holder warranty_months",
        ),
        (ASSETS, SHELF, "shelf", "name notes · category · place price holder · model · quantity"),
        (ASSETS, SNIPE_LIST, "snipe-it", "· name · tag serial model category status holder place price"),
        (
            ASSETS,
            HOMEBOX,
            "homebox",
            (
                "· place · tag · name quantity notes · notes price supplier purchase_date manufacturer model_number "
                "serial warranty_end ·"
            ),
        ),
        (PEOPLE, SIECLE, "siecle", "· · · · last_name first_name · · birth_date · identifier · · · group · ·"),
        (PEOPLE, ONDE, "onde", "last_name · first_name birth_date · identifier · · · · · · group ·"),
        (PEOPLE, PRONOTE, "pronote", "last_name+first_name · birth_date · email · · group ·"),
    ],
)
def test_the_columns_of_known_programs(
    desk: RealDesk, kind: ImportKind, headers: str, preset: str, mapping: str
) -> None:
    names = headers.split(";")
    look = desk.look(kind, [names, ["1"] * len(names)])
    assert look.preset == preset
    assert " ".join("+".join(column.fields) or "·" for column in look.columns) == mapping


def test_why_a_column_is_read_so_is_said(desk: RealDesk) -> None:
    rows = [["title", "custodian", "bookable", "type", "Serial"], ["PC", "Ana", "no", "INDIVIDUAL", "S1"]]
    assert whys(desk.look(ASSETS, rows)) == {
        "title": ("name", "as Shelf calls it"),
        "custodian": ("holder", "as Shelf calls it"),
        "Serial": ("serial", "by its header"),
    }
    assert desk.look(ASSETS, rows, preset="").mapping == {
        "title": "name",
        "custodian": "holder",
        "type": "category",
        "Serial": "serial",
    }
    assert desk.look(ASSETS, rows, mapping={"type": "category", "title": ""}).mapping == {
        "custodian": "holder",
        "type": "category",
        "Serial": "serial",
    }


def test_a_class_list_of_pronote(desk: RealDesk) -> None:
    rows = [
        ["Élèves", "Né(e) le", "Sexe", "Classe de rattachement", "Projet d'accompagnement"],
        ["MARTIN Louise", "12/05/2012", "F", "6A", "PAI"],
        ["DA SILVA COSTA Emma", "03/04/2012", "F", "6A", ""],
        ["NOIRET Jean Baptiste", "30/06/2011", "M", "6B", ""],
    ]
    assert counts(desk.take(PEOPLE, rows)) == {"new": 3}
    assert desk.records(PEOPLE, "last_name", "first_name", "group", "notes") == [
        ("DA SILVA COSTA", "Emma", "6A", None),
        ("MARTIN", "Louise", "6A", None),
        ("NOIRET", "Jean Baptiste", "6B", None),
    ]
    assert counts(desk.take(PEOPLE, rows)) == {"unchanged": 3}


def test_a_description_and_remarks_are_both_kept(desk: RealDesk) -> None:
    rows = [["HB.name", "HB.description", "HB.notes"], ["A", "Petit", "Rayé"], ["B", "", "Neuf"], ["C", "Grand", ""]]
    desk.take(ASSETS, rows)
    assert desk.records(ASSETS, "name", "notes") == [("A", "Petit\nRayé"), ("B", "Neuf"), ("C", "Grand")]


@pytest.mark.parametrize("kind", [ASSETS, PEOPLE], ids=lambda kind: kind.key)
def test_presets_name_fields_that_there_are(kind: ImportKind) -> None:
    keys = {field.key for field in kind.fields}
    wanted = {key for preset in kind.presets for told in preset.mapping.values() for key in told.split("+") if key}
    read = {key for preset in kind.presets for key in (*preset.readings, *preset.values)}
    assert (wanted | read) - keys == set()
    assert [preset.key for preset in kind.presets] == sorted({preset.key for preset in kind.presets})
