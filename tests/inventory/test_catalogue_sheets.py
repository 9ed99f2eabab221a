"""Categories, models, manufacturers and the desk's own fields, in and out as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import texts_for
from coorddesk.inventory.imports import CATEGORIES, FIELD_DEFINITIONS, MANUFACTURERS, MODELS
from coorddesk.inventory.queries import category_cards, custom_fields, findings, maker_cards, model_card, models
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    CategoryDetails,
    FieldDetails,
    MakerDetails,
    ModelAbout,
    ModelWords,
    create_field,
    create_model,
    enter_category,
    enter_manufacturer,
    write_custom,
)
from tests.factories import make_asset
from tests.sheets import counts, make_csv, reasons, take_back, take_in, there_and_back

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.importing.kind import ImportKind


def fields_of(database: Database) -> dict[str, tuple[CustomType, tuple[str, ...], bool]]:
    with database.reading() as session:
        assert list(findings(session)) == []
        return {row.name: (row.type, row.choices, row.everywhere) for row in custom_fields(session)}


def categories_of(database: Database) -> dict[str, tuple[str, str, list[str]]]:
    with database.reading() as session:
        names = {row.id: row.name for row in custom_fields(session)}
        return {
            row.name: (row.number_pattern, row.notes, sorted(names[field_id] for field_id in row.fields))
            for row in category_cards(session)
        }


def models_of(database: Database) -> list[tuple[str | None, str, str, str | None, str]]:
    with database.reading() as session:
        cards = [model_card(session, row.id) for row in models(session)]
        return [(c.row.manufacturer, c.row.name, c.row.number, c.category, c.notes) for c in cards if c is not None]


@pytest.fixture
def furnished(desk: Database) -> Database:
    """A catalogue with names that are not easily listed in one cell."""
    with desk.transaction() as session:
        system = create_field(session, FieldDetails("Système; version", CustomType.CHOICE, ("Windows", "8 Go, DDR4")))
        size = create_field(session, FieldDetails('Écran 15"', CustomType.NUMBER))
        create_field(session, FieldDetails("Acheté d’occasion", CustomType.YES_NO, everywhere=True))
        laptop = enter_category(
            session, CategoryDetails("Portable", "PC-{YYYY}-{###}", "Prêté", frozenset({system, size}))
        )
        enter_category(session, CategoryDetails("Écran", fields=frozenset({size})))
        enter_manufacturer(session, MakerDetails("Dell", "https://www.dell.fr", "0 825", "Répond vite"))
        create_model(session, ModelWords("Dell", "Latitude 5440", "L54"), ModelAbout(laptop, "65 W"))
        create_model(session, ModelWords("Dell", "Latitude 5440", "L55"))
        create_model(session, ModelWords("HP"))
        create_model(session, ModelWords("", "", "007"))
        device = make_asset(session, category_id=laptop)
        write_custom(session, {device: {system: "8 Go, DDR4"}})
    return desk


def test_fields_come_as_they_are_described(database: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Champ;Type de champ;Choix;Pour tous les appareils",
        "Système;Liste déroulante;Windows, Linux;oui",
        "Mémoire;Nombre;;",
        "Page;URL;;non",
        "Vide;Liste;;",
        "Trop;Texte;a, b;",
        "Deux fois;Choix;Windows, windows;",
        "Sans type;;;",
    )
    summary = take_in(database, FIELD_DEFINITIONS, sheet)
    assert (counts(summary), reasons(summary, texts)) == (
        {"new": 3, "refused": 4},
        [
            (5, "Choix", "Say at least one thing to choose."),
            (6, "Choix", "Only a choice from a list has choices."),
            (7, "Choix", "“windows” is there twice."),
            (8, "Type de champ", "A new record needs this."),
        ],
    )
    assert fields_of(database) == {
        "Système": (CustomType.CHOICE, ("Windows", "Linux"), True),
        "Mémoire": (CustomType.NUMBER, (), False),
        "Page": (CustomType.LINK, (), False),
    }
    take_back(database)
    assert fields_of(database) == {}


def test_a_field_changes_as_far_as_devices_let_it(furnished: Database, texts: Texts, tmp_path: Path) -> None:
    before = fields_of(furnished)
    sheet = make_csv(
        tmp_path,
        "Champ;Type de champ;Choix;Pour tous les appareils",
        'ecran 15";Texte;;oui',
        "Acheté d’occasion;Oui/non;;non",
    )
    assert counts(take_in(furnished, FIELD_DEFINITIONS, sheet)) == {"changed": 2}
    assert fields_of(furnished) == before | {
        'Écran 15"': (CustomType.TEXT, (), True),
        "Acheté d’occasion": (CustomType.YES_NO, (), False),
    }
    assert categories_of(furnished)["Écran"] == ("", "", [])  # what every device has is no category's own
    take_back(furnished)
    assert (fields_of(furnished), categories_of(furnished)["Écran"]) == (before, ("", "", ['Écran 15"']))


@pytest.mark.parametrize(
    ("kind", "choices", "reason"),
    [
        ("Choix", "Windows,Linux", "“8 Go, DDR4” is still that of 1 device."),
        (
            "Texte",
            "",
            "“Système; version” stays what it is: 1 device says something in it. Add another field for the rest.",
        ),
    ],
)
def test_what_devices_say_is_not_taken_away(
    furnished: Database, texts: Texts, tmp_path: Path, kind: str, choices: str, reason: str
) -> None:
    path = tmp_path / "fields.csv"
    path.write_text(f'Champ\tType de champ\tChoix\nSystème; version\t{kind}\t"{choices}"\n', encoding="utf-8")
    summary = take_in(furnished, FIELD_DEFINITIONS, path)
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [reason]


def test_categories_come_with_patterns_and_fields(furnished: Database, texts: Texts, tmp_path: Path) -> None:
    before = categories_of(furnished)
    path = tmp_path / "categories.csv"
    path.write_text(
        "Catégorie\tFormat de ses numéros\tChamps\tNotes\n"
        'Écran\tEC-{aa}-{##}\t"""Système; version""; Écran 15"""\t\n'
        'portable\t\t"Écran 15"""\t\n'
        "Tablette\tTB\t\t\n"
        "Hotte\t\tCouleur\t\n"
        "Borne\t\tAcheté d’occasion\t\n"
        "Chariot\tCH-{###}\t\tSix roues\n",
        encoding="utf-8",
    )
    summary = take_in(furnished, CATEGORIES, path)
    assert reasons(summary, texts) == [
        (4, "Format de ses numéros", "A pattern has one running number, such as {###}."),
        (5, "Champs", "There is no field “Couleur”. Import or add the fields first."),
        (6, "Champs", "“Acheté d’occasion” is a field of every device already."),
    ]
    assert counts(summary) == {"changed": 2, "new": 1, "refused": 3}
    assert categories_of(furnished) == {
        "Chariot": ("CH-{###}", "Six roues", []),
        "Écran": ("EC-{YY}-{##}", "", ["Système; version", 'Écran 15"']),
        "Portable": ("PC-{YYYY}-{###}", "Prêté", ['Écran 15"']),
    }
    take_back(furnished)
    assert categories_of(furnished) == before


def test_a_category_with_other_fields_is_another_version(furnished: Database, tmp_path: Path) -> None:
    def versions() -> dict[str, int]:
        with furnished.reading() as session:
            return {row.name: row.version for row in category_cards(session)}

    before = versions()
    path = tmp_path / "categories.csv"
    path.write_text('Catégorie\tChamps\nÉcran\t"""Système; version"""\n', encoding="utf-8")
    assert counts(take_in(furnished, CATEGORIES, path)) == {"changed": 1}
    assert versions() == before | {"Écran": before["Écran"] + 1}


def test_manufacturers_come_with_their_pages(furnished: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Marque;Site web;SAV;Remarques",
        "dell;www.dell.com;;",
        "Canon;canon.fr;01 23;Copieurs",
        "Epson;nulle part;;",
    )
    summary = take_in(furnished, MANUFACTURERS, sheet)
    assert (counts(summary), reasons(summary, texts)) == (
        {"changed": 1, "new": 1, "refused": 1},
        [(4, "Site web", "“nulle part” is not the address of a page. Write it like https://www.example.fr.")],
    )
    with furnished.reading() as session:
        assert [(row.name, row.website, row.support, row.notes) for row in maker_cards(session)] == [
            ("Canon", "https://canon.fr", "01 23", "Copieurs"),
            ("Dell", "https://www.dell.com", "0 825", "Répond vite"),
            ("HP", "", "", ""),
        ]


def test_models_come_with_who_makes_them(furnished: Database, texts: Texts, tmp_path: Path) -> None:
    before = models_of(furnished)
    sheet = make_csv(
        tmp_path,
        "Marque;Modèle;N° de modèle;Catégorie;Notes",
        "dell;latitude 5440;l54;Tablette;",
        "Dell;Latitude 5440;;;neuf",
        ";;007;Écran;",
        "hp;;;;imprimantes",
        "Sony;VPL;;Projecteur;",
        ";;;Écran;",
    )
    summary = take_in(furnished, MODELS, sheet)
    assert counts(summary) == {"changed": 3, "new": 2, "refused": 1}
    assert {key: list(names) for key, names in summary.creates.items()} == {
        "category": ["Tablette", "Projecteur"],
        "manufacturer": ["Sony"],
    }
    assert models_of(furnished) == [
        (None, "", "007", "Écran", ""),
        ("Dell", "Latitude 5440", "", None, "neuf"),
        ("Dell", "Latitude 5440", "L54", "Tablette", "65 W"),
        ("Dell", "Latitude 5440", "L55", None, ""),
        ("HP", "", "", None, "imprimantes"),
        ("Sony", "VPL", "", "Projecteur", ""),
    ]
    assert counts(take_in(furnished, MODELS, sheet)) == {"unchanged": 5, "refused": 1}
    take_back(furnished)
    assert models_of(furnished) == before


def test_a_model_without_its_number_is_found_where_it_is_the_only_one(
    furnished: Database, texts: Texts, tmp_path: Path
) -> None:
    sheet = make_csv(tmp_path, "Marque;Modèle;Notes", "Dell;Latitude 5440;x", "HP;;y", "Dell;Optiplex;z")
    summary = take_in(furnished, MODELS, sheet)
    assert (counts(summary), [reason for *_, reason in reasons(summary, texts)]) == (
        {"refused": 1, "changed": 1, "new": 1},
        ["2 records have this value."],
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", [CATEGORIES, MODELS, MANUFACTURERS, FIELD_DEFINITIONS], ids=lambda kind: kind.key)
def test_what_goes_out_comes_back_unchanged(
    furnished: Database, tmp_path: Path, kind: ImportKind, language: str, suffix: str
) -> None:
    found, count = there_and_back(furnished, kind, tmp_path / f"out.{suffix}", texts_for(language))
    assert found == {"unchanged": count}
