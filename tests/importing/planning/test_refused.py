from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from coorddesk.core.messages import _
from coorddesk.core.resources import texts_for
from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer, Options, Summary
from coorddesk.importing.plan import Refusal, RefusedRow
from coorddesk.importing.planning.refused import RefusedColumn, as_text, refused_table
from coorddesk.importing.reading.pasted import Origin, Pasted
from coorddesk.importing.reading.sheet import NOT_CALCULATED
from coorddesk.importing.words import HeaderWords
from coorddesk.reporting.write import write_table
from tests.importing.corpus import csv_file, xlsx_file
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
    columns, rows = refused_table([RefusedColumn(0, "x", "x", "x", as_text)], [RefusedRow(7, ("",), (reason,))], 1)
    assert [column.value(rows[0]) for column in columns[:2]] == [None, 7]
    assert texts.say(columns[2].value(rows[0])) == "Devices"


@pytest.mark.parametrize("language", [0, 1])
def test_our_headers_do_not_feed_fields(language: int, languages: tuple[Texts, Texts]) -> None:
    words = HeaderWords(DEVICES.fields, languages)
    columns, _ = refused_table([], [], 0)
    titles = [languages[language].say(column.title) for column in columns]
    assert [words.match(title) or words.near(title) for title in titles] == [None, None]


Mending = dict[str, str]
"""A text in the sheet of refused rows, and what it is mended to."""


@dataclass(frozen=True)
class Bench:
    """Takes sheets in on a shelf, and mends what is refused."""

    folder: Path
    shelf: Shelf
    languages: tuple[Texts, Texts]

    def refused(self, origin: Origin, suffix: str = ".csv", **options: Any) -> list[list[str]]:
        """Apply a sheet and save its refused rows; returns them with their headers."""
        importer = Importer(DEVICES, origin, self.languages, Options(**options))
        summary = importer.apply(self.shelf.session, seen=importer.preview(self.shelf.session))
        out = self.folder / f"refused{suffix}"
        write_table(*importer.refused_table(summary), out, self.languages[0])
        if suffix == ".csv":
            return list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
        sheet = load_workbook(out).active
        assert sheet is not None
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.values]

    def mend(self, rows: list[list[str]], mending: Mending) -> Summary:
        """Import the sheet of refused rows with some texts mended, and nothing said about it."""
        mended = [[mending.get(cell, cell) for cell in row] for row in rows]
        importer = Importer(DEVICES, csv_file(self.folder / "mended.csv", mended), self.languages)
        return importer.apply(self.shelf.session, seen=importer.preview(self.shelf.session))

    def values(self, *keys: str) -> list[tuple[Any, ...]]:
        """What records say."""
        return [tuple(record.get(key) for key in keys) for record in self.shelf.records.values()]


@pytest.fixture
def bench(folder: Path, shelf: Shelf, languages: tuple[Texts, Texts]) -> Bench:
    return Bench(folder, shelf, languages)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_only_the_column_told_is_written_so_that_it_stays(bench: Bench, suffix: str) -> None:
    rows = [
        ["N° inventaire", "Date d'achat", "Prix", "Quantité"],
        ["1", "1/31/2024", "$12.50", "1 pcs"],
        ["2.5E+12", "3/4/2024", "1,000", "3 pcs"],
        ["3", "3/4/2024", "cher", ""],
    ]
    refused = bench.refused(csv_file(bench.folder / "a.csv", rows), suffix)
    assert [row[:4] for row in refused[1:]] == [
        ["2.5E+12", "2024-03-04", "1000.00", "3"],
        ["3", "2024-03-04", "cher", ""],
    ]
    bench.mend(refused, {"2.5E+12": "2", "cher": "99"})
    day = date(2024, 3, 4)
    assert bench.values("tag", "purchase_date", "price", "quantity") == [
        ("1", date(2024, 1, 31), 1_250, 1),
        ("2", day, 100_000, 3),
        ("3", day, 9_900, None),
    ]


def test_rows_under_two_rows_of_headers_come_back(bench: Bench) -> None:
    rows = [
        ["N° inventaire", "Achat", "", "Lieu"],
        ["", "Date d'achat", "Prix", ""],
        *([str(number), "31/01/2024", "12,50", "Salle 1"] for number in range(1, 6)),
        ["6", "31/02/2024", "7,50", "Salle 2"],
    ]
    path = xlsx_file(bench.folder / "a.xlsx", rows)
    assert Importer(DEVICES, path, bench.languages).look().header_depth == 2
    refused = bench.refused(path)
    assert [row[:5] for row in refused[1:]] == [["6", "31/02/2024", "7,50", "Salle 2", "8"]]
    bench.mend(refused, {"31/02/2024": "29/02/2024"})
    assert bench.values("tag", "purchase_date", "price", "place")[5:] == [("6", date(2024, 2, 29), 750, "Salle 2")]


def test_what_was_said_of_the_file_holds_for_its_refused_rows(bench: Bench) -> None:
    rows = [["Matériel n°", "Machin", "", "Salle"], ["1", "Écran", "10", "CDI"], ["3.1E+12", "Souris", "x", "cdi"]]
    refused = bench.refused(
        csv_file(bench.folder / "a.csv", rows),
        mapping={"Matériel n°": "tag", "Machin": "name", "[C]": "price"},
        fixed={"category": "Divers"},
        values={"place": {"cdi": "Médiathèque"}},
    )
    assert refused[0][:4] == ["N° inventaire", "Désignation", "Prix", "Salle"]
    bench.mend(refused, {"3.1E+12": "2", "x": "5"})
    assert bench.values("tag", "name", "price", "category", "place") == [
        ("1", "Écran", 1_000, "Divers", "Médiathèque"),
        ("2", "Souris", 500, "Divers", "Médiathèque"),
    ]


def test_columns_that_feed_several_fields_come_back(bench: Bench) -> None:
    rows = [["N° inventaire", "Marque / Modèle", "Prix"], ["1", "Dell / P2419", "5"], ["2", "Epson / EB-W06", "x"]]
    refused = bench.refused(csv_file(bench.folder / "a.csv", rows), mapping={"Marque / Modèle": "manufacturer+model"})
    bench.mend(refused, {"x": "6"})
    assert bench.values("tag", "manufacturer", "model", "price") == [
        ("1", "Dell", "P2419", 500),
        ("2", "Epson", "EB-W06", 600),
    ]


def test_pasted_cells_and_any_text_file_come_back(bench: Bench) -> None:
    pasted = Pasted("N° inventaire\tDésignation\tPrix\r\n1\tÉcran\t5\r\n2\tSouris ; noire\tx\r\n")
    bench.mend(bench.refused(pasted), {"x": "6"})
    text = [["N° inventaire", "Désignation", "Prix"], ["3", "a;b|c", "7"], ["4", 'Écran 24" | "A"', "x"]]
    path = csv_file(bench.folder / "a.txt", text, encoding="utf-16", delimiter="|")
    bench.mend(bench.refused(path), {"x": "8"})
    assert bench.values("tag", "name", "price") == [
        ("1", "Écran", 500),
        ("2", "Souris ; noire", 600),
        ("3", "a;b|c", 700),
        ("4", 'Écran 24" | "A"', 800),
    ]


def test_corrected_cells_are_as_they_were_corrected(bench: Bench) -> None:
    rows = [["N° inventaire", "Prix"], ["1", "x"]]
    refused = bench.refused(csv_file(bench.folder / "a.csv", rows), corrections={2: {1: "y"}})
    assert refused[1][:3] == ["1", "y", "2"]


def test_columns_beside_the_table_stay_behind(bench: Bench) -> None:
    rows: list[list[Any]] = [["N° inventaire", "Désignation", "Prix", "", "Catégorie", "Nombre"]]
    rows += [[str(number), "Écran", "5", "", "", ""] for number in range(1, 9)]
    rows[1][4:] = ["Écran", "8"]
    rows[2][2:] = ["x", "", "Souris", "9"]
    refused = bench.refused(csv_file(bench.folder / "a.csv", rows))
    assert [row[:4] for row in refused] == [
        ["N° inventaire", "Désignation", "Prix", "Ligne du fichier"],
        ["2", "Écran", "x", "3"],
    ]
    bench.mend(refused, {"x": "6"})
    assert bench.values("tag", "category", "price")[-1] == ("2", None, 600)


def test_cells_beyond_the_headers_are_not_lost(bench: Bench) -> None:
    rows = [["N° inventaire", "Désignation"], ["1", "Écran", "", "24 pouces"], ["2", "Souris"]]
    refused = bench.refused(csv_file(bench.folder / "a.csv", rows))
    assert [row[:5] for row in refused] == [
        ["N° inventaire", "Désignation", "", "", "Ligne du fichier"],
        ["1", "Écran", "", "24 pouces", "2"],
    ]


def test_a_formula_without_its_result_stays_refused_until_it_is_mended(bench: Bench) -> None:
    column = RefusedColumn(0, "Prix", "Prix", "Prix", as_text)
    (price, *_), rows = refused_table([column], [RefusedRow(7, (NOT_CALCULATED,), ())], 1)
    assert price.value(rows[0]) == "#N/A"
    again = csv_file(bench.folder / "a.csv", [["N° inventaire", "Prix"], ["1", "#N/A"]])
    assert [row[1] for row in bench.refused(again)] == ["Prix", "#N/A"]


def test_prices_that_a_formula_left_with_more_decimals_come_back(bench: Bench) -> None:
    rows: list[list[Any]] = [["N° inventaire", "Prix", "Date d'achat"], ["1", 100 / 1.2, "31/02/2024"]]
    refused = bench.refused(xlsx_file(bench.folder / "a.xlsx", rows))
    assert refused[1][:3] == ["1", "83.33", "31/02/2024"]


def test_reasons_are_in_the_language_of_the_reader() -> None:
    french = texts_for("fr")
    row = RefusedRow(2, ("1", "x"), (Refusal("Prix", "x", _("This is not a number.")),))
    columns = refused_table([], [row], 2)[0]
    assert [french.say(column.title) for column in columns] == ["Ligne du fichier", "Motif du refus"]
    assert french.say(columns[-1].value(row)) == "Prix\N{NO-BREAK SPACE}: Ce n’est pas un nombre."
