from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer, Options
from coorddesk.importing.plan import Refusal, RefusedRow
from coorddesk.importing.refused import RefusedColumn, as_text, refused_table
from coorddesk.importing.words import HeaderWords
from coorddesk.reporting.write import write_table
from tests.importing.corpus import xlsx_file
from tests.importing.devices import DEVICES, Shelf

SHORTENED = "A spreadsheet has shortened this number, its last digits are lost. Type it again in a column of texts."
LABELS = ["N° inventaire", "Date d'achat", "", "Prix", "Prix"]


def test_refused_rows_are_a_sheet_that_can_be_mended(
    folder: Path, shelf: Shelf, languages: tuple[Texts, Texts]
) -> None:
    day, moment = date(2024, 1, 31), datetime(2024, 1, 31, 14, 5)  # noqa: DTZ001 - a sheet knows no zones
    rows: list[list[Any]] = [
        ["Parc"],
        LABELS,
        ["INV-1", day, "ok", 10, "x"],
        ["3.195E+12", day, 0.5, "cher", 12.5],
        ["00042", moment, None, "1 000,5 €/mois", ""],
    ]
    importer = Importer(DEVICES, xlsx_file(folder / "a.xlsx", rows), languages, Options(mapping={"[C]": "notes"}))
    summary = importer.apply(shelf.session)
    columns, refused = importer.refused_table(summary)
    out = folder / "refused.xlsx"
    write_table(columns, refused, out, languages[0])

    sheet = load_workbook(out).active
    assert sheet is not None
    assert list(sheet.values) == [
        ("N° inventaire", "Date d'achat", "Remarques", "Prix", "Prix", "Ligne du fichier", "Motif du refus"),
        (
            "3.195E+12",
            "2024-01-31",
            "0.5",
            "cher",
            "12.5",
            4,
            f"N° inventaire: {SHORTENED} Prix: This is not a number.",
        ),
        ("00042", "2024-01-31 14:05:00", None, "1 000,5 €/mois", None, 5, "Prix: This is not a number."),
    ]

    sheet["A2"], sheet["D2"], sheet["D3"] = "3195000000001", "99,90", "1 000,50"
    assert sheet.parent is not None
    sheet.parent.save(out)
    again = Importer(DEVICES, out, languages)
    assert again.look().unmapped == ["Prix (2)", "Ligne du fichier", "Motif du refus"]
    again.apply(shelf.session)
    assert [(record["tag"], record["purchase_date"], record["price"]) for record in shelf.records.values()] == [
        ("INV-1", day, 1_000),
        ("3195000000001", day, 9_990),
        ("00042", day, 100_050),
    ]


def test_a_reason_without_a_column_stands_alone(texts: Texts) -> None:
    reason = Refusal("", "", DEVICES.title)
    columns, rows = refused_table([RefusedColumn(0, "x", "x", "x", as_text)], [RefusedRow(7, ("",), (reason,))])
    assert [column.value(rows[0]) for column in columns[:2]] == [None, 7]
    assert texts.say(columns[2].value(rows[0])) == "Devices"


@pytest.mark.parametrize("language", [0, 1])
def test_our_headers_do_not_feed_fields(language: int, languages: tuple[Texts, Texts]) -> None:
    words = HeaderWords(DEVICES.fields, languages)
    columns, _ = refused_table([], [])
    titles = [languages[language].say(column.title) for column in columns]
    assert [words.match(title) or words.near(title) for title in titles] == [None, None]
