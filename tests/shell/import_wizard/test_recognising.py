"""A sheet is looked at as what it is, of all the kinds that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk import features
from coorddesk.core.jobs import unwatched
from coorddesk.importing.options import Options
from coorddesk.importing.recognising import likely_kinds
from coorddesk.importing.templates import write_template
from coorddesk.shell.import_wizard.work import looking
from coorddesk.shell.window_desk import WindowDesk
from tests.sheets import LANGUAGES, make_csv

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.importing.kind import ImportKind


class _Offered(WindowDesk):
    """What the window offers, without a window."""

    def __init__(self) -> None:
        pass


@pytest.fixture
def kinds() -> list[ImportKind]:
    return _Offered().import_kinds


def test_what_tabs_are_about_is_offered_first(kinds: list[ImportKind]) -> None:
    assert [kind.key for kind in kinds] == [
        *("assets", "places", "people", "suppliers"),
        *(
            "tickets",
            "closures",
            "rounds",
            "loans",
            "maintenance-plans",
            "stock",
            "scans",
            "licences",
            "sessions",
            "questionnaires",
            "budget-lines",
        ),
        *("categories", "models", "manufacturers", "fields", "addresses", "lots"),
        *("ticket-categories", "causes"),
        *("kits", "maintenance-log", "checklists", "stock-moves", "licence-seats"),
        *("courses", "participants", "survey-answers"),
        *("accounts", "orders", "invoices", "contracts", "bank-lines"),
        *("departments", "groups", "members"),
        "contacts",
    ]
    assert {kind.key for kind in kinds} == {kind.key for feature in features.load() for kind in feature.imports}


@pytest.mark.parametrize("language", [0, 1], ids=["fr", "en"])
def test_our_own_sheets_are_known_for_what_they_are(
    database: Database, kinds: list[ImportKind], tmp_path: Path, language: int
) -> None:
    texts = LANGUAGES[language]
    found = {}
    for kind in kinds:
        path = tmp_path / f"{kind.key}.xlsx"
        write_template(kind, path, texts)
        found[kind.key] = looking(path, kinds, LANGUAGES, texts, Options())(database, unwatched).kind.key
    assert found == {key: key for key in found}


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("N° inventaire;Marque;Modèle;Catégorie;Notes", "assets"),
        ("Marque;Modèle;Référence;Catégorie", "assets"),
        ("Nom;Prénom;Classe", "people"),
        ("Classe;Élève", "people"),
        ("Service", "assets"),
        ("Liste de diffusion;Membre;Type de groupe", "members"),
        ("Salle;Bâtiment;Étage", "places"),
        ("Date;Demandeur;Problème;Salle;Résolu le", "tickets"),
        ("ID;Titre;Entité;Statut;Lieu;Dernière modification;Date d'ouverture;Demandeur - Demandeur", "tickets"),
        ("Nom;Entité;Statut;Lieu;Dernière modification;Fabricant", "assets"),
        ("Raison sociale;Téléphone;E-mail;Site web", "suppliers"),
        ("Formation;Date;Horaires;Salle;Formateur", "sessions"),
        ("Session;Nom;Prénom;Classe", "participants"),
    ],
)
def test_a_sheet_of_others_is_what_it_says_most_of(
    database: Database, kinds: list[ImportKind], tmp_path: Path, headers: str, kind: str
) -> None:
    sheet = make_csv(tmp_path, headers, ";".join("x" for _ in headers.split(";")))
    assert looking(sheet, kinds, LANGUAGES, LANGUAGES[0], Options())(database, unwatched).kind.key == kind


def test_only_what_a_sheet_may_be_is_looked_for(kinds: list[ImportKind], tmp_path: Path) -> None:
    sheet = make_csv(tmp_path, "N° inventaire;N° de série;Marque;Modèle;Statut;Lieu;Prix;Notes")
    assert [kind.key for kind in likely_kinds(sheet, kinds, LANGUAGES, Options())] == [
        "assets",
        "people",
        "tickets",
        "maintenance-plans",
        "lots",
    ]
    unheard = make_csv(tmp_path, "alpha;beta")
    assert likely_kinds(unheard, kinds, LANGUAGES, Options()) == kinds
