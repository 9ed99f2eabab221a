"""Rates as sheets write them, and the VAT that tells one."""

from __future__ import annotations

import pytest

from coorddesk.core.errors import UserError
from coorddesk.purchasing.imports.rates import fits, nearest_rate, rate_of, rate_said, rate_spelt


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("20 %", 2000),
        ("20", 2000),
        ("5,5", 550),
        ("5.5%", 550),
        ("0.2", 2000),
        ("0,055", 550),
        ("0", 0),
        ("2,1 %", 210),
    ],
)
def test_a_rate_is_read_as_people_and_spreadsheets_write_it(text: str, rate: int) -> None:
    assert rate_of(text) == rate
    assert rate_of(rate_said(rate)) == rate


@pytest.mark.parametrize("text", ["vingt", "20 €", "-5", "120", "5,555", "20,00001", "%"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        rate_spelt(text)


def test_a_rate_is_told_by_its_vat() -> None:
    assert [nearest_rate(*pair) for pair in ((10_000, 2_000), (999, 55), (-500, -100), (1_000, 0), (10_000, 700))] == [
        2000,
        550,
        2000,
        0,
        700,
    ]
    assert (fits(10_000, 2_001, 2000), fits(10_000, 2_100, 2000), rate_spelt(" ")) == (True, False, "")
