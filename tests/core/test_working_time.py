from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.core.working_time import (
    COUNTRIES,
    Closure,
    OpeningHours,
    Slot,
    Stretch,
    length_text,
    length_typed,
    public_holidays,
)

PARIS = ZoneInfo("Europe/Paris")
LONG_DAY = (Slot(time(8), time(18)),)
OFFICE = OpeningHours((LONG_DAY,) * 5 + ((), ()), PARIS)
LUNCH = OpeningHours(((Slot(time(14), time(18)), Slot(time(9), time(12, 30))),) * 6 + ((),), PARIS, "FR")

MINUTE = timedelta(minutes=1)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # 2:00 becomes 3:00, and 3:00 becomes 2:00


def paris(text: str) -> datetime:
    """A moment by the clock on a wall in Paris."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
bounds = st.lists(times, max_size=6, unique=True).map(sorted)
days = bounds.map(lambda marks: tuple(Slot(*pair) for pair in zip(marks[::2], marks[1::2], strict=False)))
zones = st.sampled_from(["Europe/Paris", "America/Montreal", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]).map(
    ZoneInfo
)
first_days = st.sampled_from(
    [SPRING, AUTUMN, date(2026, 4, 3), date(2026, 10, 4), date(2026, 4, 24), date(2026, 12, 24)]
)
moments = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + timedelta(minutes=minutes),
    first_days,
    st.integers(-2 * 24 * 60, 2 * 24 * 60),
)
hours = st.builds(
    OpeningHours,
    st.lists(days, min_size=7, max_size=7).map(tuple),
    zones,
    st.sampled_from([None, "FR"]),
    st.lists(first_days.map(lambda day: Closure(day, day + timedelta(days=1))), max_size=1).map(tuple),
)
ALWAYS = OpeningHours(((Slot(time(), time()),),) * 7, PARIS)


def count_open(opening: OpeningHours, start: datetime, end: datetime) -> int:
    """Minute by minute, by the clock on the wall."""
    minutes = range(int((end - start) / MINUTE))
    return sum(opening.is_open(start + number * MINUTE) for number in minutes)


def test_four_hours_from_thursday_afternoon() -> None:
    due = OFFICE.after(paris("2026-09-10T16:00"), 240)
    assert due == paris("2026-09-11T10:00")
    assert due.tzinfo is UTC


@pytest.mark.parametrize(
    ("opening", "start", "minutes", "due"),
    [
        (OFFICE, "2026-09-10T16:00", 120, "2026-09-10T18:00"),  # the end of a day rather than the next morning
        (OFFICE, "2026-09-10T16:00", 121, "2026-09-11T08:01"),
        (OFFICE, "2026-09-11T17:00", 61, "2026-09-14T08:01"),  # over a weekend
        (OFFICE, "2026-09-12T10:00", 0, "2026-09-12T10:00"),
        (OFFICE, "2026-09-12T10:00", 1, "2026-09-14T08:01"),
        (LUNCH, "2026-09-07T12:00", 60, "2026-09-07T14:30"),
        (LUNCH, "2026-07-13T17:30", 60, "2026-07-15T09:30"),  # over a public holiday
        (ALWAYS, "2026-03-28T12:00", 24 * 60, "2026-03-29T13:00"),  # that night has an hour less
        (ALWAYS, "2026-10-24T12:00", 24 * 60, "2026-10-25T11:00"),  # and this one an hour more
    ],
)
def test_when_so_much_open_time_has_passed(opening: OpeningHours, start: str, minutes: int, due: str) -> None:
    assert opening.after(paris(start), minutes) == paris(due)
    assert opening.between(paris(start), paris(due)) == minutes


@given(hours, moments, st.integers(0, 4 * 24 * 60))
@example(OpeningHours(((Slot(time(2, 30), time(4)),),) * 7, PARIS), datetime(2026, 3, 29, tzinfo=UTC), 300)
@example(OpeningHours(((Slot(time(1), time(2, 30)),),) * 7, PARIS), datetime(2026, 10, 24, 22, tzinfo=UTC), 600)
@example(
    OpeningHours(((Slot(time(), time(0, 1)),),) * 7, ZoneInfo("Africa/Cairo")), datetime(2026, 4, 23, tzinfo=UTC), 3000
)
def test_open_minutes_are_those_counted_one_by_one(opening: OpeningHours, start: datetime, length: int) -> None:
    end = start + length * MINUTE
    assert opening.between(start, end) == count_open(opening, start, end)


@given(hours, moments, st.integers(1, 600))
def test_what_is_due_is_due_when_so_many_minutes_have_passed(
    opening: OpeningHours, start: datetime, minutes: int
) -> None:
    assume(any(opening.week[day] for day in range(7)))
    due = opening.after(start, minutes)
    assert opening.between(start, due) == minutes
    assert opening.between(start, due - MINUTE) == minutes - 1


@given(hours, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_open_minutes_add_up(opening: OpeningHours, three: list[datetime]) -> None:
    first, second, third = three
    parts = opening.between(first, second) + opening.between(second, third)
    assert opening.between(first, third) == parts


def test_time_runs_forward() -> None:
    assert OFFICE.between(paris("2026-09-11T12:00"), paris("2026-09-10T12:00")) == 0


def test_a_moment_counts_by_the_minute_that_a_clock_shows() -> None:
    due = OFFICE.after(paris("2026-09-10T17:59:30"), 2)
    assert due == paris("2026-09-11T08:01")
    assert OFFICE.between(paris("2026-09-10T17:59:30"), due + timedelta(seconds=59)) == 2


def test_the_first_open_moment() -> None:
    assert OFFICE.opening(paris("2026-09-10T12:00:30")) == paris("2026-09-10T12:00")
    assert OFFICE.opening(paris("2026-09-10T18:00")) == paris("2026-09-11T08:00")
    assert OFFICE.opening(paris("2026-09-12T00:00")) == paris("2026-09-14T08:00")


def test_a_sum_is_told_stretch_by_stretch() -> None:
    thursday, friday = OFFICE.sum_of(paris("2026-09-10T16:00"), paris("2026-09-11T10:00"))
    assert thursday == Stretch(paris("2026-09-10T16:00"), paris("2026-09-10T18:00"), 120)
    assert friday == Stretch(paris("2026-09-11T08:00"), paris("2026-09-11T10:00"), 120)


def test_a_long_sum_is_told_by_its_ends() -> None:
    begin, end = paris("2016-09-12T16:00"), paris("2026-09-11T10:00")
    parts = OFFICE.sum_of(begin, end, most=4)
    assert [part.left_out for part in parts] == [0, 0, 521 * 5 + 5 - 4, 0, 0]  # 521 weeks and five days
    assert sum(part.minutes for part in parts) == OFFICE.between(begin, end)
    assert (parts[2].since, parts[2].until) == (paris("2016-09-14T08:00"), paris("2026-09-09T18:00"))


@given(hours, st.lists(moments, min_size=2, max_size=2).map(sorted))
def test_a_sum_adds_up(opening: OpeningHours, two: list[datetime]) -> None:
    begin, end = two
    parts = opening.sum_of(begin, end)
    assert sum(part.minutes for part in parts) == opening.between(begin, end)
    assert all(part.minutes > 0 and part.since < part.until for part in parts)
    assert all(earlier.until <= later.since for earlier, later in pairwise(parts))


def test_what_a_question_costs_does_not_grow_with_the_years(monkeypatch: pytest.MonkeyPatch) -> None:
    end = paris("2026-09-11T10:00")
    starts = [end - timedelta(weeks=26 * number) for number in range(20)]
    opening = OpeningHours(LUNCH.week, PARIS, "FR")
    assert opening.between(starts[-1], end) > 1_000_000
    monkeypatch.setattr(OpeningHours, "slots", lambda *_args: pytest.fail("a day was looked at again"))
    lengths = [opening.between(start, end) for start in starts]
    assert [opening.after(start, length) for start, length in zip(starts[1:], lengths[1:], strict=True)] == [end] * 19


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (45, "45 min"), (120, "2 h"), (125, "2 h 05")])
def test_lengths_are_said(minutes: int, said: str, texts: Texts) -> None:
    assert texts.say(length_text(minutes)) == said


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-09-10T08:00", True),
        ("2026-09-10T07:59:59", False),
        ("2026-09-10T17:59:59", True),
        ("2026-09-10T18:00", False),
        ("2026-09-12T10:00", False),
    ],
)
def test_whether_it_is_open(moment: str, is_open: bool) -> None:
    assert OFFICE.is_open(paris(moment)) is is_open


def test_closures_take_their_first_and_last_day() -> None:
    closed = OpeningHours(OFFICE.week, PARIS, closures=(Closure(date(2026, 9, 10), date(2026, 9, 11)),))
    open_days = [day for day in range(7, 15) if closed.slots(date(2026, 9, day))]
    assert open_days == [7, 8, 9, 14]


def test_a_desk_that_never_opens_is_told_so() -> None:
    with pytest.raises(UserError, match="never be due"):
        OpeningHours(((),) * 7, PARIS).after(paris("2026-09-10T16:00"), 1)


def test_hours_that_closures_take_away_are_told_too() -> None:
    closed = OpeningHours(OFFICE.week, PARIS, closures=(Closure(date(2026, 1, 1), date(2100, 1, 1)),))
    with pytest.raises(UserError, match="never be due"):
        closed.after(paris("2026-09-10T16:00"), 1)


@pytest.mark.parametrize(
    "slots",
    [
        (Slot(time(18), time(8)),),
        (Slot(time(8), time(8)),),
        (Slot(time(8), time(12)), Slot(time(11), time(14))),
        (Slot(time(8), time()), Slot(time(9), time(10))),
    ],
)
def test_slots_that_make_no_sense_are_refused(slots: tuple[Slot, ...]) -> None:
    with pytest.raises(UserError, match="Opening hours"):
        OpeningHours((slots,) * 7, PARIS)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("FR", date(2026, 7, 14)),
        ("BE", date(2026, 7, 21)),
        ("CH", date(2026, 8, 1)),
        ("CA", date(2026, 7, 1)),
        ("LU", date(2026, 6, 23)),
        ("CA-QC", date(2026, 6, 24)),
        ("FR-57", date(2026, 12, 26)),
    ],
)
def test_public_holidays(country: str, day: date) -> None:
    assert day in public_holidays(country, 2026)
    assert country.partition("-")[0] in COUNTRIES
    assert date(2026, 12, 25) in public_holidays(country, 2026)
    assert OpeningHours(OFFICE.week, PARIS, country).slots(day) == ()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("", None),
        ("45 min", 45),
        ("2h", 120),
        ("2 h 30", 150),
        ("2h05", 125),
        ("1,5 h", 90),
        ("1 j", 420),
        ("2 days", 840),
        ("1d 2h 15min", 555),
        ("0,5 j", 210),
    ],
)
def test_lengths_are_understood_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert length_typed(typed, 420) == minutes


@pytest.mark.parametrize("typed", ["4", "h", "2 h 30 s", "-1 h", "soon", "1 h 2 d", "1 j 30"])
def test_what_is_no_length_or_may_mean_two_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        length_typed(typed, 420)


def test_the_usual_day_is_that_of_most_days() -> None:
    day, morning = (Slot(time(8), time(12)), Slot(time(13, 30), time(17))), (Slot(time(20), time()),)
    assert OpeningHours((day, day, morning, day, (), (), ()), PARIS).usual_day == 450
    assert OpeningHours((morning,) * 7, PARIS).usual_day == 240
    assert OpeningHours(((),) * 7, PARIS).usual_day == 0
