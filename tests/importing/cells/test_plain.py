"""A glance at a column comes to the same as reading each of its cells, or says that they must be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.messages import verbatim
from coorddesk.importing.cells.plain import (
    Glance,
    amounts_at_a_glance,
    codes_at_a_glance,
    texts_at_a_glance,
    wholes_at_a_glance,
)
from coorddesk.importing.cells.several import single_code_reader
from coorddesk.importing.values.numbers import amount_reader, whole_reader
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import read_code, read_text

ODD = [
    "",
    " ",
    "#N/A",
    "E",
    "Err:502",
    "a\nb",
    "a b",
    " a",
    "a ",
    "3.195E+12",
    "SN1/SN2",
    "\0not calculated",
    "é",
    "\u200b",
]
CELLS = st.one_of(
    st.sampled_from(ODD), st.text(max_size=6), st.from_regex(r"[0-9A-Za-z_.-]{1,6}", fullmatch=True), st.booleans()
)
PRICES = st.decimals(-(10**8), 10**8, places=3).map(float)
NUMBERS = st.one_of(st.integers(), st.floats(), st.integers(-9, 9).map(float), st.booleans(), st.just(""))


def read_all(read: Any, cells: list[Any]) -> list[Any] | None:
    try:
        return [read(cell) for cell in cells]
    except CellRefused:
        return None


@pytest.mark.parametrize("read", [read_code, single_code_reader(verbatim("several"))])
@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_codes(read: Any, cells: list[Any]) -> None:
    taken = codes_at_a_glance(cells)
    assert taken is None or list(taken) == read_all(read, cells)


@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_texts(cells: list[Any]) -> None:
    taken = texts_at_a_glance(cells)
    assert taken is None or list(taken) == read_all(read_text, cells)


@given(cells=st.lists(NUMBERS, min_size=1, max_size=5))
def test_wholes(cells: list[Any]) -> None:
    taken = wholes_at_a_glance(cells)
    assert taken is None or list(taken) == read_all(whole_reader(None), cells)


@given(cells=st.lists(st.one_of(NUMBERS, PRICES), min_size=1, max_size=5))
def test_amounts(cells: list[Any]) -> None:
    taken = amounts_at_a_glance(cells)
    assert taken is None or list(taken) == read_all(amount_reader(None), cells)


@pytest.mark.parametrize(
    ("glance", "cells", "values"),
    [
        (codes_at_a_glance, ("INV-0001", "", "5CG_1.2"), ["INV-0001", None, "5CG_1.2"]),
        (codes_at_a_glance, ("INV 1",), None),
        (texts_at_a_glance, ("Écran 24 pouces", ""), ["Écran 24 pouces", None]),
        (texts_at_a_glance, ("a\tb",), None),
        (wholes_at_a_glance, (3.0, 12), [3, 12]),
        (wholes_at_a_glance, (3.5,), None),
        (wholes_at_a_glance, (True,), None),
        (amounts_at_a_glance, (499.9, "", 12, -0.07), [49_990, None, 1_200, -7]),
        (amounts_at_a_glance, ("", ""), [None, None]),
        (amounts_at_a_glance, (1.005,), None),  # half a cent: the reader of one cell knows which way
        (amounts_at_a_glance, (12, "12,50"), None),
        (amounts_at_a_glance, (float("nan"),), None),
        (amounts_at_a_glance, (1e9,), None),
        (amounts_at_a_glance, (False,), None),
    ],
)
def test_what_is_taken_at_a_glance(glance: Glance, cells: tuple[Any, ...], values: list[Any] | None) -> None:
    assert (taken := glance(cells)) is None or list(taken) == values
    assert (taken is None) == (values is None)
