from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.rotation import DAYS, MONTHS, WEEKS, is_due, kept

START = datetime(2024, 12, 1, tzinfo=UTC)
MOMENTS = st.sets(st.integers(0, 430 * 24).map(lambda hours: START + timedelta(hours=hours)), max_size=60)


@given(MOMENTS)
def test_nothing_is_invented_and_the_newest_is_never_deleted(moments: set[datetime]) -> None:
    assert kept(moments) <= moments
    assert not moments or max(moments) in kept(moments)


@given(MOMENTS)
def test_each_of_the_latest_days_weeks_and_months_keeps_its_last(moments: set[datetime]) -> None:
    stay = kept(moments)
    for periods, pattern in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last = {moment.strftime(pattern): moment for moment in sorted(moments)}
        assert {last[period] for period in sorted(last)[-periods:]} <= stay


@given(MOMENTS)
def test_rotating_twice_deletes_nothing_more(moments: set[datetime]) -> None:
    assert kept(kept(moments)) == kept(moments)


@given(MOMENTS)
def test_no_more_stay_than_were_asked_for(moments: set[datetime]) -> None:
    before_today = [moment for moment in kept(moments) if moment.date() != max(moments).date()]
    assert len(before_today) <= DAYS - 1 + WEEKS + MONTHS


def test_two_years_of_daily_backups_rotated_daily() -> None:
    stay: set[datetime] = set()
    start = datetime(2025, 1, 1, 17, tzinfo=UTC)
    for day in range(730):
        stay = kept(stay | {start + timedelta(days=day)})
    assert [f"{moment:%Y-%m-%d}" for moment in sorted(stay)] == [
        *("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"),
        *("2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"),
        *("2026-12-13", "2026-12-20"),
        *(f"2026-12-{day}" for day in range(25, 32)),
    ]


def test_all_of_today_stays_and_one_of_each_day_before() -> None:
    today = [datetime(2026, 9, 7, hour, tzinfo=UTC) for hour in (8, 12, 15)]
    before = [datetime(2026, 9, 4, hour, tzinfo=UTC) for hour in (8, 12, 15)]
    assert kept({*today, *before}) == {*today, before[-1]}


@pytest.mark.parametrize(
    ("made", "due"),
    [([], True), ([datetime(2026, 9, 6, 23, 59, tzinfo=UTC)], True), ([datetime(2026, 9, 7, tzinfo=UTC)], False)],
)
def test_one_a_day_is_due(made: list[datetime], due: bool) -> None:
    assert is_due(made, datetime(2026, 9, 7, 8, 30, tzinfo=UTC)) is due
