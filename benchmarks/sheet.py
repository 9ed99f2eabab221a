"""The sheet that imports are measured with: 20 columns, French headers, as many rows as asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = (
    "N° inventaire", "N° série", "Nom", "Catégorie", "Marque", "Modèle", "Référence", "Statut", "État", "Localisation",
    "Affecté à", "Service", "Date d'achat", "Prix", "Fournisseur", "Garantie (mois)", "N° commande", "N° facture",
    "Observations", "Quantité",
)  # fmt: skip
_STATUSES = ("En stock", "Affecté", "En réparation")
_CONDITIONS = ("Neuf", "Bon", "Usé")
_MAKERS = ("Dell", "HP", "Lenovo", "Epson", "Samsung")
_FIRST_DAY = datetime(2018, 1, 1)  # noqa: DTZ001 - a day, as a sheet holds it


def make_sheet(path: Path, rows: int) -> None:
    """Write the sheet unless it is there already."""
    if path.exists():
        return
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Inventaire")
        sheet.write_row(0, 0, HEADERS)
        for number in range(rows):
            for column, value in enumerate(_row(number)):
                if isinstance(value, datetime):
                    sheet.write_datetime(number + 1, column, value, day)
                else:
                    sheet.write(number + 1, column, value)


def _row(number: int) -> tuple[str | int | float | datetime, ...]:
    maker = _MAKERS[number % 5]
    return (
        f"PC-{number:06}", f"SN{number:07}X", f"Poste {number}", f"Catégorie {number % 15}", maker,
        f"{maker} {number % 40}", f"REF-{number % 40:04}", _STATUSES[number % 3], _CONDITIONS[number % 3],
        f"Site {number % 3} / Salle {number % 60}", f"Élève{number % 400} Prénom{number % 7}", f"Service {number % 12}",
        _FIRST_DAY + timedelta(days=number % 2900), round(100 + number % 900 + 0.9, 2), f"Fournisseur {number % 25}",
        24 + 12 * (number % 3), f"BC{number // 20:05}", f"F{number // 20:05}", f"Remarque {number}", 1,
    )  # fmt: skip
