from __future__ import annotations

from collections.abc import Sequence

import pytest

from coorddesk.importing.finding.ending import Ending, HeadersAgain, is_total
from coorddesk.importing.reading.sheet import Cell

FULL = ["INV-1", "Écran", "Salle 1", 349.9]
BLANK = ["", "", "", ""]
REMARK = ["Inventaire établi le 31/12", "", "", ""]


def ending_of(*rows: Sequence[Cell]) -> tuple[int, range]:
    ending = Ending()
    ending.look(2, rows)
    return ending.last_row, ending.remarks


@pytest.mark.parametrize(
    ("rows", "last_row", "remarks"),
    [
        ([FULL, FULL], 3, []),
        ([FULL, BLANK, FULL, BLANK, BLANK], 4, []),
        ([FULL, FULL, BLANK, REMARK, ["Signature du coordinateur :", "", "", ""]], 6, [5, 6]),
        ([FULL, FULL, BLANK, REMARK, BLANK, REMARK], 7, [5, 6, 7]),
        ([FULL, FULL, REMARK], 4, []),
        ([FULL, FULL, BLANK, REMARK, FULL], 6, []),
        ([FULL, FULL, BLANK, ["INV-9", "", "", ""]], 5, []),
        ([FULL, FULL, BLANK, ["", "Écran 24", "", ""]], 5, []),
        ([FULL, FULL, BLANK, REMARK, ["INV-9", "", "", ""]], 6, []),
        ([FULL, FULL, BLANK, ["", " ", "", ""], REMARK], 6, [6]),
        ([["", "", "un deux trois", ""], BLANK, REMARK], 4, []),
        ([], 0, []),
    ],
)
def test_where_a_table_ends(rows: list[list[Cell]], last_row: int, remarks: list[int]) -> None:
    assert (ending_of(*rows)[0], list(ending_of(*rows)[1])) == (last_row, remarks)


@pytest.mark.parametrize(
    "text",
    [
        "Total",
        "TOTAL :",
        "Totaux",
        "Sous-total",
        "sous total",
        "Total général",
        "Total : 12 appareils",
        "Total: 1,200 devices",
        "Total (12)",
        "Grand total",
        "Subtotal",
        "Somme",
    ],
)
def test_totals_are_known(text: str) -> None:
    assert is_total(["", text, "", 12])


@pytest.mark.parametrize("text", ["Total Station", "Totem", "Summary", "Résumé", "totalement neuf", ""])
def test_other_words_are_no_totals(text: str) -> None:
    assert not is_total([text, "", "", ""])


def test_a_number_first_is_no_total() -> None:
    assert not is_total([12.0, "Total"])


def test_headers_are_known_again_by_what_they_say_in_the_columns_of_the_table() -> None:
    again = HeadersAgain([["", "N° inventaire", "Prix", "Par salle"]], [1, 2])
    rows: list[list[Cell]] = [["", " N° INVENTAIRE ", "prix", ""], ["x", "N° inventaire", "Prix", 3.0]]
    others: list[list[Cell]] = [["", "N° inventaire", "12", ""], ["", 12.0, "Prix", ""], ["", "", "", ""]]
    assert [row in again for row in (*rows, *others)] == [True, True, False, False, False]
    assert (again.are_in([*others, rows[0]]), again.are_in(others)) == (True, False)


def test_columns_without_any_header_have_none_to_come_again() -> None:
    again = HeadersAgain([["", "Nom"], ["", ""]], [0])
    assert ["", "Nom"] not in again
