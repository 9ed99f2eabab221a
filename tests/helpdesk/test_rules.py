"""The matrix of priorities, the way of a ticket, what its log amounts to, and what comes again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.helpdesk.rules import (
    FOLLOWING,
    OPEN,
    OVER,
    Derived,
    Event,
    EventKind,
    Every,
    Linked,
    LinkKind,
    Pledge,
    Resolution,
    Status,
    Step,
    TargetLine,
    TicketKind,
    derived,
    kept_link,
    kept_pledge,
    kept_values,
    next_after,
    pledge_for,
    priority_of,
    step_trouble,
    stored_link,
    stored_pledge,
    stored_values,
)

TODAY = date(2026, 9, 7)
T0 = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
DONE = Step(Status.RESOLVED, "New cable", cause_id=1, resolution=Resolution.FIXED)


def at(hours: int, after: Status, kind: EventKind = EventKind.STATUS) -> Event:
    return Event(T0 + timedelta(hours=hours), kind, after=after.value)


def test_the_matrix_is_that_of_the_product() -> None:
    rows = [[priority_of(urgency, impact) for impact in range(1, 6)] for urgency in range(1, 6)]
    assert rows == [[1, 1, 2, 2, 2], [1, 2, 2, 3, 3], [2, 2, 3, 4, 4], [2, 3, 4, 4, 5], [2, 3, 4, 5, 5]]


def test_what_is_over_is_only_reopened_or_closed() -> None:
    assert {status: FOLLOWING[status] for status in OVER} == {
        Status.RESOLVED: {Status.CLOSED, Status.IN_PROGRESS},
        Status.CLOSED: {Status.IN_PROGRESS},
        Status.CANCELLED: {Status.IN_PROGRESS},
    }
    for status in OPEN:
        assert Status.NEW not in FOLLOWING[status]
        assert Status.CLOSED not in FOLLOWING[status]
        assert {Status.RESOLVED, Status.CANCELLED} <= FOLLOWING[status]


@pytest.mark.parametrize(
    ("before", "step", "field"),
    [
        (Status.NEW, Step(Status.WAITING, "", remind_on=TODAY), "note"),
        (Status.NEW, Step(Status.WAITING, "The part"), "remind_on"),
        (Status.NEW, Step(Status.WAITING, "The part", remind_on=TODAY - timedelta(1)), "remind_on"),
        (Status.NEW, Step(Status.PLANNED), "planned_on"),
        (Status.NEW, Step(Status.PLANNED, planned_on=TODAY - timedelta(1)), "planned_on"),
        (Status.NEW, Step(Status.CLOSED), "status"),
        (Status.NEW, Step(Status.CANCELLED), "note"),
        (Status.IN_PROGRESS, Step(Status.IN_PROGRESS), "status"),
        (Status.CLOSED, Step(Status.IN_PROGRESS), "note"),
        (Status.CLOSED, DONE, "status"),
        (Status.WAITING, Step(Status.RESOLVED, "", cause_id=1, resolution=Resolution.FIXED), "note"),
        (Status.WAITING, Step(Status.RESOLVED, "x", resolution=Resolution.FIXED), "cause"),
        (Status.WAITING, Step(Status.RESOLVED, "x", cause_id=1), "resolution"),
    ],
)
def test_a_step_is_refused_with_the_field_that_is_missing(before: Status, step: Step, field: str) -> None:
    trouble = step_trouble(before, step, TODAY)
    assert trouble is not None
    assert trouble[0] == field


def test_a_whole_step_is_taken() -> None:
    assert step_trouble(Status.NEW, DONE, TODAY) is None
    assert step_trouble(Status.WAITING, Step(Status.WAITING, "More", remind_on=TODAY), TODAY) is None
    assert step_trouble(Status.CANCELLED, Step(Status.IN_PROGRESS, "After all"), TODAY) is None


def test_a_log_tells_the_status_and_the_moments() -> None:
    opened = Event(T0, EventKind.OPENED, is_public=True)
    assert derived([opened]) == Derived(Status.NEW)
    note = Event(T0 + timedelta(hours=1), EventKind.NOTE)
    assert derived([opened, note]) == Derived(Status.NEW)
    answer = Event(T0 + timedelta(hours=2), EventKind.NOTE, is_public=True)
    log = [opened, note, answer, at(3, Status.IN_PROGRESS), at(4, Status.RESOLVED)]
    four = T0 + timedelta(hours=4)
    assert derived(log) == Derived(Status.RESOLVED, answer.moment, four)
    closed = [*log, at(5, Status.CLOSED)]
    assert derived(closed) == Derived(Status.CLOSED, answer.moment, four, T0 + timedelta(hours=5))
    again = [*closed, at(6, Status.IN_PROGRESS, EventKind.REOPENED)]
    assert derived(again) == Derived(Status.IN_PROGRESS, answer.moment)


def test_what_is_cancelled_was_not_resolved_and_what_is_closed_at_once_was() -> None:
    one = T0 + timedelta(hours=1)
    assert derived([at(1, Status.CANCELLED)]) == Derived(Status.CANCELLED, one, None, one)
    assert derived([at(1, Status.CLOSED)]) == Derived(Status.CLOSED, one, one, one)


def test_the_nearest_target_holds() -> None:
    every, urgent, of_kind = Pledge(480, 2400), Pledge(60, 240), Pledge(None, 960)
    lines = [
        TargetLine(every),
        TargetLine(urgent, priority=5),
        TargetLine(of_kind, kind=TicketKind.REQUEST),
        TargetLine(Pledge(1, 2), category_id=1),
        TargetLine(Pledge(3, 4), category_id=7),
    ]
    assert pledge_for([], 5, TicketKind.INCIDENT, []) == Pledge()
    assert pledge_for(lines, 3, TicketKind.INCIDENT, []) == every
    assert pledge_for(lines, 5, TicketKind.INCIDENT, []) == urgent
    assert pledge_for(lines, 5, TicketKind.REQUEST, []) == of_kind
    assert pledge_for(lines, 5, TicketKind.REQUEST, [9, 1]) == Pledge(1, 2)
    assert pledge_for(lines, 5, TicketKind.REQUEST, [7, 1]) == Pledge(3, 4)


@given(st.none() | st.integers(1, 9999), st.none() | st.integers(1, 9999))
def test_a_pledge_comes_back_as_it_was_kept(respond: int | None, resolve: int | None) -> None:
    assert kept_pledge(stored_pledge(Pledge(respond, resolve))) == Pledge(respond, resolve)


@given(st.sampled_from(LinkKind), st.integers(1, 10**9), st.booleans())
def test_a_link_comes_back_as_it_was_kept(kind: LinkKind, other: int, is_back: bool) -> None:
    linked = Linked(kind, other, is_back)
    assert kept_link(stored_link(linked)) == linked


def test_what_is_no_link_and_no_values_is_nothing() -> None:
    assert [kept_link(text) for text in ("", "12", "enemy_of>3")] == [None, None, None]
    assert [kept_values(text) for text in ("", "x", "[1]")] == [{}, {}, {}]
    assert kept_values(stored_values({"title": "é “x”"})) == {"title": "é “x”"}


def test_the_last_of_the_month_stays_the_last_of_the_month() -> None:
    start, days = date(2026, 1, 31), []
    day = start - timedelta(1)
    for _turn in range(5):
        day = next_after(start, Every.MONTH, 1, day)
        days.append(day)
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    assert next_after(date(2024, 2, 29), Every.YEAR, 1, date(2027, 12, 31)) == date(2028, 2, 29)


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(Every),
    st.integers(1, 13),
    st.dates(date(1999, 1, 1), date(2035, 1, 1)),
)
def test_the_next_turn_is_the_first_one_later(start: date, every: Every, step: int, day: date) -> None:
    turn = next_after(start, every, step, day)
    assert turn > day
    assert turn >= start
    if turn > start:
        before = next_after(start, every, step, start - timedelta(1))
        while (later := next_after(start, every, step, before)) < turn:
            before = later
        assert before <= day
