"""What a scenario makes of what is expected: every cent is somewhere, and nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.forecast.rules.expected import Cell, Expected, gathered, plan_table, raised, with_rise
from coorddesk.forecast.rules.scenarios import Change, applied, refuse_change, said_change
from coorddesk.forecast.rules.words import ChangeKind, Sort

LAPTOPS, TABLETS = ("category", 1), ("category", 2)
YEARS = range(2027, 2032)


def device(number: int, year: int = 2027, cents: int | None = 80_000, many: int = 1, of: object = LAPTOPS) -> Expected:
    return Expected(("asset", number), Sort.REPLACEMENT, f"PC-{number}", year, cents, many, within=(of,))  # type: ignore[arg-type]  # a subject


def licence(year: int) -> Expected:
    return Expected(("licence", 7), Sort.LICENCE, "Antivirus", year, 12_000)


THINGS = [device(1), device(2, 2028, 60_000, 2), device(3, of=TABLETS), *(licence(year) for year in YEARS)]


def sums(items: list[Expected]) -> dict[int, int]:
    return {year: plan_table(YEARS, items).cell(None, year).cents for year in YEARS}


def test_putting_off_moves_what_is_meant_and_drops_what_leaves_the_plan() -> None:
    later = applied(THINGS, [(1, Change(ChangeKind.DELAY, LAPTOPS, years=2))])
    assert sums(later) == {2027: 92_000, 2028: 12_000, 2029: 92_000, 2030: 72_000, 2031: 12_000}
    gone = applied(THINGS, [(1, Change(ChangeKind.DELAY, ("asset", 1), years=5))])
    assert plan_table(YEARS, gone).cell(Sort.REPLACEMENT, None) == Cell(3, 140_000)


def test_giving_up_from_a_year_on_ends_what_comes_again() -> None:
    ended = applied(THINGS, [(1, Change(ChangeKind.DROP, ("licence", 7), 2029))])
    assert [each.year for each in ended if each.sort is Sort.LICENCE] == [2027, 2028]
    assert applied(THINGS, [(1, Change(ChangeKind.DROP, ("asset", 99)))]) == THINGS


def test_prices_and_quantities_follow_one_another_in_order() -> None:
    changes = [
        (1, Change(ChangeKind.QUANTITY, LAPTOPS, 2028, quantity=5)),
        (2, Change(ChangeKind.PRICE, LAPTOPS, percent=-1_000)),
        (3, Change(ChangeKind.ADD, year=2030, quantity=20, cents=30_000, words="Tablets")),
    ]
    now = applied(THINGS, changes)
    table = plan_table(YEARS, now)
    assert table.cell(Sort.REPLACEMENT, 2028) == Cell(5, 135_000)
    assert table.cell(Sort.REPLACEMENT, 2027) == Cell(2, 152_000)
    assert table.cell(Sort.ADDED, 2030) == Cell(20, 600_000)
    assert table.sorts == (Sort.LICENCE, Sort.REPLACEMENT, Sort.ADDED)


def test_what_a_rounded_share_left_without_a_thing_still_costs_its_cents() -> None:
    alone = [device(1, cents=999, many=0), device(2, cents=1, many=0)]
    now = applied(alone, [(1, Change(ChangeKind.QUANTITY, LAPTOPS, quantity=4))])
    assert [(each.quantity, each.cents) for each in now] == [(2, 1_998), (2, 2)]


def test_what_has_no_price_is_counted_apart() -> None:
    table = plan_table(YEARS, [device(1, cents=None, many=3), device(2)])
    assert table.cell(Sort.REPLACEMENT, None) == Cell(4, 80_000, 3)
    dearer = applied([device(1, cents=None)], [(1, Change(ChangeKind.PRICE, LAPTOPS, percent=500))])
    assert dearer == [device(1, cents=None)]


def test_devices_of_a_category_are_one_row_a_year() -> None:
    rows = gathered(THINGS[:3], {LAPTOPS: "Laptop"})
    assert [(row.name, row.year, row.quantity, row.cents) for row in rows] == [
        ("Laptop", 2027, 1, 80_000),
        ("PC-3", 2027, 1, 80_000),
        ("Laptop", 2028, 2, 60_000),
    ]
    assert rows[0].meant_by == (LAPTOPS,)


def test_prices_rise_from_the_year_they_are_of() -> None:
    assert [raised(10_000, 200, years) for years in (-1, 0, 1, 2, 3)] == [10_000, 10_000, 10_200, 10_404, 10_612]
    assert raised(10_000, -10_000, 1) == 0
    assert [each.cents for each in with_rise([licence(2027), device(1, cents=None)], 1_000, 2026)] == [13_200, None]


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 50)), min_size=1, max_size=8), st.integers(0, 200))
def test_another_quantity_costs_its_share_to_the_cent(prices: list[tuple[int, int]], quantity: int) -> None:
    items = [device(place, cents=cents, many=many) for place, (cents, many) in enumerate(prices)]
    now = plan_table(YEARS, applied(items, [(1, Change(ChangeKind.QUANTITY, LAPTOPS, quantity=quantity))]))
    cents, many = sum(each[0] for each in prices), sum(each[1] for each in prices)
    assert now.cell(None, None) == Cell(quantity, (2 * cents * quantity + many) // (2 * many))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change(ChangeKind.DELAY, LAPTOPS), "years"),
        (Change(ChangeKind.DELAY, ("contract", 1), years=1), "kind"),
        (Change(ChangeKind.QUANTITY, ("contract", 1), quantity=1), "kind"),
        (Change(ChangeKind.DROP), "target"),
        (Change(ChangeKind.DROP, ("person", 1)), "target"),
        (Change(ChangeKind.DROP, LAPTOPS, 27), "year"),
        (Change(ChangeKind.QUANTITY, LAPTOPS, quantity=-1), "quantity"),
        (Change(ChangeKind.PRICE, LAPTOPS, percent=-10_001), "percent"),
        (Change(ChangeKind.ADD, year=2027, quantity=1, cents=5), "words"),
        (Change(ChangeKind.ADD, year=2027, quantity=0, cents=5, words="x"), "quantity"),
        (Change(ChangeKind.ADD, quantity=1, cents=5, words="x"), "year"),
        (Change(ChangeKind.ADD, year=2027, quantity=1, words="x"), "cents"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: Change, field: str) -> None:
    with pytest.raises(UserError) as refused:
        refuse_change(change)
    assert refused.value.field == field


def test_changes_are_said_in_words() -> None:
    from tests.widgets.sample import texts_in

    say = texts_in("en").say
    assert [
        say(said_change(change, "Laptop"))
        for change in (
            Change(ChangeKind.DELAY, LAPTOPS, years=2),
            Change(ChangeKind.DROP, LAPTOPS, 2028),
            Change(ChangeKind.QUANTITY, LAPTOPS, quantity=1_000),
            Change(ChangeKind.PRICE, LAPTOPS, percent=-550),
            Change(ChangeKind.PRICE, LAPTOPS, percent=1_000),
            Change(ChangeKind.ADD, year=2029, quantity=20, cents=5, words="Tablets"),
        )
    ] == [
        "Put off by 2 years: Laptop",
        "Give up: Laptop, from 2028 on",
        "1,000 a year: Laptop",
        "5.5% cheaper: Laptop",
        "10% dearer: Laptop",
        "Add in 2029: 20 × Tablets at €0.05",
    ]
