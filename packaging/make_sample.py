"""Makes resources/samples/inventaire.xlsx: a sheet as a coordinator inherits it, with two rows that cannot be taken.

Run it after changing it: `python packaging/make_sample.py`. The same words give the same bytes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

TARGET = Path(__file__).parents[1] / "resources" / "samples" / "inventaire.xlsx"
HEADERS = (
    "N° inventaire",
    "Type",
    "Marque",
    "Modèle",
    "N° de série",
    "Localisation",
    "Statut",
    "État",
    "Affecté à",
    "Date d'achat",
    "Prix TTC",
    "Garantie (mois)",
    "Fournisseur",
    "Observations",
)
# type, maker, model, price, months, supplier, how many, places, status
# fmt: off
LOTS = (
    ("Ordinateur portable", "Dell", "Latitude 5440", 899.00, 36, "Inmac Wstore", 8,
     ("Salle des maîtres", "CDI"), "Affecté"),
    ("Ordinateur fixe", "HP", "ProDesk 400 G9", 649.90, 36, "Inmac Wstore", 14, ("Salle informatique",), "Affecté"),
    ("Écran", "Iiyama", "ProLite XUB2493", 159.90, 24, "LDLC Pro", 14, ("Salle informatique",), "Affecté"),
    ("Vidéoprojecteur", "Epson", "EB-992F", 729.00, 24, "Manutan Collectivités", 6,
     ("Salle 1", "Salle 2", "Salle 3"), "Affecté"),
    ("Tablette", "Samsung", "Galaxy Tab A9+", 259.00, 24, "LDLC Pro", 10, ("Médiathèque - Accueil",), "En stock"),
    ("Borne de prêt", "Bibliotheca", "selfCheck 500", 4890.00, 60, "Bibliotheca France", 2,
     ("Médiathèque - Accueil",), "Affecté"),
    ("Imprimante", "Brother", "HL-L6410DN", 389.90, 36, "Manutan Collectivités", 3, ("Secrétariat", "CDI"), "Affecté"),
)
# fmt: on
HOLDERS = ("Moreau Inès", "", "Diallo Awa", "", "Lefèvre Paul", "", "Nguyen Minh", "")


def main() -> None:
    """Write the sheet."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(TARGET) as book:
        book.set_properties({"title": "Inventaire matériel", "created": datetime(2026, 1, 5, tzinfo=UTC)})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        euros = book.add_format({"num_format": "#,##0.00 €"})
        sheet = book.add_worksheet("Inventaire")
        sheet.set_column(0, len(HEADERS) - 1, 18)
        sheet.write(0, 0, "Inventaire matériel - École et médiathèque Les Tilleuls", bold)
        sheet.write(1, 0, "Mis à jour le 05/01/2026")
        sheet.write_row(3, 0, HEADERS, bold)
        for number, row in enumerate(rows(), 4):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, float):
                    sheet.write_number(number, column, value, euros)
                else:
                    sheet.write(number, column, value)


def rows() -> list[tuple[str | float | int | date, ...]]:
    """The devices, lot by lot, then the two troublesome rows."""
    found: list[tuple[str | float | int | date, ...]] = []
    for lot, (kind, maker, model, price, months, supplier, count, places, status) in enumerate(LOTS):
        bought = date(2019 + lot, 3 + lot % 7, 4 + 3 * lot)
        for item in range(count):
            number = len(found) + 1
            holder = HOLDERS[item % len(HOLDERS)] if kind == "Ordinateur portable" else ""
            condition = ("Bon", "Bon", "Neuf", "Usé")[number % 4]
            found.append(
                (
                    f"INV-{number:04}",
                    kind,
                    maker,
                    model,
                    f"{maker[:2].upper()}{7000 + lot * 331 + item * 17}{'ABCDEFG'[lot]}",
                    places[item % len(places)],
                    status,
                    condition,
                    holder,
                    bought,
                    price,
                    months,
                    supplier,
                    "",
                )
            )
    found.append(("INV-0003", *found[10][1:4], "ZZ0001", *found[10][5:13], "Étiquette en double ?"))
    found.append(("INV-0099", *found[20][1:4], "ZZ0002", *found[20][5:9], "31/02/2024", *found[20][10:13], ""))
    return found


if __name__ == "__main__":
    main()
