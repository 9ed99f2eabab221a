from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coorddesk.core.messages import verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.core.texts import Texts
from coorddesk.reporting.grid import LARGEST, READABLE, SMALLEST, Grid, grid_of
from coorddesk.reporting.report import Report
from coorddesk.reporting.totals import tally_groups
from coorddesk.reporting.typeface import load_faces
from tests.reporting.samples import BOUGHT, COLUMNS, NAME, PRICE, QUANTITY, SEEN, STATUS, TAG, Device, flat_report

ROOM = 757.0  # points: A4 across, within its margins
LONG = "Écran " * 60


def grid(of: Report[Any], texts: Texts, room: float = ROOM) -> Grid:
    return grid_of(of, tally_groups(of), room, load_faces(), texts)


def widths(of: Grid) -> list[float]:
    return [right - left for left, right in zip(of.lefts, of.rights, strict=True)]


def test_columns_share_the_page_in_proportion(english: Texts) -> None:
    made = grid(flat_report(columns=(replace(NAME, width=20), replace(STATUS, width=40))), english)
    one, two = widths(made)
    assert two == pytest.approx(2 * one)
    assert made.lefts[0] == 0
    assert made.rights[1] == pytest.approx(ROOM)
    assert made.lefts[1] - made.rights[0] == pytest.approx(made.gap)


def test_letters_are_large_until_many_columns_need_them_small(english: Texts) -> None:
    few = grid(flat_report(columns=COLUMNS[:3]), english)
    many = grid(flat_report(columns=(*COLUMNS, *COLUMNS[:3])), english)
    assert few.size == LARGEST
    assert SMALLEST < many.size < LARGEST
    assert grid(flat_report(columns=COLUMNS * 6), english).size == SMALLEST


def test_a_column_is_never_narrower_than_its_title_and_its_figures(english: Texts) -> None:
    narrow = tuple(replace(column, width=1) for column in (TAG, BOUGHT, SEEN, PRICE, QUANTITY))
    wide = replace(NAME, width=200)
    device = Device(name=LONG, price=-123_456_789_00, quantity=9)
    made = grid(flat_report(device, columns=(*narrow, wide)), english)
    bold = load_faces().bold
    longest = ("Inventory", "00/00/0000", "00/00/0000 00:00", "-123,456,789.00", "Quantity")
    least = [bold.width(text, made.size) for text in longest]
    assert widths(made)[:5] == pytest.approx(least)
    assert made.rights[-1] == pytest.approx(ROOM)


def test_sums_have_room_too(english: Texts) -> None:
    rows = [Device(name=LONG, price=99_999_999_99)] * 2
    made = grid(flat_report(*rows, columns=(replace(PRICE, width=1), replace(NAME, width=100))), english)
    assert widths(made)[0] == pytest.approx(load_faces().bold.width("199,999,999.98", made.size))


def test_too_many_columns_are_all_squeezed(english: Texts) -> None:
    made = grid(flat_report(columns=COLUMNS * 8), english)
    assert made.rights[-1] == pytest.approx(ROOM)
    assert min(widths(made)) > 0


def test_figures_stand_right(english: Texts) -> None:
    assert grid(flat_report(), english).right_aligned == (False, False, False, False, False, False, True, True)


def test_a_number_without_values_needs_only_its_title(english: Texts) -> None:
    empty: Column[Device] = Column("n", verbatim("Nombre"), lambda _row: None, Kind.NUMBER, 1)
    made = grid(flat_report(Device(name=LONG), columns=(empty, replace(NAME, width=100))), english)
    assert widths(made)[0] == pytest.approx(load_faces().bold.width("Nombre", made.size))


def test_letters_become_hard_to_read_only_where_words_or_figures_would_break(english: Texts) -> None:
    wide = [replace(NAME, key=f"n{number}", width=40) for number in range(8)]
    assert grid(flat_report(Device(name=LONG), columns=tuple(wide)), english).size == READABLE
    sums = [replace(PRICE, key=f"p{number}") for number in range(14)]
    made = grid(flat_report(Device(price=1_234_567_89), columns=tuple(sums)), english)
    assert SMALLEST < made.size < READABLE


def test_short_texts_leave_their_width_to_long_ones(english: Texts) -> None:
    columns = (replace(STATUS, width=40), replace(NAME, width=40))
    short, long = widths(grid(flat_report(Device(name=LONG), columns=columns), english))
    assert long > 3 * short


def test_an_empty_column_keeps_the_width_to_be_written_in(english: Texts) -> None:
    columns = (replace(STATUS, width=30), replace(NAME, width=30))
    filled, empty = widths(grid(flat_report(Device(name=""), columns=columns), english))
    assert empty > 2 * filled


def test_what_stands_before_sums_has_room_for_what_they_are_of(english: Texts) -> None:
    long = replace(NAME, key="long", width=40)
    wide, _sums, _rest = widths(
        grid(flat_report(Device(name=LONG), columns=(replace(STATUS, width=40), PRICE, long)), english)
    )
    narrow, _between, _sums, _rest = widths(
        grid(flat_report(Device(name=LONG), columns=(replace(STATUS, width=40), TAG, PRICE, long)), english)
    )
    assert wide > 2 * narrow


def test_a_code_and_a_short_text_stand_in_one_line(english: Texts) -> None:
    long = [replace(NAME, key=f"n{number}", width=60) for number in range(4)]
    columns = (replace(TAG, title=verbatim("N°")), replace(STATUS, title=verbatim("S")), *long)
    made = grid(flat_report(Device("BC-2026-00042", name=LONG), columns=columns), english)
    face = load_faces().regular
    assert widths(made)[0] >= face.width("BC-2026-00042", made.size)
    assert widths(made)[1] >= face.width("In service", made.size)


def test_words_stand_apart_from_the_figures_before_them(english: Texts) -> None:
    made = grid(flat_report(columns=(NAME, PRICE, QUANTITY, STATUS)), english)
    white = [left - right for right, left in zip(made.rights, made.lefts[1:], strict=False)]
    assert white == pytest.approx([made.gap, made.gap, 2 * made.gap])
    assert made.rights[-1] == pytest.approx(ROOM)


def test_the_currency_may_stand_below_the_title_of_a_narrow_column(english: Texts) -> None:
    wanted = replace(PRICE, title=verbatim("Commitments"), width=1)
    made = grid(flat_report(Device(name=LONG), columns=(wanted, replace(NAME, width=100))), english)
    assert widths(made)[0] == pytest.approx(load_faces().bold.width("Commitments", made.size))
