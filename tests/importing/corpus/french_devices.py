"""Lists of devices as coordinators, schools and libraries in France keep them; all of them invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from coorddesk.importing.importer import Options
from tests.importing.corpus.files import csv_file, xlsx_file
from tests.importing.corpus.found import Found
from tests.importing.reading.old_excel import Serial, xls

_DAY_ZERO = date(1899, 12, 30)


def two_level_park(path: Path) -> Path:
    """A title over the whole width, headers in two merged rows, colours, and a total below."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Parc 2025-2026")
        head = book.add_format({"bold": True, "bg_color": "#1F4E78", "font_color": "white", "align": "center"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 8, "PARC INFORMATIQUE – COLLÈGE JEAN-MOULIN – année 2025-2026", head)
        sheet.merge_range(2, 0, 3, 0, "N° inv.", head)
        sheet.merge_range(2, 1, 2, 4, "MATÉRIEL", head)
        sheet.merge_range(2, 5, 2, 7, "ACHAT", head)
        sheet.merge_range(2, 8, 3, 8, "Salle", head)
        sheet.write_row(3, 1, ("Type", "Marque", "Modèle", "N° série", "Date", "Prix TTC", "Fournisseur"), head)
        rows: list[list[Any]] = [
            ["2021-001", "PC fixe", "HP", "ProDesk 400 G7", "8CC1234ABC", date(2021, 9, 6), 649.0, "UGAP", "S12"],
            ["2021-002", "PC fixe", "HP", "ProDesk 400 G7", "8CC1234ABD", date(2021, 9, 6), 649.0, "UGAP", "S12"],
            [
                "2022-010",
                "Vidéoprojecteur",
                "Epson",
                "EB-992F",
                "X8PK1700345",
                date(2022, 3, 14),
                789.9,
                "LDLC Pro",
                "CDI",
            ],
        ]
        for number, row in enumerate(rows, start=4):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                else:
                    sheet.write(number, place, cell)
        sheet.write_row(7, 0, ["TOTAL", "", "", "", "", ""], head)
        sheet.write_formula(7, 6, "=SUM(G5:G7)", head, 2087.9)
    return path


def rooms_on_sheets(path: Path) -> Path:
    """A sheet for each room, all alike."""
    head = ["N°", "Matériel", "Marque", "N° de série", "État"]
    return xlsx_file(
        path,
        [
            ["SALLE 101"],
            head,
            ["101-01", "Poste prof", "Dell", "7XKQ2M3", "Bon état"],
            ["101-02", "Vidéoprojecteur", "Epson", "VX3K0400", "HS"],
        ],
        sheet="Salle 101",
        others={
            "Salle 102": [
                ["SALLE 102"],
                head,
                ["102-01", "Poste prof", "Dell", "7XKQ2M4", "Neuf"],
                ["102-02", "Imprimante", "Brother", "E7321", "Moyen"],
                ["102-03", "TBI", "Promethean", "P0031", "Bon"],
            ]
        },
    )


def glpi_export(path: Path) -> Path:
    """A search of computers in GLPI, exported as csv."""
    path.write_bytes(
        (
            '"Nom";"Entité";"Statut";"Fabricant";"Numéro de série";"Type";"Modèle";"Lieu";"Dernière modification";'
            '"Composants - Processeur";"Utilisateur"\r\n'
            '"PC-ACCUEIL-01";"Entité racine > Mairie";"En production";"Dell Inc.";"4F6YQX2";"Portable";"Latitude 5420";'
            '"Mairie > Accueil";"12-03-2025 09:41";"Intel Core i5";"dupont (Martin Dupont)"\r\n'
            '"PC-COMPTA-02";"Entité racine > Mairie";"En stock";"HP";"5CG0457GT1";"Desktop";"ProDesk 600";"";'
            '"02-01-2025 17:03";"Intel Core i7";""\r\n'
        ).encode("utf-8-sig")
    )
    return path


def library_kiosks(path: Path) -> Path:
    """Public computers of a library, with memory and states in words."""
    return csv_file(
        path,
        [
            ["Médiathèque La Passerelle - postes publics", "", "", "", "", "", ""],
            ["", "", "", "", "", "", ""],
            ["Nom du poste", "Emplacement", "Type", "RAM", "OS", "N° de série", "Etat"],
            ["OPAC-1", "Hall d'entrée", "Poste OPAC", "4 Go", "Windows 10", "0012345", "OK"],
            ["OPAC-2", "Hall d'entrée", "Poste OPAC", "4 Go", "Windows 10", "0012346", "HS"],
            ["JEUNESSE-1", "Section jeunesse", "Tablette murale", "2 Go", "Android", "R52N30", "bon état"],
            ["MULTI-3", "Espace multimédia", "PC public", "16 Go", "Windows 11", "0012350", "en panne"],
        ],
        encoding="cp1252",
    )


def tablets(path: Path) -> Path:
    """Tablets lent to pupils, with IMEI and MAC addresses, serials that became numbers."""
    return xlsx_file(
        path,
        [
            ["Tablette", "Modèle", "N° série", "IMEI", "Adresse MAC", "Affectée à", "Coque", "Date remise"],
            [
                "TAB-01",
                "Galaxy Tab A8",
                352094112233440,
                356938035643809,
                "A4:83:E7:1B:22:01",
                "Léa Martin",
                "oui",
                date(2024, 9, 10),
            ],
            [
                "TAB-02",
                "Galaxy Tab A8",
                352094112233441,
                356938035643817,
                "A4:83:E7:1B:22:02",
                "Noé Petit",
                "non",
                date(2024, 9, 10),
            ],
            ["TAB-03", "Galaxy Tab A8", 352094112233442, 356938035643825, "A4:83:E7:1B:22:03", "", "oui", ""],
        ],
        sheet="Tablettes 6e",
    )


def quote_with_vat(path: Path) -> Path:
    """A purchase with prices before and after tax."""
    return csv_file(
        path,
        [
            ["Référence", "Désignation", "Qté", "PU HT", "TVA", "PU TTC", "Total TTC", "Fournisseur"],
            ["DL-P2422H", 'Écran Dell 24" P2422H', "12", "165,00 €", "20%", "198,00 €", "2 376,00 €", "Inmac"],
            ["LOG-K120", "Clavier Logitech K120", "30", "10,42 €", "20%", "12,50 €", "375,00 €", "Inmac"],
            ["", "TOTAL", "", "", "", "", "2 751,00 €", ""],
        ],
        encoding="cp1252",
    )


def remarks_and_holders(path: Path) -> Path:
    """Holders with their room in brackets, remarks on several lines, states in capitals."""
    return xlsx_file(
        path,
        [
            ["N° d'inventaire", "Appareil", "Détenteur", "ETAT", "Observations"],
            ["0001", "Portable", "M. Dupont (CDI)", "HS", "Écran cassé\nvu le 12/03\nà remplacer"],
            ["0002", "Portable", "Mme LEFÈVRE Anne", "BON", ""],
            ["0003", "Vidéoprojecteur", "", "USAGÉ", "lampe changée"],
            ["0004", "Portable", "M. Dupont (CDI)", "Neuf", ""],
        ],
    )


def fixed_assets(path: Path) -> Path:
    """Fixed assets as an accountant keeps them, with thousands behind no-break spaces and totals."""
    gap = "\N{NARROW NO-BREAK SPACE}"
    return csv_file(
        path,
        [
            ["ETAT DE L'ACTIF AU 31/12/2024", "", "", "", "", ""],
            ["Budget principal - M57", "", "", "", "", ""],
            ["", "", "", "", "", ""],
            ["N° immo", "Désignation du bien", "Date d'acquisition", "Valeur d'acquisition", "Durée", "VNC"],
            ["2183-0001", "Serveur NAS Synology", "15/06/2022", f"1{gap}249,00", "5", "624,50"],
            ["2183-0002", "Lot de 15 portables", "01/09/2023", f"12{gap}735,00", "5", f"9{gap}551,25"],
            ["2184-0007", "Mobilier salle informatique", "20/10/2021", f"3{gap}180,40", "10", f"2{gap}226,28"],
            ["TOTAL GENERAL", "", "", f"17{gap}164,40", "", f"12{gap}402,03"],
        ],
        encoding="utf-8-sig",
    )


def combined_columns(path: Path) -> Path:
    """Maker and model in one column, places as paths."""
    return csv_file(
        path,
        [
            ["Inventaire", "Type de matériel", "Marque / Modèle", "S/N", "Lieu", "Date d'achat", "Garantie"],
            ["A-1", "Portable", "Dell Latitude 7420", "CN0123", "Bât. A / 1er étage / A101", "03/09/2022", "3 ans"],
            ["A-2", "Portable", "Lenovo ThinkPad L14", "PF2ABC", "Bât. A / 1er étage / A102", "13/10/2021", "36 mois"],
            ["A-3", "Écran", "Iiyama ProLite", "11780", "Bât. B", "", ""],
        ],
        delimiter="\t",
        encoding="utf-16",
    )


def warranty_in_words(path: Path) -> Path:
    """Durations with what they cover, months for days."""
    return csv_file(
        path,
        [
            ["N° inventaire", "Libellé", "Acheté le", "Garantie"],
            ["W1", "Portable Dell", "12/09/2021", "3 ans"],
            ["W2", "Portable Dell", "09/2021", "2 ans"],
            ["W3", "Serveur", "25/12/2020", "3 ans sur site"],
            ["W4", "Onduleur", "sept. 2021", "24 mois"],
            ["W5", "Switch", "2020", "à vie"],
        ],
    )


def old_projectors(path: Path) -> Path:
    """An .xls of 2008 in capitals, with typed days and a remark below."""
    path.write_bytes(
        xls(
            [
                ["VIDEOPROJECTEURS"],
                [],
                ["SALLE", "MARQUE", "MODELE", "NUMERO DE SERIE", "DATE ACHAT", "PRIX"],
                ["101", "EPSON", "EB-X05", "X4F38201", Serial((date(2016, 9, 1) - _DAY_ZERO).days), 399.0],
                ["102", "EPSON", "EB-X05", "X4F38202", Serial((date(2016, 9, 1) - _DAY_ZERO).days), 399.0],
                [103.0, "ACER", "X118", 7210045.0, Serial((date(2018, 1, 15) - _DAY_ZERO).days), 329.5],
                [],
                ["Lampe de rechange : voir le placard de la salle des professeurs"],
            ]
        )
    )
    return path


def consumables(path: Path) -> Path:
    """Toner and cables on a shelf: rows without any number of their own."""
    return csv_file(
        path,
        [
            ["Article", "Réf.", "Quantité en stock", "Seuil d'alerte", "Emplacement", "Prix unitaire"],
            ["Toner noir HP 26A", "CF226A", "6", "2", "Réserve 1er étage", "89,90"],
            ["Câble HDMI 3 m", "", "25", "10", "Réserve 1er étage", "7,50"],
            ["Souris optique", "M90", "14", "5", "Bureau info", "9,9"],
        ],
    )


def rooms_as_headings(path: Path) -> Path:
    """Rooms stand as headings above what is in them, and marks for what stands above."""
    return csv_file(
        path,
        [
            ["N° inventaire", "Désignation", "Marque", "N° série", "Prix"],
            ["SALLE 101", "", "", "", ""],
            ["A1", "PC", "Dell", "S1", "349,90"],
            ["A2", "PC", '"', "S2", "349,90"],
            ["SALLE 102", "", "", "", ""],
            ["A3", "PC", "HP", "S3", "400"],
            ["A4", "Écran", "idem", "S4", "120"],
            ["A5", "Souris", "-", "S5", "9,90"],
        ],
    )


DEVICES_FOUND = (
    Found(
        "salles en intertitres.csv",
        "assets",
        rooms_as_headings,
        {
            "N° inventaire": "tag",
            "Désignation": "name",
            "Marque": "manufacturer",
            "N° série": "serial",
            "Prix": "price",
        },
        {"new": 2, "refused": 5},
        ({"tag": "A1", "manufacturer": "Dell"}, {"tag": "A3", "manufacturer": "HP"}),
        refused={2: "N° inventaire", 4: "Marque", 5: "N° inventaire", 7: "Marque", 8: "Marque"},
    ),
    Found(
        "parc deux niveaux.xlsx",
        "assets",
        two_level_park,
        {
            "N° inv.": "tag",
            "MATÉRIEL Type": "category",
            "MATÉRIEL Marque": "manufacturer",
            "MATÉRIEL Modèle": "model",
            "MATÉRIEL N° série": "serial",
            "ACHAT Date": "purchase_date",
            "ACHAT Prix TTC": "price",
            "ACHAT Fournisseur": "supplier",
            "Salle": "place",
        },
        {"new": 3, "skipped": 1},
        ({"tag": "2022-010", "price": 78_990, "purchase_date": date(2022, 3, 14), "place": "CDI", "model": "EB-992F"},),
    ),
    Found(
        "une feuille par salle.xlsx",
        "assets",
        rooms_on_sheets,
        {"N°": "tag", "Matériel": "name", "Marque": "manufacturer", "N° de série": "serial", "État": "condition"},
        {"new": 2},
        ({"tag": "101-02", "condition": "dead", "place": "Salle 101", "name": "Vidéoprojecteur"},),
        options=Options(sheet="Salle 101", fixed={"place": "Salle 101"}, mapping={"N°": "tag"}),
    ),
    Found(
        "glpi.csv",
        "assets",
        glpi_export,
        {
            "Nom": "name",
            "Entité": "department",
            "Statut": "status",
            "Fabricant": "manufacturer",
            "Numéro de série": "serial",
            "Type": "category",
            "Modèle": "model",
            "Lieu": "place",
            "Utilisateur": "holder",
        },
        {"new": 2},
        ({"serial": "4F6YQX2", "place": "Mairie / Accueil", "status": "assigned", "manufacturer": "Dell Inc."},),
    ),
    Found(
        "postes publics.csv",
        "assets",
        library_kiosks,
        {
            "Nom du poste": "name",
            "Emplacement": "place",
            "Type": "category",
            "N° de série": "serial",
            "Etat": "condition",
        },
        {"new": 4},
        (
            {"serial": "0012346", "condition": "dead", "place": "Hall d'entrée"},
            {"serial": "R52N30", "condition": "good"},
        ),
    ),
    Found(
        "tablettes.xlsx",
        "assets",
        tablets,
        {"Tablette": "name", "Modèle": "model", "N° série": "serial", "Affectée à": "holder"},
        {"new": 3},
        ({"serial": "352094112233440", "holder": "Léa Martin", "name": "TAB-01"},),
    ),
    Found(
        "achat ttc.csv",
        "assets",
        quote_with_vat,
        {
            "Référence": "model_number",
            "Désignation": "name",
            "Qté": "quantity",
            "PU TTC": "price",
            "Fournisseur": "supplier",
        },
        {"new": 2, "skipped": 1},
        ({"model_number": "LOG-K120", "quantity": 30, "price": 1_250},),
    ),
    Found(
        "détenteurs.xlsx",
        "assets",
        remarks_and_holders,
        {
            "N° d'inventaire": "tag",
            "Appareil": "name",
            "Détenteur": "holder",
            "ETAT": "condition",
            "Observations": "notes",
        },
        {"new": 4},
        (
            {"tag": "0001", "condition": "dead", "notes": "Écran cassé\nvu le 12/03\nà remplacer"},
            {"tag": "0002", "holder": "Anne LEFÈVRE"},
        ),
    ),
    Found(
        "actif.csv",
        "assets",
        fixed_assets,
        {
            "N° immo": "tag",
            "Désignation du bien": "name",
            "Date d'acquisition": "purchase_date",
            "Valeur d'acquisition": "price",
        },
        {"new": 3, "skipped": 1},
        ({"tag": "2183-0002", "price": 1_273_500, "purchase_date": date(2023, 9, 1)},),
    ),
    Found(
        "marque et modèle.txt",
        "assets",
        combined_columns,
        {
            "Inventaire": "tag",
            "Type de matériel": "category",
            "Marque / Modèle": "manufacturer+model",
            "S/N": "serial",
            "Lieu": "place",
            "Date d'achat": "purchase_date",
            "Garantie": "warranty_months",
        },
        {"new": 3},
        (
            {
                "tag": "A-1",
                "manufacturer": "Dell",
                "model": "Latitude 7420",
                "warranty_months": 36,
                "place": "Bât. A / 1er étage / A101",
            },
        ),
    ),
    Found(
        "garanties.csv",
        "assets",
        warranty_in_words,
        {
            "N° inventaire": "tag",
            "Libellé": "name",
            "Acheté le": "purchase_date",
            "Garantie": "warranty_months",
        },
        {"new": 1, "refused": 4},
        ({"tag": "W1", "purchase_date": date(2021, 9, 12), "warranty_months": 36},),
        refused={3: "Acheté le", 4: "Garantie", 5: "Acheté le", 6: "Acheté le"},
    ),
    Found(
        "vidéoprojecteurs.xls",
        "assets",
        old_projectors,
        {
            "SALLE": "place",
            "MARQUE": "manufacturer",
            "MODELE": "model",
            "NUMERO DE SERIE": "serial",
            "DATE ACHAT": "purchase_date",
            "PRIX": "price",
        },
        {"new": 3, "skipped": 2},
        ({"serial": "7210045", "place": "103", "price": 32_950, "purchase_date": date(2018, 1, 15)},),
    ),
    Found(
        "consommables.csv",
        "assets",
        consumables,
        {
            "Article": "name",
            "Réf.": "model_number",
            "Quantité en stock": "quantity",
            "Emplacement": "place",
            "Prix unitaire": "price",
        },
        {"new": 3},
        ({"name": "Câble HDMI 3 m", "quantity": 25, "price": 750}, {"name": "Souris optique", "price": 990}),
    ),
)
