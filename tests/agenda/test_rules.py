from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.agenda.rules import LONGEST, USUAL, kept_week, slots_text, slots_typed, stored_week, trouble_with
from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.core.working_time import Slot

MORNING, AFTERNOON = Slot(time(8), time(12)), Slot(time(13, 30), time(17, 30))
times = st.times().map(lambda each: each.replace(second=0, microsecond=0, fold=0))
slots = st.lists(times, max_size=6, unique=True).map(sorted)
days = slots.map(lambda marks: tuple(Slot(*pair) for pair in zip(marks[::2], marks[1::2], strict=False)))


@pytest.mark.parametrize(
    "typed",
    [
        "8:00-12:00, 13:30-17:30",
        "8h-12h ; 13h30–17h30",
        "08.00 – 12.00/13.30 – 17.30",
        "13:30-17:30,8-12",
        "8 à 12 et 13h30 à 17h30",
        "8:00 to 12:00 and 13:30 to 17:30",
    ],
)
def test_slots_as_people_type_them(typed: str) -> None:
    assert slots_typed(typed) == (MORNING, AFTERNOON)


@pytest.mark.parametrize("typed", ["", "  ", "-", "Fermé", "closed"])
def test_a_day_without_any(typed: str) -> None:
    assert slots_typed(typed) == ()


def test_until_midnight() -> None:
    assert slots_typed("18:00-24:00") == (Slot(time(18), time()),)
    assert slots_text([Slot(time(18), time())]) == "18:00–24:00"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("morning", "“morning” is no time. Write it like 8:00-12:00, 13:30-17:30."),
        ("8-12,", "“” is no time. Write it like 8:00-12:00, 13:30-17:30."),
        ("25:00-26:00", "“25:00-26:00” is no time of the day."),
        ("8:61-12:00", "“8:61-12:00” is no time of the day."),
    ],
)
def test_what_is_no_time_is_refused(typed: str, said: str, texts: Texts) -> None:
    with pytest.raises(UserError) as refusal:
        slots_typed(typed)
    assert texts.say(refusal.value.message) == said


@given(days)
def test_slots_come_back_as_they_were_written(day: tuple[Slot, ...]) -> None:
    assert slots_typed(slots_text(day)) == day
    assert kept_week(stored_week((day,) * 7)) == (day,) * 7


def test_what_holds_until_something_else_is_said() -> None:
    assert [slots_text(day) for day in USUAL] == ["08:00–12:00, 13:30–17:30"] * 5 + ["", ""]


@pytest.mark.parametrize(
    ("name", "last", "field"),
    [
        (" ", date(2026, 7, 5), "name"),
        ("Summer", date(2026, 7, 3), "last"),
        ("Summer", date(2026, 7, 4).replace(year=2028), "last"),
    ],
)
def test_days_that_nobody_closes_for(name: str, last: date, field: str) -> None:
    trouble = trouble_with(name, date(2026, 7, 4), last)
    assert trouble is not None
    assert trouble[0] == field


def test_one_day_and_the_longest_stretch() -> None:
    first = date(2026, 7, 4)
    assert trouble_with("Bridge", first, first) is None
    assert trouble_with("Works", first, date.fromordinal(first.toordinal() + LONGEST - 1)) is None
