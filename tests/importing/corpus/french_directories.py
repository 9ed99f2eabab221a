"""Lists of people, places and suppliers as French programs and offices write them; all of them invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.importing.corpus.files import csv_file, xlsx_file
from tests.importing.corpus.found import Found


def ent_page(path: Path) -> Path:
    """A class from an ENT: a web page that calls itself .xls."""
    rows = [
        ("MARTIN", "Léa", "12/05/2013", "6A"),
        ("PETIT", "Noé", "30/11/2013", "6A"),
        ("ÉMOND", "Zoé", "02/01/2014", "6B"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        "<table border=1><tr><td colspan=4><b>Liste des élèves</b></td></tr>"
        f"<tr><th>Nom</th><th>Prénom</th><th>Date de naissance</th><th>Classe</th></tr>{cells}</table></body></html>",
        encoding="utf-8",
    )
    return path


def pronote_list(path: Path) -> Path:
    """Pupils as Pronote puts them into a file: tabs, the old encoding, one column for both names."""
    return csv_file(
        path,
        [
            ["Élève", "Né(e) le", "Classe", "Régime", "Adresse E-mail"],
            ["MARTIN Léa", "12/05/2013", "6A", "Demi-pensionnaire", "lea.martin@exemple.fr"],
            ["DE LA TOUR Jean-Baptiste", "30/11/2013", "6A", "Externe", ""],
            ["ÉMOND Zoé", "02/01/2014", "6B", "Externe", "zoe@exemple.fr"],
        ],
        encoding="cp1252",
        delimiter="\t",
    )


def onde_pupils(path: Path) -> Path:
    """Pupils of a primary school as ONDE writes them."""
    return csv_file(
        path,
        [
            [
                *("Nom élève", "Nom d'usage élève", "Prénom élève", "Date naissance", "Sexe", "INE", "Adresse1"),
                *("Cp1", "Commune1", "Pays1", "Niveau", "Libellé classe", "Identifiant classe"),
            ],
            [
                *("MARTIN", "", "Léa", "12/05/2016", "F", "123456789AB", "3 rue des Lilas", "67000", "Strasbourg"),
                *("FRANCE", "CM1", "CM1 Mme Roy", "1043"),
            ],
            [
                *("PETIT", "", "Noé", "30/11/2016", "M", "123456789AC", "8 rue Haute", "67000", "Strasbourg"),
                *("FRANCE", "CM1", "CM1 Mme Roy", "1043"),
            ],
        ],
        encoding="cp1252",
    )


def staff(path: Path) -> Path:
    """Who works at a town hall."""
    return xlsx_file(
        path,
        [
            ["Annuaire interne - mis à jour le 02/09/2025"],
            [],
            ["Civilité", "NOM", "Prénom", "Service", "Fonction", "Poste tél.", "Mél"],
            ["Mme", "LEFÈVRE", "Anne", "Accueil", "Agent d'accueil", "01 23 45 67 89", "a.lefevre@ville.fr"],
            ["M.", "DUPONT", "Martin", "Finances", "Responsable", "4512", "m.dupont@ville.fr"],
            ["M.", "N'GUYEN", "Paul", "Finances", "Comptable", "", ""],
        ],
        sheet="Annuaire",
    )


def rooms(path: Path) -> Path:
    """Rooms with the building that they are in."""
    return csv_file(
        path,
        [
            ["Salle", "Bâtiment", "Type", "Capacité"],
            ["A101", "Bâtiment A", "Salle", "30"],
            ["A102", "Bâtiment A", "Bureau", "2"],
            ["CDI", "Bâtiment B", "", "60"],
        ],
        encoding="cp1252",
    )


def shops(path: Path) -> Path:
    """Suppliers with what one needs to call them."""
    return csv_file(
        path,
        [
            ["Raison sociale", "Interlocuteur", "Tél.", "Courriel", "N° client", "Adresse"],
            [
                "LDLC Pro",
                "Service commercial",
                "04 72 52 37 77",
                "pro@exemple.fr",
                "C00412",
                "2 rue des Érables\n69578 Limonest",
            ],
            ["UGAP", "Mme Roy", "+33 1 64 73 20 00", "", "067-1234", ""],
        ],
    )


def classes_below_each_other(path: Path) -> Path:
    """Classes printed one below the other, each with its own headers."""
    return csv_file(
        path,
        [
            ["Classe : 6A", ""],
            ["Nom Prénom", "Né le"],
            ["MARTIN Léa", "12/05/2013"],
            ["PETIT Noé", "30/11/2013"],
            ["", ""],
            ["Classe : 6B", ""],
            ["Nom Prénom", "Né le"],
            ["ÉMOND Zoé", "02/01/2014"],
        ],
        encoding="cp1252",
    )


DIRECTORIES_FOUND = (
    Found(
        "classes.csv",
        "people",
        classes_below_each_other,
        {"Nom Prénom": "full_name", "Né le": "birth_date"},
        {"new": 3, "refused": 1, "skipped": 2},
        ({"last_name": "ÉMOND", "first_name": "Zoé", "birth_date": date(2014, 1, 2)},),
        refused={6: "Nom Prénom"},
    ),
    Found(
        "eleves ent.xls",
        "people",
        ent_page,
        {"Nom": "last_name", "Prénom": "first_name", "Date de naissance": "birth_date", "Classe": "group"},
        {"new": 3},
        ({"last_name": "ÉMOND", "first_name": "Zoé", "birth_date": date(2014, 1, 2), "group": "6B"},),
    ),
    Found(
        "pronote.txt",
        "people",
        pronote_list,
        {"Élève": "last_name+first_name", "Né(e) le": "birth_date", "Classe": "group", "Adresse E-mail": "email"},
        {"new": 3},
        (
            {"last_name": "MARTIN", "first_name": "Léa", "birth_date": date(2013, 5, 12), "group": "6A"},
            {"last_name": "DE LA TOUR", "first_name": "Jean-Baptiste"},
        ),
    ),
    Found(
        "onde.csv",
        "people",
        onde_pupils,
        {
            "Nom élève": "last_name",
            "Prénom élève": "first_name",
            "Date naissance": "birth_date",
            "INE": "identifier",
            "Libellé classe": "group",
        },
        {"new": 2},
        ({"last_name": "MARTIN", "first_name": "Léa", "identifier": "123456789AB", "group": "CM1 Mme Roy"},),
    ),
    Found(
        "annuaire.xlsx",
        "people",
        staff,
        {
            "NOM": "last_name",
            "Prénom": "first_name",
            "Service": "department",
            "Fonction": "role",
            "Poste tél.": "phone",
            "Mél": "email",
        },
        {"new": 3},
        ({"last_name": "DUPONT", "department": "Finances", "phone": "4512", "email": "m.dupont@ville.fr"},),
    ),
    Found(
        "salles.csv",
        "places",
        rooms,
        {"Salle": "name", "Bâtiment": "parent", "Type": "kind"},
        {"new": 3},
        ({"name": "A102", "parent": "Bâtiment A", "kind": "room"},),
    ),
    Found(
        "fournisseurs.csv",
        "suppliers",
        shops,
        {
            "Raison sociale": "name",
            "Interlocuteur": "contact",
            "Tél.": "phone",
            "Courriel": "email",
            "N° client": "customer_number",
            "Adresse": "address",
        },
        {"new": 2},
        ({"name": "UGAP", "phone": "+33 1 64 73 20 00", "customer_number": "067-1234"},),
    ),
)
