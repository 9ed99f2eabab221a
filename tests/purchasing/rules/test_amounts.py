"""Amounts of lines: whole cents, rounded line by line, and the VAT that is in them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.money import vat_on
from coorddesk.purchasing.rules.amounts import Price, half_up, total

rates = st.sampled_from((0, 210, 550, 1000, 2000))
prices = st.builds(
    Price, st.integers(0, 500), st.integers(0, 10**7), rates, st.integers(0, 10_000), st.integers(0, 10_000)
)


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        (Price(3, 1999, 2000), Amounts(5997, 1199)),  # 1 199.4
        (Price(1, 250, 550), Amounts(250, 14)),  # 13.75
        (Price(1, 10, 500), Amounts(10, 1)),  # a half goes up
        (Price(7, 333, 2000, 1000), Amounts(2098, 420)),  # 2 331 less 10 % is 2 097.9
        (Price(1, 10_000, 2000, 1000, 500), Amounts(8550, 1710)),
    ],
)
def test_a_line_is_rounded_once(price: Price, amount: Amounts) -> None:
    assert price.amount == amount


@given(prices)
def test_a_line_is_what_decimals_say(price: Price) -> None:
    left = Decimal(price.quantity * price.unit_price)
    for rate in (price.discount, price.order_discount):
        left = left * (1 - Decimal(rate) / 10_000)
    ht = int(left.quantize(Decimal(1), ROUND_HALF_UP))
    assert price.amount == Amounts(ht, vat_on(ht, Decimal(price.vat_rate) / 100))


@given(st.lists(prices, max_size=6))
def test_a_total_is_the_sum_of_its_lines(lines: list[Price]) -> None:
    amounts = [line.amount for line in lines]
    assert total(amounts) == Amounts(sum(each.net for each in amounts), sum(each.vat for each in amounts))


@given(st.integers(-(10**9), 10**9), st.integers(1, 10_000))
def test_what_is_given_back_is_rounded_as_what_is_owed(numerator: int, denominator: int) -> None:
    assert half_up(-numerator, denominator) == -half_up(numerator, denominator)
