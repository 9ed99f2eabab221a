from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.importing.finding.table import Table, find_table
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.words import HeaderWords
from tests.importing.corpus import csv_file, ods_cell, ods_file, ods_table, xlsx_file
from tests.importing.devices import FIELDS

Rows = Sequence[Sequence[Any]]

RECORDS = [[f"INV-{n}", "Écran", "Salle 1", "2024-01-31", "2026-01-31", 349.9] for n in range(6)]


@pytest.fixture
def words(languages: tuple[Texts, Texts]) -> HeaderWords:
    return HeaderWords(FIELDS, languages)


def table_of(path: Path, words: HeaderWords, row: int | None = None, depth: int | None = None) -> Table:
    source = open_source(path)
    return find_table(open_sheet(source, source.names[0], path), words, row, depth)


def found(table: Table) -> tuple[int, int, list[str]]:
    return table.header_row, table.header_depth, [header.label for header in table.headers]


def merged_file(path: Path, rows: Rows, *merges: str) -> Path:
    """A workbook with cells merged as a spreadsheet does."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for merge in merges:
            sheet.merge_range(merge, "")
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(number, place, value)
    return path


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["N° inventaire", "Désignation", "Lieu", "Garantie", "", "Prix"], ["", "", "", "Début", "Fin", ""]),
        (["N° inventaire", "Désignation", "Lieu", "Garantie", "Garantie", "Prix"], ["", "", "", "Début", "Fin", ""]),
    ],
    ids=["once", "in each column"],
)
@pytest.mark.parametrize("above", [[], [["Inventaire du parc"], []]], ids=["first", "below a title"])
def test_headers_under_a_common_one_are_joined(
    folder: Path, words: HeaderWords, above: Rows, upper: list[str], lower: list[str]
) -> None:
    rows = [*above, upper, lower, *RECORDS]
    labels = ["N° inventaire", "Désignation", "Lieu", "Garantie Début", "Garantie Fin", "Prix"]
    for path in (xlsx_file(folder / "a.xlsx", rows), csv_file(folder / "a.csv", rows)):
        table = table_of(path, words)
        assert found(table) == (len(above) + 1, 2, labels)
        assert [row[0] for row in table.rows()] == [record[0] for record in RECORDS]
        assert table.first_row == len(above) + 3


def test_merged_cells_say_how_far_a_common_header_reaches(folder: Path, words: HeaderWords) -> None:
    upper = ["", "", "", "Garantie", "", ""]
    lower = ["N° inventaire", "Désignation", "Lieu", "Début", "Fin", "Prix"]
    labels = ["N° inventaire", "Désignation", "Lieu", "Garantie Début", "Garantie Fin", "Prix"]
    path = merged_file(folder / "a.xlsx", [upper, lower, *RECORDS], "D1:E1")
    assert found(table_of(path, words)) == (1, 2, labels)


def test_merged_cells_of_libreoffice_say_the_same(folder: Path, words: HeaderWords) -> None:
    lower = ["N° inventaire", "Désignation", "Lieu", "Début", "Fin", "Prix"]
    merged = '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Garantie</text:p>'
    upper = (
        f"<table:table-row>{ods_cell('') * 3}{merged}</table:table-cell><table:covered-table-cell/></table:table-row>"
    )
    body: list[list[Any]] = [lower, *RECORDS]
    below = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in body)
    path = ods_file(folder / "a.ods", ods_table([], below=upper + below))
    labels = ["N° inventaire", "Désignation", "Lieu", "Garantie Début", "Garantie Fin", "Prix"]
    assert found(table_of(path, words)) == (1, 2, labels)


def test_cells_merged_downwards(folder: Path, words: HeaderWords) -> None:
    upper = ["N° inventaire", "Désignation", "Lieu", "Garantie 2024", "", "Prix"]
    lower = ["", "", "", "Début", "Fin", ""]
    labels = ["N° inventaire", "Désignation", "Lieu", "Garantie 2024 Début", "Garantie 2024 Fin", "Prix"]
    path = merged_file(folder / "a.xlsx", [upper, lower, *RECORDS], "A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2")
    assert found(table_of(path, words)) == (1, 2, labels)


def test_headers_that_come_twice_are_told_apart_by_the_common_one(folder: Path, words: HeaderWords) -> None:
    upper = ["Appareil", "", "Fournisseur", ""]
    lower = ["N° inventaire", "Nom", "Nom", "Ville"]
    path = csv_file(folder / "a.csv", [upper, lower, *([n, "a", "b", "c"] for n in range(5))])
    labels = ["Appareil N° inventaire", "Appareil Nom", "Fournisseur Nom", "Fournisseur Ville"]
    table = table_of(path, words)
    assert found(table) == (1, 2, labels)
    assert table.headers[2].names == ("Fournisseur Nom", "Nom Fournisseur", "Nom")


@pytest.mark.parametrize(
    "above",
    [
        ["Inventaire 2026", "", "", "", "", ""],
        ["Collège Jean-Moulin", "", "", "Inventaire 2026", "", ""],
        ["", "", "Inventaire", "", "", ""],
    ],
)
def test_a_title_is_no_common_header(folder: Path, words: HeaderWords, above: list[str]) -> None:
    headers = ["N° inventaire", "Désignation", "Lieu", "Date d'achat", "Fin de garantie", "Prix"]
    for path in (
        csv_file(folder / "a.csv", [above, headers, *RECORDS]),
        merged_file(folder / "a.xlsx", [above, headers, *RECORDS], "A1:F1" if above[0] else "C1:D1"),
    ):
        row, depth, labels = found(table_of(path, words))
        assert (row + depth, labels[0], labels[5]) == (3, "N° inventaire", "Prix")


@pytest.mark.parametrize(
    "records",
    [
        [["", "", "Salle 1", "B12"], *([f"INV-{n}", "Écran", "Salle 1", "B12"] for n in range(5))],
        [["INV-1", "Écran", "Écran", "Écran"], *([f"INV-{n}", "Écran", "Salle 1", "B12"] for n in range(5))],
    ],
)
def test_a_first_record_is_no_lower_header(folder: Path, words: HeaderWords, records: Rows) -> None:
    path = csv_file(folder / "a.csv", [["N° inventaire", "Désignation", "Lieu", ""], *records])
    assert found(table_of(path, words))[:2] == (1, 1)


def test_a_lower_header_that_says_it_all_stands_alone(folder: Path, words: HeaderWords) -> None:
    rows: list[list[Any]] = [
        ["N° inventaire", "Garantie", ""],
        ["", "Garantie début", "Garantie fin"],
        *([n, "x", "y"] for n in range(4)),
    ]
    assert found(table_of(csv_file(folder / "a.csv", rows), words))[2] == [
        "N° inventaire",
        "Garantie début",
        "Garantie fin",
    ]


def test_people_say_where_the_headers_are(folder: Path, words: HeaderWords) -> None:
    rows = [["N° inventaire", "Lieu"], ["1", "a"], [], ["Numéro", "Endroit"], ["Titre", "B"], ["2", "b"]]
    path = csv_file(folder / "a.csv", rows)
    assert found(table_of(path, words, 4)) == (4, 1, ["Numéro", "Endroit"])
    assert found(table_of(path, words, 4, 2)) == (4, 2, ["Numéro Titre", "Endroit B"])
    assert found(table_of(path, words, None, 1)) == (1, 1, ["N° inventaire", "Lieu"])
    assert found(table_of(path, words, None, 2)) == (1, 2, ["N° inventaire 1", "Lieu a"])
    assert found(table_of(path, words, 6, 2)) == (6, 1, ["2", "b"])


@pytest.mark.parametrize("row", [3, 7, 0, -2])
def test_headers_cannot_be_where_nothing_is(folder: Path, words: HeaderWords, texts: Texts, row: int) -> None:
    path = csv_file(folder / "a.csv", [["N° inventaire", "Lieu"], ["1", "a"], [], ["2", "b"]])
    with pytest.raises(UserError) as refused:
        table_of(path, words, row)
    assert texts.say(refused.value.message) == f"Row {row} is blank, the headers cannot be there."


def test_headers_longer_than_the_first_lines_of_a_text(folder: Path, words: HeaderWords) -> None:
    above = [["Titre" * 1000]] * 30
    rows = [*above, ["N° inventaire", "Désignation", "Lieu", "Prix"], ["1", "a"], ["2", "a", "b", "3"]]
    path = csv_file(folder / "a.csv", rows)
    table = find_table(open_source(path, delimiter=";").sheet(None), words)
    assert [header.label for header in table.headers] == rows[30]
    assert [list(row) for row in table.rows()] == [["1", "a", "", ""], ["2", "a", "b", "3"]]
