from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import Cancelled
from coorddesk.core.messages import verbatim
from coorddesk.core.sheets import unescape
from coorddesk.core.texts import Texts
from coorddesk.reporting.csv import write_csv
from coorddesk.reporting.flat import Flat, flatten
from tests.reporting.samples import AMOUNTS, BOUGHT, COLUMNS, NAME, PRICE, TAG, Device, Watcher, devices, report


def written(texts: Texts, *rows: Device, columns: Any = COLUMNS) -> str:
    stream = BytesIO()
    write_csv(Flat(NAME.title, columns, rows, len(rows)), stream, texts)
    return stream.getvalue().decode()


def test_a_french_excel_opens_it_by_double_click(french: Texts) -> None:
    assert written(french, Device()) == (
        "\ufeffN° inventaire;Désignation;Statut;Étiqueté;Date d’achat;Vu le;Prix;Quantité\r\n"
        "0042;Écran;En service;Oui;01/03/2024;01/02/2026 00:05;1234,50;1\r\n"
    )


def test_an_english_one_gets_its_own_signs(english: Texts) -> None:
    assert written(english, Device()) == (
        "\ufeffInventory number,Name,Status,Labelled,Purchase date,Last seen,Price,Quantity\r\n"
        "0042,Écran,In service,Yes,01/03/2024,01/02/2026 00:05,1234.50,1\r\n"
    )


def test_cells_without_a_value_are_empty(english: Texts) -> None:
    nothing = Device("", "", labelled=None, bought=None, seen=None, price=None, quantity=None)
    assert written(english, nothing).splitlines()[1] == ",,In service,,,,,"


def test_signs_of_the_format_within_text_are_quoted(french: Texts) -> None:
    row = written(french, Device(name='Un "grand"; écran\nplat'), columns=(TAG, NAME))
    assert row.partition("\r\n")[2] == '0042;"Un ""grand""; écran\nplat"\r\n'


@pytest.mark.parametrize(("cents", "text"), AMOUNTS)
def test_amounts_keep_their_cents_and_sign(french: Texts, cents: int, text: str) -> None:
    assert written(french, Device(price=cents), columns=(PRICE,)).splitlines()[1] == text


def test_numbers_are_never_marked_as_text_and_text_that_runs_is(english: Texts) -> None:
    row = written(english, Device("-5", "=1+1", quantity=-5), columns=(TAG, NAME, COLUMNS[-1]))
    assert row.splitlines()[1] == "'-5,'=1+1,-5"


def test_titles_cannot_run_either(english: Texts) -> None:
    assert written(english, columns=(replace(NAME, title=verbatim("=custom")),)) == "\ufeff'=custom\r\n"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_every_text_comes_back(french: Texts, names: list[str]) -> None:
    text = written(french, *(Device(name=name) for name in names), columns=(TAG, NAME))
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [unescape(row[1]) for row in rows[1:]] == names


def test_a_report_has_its_groups_as_a_column_and_no_totals(french: Texts) -> None:
    stream = BytesIO()
    write_csv(flatten(report(1, 2, columns=(TAG, BOUGHT))), stream, french)
    assert stream.getvalue().decode() == (
        "\ufeffLieu;N° inventaire;Date d’achat\r\n"
        "Salle 1;0001;02/01/2020\r\n"
        "Salle 2;0001;02/01/2020\r\n"
        "Salle 2;0002;03/01/2020\r\n"
    )


def test_progress_is_told_and_heeded(english: Texts) -> None:
    rows = devices(1200, bought=date(2020, 1, 1))
    watcher = Watcher()
    write_csv(Flat(NAME.title, COLUMNS, rows, 1200), BytesIO(), english, watcher)
    assert watcher.told == [(0, 1200), (500, 1200), (1000, 1200)]
    with pytest.raises(Cancelled):
        write_csv(Flat(NAME.title, COLUMNS, rows, 1200), BytesIO(), english, Watcher(cancel_at=2))
