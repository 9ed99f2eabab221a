"""Truths about stock, for any numbers at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coorddesk.stock.rules import Moved, StockState, is_low, levels, likely_place, stock_state, to_order, worth

some_level = st.integers(-50, 200)
some_bound = st.none() | st.integers(0, 50)
some_moves = st.lists(st.builds(Moved, st.integers(1, 3), st.none() | st.integers(1, 3), st.integers(-5, 5)))


@given(moves=some_moves)
def test_what_is_there_is_the_sum_of_what_came_and_went(moves: list[Moved]) -> None:
    found = levels(moves)
    assert all(found.values())
    for item in (1, 2, 3):
        assert sum(n for (of, _place), n in found.items() if of == item) == sum(
            move.quantity for move in moves if move.item_id == item
        )


@given(moves=some_moves, data=st.data())
def test_the_order_of_movements_does_not_matter(moves: list[Moved], data: st.DataObject) -> None:
    assert levels(data.draw(st.permutations(moves))) == levels(moves)


@given(level=some_level, threshold=some_bound, target=some_bound)
def test_an_order_ends_the_alarm_and_is_never_for_less_than_that(
    level: int, threshold: int | None, target: int | None
) -> None:
    wanted = to_order(level, threshold, target)
    assert (wanted > 0) == is_low(level, threshold)
    assert not is_low(level + wanted, threshold) or threshold is None
    if wanted and target is not None and threshold is not None and target > threshold:
        assert level + wanted == target


@given(level=some_level, threshold=some_bound, target=some_bound)
def test_what_is_no_longer_ordered_is_never_on_the_list(level: int, threshold: int | None, target: int | None) -> None:
    assert to_order(level, threshold, target, is_dropped=True) == 0
    assert stock_state(level, threshold, is_dropped=True) is StockState.DROPPED


@given(level=some_level, threshold=some_bound)
def test_to_order_is_the_state_of_what_is_to_be_ordered(level: int, threshold: int | None) -> None:
    assert (stock_state(level, threshold) is StockState.TO_ORDER) == (to_order(level, threshold, None) > 0)


def test_an_order_goes_up_to_the_most_once_the_least_is_reached() -> None:
    """my-docusaurus-pi.vercel.app, « Min-Max Inventory Levels »: between 380 and 800, 420 are ordered at 380."""
    assert [to_order(level, threshold=380, target=800) for level in (700, 500, 381, 380)] == [0, 0, 0, 420]


def test_orders_by_hand() -> None:
    assert to_order(level=1, threshold=2, target=6) == 5
    assert to_order(level=2, threshold=2, target=6) == 4
    assert to_order(level=3, threshold=2, target=6) == 0
    assert to_order(level=0, threshold=0, target=None) == 1
    assert to_order(level=-1, threshold=0, target=3) == 4  # one is owed


def test_states_by_hand() -> None:
    assert stock_state(0, None) is StockState.NONE_LEFT
    assert stock_state(0, 2) is StockState.TO_ORDER
    assert stock_state(3, 2) is StockState.ENOUGH


def test_what_is_owed_is_worth_nothing() -> None:
    assert worth(-3, 1250) == 0
    assert worth(3, 1250) == 3750
    assert worth(3, None) is None


@given(here=st.dictionaries(st.none() | st.integers(1, 4), st.integers(-3, 5)), usual=st.none() | st.integers(1, 4))
def test_things_are_taken_from_where_there_are_some(here: dict[int | None, int], usual: int | None) -> None:
    place = likely_place(here, usual)
    if any(level > 0 for level in here.values()):
        assert here[place] > 0
        assert place == usual or usual is None or here.get(usual, 0) <= 0
    else:
        assert place == usual
