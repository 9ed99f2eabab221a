"""Depreciation to the cent: the worked examples that the rules name, and what holds for every device."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coorddesk.inventory.rules import Depreciation
from coorddesk.inventory.rules.depreciation import Annuity, Basis, book_value, declining_rate, is_over, schedule

SINCE = date(2024, 10, 1)

bases = st.builds(
    Basis,
    price=st.integers(0, 10**9),
    since=st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    method=st.sampled_from(Depreciation),
    years=st.integers(1, 20),
    residual=st.integers(0, 10**5),
)
some_days = st.dates(date(1985, 1, 1), date(2065, 12, 31))


def charges(basis: Basis) -> list[tuple[int, int]]:
    return [(each.year, each.charge) for each in schedule(basis)]


def test_linear_from_the_day_of_putting_into_service_with_something_left_in_the_end() -> None:
    """partielo.fr: 14,994 € with 2,994 € left in the end, 5 years, put into service on 1 October."""
    basis = Basis(14_994_00, SINCE, Depreciation.LINEAR, 5, 2_994_00)
    years = [2_400_00] * 4
    assert charges(basis) == list(zip(range(2024, 2030), [600_00, *years, 1_800_00], strict=True))
    assert schedule(basis)[0] == Annuity(2024, 14_994_00, 600_00, 14_394_00)
    assert schedule(basis)[-1].after == 2_994_00


def test_declining_from_the_first_of_the_month_and_evenly_in_the_end() -> None:
    """comprendrelacompta.com: 10,000 €, 5 years, bought on 15 April: 35 % a year, 9 months in the first."""
    basis = Basis(10_000_00, date(2024, 4, 15), Depreciation.DECLINING, 5)
    assert charges(basis) == [(2024, 2_625_00), (2025, 2_581_25), (2026, 1_677_81), (2027, 1_557_97), (2028, 1_557_97)]


def test_declining_by_three_months_in_the_first_year() -> None:
    """comptaecritures (sites.google.com): 45,000 €, 5 years, bought on 20 October: 3,937.50 € in the first year."""
    assert charges(Basis(45_000_00, date(2024, 10, 20), Depreciation.DECLINING, 5))[0] == (2024, 3_937_50)


def test_declining_over_ten_years_by_two_and_a_quarter() -> None:
    """ionos.fr, « Amortissement dégressif »: 200,000 €, 10 years, bought on 5 May: 22.5 % a year, 30,000 € at first."""
    assert charges(Basis(200_000_00, date(2024, 5, 5), Depreciation.DECLINING, 10))[0] == (2024, 30_000_00)


@pytest.mark.parametrize(
    ("years", "rate"),
    [
        (3, Fraction(5, 12)),
        (4, Fraction(5, 16)),
        (5, Fraction(35, 100)),
        (6, Fraction(7, 24)),
        (10, Fraction(225, 1000)),
    ],
)
def test_the_coefficient_follows_the_years(years: int, rate: Fraction) -> None:
    assert declining_rate(years) == rate


def test_what_serves_less_than_three_years_never_declines() -> None:
    linear, declining = (Basis(900_00, SINCE, method, 2) for method in (Depreciation.LINEAR, Depreciation.DECLINING))
    assert schedule(linear) == schedule(declining)


def test_the_day_of_putting_into_service_counts_and_so_does_the_end_of_february() -> None:
    basis = Basis(3_600_00, date(2025, 2, 1), Depreciation.LINEAR, 1)
    assert [book_value(basis, date(2025, *day)) for day in ((1, 31), (2, 1), (2, 28), (3, 30), (3, 31))] == [
        3_600_00,
        3_590_00,
        3_300_00,
        3_000_00,
        3_000_00,
    ]


def test_nothing_is_written_off_where_there_is_no_method() -> None:
    basis = Basis(900_00, SINCE, Depreciation.NONE, 3)
    assert (sum(each.charge for each in schedule(basis)), book_value(basis, date(2040, 1, 1))) == (0, 900_00)


@given(bases)
def test_the_charges_add_up_to_the_amount_to_the_cent(basis: Basis) -> None:
    table = schedule(basis)
    whole = 0 if basis.method is Depreciation.NONE else basis.amount
    assert sum(each.charge for each in table) == whole
    assert all(each.charge >= 0 and each.before - each.charge == each.after for each in table)
    assert [each.before for each in table[1:]] == [each.after for each in table[:-1]]


@given(bases, some_days, st.integers(0, 4000))
def test_a_device_never_gains_value_nor_falls_below_what_is_left_in_the_end(
    basis: Basis, day: date, later: int
) -> None:
    first, second = book_value(basis, day), book_value(basis, day + timedelta(days=later))
    assert basis.price >= first >= second >= min(basis.price, basis.price - basis.amount)


@given(bases)
def test_the_value_on_the_last_day_of_a_year_is_that_of_the_table(basis: Basis) -> None:
    assert [book_value(basis, date(each.year, 12, 31)) for each in schedule(basis)] == [
        each.after for each in schedule(basis)
    ]


@given(bases)
@example(Basis(180, date(2000, 1, 31), Depreciation.LINEAR, 1))
def test_before_it_serves_a_device_is_worth_its_price_and_in_the_end_nothing_more_than_is_left(basis: Basis) -> None:
    assert book_value(basis, basis.since - timedelta(days=1)) == basis.price
    ends = date(basis.since.year + basis.years + 1, 12, 31)
    assert is_over(basis, ends) is (basis.method is not Depreciation.NONE or basis.amount == 0)
