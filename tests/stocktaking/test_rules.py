from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.stocktaking.rules import (
    COUNTED,
    LONGEST_PAUSE,
    Counts,
    LineState,
    Standing,
    Verdict,
    sittings,
    verdict,
)

HERE, THERE = 1, 2
NINE = datetime(2026, 7, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("standing", "room", "said"),
    [
        (Standing(LineState.EXPECTED, frozenset({HERE})), HERE, Verdict.FOUND),
        (Standing(LineState.EXPECTED, frozenset({HERE})), THERE, Verdict.MISPLACED),
        (Standing(LineState.EXPECTED, frozenset({HERE})), None, Verdict.FOUND),
        (Standing(LineState.EXPECTED, frozenset({HERE, THERE})), THERE, Verdict.FOUND),  # moved on record since
        (Standing(LineState.EXPECTED, frozenset({None})), HERE, Verdict.MISPLACED),
        (Standing(LineState.MISSING, frozenset({HERE})), HERE, Verdict.FOUND),
        (Standing(None, frozenset({THERE})), HERE, Verdict.MISPLACED),
        (Standing(None, frozenset({HERE})), HERE, Verdict.FOUND),
        (Standing(LineState.FOUND, frozenset({HERE}), HERE), HERE, Verdict.AGAIN),
        (Standing(LineState.MISPLACED, frozenset({HERE}), THERE), THERE, Verdict.AGAIN),
        (Standing(LineState.MISPLACED, frozenset({HERE}), THERE), HERE, Verdict.ELSEWHERE),
        (Standing(LineState.FOUND, frozenset({HERE}), HERE), None, Verdict.AGAIN),
    ],
)
def test_a_device_is_where_it_ought_to_be_or_not(standing: Standing, room: int | None, said: Verdict) -> None:
    assert verdict(standing, room, is_device=True) is said


def test_what_nobody_knows_is_kept_once() -> None:
    assert verdict(Standing(None), HERE, is_device=False) is Verdict.UNKNOWN
    assert verdict(Standing(LineState.UNKNOWN, counted_in=HERE), HERE, is_device=False) is Verdict.AGAIN
    assert verdict(Standing(LineState.UNKNOWN, counted_in=HERE), THERE, is_device=False) is Verdict.ELSEWHERE


@given(
    st.sampled_from([None, *LineState]),
    st.frozensets(st.sampled_from([None, 1, 2, 3])),
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from([None, 1, 2, 3]),
    st.booleans(),
)
def test_what_was_counted_is_never_counted_twice(
    state: LineState | None, places: frozenset[int | None], counted_in: int | None, room: int | None, is_device: bool
) -> None:
    said = verdict(Standing(state, places, counted_in), room, is_device=is_device)
    assert (said in {Verdict.AGAIN, Verdict.ELSEWHERE}) is (state in COUNTED)


def test_who_stops_for_long_sits_down_anew_and_two_count_side_by_side() -> None:
    minutes = [(0, "Awa"), (5, "Awa"), (7, "Léo"), (66, "Awa"), (65, "Awa"), (127, "Awa"), (68, "Léo")]
    scans = [(NINE + timedelta(minutes=minute), actor) for minute, actor in minutes]
    told = [
        (each.actor, (each.began - NINE).seconds // 60, (each.ended - NINE).seconds // 60, each.scans)
        for each in sittings(scans)
    ]
    assert told == [("Awa", 0, 66, 4), ("Léo", 7, 7, 1), ("Léo", 68, 68, 1), ("Awa", 127, 127, 1)]


@given(st.lists(st.tuples(st.integers(0, 1000), st.sampled_from(["Awa", "Léo"]))))
def test_sittings_hold_every_scan_once_and_are_apart(minutes: list[tuple[int, str]]) -> None:
    told = sittings((NINE + timedelta(minutes=minute), actor) for minute, actor in minutes)
    assert sum(each.scans for each in told) == len(minutes)
    for actor in ("Awa", "Léo"):
        own = [each for each in told if each.actor == actor]
        assert all(later.began - one.ended > LONGEST_PAUSE for one, later in pairwise(own))
        assert all(each.began <= each.ended for each in own)


@pytest.mark.parametrize(
    ("counts", "percent"),
    [
        (Counts(), 100),
        (Counts(to_find=3), 0),
        (Counts(to_find=1, found=999), 99),
        (Counts(found=2, missing=1, unknown=4), 100),
        (Counts(to_find=1, misplaced=1), 50),
    ],
)
def test_the_whole_is_reached_only_at_the_end(counts: Counts, percent: int) -> None:
    assert counts.percent == percent
