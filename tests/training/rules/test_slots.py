"""Half-days of sessions: typed, drawn up around what is closed, moved, and counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.training.rules.slots import (
    Pattern,
    SlotTimes,
    checked,
    drawn,
    half_day_count,
    horizon,
    moved,
    times_text,
    times_typed,
)
from coorddesk.training.rules.words import Half

TUESDAY = date(2026, 10, 6)
MORNING = (540, 720)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_every_tuesday_around_the_holidays() -> None:
    closed = {date(2026, 10, 20): "Toussaint", date(2026, 10, 27): "Toussaint"}
    found = drawn(Pattern(TUESDAY, (2,), (MORNING,), count=6), closed)
    days = [date(2026, 10, 6), date(2026, 10, 13), date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 17)]
    assert found.slots == tuple(SlotTimes(day, *MORNING) for day in [*days, date(2026, 11, 24)])
    assert found.left_out == closed


def test_every_other_week_until_a_day() -> None:
    found = drawn(Pattern(TUESDAY, (2, 4), (MORNING, (810, 990)), last=date(2026, 10, 22), every=2), {})
    days = [date(2026, 10, 6), date(2026, 10, 8), date(2026, 10, 20), date(2026, 10, 22)]
    assert [slot.day for slot in found.slots] == [day for day in days for _half in range(2)]
    assert half_day_count(found.slots) == 8


@given(
    first=DAYS,
    weekdays=st.sets(st.integers(1, 7), min_size=1),
    length=st.integers(0, 60),
    count=st.none() | st.integers(1, 9),
    every=st.integers(1, 3),
    closed=st.sets(st.integers(0, 60)),
)
def test_slots_keep_to_their_pattern(
    first: date, weekdays: set[int], length: int, count: int | None, every: int, closed: set[int]
) -> None:
    pattern = Pattern(first, tuple(weekdays), (MORNING,), first + timedelta(days=length), count, every)
    shut = {first + timedelta(days=each): "closed" for each in closed}
    found, free = drawn(pattern, shut), drawn(pattern, {})
    days = [slot.day for slot in found.slots]
    assert days == sorted(set(days))
    assert all(first <= day <= horizon(pattern) and day.isoweekday() in weekdays for day in days)
    assert not set(days) & set(shut)
    assert set(found.left_out) <= set(shut)
    if count is None:
        assert {*days, *found.left_out} == {slot.day for slot in free.slots}
    else:
        assert len(days) <= count
    monday = first - timedelta(days=first.weekday())
    assert {(day - monday).days // 7 % every for day in days} <= {0}


@given(st.lists(st.builds(SlotTimes, DAYS, st.integers(0, 700), st.integers(701, 1440)), min_size=1), DAYS)
def test_moving_keeps_the_days_between_slots(slots: list[SlotTimes], first: date) -> None:
    there = moved(slots, first)
    assert there[0].day == first
    assert moved(there, min(slot.day for slot in slots)) == tuple(sorted(slots))


def test_half_days_are_those_before_and_after_one() -> None:
    halves = [SlotTimes(TUESDAY, starts, 1200).half for starts in (0, 779, 780)]
    assert halves == [Half.AM, Half.AM, Half.PM]
    two_in_one = [SlotTimes(TUESDAY, 540, 600), SlotTimes(TUESDAY, 610, 720), SlotTimes(TUESDAY, 840, 900)]
    assert half_day_count(two_in_one) == 2


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("9:00-12:00, 13h30-16h30", ((540, 720), (810, 990))),
        ("14 – 16h", ((840, 960),)),
        ("9h à 12h et 14h à 17h", ((540, 720), (840, 1020))),
        ("", ()),
    ],
)
def test_times_as_people_type_them(text: str, times: tuple[tuple[int, int], ...]) -> None:
    assert times_typed(text) == times
    assert times_typed(times_text(times)) == times


@pytest.mark.parametrize("text", ["nine", "12:00-9:00", "9:75-10:00", "23:00-25:00"])
def test_times_that_no_clock_knows_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        times_typed(text)


def test_slots_that_overlap_are_refused() -> None:
    with pytest.raises(UserError) as refused:
        checked([SlotTimes(TUESDAY, 540, 720), SlotTimes(TUESDAY, 700, 800)])
    assert refused.value.field == "slots"


@pytest.mark.parametrize(
    ("pattern", "field"),
    [
        (Pattern(TUESDAY, (), (MORNING,), count=1), "weekdays"),
        (Pattern(TUESDAY, (2,), (), count=1), "times"),
        (Pattern(TUESDAY, (2,), (MORNING,)), "last"),
        (Pattern(TUESDAY, (2,), (MORNING,), last=TUESDAY - timedelta(days=1)), "last"),
        (Pattern(TUESDAY, (2,), (MORNING,), count=0), "count"),
    ],
)
def test_a_pattern_without_an_end_is_refused(pattern: Pattern, field: str) -> None:
    with pytest.raises(UserError) as refused:
        drawn(pattern, {})
    assert refused.value.field == field
