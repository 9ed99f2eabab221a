"""The days of a rhythm, what becomes of a turn, and what is typed into a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.maintenance.rules import (
    DAY,
    Outcome,
    RepairState,
    Rhythm,
    Turn,
    Urgency,
    days_text,
    days_typed,
    downtime_typed,
    due_after,
    hours_away,
    kept_days,
    next_due,
    points_typed,
    step_trouble,
    stored_days,
    trouble_with,
    until,
    urgency,
)

_DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
_OF_YEAR = st.tuples(st.integers(1, 12), st.integers(1, 28)) | st.sampled_from([(2, 29), (4, 30), (12, 31)])
_BY_MONTHS = st.builds(Rhythm, _DAYS, st.integers(1, 48), from_done=st.booleans())
_BY_DAYS = st.builds(
    Rhythm, _DAYS, days=st.lists(_OF_YEAR, min_size=1, max_size=5, unique=True).map(tuple).map(sorted).map(tuple)
)
_RHYTHMS = _BY_MONTHS | _BY_DAYS


def _later(day: date, months: int) -> date:
    """So many months later, found by walking from the first of the month to the day or to the last there is."""
    first = day.replace(day=1)
    for _month in range(months):
        first = (first + timedelta(days=31)).replace(day=1)
    found = first
    while found.day < day.day and (found + timedelta(days=1)).month == first.month:
        found += timedelta(days=1)
    return found


def test_months_are_counted_from_the_start_so_that_a_short_one_shifts_nothing() -> None:
    rhythm = Rhythm(date(2026, 1, 31), 1)
    days = [due_after(rhythm, None)]
    for _turn in range(4):
        days.append(due_after(rhythm, days[-1]))
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_a_leap_day_is_the_last_of_february_in_other_years() -> None:
    yearly, fixed = Rhythm(date(2024, 2, 29), 12), Rhythm(date(2024, 1, 1), days=((2, 29),))
    for rhythm in (yearly, fixed):
        assert due_after(rhythm, date(2024, 2, 29)) == date(2025, 2, 28)
        assert due_after(rhythm, date(2027, 12, 31)) == date(2028, 2, 29)


@given(_BY_MONTHS, st.none() | _DAYS)
def test_every_so_many_months_is_what_adding_them_one_by_one_gives(rhythm: Rhythm, after: date | None) -> None:
    times = 0
    assert rhythm.months is not None
    while after is not None and _later(rhythm.start, times * rhythm.months) <= after:
        times += 1
    assert due_after(rhythm, after) == _later(rhythm.start, times * rhythm.months)


@given(_BY_DAYS, st.none() | _DAYS)
def test_days_of_the_year_are_what_walking_day_by_day_finds(rhythm: Rhythm, after: date | None) -> None:
    day = rhythm.start if after is None or after < rhythm.start else after + timedelta(days=1)

    def is_due(day: date) -> bool:
        is_last = (day + timedelta(days=1)).month != day.month
        return any(month == day.month and (n == day.day or (is_last and n > day.day)) for month, n in rhythm.days)

    while not is_due(day):
        day += timedelta(days=1)
    assert due_after(rhythm, after) == day


@given(_RHYTHMS, _DAYS, st.sampled_from([Outcome.DONE, Outcome.SKIPPED]), _DAYS)
def test_what_was_done_or_skipped_is_due_again_on_a_later_day_and_never_piles_up(
    rhythm: Rhythm, after: date, outcome: Outcome, day: date
) -> None:
    due = due_after(rhythm, after)
    assert due is not None
    again = next_due(rhythm, Turn(due, outcome, day))
    assert again is not None
    if rhythm.from_done and outcome is Outcome.DONE:
        assert rhythm.months is not None
        assert again == _later(day, rhythm.months)
    else:
        assert again > max(due, day)


@given(_RHYTHMS, _DAYS, _DAYS)
def test_what_is_postponed_is_due_on_that_day_alone(rhythm: Rhythm, due: date, day: date) -> None:
    assert next_due(rhythm, Turn(due, Outcome.POSTPONED, day)) == day


@given(_RHYTHMS, _DAYS)
def test_a_device_that_came_later_is_due_on_a_day_of_the_rhythm_after_it_came(rhythm: Rhythm, since: date) -> None:
    first = next_due(rhythm, None, since)
    assert first == (due_after(rhythm, since) if since > rhythm.start else due_after(rhythm, None))
    assert first is not None
    assert first > since or since <= rhythm.start


_ENDING = st.builds(lambda rhythm, end: replace(rhythm, end=end), _RHYTHMS, st.none() | _DAYS)


@given(_ENDING, _DAYS | st.just(date.max), st.none() | _DAYS)
def test_a_device_is_due_by_a_day_if_it_came_by_the_day_that_this_leads_to(
    rhythm: Rhythm, limit: date, since: date | None
) -> None:
    due, came = next_due(rhythm, None, since), until(rhythm, limit).came
    assert (due is not None and due <= limit) == (came is not None and (since is None or since <= came))


@given(_ENDING, _DAYS | st.just(date.max), _DAYS, st.sampled_from(Outcome), _DAYS)
def test_a_device_is_due_by_a_day_again_if_it_was_looked_after_by_the_day_that_this_leads_to(
    rhythm: Rhythm, limit: date, seen: date, outcome: Outcome, day: date
) -> None:
    due, by = next_due(rhythm, Turn(seen, outcome, day)), until(rhythm, limit)
    last = by.postponed if outcome is Outcome.POSTPONED else by.counted
    is_on_its_day = outcome is Outcome.POSTPONED or (rhythm.is_floating and outcome is Outcome.DONE)
    counted = day if is_on_its_day else max(seen, day)
    assert (due is not None and due <= limit) == (last is not None and counted <= last)


def test_nothing_is_due_after_the_end() -> None:
    rhythm = Rhythm(date(2026, 1, 15), 6, end=date(2026, 7, 15))
    assert due_after(rhythm, date(2026, 1, 15)) == date(2026, 7, 15)
    assert due_after(rhythm, date(2026, 7, 15)) is None


def test_days_that_no_calendar_has_are_never_due() -> None:
    assert due_after(Rhythm(date(9999, 6, 1), 12), date(9999, 6, 1)) is None
    assert due_after(Rhythm(date(9999, 6, 1), days=((3, 1),)), date(9999, 6, 1)) is None


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 11, 21), Urgency.OVERDUE),
        (date(2026, 11, 22), Urgency.DUE),
        (date(2026, 12, 6), Urgency.DUE),
        (date(2026, 12, 7), Urgency.COMING),
    ],
)
def test_a_day_announces_itself_ahead(due: date, expected: Urgency) -> None:
    assert urgency(due, date(2026, 11, 22), 14) is expected


@pytest.mark.parametrize(
    ("rhythm", "ahead", "field"),
    [
        (Rhythm(date(2026, 1, 1), 12), 0, None),
        (Rhythm(date(2026, 1, 1), days=((9, 1),)), 365, None),
        (Rhythm(date(2026, 1, 1)), 0, "months"),
        (Rhythm(date(2026, 1, 1), 12, ((9, 1),)), 0, "months"),
        (Rhythm(date(2026, 1, 1), 0), 0, "months"),
        (Rhythm(date(2026, 1, 1), 241), 0, "months"),
        (Rhythm(date(2026, 1, 2), 12, end=date(2026, 1, 1)), 0, "end"),
        (Rhythm(date(2026, 1, 1), 12), -1, "ahead"),
        (Rhythm(date(2026, 1, 1), 12), 366, "ahead"),
    ],
)
def test_a_rhythm_that_cannot_be_names_the_field(rhythm: Rhythm, ahead: int, field: str | None) -> None:
    trouble = trouble_with(rhythm, ahead)
    assert (None if trouble is None else trouble[0]) == field


@given(st.lists(_OF_YEAR, max_size=8, unique=True))
def test_days_of_the_year_are_typed_and_kept_as_they_are_shown(days: list[tuple[int, int]]) -> None:
    expected = tuple(sorted(days))
    assert days_typed(days_text(days)) == expected
    assert kept_days(stored_days(expected)) == expected


@pytest.mark.parametrize("text", ["32/01", "31/04", "0/5", "5", "1/13", "1 sept", "1/2/3", "٣/٤"])
def test_what_is_no_day_of_the_year_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        days_typed(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("", None), ("3", 3), ("3 h", 3), ("2 d", 2 * DAY), ("2 jours", 48), ("1 j 4 h", 28), ("1d4", 28), ("0", 0)],
)
def test_time_out_of_use_is_typed_in_hours_or_days(text: str, hours: int | None) -> None:
    assert downtime_typed(text) == hours


@pytest.mark.parametrize("text", ["x", "3 m", "-2", "1,5", "9999 j"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        downtime_typed(text)


def test_points_stand_once_each_in_their_order() -> None:
    assert points_typed([" Lamp  ", "", "Filter", "lampe", "LAMP"]) == ["Lamp", "Filter", "lampe"]
    with pytest.raises(UserError):
        points_typed(map(str, range(101)))
    with pytest.raises(UserError):
        points_typed(["x" * 301])


def test_a_step_is_never_before_the_one_before_nor_to_come_nor_after_the_end() -> None:
    today, steps = date(2026, 11, 22), [(RepairState.TO_SEND, date(2026, 11, 10))]
    assert step_trouble(steps, RepairState.LEFT, date(2026, 11, 10), today) is None
    for state, day, field in (
        (RepairState.LEFT, date(2026, 11, 9), "day"),
        (RepairState.LEFT, date(2026, 11, 23), "day"),
        (RepairState.TO_SEND, today, "state"),
    ):
        trouble = step_trouble(steps, state, day, today)
        assert trouble is not None
        assert trouble[0] == field
    over = step_trouble([*steps, (RepairState.ABANDONED, today)], RepairState.READY, today, today)
    assert over is not None
    assert over[0] == "state"
    assert hours_away(steps, today) == 12 * DAY
    assert hours_away([], today) == 0
