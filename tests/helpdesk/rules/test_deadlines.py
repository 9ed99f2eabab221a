from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coorddesk.core.working_time import Closure, OpeningHours, Slot
from coorddesk.helpdesk.rules.deadlines import Clockwork, Deadline, Part, Promise, Turn, resolution, response
from coorddesk.helpdesk.rules.words import Status

PARIS = ZoneInfo("Europe/Paris")
OFFICE = OpeningHours(((Slot(time(8), time(18)),),) * 5 + ((), ()), PARIS)
LUNCH = OpeningHours(((Slot(time(8), time(12)), Slot(time(13, 30), time(17, 30))),) * 5 + ((), ()), PARIS, "FR")
TUESDAYS = OpeningHours(((), (Slot(time(8), time(17)),), (), (), (), (), ()), PARIS)
ALWAYS = OpeningHours(((Slot(time(), time()),),) * 7, PARIS)
AUTUMN = OpeningHours(OFFICE.week, PARIS, "FR", (Closure(date(2026, 10, 17), date(2026, 11, 1)),))
LATER = datetime(2030, 1, 1, tzinfo=UTC)
NEW, GOING, PLANNED, WAITING = Status.NEW, Status.IN_PROGRESS, Status.PLANNED, Status.WAITING
RESOLVED, CLOSED, CANCELLED = Status.RESOLVED, Status.CLOSED, Status.CANCELLED


def paris(text: str) -> datetime:
    """A moment by the clock on a wall in Paris."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def life(*turns: tuple[str, Status]) -> list[Turn]:
    """The turns of a ticket, by the same clock."""
    return [Turn(paris(moment), status) for moment, status in turns]


def promised(*promises: tuple[str, int | None]) -> list[Promise]:
    """What was promised, by the same clock."""
    return [Promise(paris(moment), minutes) for moment, minutes in promises]


EXAMPLES: dict[str, tuple[OpeningHours, list[Turn], list[Promise], str | None]] = {
    "the oracle: Thursday 16:00 and 4 h": (
        OFFICE,
        life(("2026-09-10T16:00", NEW)),
        promised(("2026-09-10T16:00", 240)),
        "2026-09-11T10:00",
    ),
    "lunch is no work (frappe/helpdesk#2212)": (
        LUNCH,
        life(("2026-09-10T11:00", NEW)),
        promised(("2026-09-10T11:00", 120)),
        "2026-09-10T14:30",
    ),
    "opened at night counts from the morning": (
        LUNCH,
        life(("2026-09-10T23:00", NEW)),
        promised(("2026-09-10T23:00", 60)),
        "2026-09-11T09:00",
    ),
    "open on Tuesdays alone (osTicket#6739)": (
        TUESDAYS,
        life(("2026-09-09T10:00", NEW)),
        promised(("2026-09-09T10:00", 600)),
        "2026-09-22T09:00",
    ),
    "waiting stops the clock (osTicket#6524)": (
        OFFICE,
        life(("2026-09-10T16:00", NEW), ("2026-09-10T17:00", WAITING), ("2026-09-14T09:00", GOING)),
        promised(("2026-09-10T16:00", 240)),
        "2026-09-14T12:00",
    ),
    "waiting over holidays, which are not counted twice (glpi#14937)": (
        LUNCH,
        life(("2026-07-13T16:30", NEW), ("2026-07-13T17:00", WAITING), ("2026-07-15T09:00", GOING)),
        promised(("2026-07-13T16:30", 60)),
        "2026-07-15T09:30",
    ),
    "nothing is due while it waits (glpi#24481)": (
        OFFICE,
        life(("2026-09-10T16:00", NEW), ("2026-09-10T17:00", WAITING)),
        promised(("2026-09-10T16:00", 240)),
        None,
    ),
    "changing the target keeps the pause (glpi#6902, #10594, #15605)": (
        OFFICE,
        life(("2026-09-07T08:00", NEW), ("2026-09-07T09:00", WAITING), ("2026-09-10T09:00", GOING)),
        promised(("2026-09-07T08:00", 600), ("2026-09-10T09:30", 240)),
        "2026-09-10T12:00",
    ),
    "a target that is spent when it is promised is due at once, not last week": (
        OFFICE,
        life(("2026-09-07T08:00", NEW)),
        promised(("2026-09-07T08:00", 1800), ("2026-09-09T09:00", 120)),
        "2026-09-09T09:00",
    ),
    "and never at night": (
        OFFICE,
        life(("2026-09-07T08:00", NEW)),
        promised(("2026-09-07T08:00", 1800), ("2026-09-08T23:00", 120)),
        "2026-09-09T08:00",
    ),
    "promised while it waits, due when it goes on": (
        OFFICE,
        life(("2026-09-07T08:00", NEW), ("2026-09-07T18:00", WAITING), ("2026-09-09T11:00", GOING)),
        promised(("2026-09-07T08:00", 1800), ("2026-09-08T10:00", 120)),
        "2026-09-09T11:00",
    ),
    "what was resolved and reopened was not worked on in between (glpi#23359)": (
        OFFICE,
        life(("2026-09-10T16:00", NEW), ("2026-09-10T17:00", RESOLVED), ("2026-09-21T08:00", GOING)),
        promised(("2026-09-10T16:00", 240)),
        "2026-09-21T11:00",
    ),
    "nor what was closed and reopened (glpi#9267)": (
        OFFICE,
        life(
            ("2026-09-10T16:00", NEW),
            ("2026-09-10T17:00", RESOLVED),
            ("2026-09-15T17:00", CLOSED),
            ("2026-09-21T08:00", GOING),
        ),
        promised(("2026-09-10T16:00", 240)),
        "2026-09-21T11:00",
    ),
    "the end of a day, not midnight (glpi#22678)": (
        OFFICE,
        life(("2026-09-10T16:00", NEW)),
        promised(("2026-09-10T16:00", 120)),
        "2026-09-10T18:00",
    ),
    "planned is worked on": (
        OFFICE,
        life(("2026-09-10T16:00", NEW), ("2026-09-10T16:30", PLANNED)),
        promised(("2026-09-10T16:00", 120)),
        "2026-09-10T18:00",
    ),
    "school holidays, and All Saints' Day after them": (
        AUTUMN,
        life(("2026-10-16T17:00", NEW)),
        promised(("2026-10-16T17:00", 120)),
        "2026-11-02T09:00",
    ),
    "the night that has an hour less": (
        ALWAYS,
        life(("2026-03-28T12:00", NEW)),
        promised(("2026-03-28T12:00", 1440)),
        "2026-03-29T13:00",
    ),
    "the night that has an hour more": (
        ALWAYS,
        life(("2026-10-24T12:00", NEW)),
        promised(("2026-10-24T12:00", 1440)),
        "2026-10-25T11:00",
    ),
    "cancelled, or merged into another": (
        OFFICE,
        life(("2026-09-10T16:00", NEW), ("2026-09-10T17:00", CANCELLED)),
        promised(("2026-09-10T16:00", 240)),
        None,
    ),
    "nothing is promised any more": (
        OFFICE,
        life(("2026-09-10T16:00", NEW)),
        promised(("2026-09-10T16:00", 240), ("2026-09-10T17:00", None)),
        None,
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_examples(name: str) -> None:
    hours, turns, promises, due = EXAMPLES[name]
    assert resolution(turns, promises, hours, LATER).due == (due and paris(due))


def test_what_waits_before_it_is_late_is_not_late_ever_after() -> None:
    turns = life(("2026-09-10T16:00", NEW), ("2026-09-10T17:00", WAITING))
    deadline = resolution(turns, promised(("2026-09-10T16:00", 240)), OFFICE, LATER)
    assert (deadline.clock, deadline.used, deadline.left) == (Clockwork.PAUSED, 60, 180)
    assert (deadline.is_broken, deadline.is_kept) == (False, None)


def test_waiting_does_not_heal_what_was_late() -> None:
    turns = life(("2026-09-10T08:00", NEW), ("2026-09-10T17:00", WAITING))
    deadline = resolution(turns, promised(("2026-09-10T08:00", 240)), OFFICE, LATER)
    assert deadline.due == paris("2026-09-10T12:00")
    assert (deadline.clock, deadline.left, deadline.is_kept) == (Clockwork.PAUSED, -300, False)


@pytest.mark.parametrize(
    ("resolved", "is_kept", "left"),
    [
        ("2026-09-11T09:00", True, 60),
        ("2026-09-11T10:00:59", True, 0),  # by the minute that a clock shows
        ("2026-09-11T10:01", False, -1),
        ("2026-09-10T16:00:30", True, 240),
    ],
)
def test_kept_or_broken(resolved: str, is_kept: bool, left: int) -> None:
    turns = life(("2026-09-10T16:00", NEW), (resolved, RESOLVED), ("2026-09-20T10:00", CLOSED))
    deadline = resolution(turns, promised(("2026-09-10T16:00", 240)), OFFICE, LATER)
    assert (deadline.clock, deadline.is_kept, deadline.left) == (Clockwork.STOPPED, is_kept, left)
    assert deadline.due == paris("2026-09-11T10:00")


def test_what_is_promised_once_it_is_resolved_changes_nothing() -> None:
    turns = life(("2026-09-10T16:00", NEW), ("2026-09-11T09:00", RESOLVED))
    late = promised(("2026-09-10T16:00", 240), ("2026-09-12T10:00", 30))
    assert resolution(turns, late, OFFICE, LATER).is_kept is True


def test_a_ticket_is_late_from_the_minute_after() -> None:
    turns, promises = life(("2026-09-10T16:00", NEW)), promised(("2026-09-10T16:00", 240))
    assert resolution(turns, promises, OFFICE, paris("2026-09-11T10:00:59")).is_kept is None
    assert resolution(turns, promises, OFFICE, paris("2026-09-11T10:01")).is_kept is False


def test_the_first_answer_is_given_by_taking_it_up_or_by_writing() -> None:
    turns = life(("2026-09-10T16:00", NEW), ("2026-09-10T17:30", GOING), ("2026-09-11T09:00", RESOLVED))
    promises = promised(("2026-09-10T16:00", 60))
    taken_up = response(turns, promises, OFFICE, LATER)
    assert (taken_up.clock, taken_up.used, taken_up.is_kept) == (Clockwork.STOPPED, 90, False)
    written = response(turns, promises, OFFICE, LATER, answered=paris("2026-09-10T16:45"))
    assert (written.clock, written.used, written.is_kept) == (Clockwork.STOPPED, 45, True)
    open_still = response(turns[:1], promises, OFFICE, paris("2026-09-10T16:45"))
    assert (open_still.clock, open_still.left, open_still.due) == (Clockwork.RUNNING, 15, paris("2026-09-10T17:00"))


def test_reopening_asks_for_no_second_first_answer() -> None:
    turns = life(("2026-09-10T16:00", NEW), ("2026-09-10T16:30", RESOLVED), ("2026-09-20T09:00", NEW))
    answer = response(turns, promised(("2026-09-10T16:00", 60)), OFFICE, LATER)
    assert (answer.clock, answer.used, answer.is_kept) == (Clockwork.STOPPED, 30, True)


def test_what_is_cancelled_before_anybody_answered_is_neither_kept_nor_broken() -> None:
    turns = life(("2026-09-10T16:00", NEW), ("2026-09-12T16:30", CANCELLED))
    answer = response(turns, promised(("2026-09-10T16:00", 60)), OFFICE, LATER, answered=paris("2026-09-13T10:00"))
    assert (answer.clock, answer.due, answer.is_kept, answer.left) == (Clockwork.DROPPED, None, None, None)


def test_a_ticket_of_ten_years_costs_what_one_of_today_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = life(("2016-09-12T16:00", NEW)), life(("2026-09-10T16:00", NEW))
    promises = promised(("2016-09-12T16:00", 240))
    now = paris("2026-09-11T09:00")
    hours = OpeningHours(OFFICE.week, PARIS)
    first = resolution(old, promises, hours, now)
    monkeypatch.setattr(OpeningHours, "slots", lambda *_args: pytest.fail("a day was looked at again"))
    assert resolution(old, promises, hours, now) == first
    assert resolution(new, promises, hours, now).used == 180


BEGIN = paris("2026-03-20T00:00")
minutes = st.integers(1, 3000)
steps = st.lists(
    st.tuples(st.integers(0, 5000), st.sampled_from([NEW, GOING, PLANNED, WAITING, RESOLVED, CLOSED, CANCELLED])),
    max_size=6,
)
calendars = st.sampled_from([OFFICE, LUNCH, TUESDAYS, ALWAYS, AUTUMN])


def lived(opened: int, steps: list[tuple[int, Status]]) -> list[Turn]:
    moment = BEGIN + timedelta(minutes=opened)
    turns = [Turn(moment.astimezone(UTC), NEW)]
    for minutes, status in steps:
        turns.append(Turn(turns[-1].moment + timedelta(minutes=minutes), status))
    return turns


def due(turns: list[Turn], target: int, hours: OpeningHours, *, change: Promise | None = None) -> Deadline:
    promises = [Promise(turns[0].moment, target), *([change] if change is not None else [])]
    return resolution(turns, promises, hours, LATER)


@given(st.integers(0, 20_000), steps, minutes, calendars)
def test_due_in_opening_hours_after_exactly_what_was_promised(
    opened: int, steps: list[tuple[int, Status]], target: int, hours: OpeningHours
) -> None:
    turns = lived(opened, steps)
    deadline = due(turns, target, hours)
    assume(deadline.due is not None)
    assert deadline.due is not None
    assert deadline.due >= turns[0].moment
    assert hours.is_open(deadline.due - timedelta(minutes=1))  # it is the end of an open minute
    over = deadline.parts[-1].until
    gone_on = [Part(over, None)] if over is not None else []  # when it would have been due, had it gone on
    runs = [part for part in [*deadline.parts, *gone_on] if part.is_counted and part.since < deadline.due]
    counted = sum(hours.between(part.since, min(part.until or deadline.due, deadline.due)) for part in runs)
    assert counted == target


@given(st.integers(0, 20_000), st.lists(st.integers(0, 5000), min_size=2, max_size=2), minutes, calendars)
def test_a_pause_never_shortens(opened: int, pause: list[int], target: int, hours: OpeningHours) -> None:
    plain = lived(opened, [])
    paused = lived(opened, [(pause[0], WAITING), (pause[1], GOING)])
    first, second = due(plain, target, hours), due(paused, target, hours)
    assert first.due is not None
    assert second.due is not None
    assert first.due <= second.due
    started, over = paused[1].moment, paused[2].moment
    if first.due > started:  # and it adds what lay within opening hours, to the minute
        assert hours.between(first.due, second.due) == hours.between(started, over)


@given(st.integers(0, 20_000), steps, minutes, minutes, calendars)
def test_a_larger_target_is_never_due_earlier(
    opened: int, steps: list[tuple[int, Status]], one: int, other: int, hours: OpeningHours
) -> None:
    turns = lived(opened, steps)
    tight, wide = (due(turns, target, hours) for target in sorted([one, other]))
    if tight.due is None:
        assert wide.due is None
    else:
        assert wide.due is None or tight.due <= wide.due
    assert tight.is_broken or not wide.is_broken
    assert tight.used == wide.used


@given(st.integers(0, 20_000), steps, minutes, minutes, st.integers(0, 20_000), calendars)
def test_a_change_of_the_target_loses_no_pause_and_is_never_due_before_it(
    opened: int, steps: list[tuple[int, Status]], one: int, other: int, later: int, hours: OpeningHours
) -> None:
    turns = lived(opened, steps)
    moment = turns[0].moment + timedelta(minutes=later)
    changed = due(turns, one, hours, change=Promise(moment, other))
    assume(changed.promised_at == moment)
    straight = due(turns, other, hours)
    assert changed.used == straight.used
    if changed.due is not None:
        assert changed.due >= moment
        assert straight.due is not None
        if straight.due >= moment:
            assert changed.due == straight.due


@given(st.integers(0, 20_000), steps, minutes, calendars, st.integers(0, 30_000))
def test_what_was_reopened_goes_on_where_it_stood(
    opened: int, steps: list[tuple[int, Status]], target: int, hours: OpeningHours, away: int
) -> None:
    turns = lived(opened, [*steps, (0, GOING), (60, RESOLVED)])
    stopped = due(turns, target, hours)
    reopened = due([*turns, Turn(turns[-1].moment + timedelta(minutes=away), GOING)], target, hours)
    assert stopped.left is not None
    assert stopped.due is not None
    if stopped.left > 0 and away > 0:
        assert reopened.due == hours.after(turns[-1].moment + timedelta(minutes=away), stopped.left)
