"""What a period comes to, on paper before it is read from a desk."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.helpdesk.rules.figures import (
    LEAST,
    Lengths,
    Period,
    Satisfaction,
    Share,
    backlogs,
    lengths_of,
    month_of,
    share_of,
    year_of,
)

MINUTES = st.lists(st.integers(0, 100_000), min_size=1, max_size=60)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("minutes", "median", "ninetieth"),
    [
        ([7], 7, 7),
        ([3, 1], 2, 3),
        ([1, 2, 3], 2, 3),
        (range(1, 11), 5, 9),
        (range(1, 12), 6, 10),
        ([5] * 9 + [900], 5, 5),
        ([5] * 8 + [900] * 2, 5, 900),
    ],
)
def test_half_took_no_longer_than_the_median_and_nine_of_ten_than_the_ninetieth(
    minutes: list[int], median: int, ninetieth: int
) -> None:
    assert lengths_of(minutes) == Lengths(len(minutes), median, ninetieth)


def test_of_nothing_there_is_no_length() -> None:
    assert lengths_of([]) == Lengths(0, None, None)


@given(MINUTES)
def test_lengths_lie_within_and_do_not_depend_on_the_order(minutes: list[int]) -> None:
    told = lengths_of(minutes)
    assert told == lengths_of(reversed(minutes))
    assert told.median is not None
    assert told.ninetieth is not None
    assert min(minutes) <= told.median <= told.ninetieth <= max(minutes)
    assert sum(each <= told.ninetieth for each in minutes) * 10 >= len(minutes) * 9
    assert sum(each < told.ninetieth for each in minutes) * 10 < len(minutes) * 9


@given(MINUTES, st.integers(0, 1_000))
def test_what_takes_longer_by_as_much_has_lengths_longer_by_as_much(minutes: list[int], more: int) -> None:
    told, later = lengths_of(minutes), lengths_of(each + more for each in minutes)
    assert told.median is not None
    assert told.ninetieth is not None
    assert later == Lengths(told.count, told.median + more, told.ninetieth + more)


@pytest.mark.parametrize(
    ("share", "percent"),
    [(Share(4, 4), None), (Share(5, 5), 100), (Share(0, 5), 0), (Share(1, 8), 13), (Share(), None)],
)
def test_no_percentage_is_made_of_fewer_than_five(share: Share, percent: int | None) -> None:
    assert share.percent == percent


@given(st.lists(st.booleans(), max_size=50))
def test_a_share_and_what_is_left_make_the_whole(held: list[bool]) -> None:
    share, rest = share_of(held), share_of(not each for each in held)
    assert share.count + rest.count == share.among == rest.among == len(held)
    assert (share.percent is None) == (len(held) < LEAST)
    if share.percent is not None and rest.percent is not None:
        assert 100 <= share.percent + rest.percent <= 101


def test_the_two_best_scores_are_satisfied() -> None:
    assert Satisfaction((1, 2, 3, 4)).satisfied == Share(7, 10)


@given(DAYS)
def test_the_months_of_a_year_are_its_days_without_a_gap(day: date) -> None:
    year = year_of(day)
    months = year.months
    assert len(months) == 12
    assert months[0].first == year.first
    assert months[-1].last == year.last
    assert all((later.first - earlier.last).days == 1 for earlier, later in pairwise(months))
    assert month_of(day) in months


def test_a_period_that_begins_within_a_month_has_that_part_of_it() -> None:
    period = Period(date(2026, 1, 20), date(2026, 2, 3))
    assert period.months == (Period(date(2026, 1, 20), date(2026, 1, 31)), Period(date(2026, 2, 1), date(2026, 2, 3)))


@given(st.integers(0, 50), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_a_backlog_is_what_came_without_what_went(before: int, steps: list[tuple[int, int]]) -> None:
    come, gone = [more for more, _less in steps], [less for _more, less in steps]
    left = backlogs(before, come, gone)
    assert left[-1] == before + sum(come) - sum(gone)
    assert left[0] == before + come[0] - gone[0]
