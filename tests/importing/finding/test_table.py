from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.importing.finding.heading import known_words
from coorddesk.importing.finding.table import Table, find_table
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.reading.sheet import column_index, column_letter
from coorddesk.importing.words import HeaderWords
from tests.importing.corpus import csv_file, xlsx_file
from tests.importing.devices import FIELDS

HEADERS = ["N° inventaire", "Désignation", "Lieu", "Prix"]


@pytest.fixture
def words(languages: tuple[Texts, Texts]) -> HeaderWords:
    return HeaderWords(FIELDS, languages)


def table_of(path: Path, words: HeaderWords) -> Table:
    source = open_source(path)
    return find_table(open_sheet(source, source.names[0], path), words)


def labels(table: Table) -> list[str]:
    return [header.label for header in table.headers]


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ([], 1),
        ([["Inventaire du parc"], [], ["Arrêté au", "31/12/2025"]], 4),
        ([[], [], []], 4),
        ([["Lieu"], ["Médiathèque"]], 3),
        ([["CDI", "2025"], ["Collège Jean-Moulin, Poitiers"]] * 20, 41),
    ],
    ids=["none", "title and date", "blanks", "a title that is a header's word", "forty rows"],
)
def test_headers_are_found_below_titles(folder: Path, words: HeaderWords, above: list[list[str]], row: int) -> None:
    rows = [*above, HEADERS, ["1", "a", "b", "2"], ["2", "a", "b", "3"]]
    for path in (xlsx_file(folder / "a.xlsx", rows), csv_file(folder / "a.csv", rows)):
        table = table_of(path, words)
        assert (table.header_row, labels(table)) == (row, HEADERS)
        assert [row[0] for row in table.rows()] == ["1", "2"]


def test_headers_far_down_are_found(folder: Path, words: HeaderWords) -> None:
    rows: list[list[str]] = [[]] * 5000 + [HEADERS, ["1", "a", "b", "2"]]
    assert table_of(xlsx_file(folder / "a.xlsx", rows), words).header_row == 5001


def test_headers_below_a_long_text_are_found(folder: Path, words: HeaderWords) -> None:
    rows = [*([f"Article {n} du règlement"] for n in range(100)), HEADERS, ["1", "a", "b", "2"]]
    assert table_of(xlsx_file(folder / "a.xlsx", rows), words).header_row == 101


def test_headers_that_nobody_knows_are_the_first_full_row_of_texts(folder: Path, words: HeaderWords) -> None:
    rows: list[list[Any]] = [["Bilan"], ["Alpha", "Beta", "Gamma", "Delta"], ["x", 1, 2, 3], ["y", 4, 5, 6]]
    assert table_of(xlsx_file(folder / "a.xlsx", rows), words).header_row == 2


def test_a_sheet_of_figures_alone_has_its_headers_in_the_first_row(folder: Path, words: HeaderWords) -> None:
    assert table_of(xlsx_file(folder / "a.xlsx", [[], [1, 2], [3, 4]]), words).header_row == 2


def test_headers_that_come_twice_and_blank_ones_have_names(folder: Path, words: HeaderWords) -> None:
    rows = [[None, "Nom", None, "Nom", "nom", "Nom"], [None, "a", "b", "c", "d", "e"]]
    table = table_of(xlsx_file(folder / "a.xlsx", rows), words)
    assert labels(table) == ["Nom", "[C]", "Nom (2)", "nom", "Nom (3)"]
    assert [(header.letter, header.index) for header in table.headers] == [
        ("B", 0),
        ("C", 1),
        ("D", 2),
        ("E", 3),
        ("F", 4),
    ]


def test_headers_are_on_one_line(folder: Path, words: HeaderWords) -> None:
    table = table_of(xlsx_file(folder / "a.xlsx", [["N°\ninventaire", " Lieu "], ["1", "b"]]), words)
    assert labels(table) == ["N° inventaire", "Lieu"]


def test_columns_without_header_and_values_are_none(folder: Path, words: HeaderWords) -> None:
    table = table_of(csv_file(folder / "a.csv", [["Nom", "Lieu", "", ""], ["a", "b", "", ""]]), words)
    assert labels(table) == ["Nom", "Lieu"]


def with_gap(right: Sequence[Sequence[Any]], rows: int = 10) -> list[list[Any]]:
    left: list[list[Any]] = [HEADERS, *([n, "a", "b", 2] for n in range(rows))]
    return [[*row, None, *(right[n] if n < len(right) else [])] for n, row in enumerate(left)]


def test_a_shorter_table_beside_is_another_one(folder: Path, words: HeaderWords) -> None:
    path = xlsx_file(folder / "a.xlsx", with_gap([["Catégorie", "Nombre"], ["Portable", 7], ["Écran", 3]]))
    table = table_of(path, words)
    assert [(header.label, header.beside) for header in table.headers] == [
        *((label, False) for label in HEADERS),
        ("Catégorie", True),
        ("Nombre", True),
    ]


def test_columns_behind_a_gap_that_go_all_the_way_belong_to_the_table(folder: Path, words: HeaderWords) -> None:
    path = xlsx_file(folder / "a.xlsx", with_gap([["Catégorie"]] + [["Portable"]] * 10))
    assert [header.label for header in table_of(path, words).headers if not header.beside] == [*HEADERS, "Catégorie"]


def test_an_empty_sheet_is_refused(folder: Path, words: HeaderWords, texts: Texts) -> None:
    with pytest.raises(UserError) as refused:
        table_of(xlsx_file(folder / "a.xlsx", [[" ", None], [None, " "]]), words)
    assert texts.say(refused.value.message) == "The sheet is empty."


def test_how_many_headers_of_a_sheet_are_known(folder: Path, words: HeaderWords) -> None:
    path = xlsx_file(folder / "a.xlsx", [["Titre"], HEADERS], others={"Notes": [["x"]], "Vide": []})
    source = open_source(path)
    assert [known_words(open_sheet(source, name, path), words) for name in source.names] == [4, 0, 0]


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_letters(index: int, letters: str) -> None:
    assert (column_letter(index), column_index(letters)) == (letters, index)
