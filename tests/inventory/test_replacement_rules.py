"""The replacement plan's rules: when a device is due, and what a plan adds up to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.budget.rules.years import Span
from coorddesk.inventory.rules import Condition
from coorddesk.inventory.rules.replacement import Ageing, Cell, Due, due, plan_table, reckoned_year

BOUGHT = date(2022, 9, 1)
DEVICE = Ageing(BOUGHT, Condition.GOOD, 4, 500_00)


@pytest.mark.parametrize(
    ("device", "year"),
    [
        (DEVICE, 2026),
        (DEVICE._replace(life_years=None), 2027),
        (DEVICE._replace(life_years=0), 2022),
        (DEVICE._replace(condition=None), 2026),
        (DEVICE._replace(condition=Condition.NEW), 2026),
        (DEVICE._replace(condition=Condition.DAMAGED), 2025),
        (DEVICE._replace(condition=Condition.DEAD), 2027),
        (DEVICE._replace(since=None), None),
        (DEVICE._replace(since=None, condition=Condition.DEAD), 2027),
    ],
)
def test_age_and_condition_say_when(device: Ageing, year: int | None) -> None:
    assert reckoned_year(device, 2027) == year


def test_what_is_late_comes_up_in_the_first_year_and_what_was_decided_goes_before() -> None:
    assert due(DEVICE, 2027) == Due(2027, 500_00, is_late=True)
    assert due(DEVICE._replace(planned_year=2029), 2027) == Due(2029, 500_00, is_late=False)
    assert due(DEVICE._replace(since=None, planned_year=2028), 2027) == Due(2028, 500_00, is_late=False)
    assert due(DEVICE._replace(since=None), 2027) is None


def test_the_successor_costs_what_somebody_said_or_what_this_one_did() -> None:
    priced = DEVICE._replace(quantity=3)
    assert [
        due(each, 2026) for each in (priced, priced._replace(estimated_price=610_00), priced._replace(price=None))
    ] == [
        Due(2026, 1_500_00, is_late=False),
        Due(2026, 1_830_00, is_late=False),
        Due(2026, None, is_late=False),
    ]


def test_a_plan_adds_up_by_category_and_year() -> None:
    table = plan_table(
        [2027, 2028],
        [
            ("Laptop", 1, Due(2027, 900_00, is_late=True)),
            ("Laptop", 1, Due(2028, 800_00, is_late=False)),
            ("Screen", 2, Due(2028, None, is_late=False)),
            ("Laptop", 1, Due(2029, 700_00, is_late=False)),
        ],
    )
    assert table.categories == ("Laptop", "Screen")
    assert table.cell("Laptop", None) == Cell(2, 1_700_00, 0)
    assert table.cell("Screen", 2028) == Cell(2, 0, 2)
    assert table.cell("Screen", 2027) == Cell()
    assert table.cell(None, None) == Cell(4, 1_700_00, 2)


dues = st.builds(Due, st.integers(2026, 2034), st.none() | st.integers(0, 10**6), st.booleans())


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 5), dues), max_size=30))
def test_the_totals_are_those_of_the_cells(devices: list[tuple[str, int, Due]]) -> None:
    years = range(2027, 2032)
    table = plan_table(years, devices)
    for total, parts in (
        (table.cell(None, None), [table.cell(None, year) for year in years]),
        (table.cell(None, None), [table.cell(category, None) for category in table.categories]),
        *(
            (table.cell(category, None), [table.cell(category, year) for year in years])
            for category in table.categories
        ),
    ):
        assert total == Cell(*map(sum, zip(*parts, strict=True))) if parts else total == Cell()
    meant = [(quantity, when.cost or 0) for _category, quantity, when in devices if when.year in years]
    assert table.cell(None, None)[:2] == (sum(each[0] for each in meant), sum(each[1] for each in meant))


@pytest.mark.parametrize(("life", "each_year"), [(10, 2), (5, 4)])
def test_what_was_bought_evenly_is_replaced_evenly(life: int, each_year: int) -> None:
    """twinbytes.ca, « Planning budget for computer replacement »: of 20, 2 a year over 10 years, 4 over 5."""
    bought = [date(2026 - place // each_year, 6, 15) for place in range(20)]
    devices = [("PC", 1, due(Ageing(day, None, life, 500_00), 2027)) for day in bought]
    table = plan_table(range(2027, 2027 + life), [(name, many, when) for name, many, when in devices if when])
    assert [table.cell(None, year) for year in table.years] == [Cell(each_year, each_year * 500_00)] * life


some_days = st.dates(date(2005, 1, 1), date(2035, 12, 31))
some_years = st.sampled_from(
    [None, Span(date(2026, 9, 1), date(2027, 8, 31)), Span(date(2026, 2, 3), date(2027, 6, 30))]
)
ages = st.builds(
    Ageing,
    some_days,
    st.none() | st.sampled_from(Condition),
    st.none() | st.integers(1, 15),
    st.none() | st.integers(0, 10**6),
    st.integers(1, 9),
    planned_year=st.none(),
    estimated_price=st.none(),
)


@given(ages, st.integers(2020, 2040), some_years)
def test_nothing_is_due_before_the_plan_and_what_is_late_says_so(device: Ageing, first: int, like: Span | None) -> None:
    when, reckoned = due(device, first, like), reckoned_year(device, first, like)
    assert when is not None
    assert reckoned is not None
    assert (when.year, when.is_late) == (max(reckoned, first), reckoned < first)
    assert when.cost == (None if device.price is None else device.price * device.quantity)


@given(ages, some_days, st.integers(2020, 2040), some_years)
def test_what_serves_longer_or_is_worse_is_never_due_later(
    device: Ageing, other: date, first: int, like: Span | None
) -> None:
    assert device.since is not None
    elder, younger = (due(device._replace(since=day), first, like) for day in sorted((device.since, other)))
    worse = [due(device._replace(condition=each), first, like) for each in (Condition.DEAD, Condition.DAMAGED, None)]
    assert elder is not None
    assert younger is not None
    assert elder.year <= younger.year
    assert [each.year for each in worse if each] == sorted(each.year for each in worse if each)


@given(ages, st.integers(2020, 2040), st.integers(2015, 2050), some_years)
def test_what_somebody_decided_goes_before_everything_else(
    device: Ageing, first: int, decided: int, like: Span | None
) -> None:
    when = due(device._replace(planned_year=decided), first, like)
    assert when is not None
    assert when.year == max(decided, first)
