"""Numbers with decimals, as people type and read them."""

from __future__ import annotations

import pytest

from coorddesk.core.decimals import thousandths_typed
from coorddesk.core.errors import UserError
from coorddesk.core.resources import texts_for
from coorddesk.core.tables import Kind, cell_text


@pytest.mark.parametrize(
    ("typed", "thousandths"),
    [
        ("", None),
        ("  ", None),
        ("16", 16_000),
        ("2,5", 2_500),
        ("2.5", 2_500),
        ("-0,125", -125),
        ("0.125", 125),
        ("1 234", 1_234_000),
        ("1 234,567", 1_234_567),
        ("1234,567", 1_234_567),
        ("1.234,5", 1_234_500),
        ("1,234.5", 1_234_500),
        ("1,234,567", 1_234_567_000),
        ("1,2340", 1_234),
        ("1\N{NARROW NO-BREAK SPACE}234", 1_234_000),
        ("\N{MINUS SIGN}3", -3_000),
        ("007", 7_000),
    ],
)
def test_numbers_are_read_as_they_are_typed(typed: str, thousandths: int | None) -> None:
    assert thousandths_typed(typed) == thousandths


@pytest.mark.parametrize("typed", ["1,234", "1.234", "-12,500", "1.2.3", "2,5,", "douze", "16 Go", "1,23456", "9" * 17])
def test_what_is_no_number_or_may_be_two_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        thousandths_typed(typed)


@pytest.mark.parametrize(
    ("thousandths", "french", "english"),
    [
        (16_000, "16", "16"),
        (2_500, "2,5", "2.5"),
        (-125, "-0,125", "-0.125"),
        (1_234_560, "1\N{NARROW NO-BREAK SPACE}234,56", "1,234.56"),
    ],
)
def test_they_are_written_with_the_decimals_they_have(thousandths: int, french: str, english: str) -> None:
    assert cell_text(thousandths, Kind.DECIMAL, texts_for("fr")) == french
    assert cell_text(thousandths, Kind.DECIMAL, texts_for("en")) == english
    assert thousandths_typed(french) == thousandths
