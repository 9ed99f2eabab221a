from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from coorddesk.widgets.table.difference import Difference, difference, ranges

ids = st.lists(st.integers(0, 40), unique=True, max_size=30)


def told(old: list[int], new: list[int]) -> Difference:
    return difference(array("q", old), array("q", new))


@given(ids, ids)
def test_the_edits_lead_from_one_list_to_the_other(old: list[int], new: list[int]) -> None:
    found = told(old, new)
    stay_before = [row_id for row_id in old if row_id in new]
    stay_after = [row_id for row_id in new if row_id in old]
    assert found.reordered == (stay_before != stay_after)
    if not found.reordered:
        rows = list(old)
        for first, last in found.removals:
            del rows[first : last + 1]
        for first, last in found.insertions:
            rows[first:first] = new[first : last + 1]
        assert rows == new


@given(st.integers(2_000, 5_000), st.data())
def test_one_row_more_or_less_is_one_edit(count: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, count - 1))
    longer = list(range(count))
    shorter = longer[:place] + longer[place + 1 :]
    assert told(longer, shorter) == Difference(removals=((place, place),))
    assert told(shorter, longer) == Difference(insertions=((place, place),))


def test_the_same_rows_are_no_difference() -> None:
    assert told([3, 1, 2], [3, 1, 2]).is_nothing
    assert not told([3, 1, 2], [3, 1]).is_nothing


def test_all_rows_at_once_are_one_edit() -> None:
    rows = list(range(10_000))
    assert told([], rows) == Difference(insertions=((0, 9_999),))
    assert told(rows, []) == Difference(removals=((0, 9_999),))


def test_a_row_that_moved_is_a_new_order() -> None:
    assert told([1, 2, 3, 4], [2, 3, 1, 4]) == Difference(reordered=True)


def test_many_scattered_edits_are_told_as_a_new_order() -> None:
    rows = list(range(1_000))
    assert told(rows, rows[::2]) == Difference(reordered=True)


def test_neighbours_are_drawn_together() -> None:
    assert ranges([]) == []
    assert ranges([5]) == [(5, 5)]
    assert ranges([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
