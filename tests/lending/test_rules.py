from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.rules import (
    Claim,
    DuePreset,
    LoanState,
    Period,
    Standing,
    days_late,
    due_on,
    held_until,
    most_at_once,
    standing,
    status_back,
)

days = st.dates(date(2026, 1, 1), date(2026, 1, 20))
periods = st.builds(
    lambda first, length: Period(first, None if length is None else first + timedelta(days=length)),
    days,
    st.none() | st.integers(0, 5),
)


@pytest.mark.parametrize(
    ("today", "weekend", "end"),
    [
        (date(2026, 9, 11), date(2026, 9, 14), date(2027, 6, 30)),
        (date(2026, 9, 14), date(2026, 9, 21), date(2027, 6, 30)),
        (date(2027, 6, 30), date(2027, 7, 5), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2027, 7, 5), date(2028, 6, 30)),
    ],
)
def test_presets_are_the_days_that_people_mean(today: date, weekend: date, end: date) -> None:
    assert [due_on(preset, today) for preset in DuePreset] == [
        today,
        weekend,
        today + timedelta(days=14),
        end,
        None,
    ]


def test_what_is_due_today_is_not_late() -> None:
    today = date(2026, 9, 7)
    due = [today - timedelta(days=1), today, None]
    assert [standing(LoanState.OPEN, each, today, is_partly_back=False) for each in due] == [
        Standing.OVERDUE,
        Standing.OPEN,
        Standing.PERMANENT,
    ]
    assert [days_late(each, today) for each in due] == [1, 0, 0]
    assert [held_until(each, today) for each in due] == [today, today, None]
    assert standing(LoanState.OPEN, today, today, is_partly_back=True) is Standing.PARTLY
    assert standing(LoanState.RETURNED, due[0], today, is_partly_back=True) is Standing.RETURNED


def test_a_device_becomes_what_it_was_unless_somebody_said_otherwise_since() -> None:
    before = {meta: status_back(MetaStatus.ON_LOAN, meta) for meta in MetaStatus}
    assert before == {
        MetaStatus.IN_STOCK: MetaStatus.IN_STOCK,
        MetaStatus.ASSIGNED: MetaStatus.ASSIGNED,
        MetaStatus.ON_LOAN: MetaStatus.IN_STOCK,
        MetaStatus.UNDER_REPAIR: MetaStatus.IN_STOCK,
        MetaStatus.UNAVAILABLE: MetaStatus.UNAVAILABLE,
        MetaStatus.RETIRED: MetaStatus.IN_STOCK,
    }
    assert {status_back(now, MetaStatus.IN_STOCK) for now in MetaStatus if now is not MetaStatus.ON_LOAN} == {None}


@given(one=periods, other=periods)
def test_periods_meet_if_they_share_a_day(one: Period, other: Period) -> None:
    def of(period: Period) -> set[int]:
        last = period.last or date(2026, 3, 1)
        return set(range(period.first.toordinal(), last.toordinal() + 1))

    assert one.meets(other) is other.meets(one) is bool(of(one) & of(other))


@given(claims=st.lists(st.builds(Claim, periods, st.integers(1, 3)), max_size=6), within=periods)
def test_as_many_are_needed_as_on_the_worst_day(claims: list[Claim], within: Period) -> None:
    last = within.last or date(2026, 2, 1)
    all_days = [within.first + timedelta(days=n) for n in range((last - within.first).days + 1)]
    on_each = [sum(claim.count for claim in claims if claim.period.meets(Period(day, day))) for day in all_days]
    assert most_at_once(claims, within) == max(on_each)


def test_a_buffer_begins_before_the_first_day_and_never_before_time() -> None:
    period = Period(date(2026, 1, 2), date(2026, 1, 3))
    assert period.prepared(2) == Period(date(2025, 12, 31), date(2026, 1, 3))
    assert Period(date.min).prepared(3) == Period(date.min)
