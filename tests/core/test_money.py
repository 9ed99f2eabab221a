from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.money import LARGEST, cents_typed, net_within, shared, vat_on
from coorddesk.core.texts import Texts

AMOUNTS = st.integers(-LARGEST, LARGEST)
RATES = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234,50", 123450),
        ("1 234,5 €", 123450),
        ("1\N{NARROW NO-BREAK SPACE}234\N{NO-BREAK SPACE}€", 123400),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1'234.50", 123450),
        ("1’234’567", 123456700),
        ("1.234", 123400),
        ("1.234.567", 123456700),
        ("12.5", 1250),
        ("0,07", 7),
        ("-3", -300),
        ("\N{MINUS SIGN}3,20", -320),
        ("", None),
        (" ", None),
        ("€", None),
    ],
)
def test_amounts_as_people_type_them(text: str, cents: int | None) -> None:
    assert cents_typed(text) == cents


@pytest.mark.parametrize(
    "text", ["abc", "1,2,3", "1.23.4", "12,345,6", "1,234,56", "1.2345", "--1", "1-", "1,", ",5", "١"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="is not an amount"):
        cents_typed(text)


def test_a_slip_of_the_finger_is_refused() -> None:
    assert cents_typed("100 000 000 000") == LARGEST
    with pytest.raises(UserError, match="too large"):
        cents_typed("100 000 000 000,01")


@given(AMOUNTS)
def test_an_amount_written_is_read_again(texts: Texts, french_texts: Texts, cents: int) -> None:
    assert cents_typed(texts.amount(cents)) == cents
    assert cents_typed(french_texts.amount(cents)) == cents


@pytest.mark.parametrize(
    ("net", "rate", "vat"),
    [(10000, "20", 2000), (10, "5.5", 1), (9, "5.5", 0), (250, "10", 25), (-10, "5", -1), (0, "20", 0)],
)
def test_vat_is_rounded_half_up(net: int, rate: str, vat: int) -> None:
    assert vat_on(net, Decimal(rate)) == vat


@given(AMOUNTS, RATES)
def test_vat_is_within_half_a_cent(net: int, rate: Decimal) -> None:
    assert abs(vat_on(net, rate) - net * rate / 100) <= Decimal("0.5")


@given(AMOUNTS, RATES)
def test_the_net_part_comes_back(net: int, rate: Decimal) -> None:
    assert net_within(net + vat_on(net, rate), rate) == net


@given(AMOUNTS, st.lists(st.integers(0, 1000), min_size=1).filter(any))
def test_shares_lose_no_cent(cents: int, weights: list[int]) -> None:
    shares = shared(cents, weights)
    assert sum(shares) == cents
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - cents * weight) < sum(weights)


@pytest.mark.parametrize(
    ("cents", "weights", "shares"),
    [(100, [1, 1, 1], [34, 33, 33]), (-100, [1, 1, 1], [-33, -33, -34]), (5, [0, 2, 1], [0, 3, 2])],
)
def test_who_gets_the_cents_left_over(cents: int, weights: list[int], shares: list[int]) -> None:
    assert shared(cents, weights) == shares
