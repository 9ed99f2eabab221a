"""The replacement plan's rules: when a device is due, and what a plan adds up to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
