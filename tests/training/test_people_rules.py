"""Places, attendance, hours, the keys of the grid and headcounts, with the oracles of the product."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.training.rules.attendance import (
    Came,
    HalfDay,
    Slot,
    Tally,
    expected_slots,
    first_attended,
    half_days,
    tally,
    together,
)
from coorddesk.training.rules.capacity import (
    Places,
    Waiting,
    answer_before,
    lapsed,
    offers,
    renumbered,
    state_on_withdrawing,
    states_of_new,
)
from coorddesk.training.rules.documents import (
    Certificate,
    Skill,
    document_number,
    frozen,
    thawed,
)
from coorddesk.training.rules.headcounts import Count, trouble_with
from coorddesk.training.rules.hours import hours_text, hundredths
from coorddesk.training.rules.people import AgeBand, Gender
from coorddesk.training.rules.typing import ABSENT, PRESENT, Typed, all_but, cell_text, typed
from coorddesk.training.rules.words import AttendanceState, DocumentKind, Half, Mode, RegistrationState, Result

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

MONDAY = date(2026, 9, 7)
REGISTERED, WAITING = RegistrationState.REGISTERED, RegistrationState.WAITING
SMALL = st.integers(0, 40)


def three_days() -> list[Slot]:
    """Six half-days of three and a half hours."""
    return [
        Slot(1 + 2 * day + (half is Half.PM), HalfDay(MONDAY + timedelta(days=day), half), 210)
        for day in range(3)
        for half in Half
    ]


def test_three_days_of_which_four_half_days_are_written_down_are_two_thirds() -> None:
    said = tally(three_days(), {number: Came(AttendanceState.PRESENT) for number in (1, 2, 3, 4)})
    assert said == Tally(expected=6, present=4, minutes_expected=1260, minutes=840)
    assert said.untyped == 2
    assert said.rate == pytest.approx(0.6667, abs=0.0001)


def test_late_is_there_but_not_for_the_minutes_missed() -> None:
    said = tally(three_days()[:1], {1: Came(AttendanceState.LATE, 30)})
    assert (said.attended, said.rate, said.minutes) == (1, 1.0, 180)
    assert tally(three_days()[:1], {1: Came(AttendanceState.LATE, 999)}).minutes == 0
    assert tally([], {}).rate is None


def test_two_slots_of_a_morning_are_one_half_day_of_the_better() -> None:
    morning = HalfDay(MONDAY, Half.AM)
    said = tally([Slot(1, morning, 60), Slot(2, morning, 90)], {1: Came(AttendanceState.ABSENT)})
    assert (said.expected, said.absent, said.minutes) == (1, 1, 0)
    came = {1: Came(AttendanceState.ABSENT), 2: Came(AttendanceState.PRESENT)}
    said = tally([Slot(1, morning, 60), Slot(2, morning, 90)], came)
    assert (said.expected, said.present, said.absent, said.minutes) == (1, 1, 0, 90)


def test_who_left_is_expected_until_the_eve_and_who_walked_in_from_then_on() -> None:
    slots = three_days()
    left_on = MONDAY + timedelta(days=1)
    assert len(expected_slots(slots, RegistrationState.WITHDRAWN_LATE, left_on=left_on)) == 2
    assert len(expected_slots(slots, REGISTERED)) == 6
    assert expected_slots(slots, WAITING) == expected_slots(slots, RegistrationState.DECLINED) == ()
    since = first_attended(slots, {3: Came(AttendanceState.ABSENT), 4: Came(AttendanceState.LATE)})
    assert since == HalfDay(left_on, Half.PM)
    assert [slot.id for slot in expected_slots(slots, REGISTERED, since=since)] == [4, 5, 6]


@given(st.dictionaries(st.integers(1, 8), st.builds(Came, st.sampled_from(AttendanceState), st.integers(0, 700))))
def test_nobody_attends_more_than_is_expected(came: dict[int, Came]) -> None:
    said = tally(three_days(), came)
    assert said.untyped >= 0
    assert said.attended + said.excused + said.absent + said.untyped == said.expected == len(half_days(three_days()))
    assert 0 <= said.minutes <= said.minutes_expected
    twice = together([said, said])
    assert (twice.rate, twice.minutes) == (said.rate, 2 * said.minutes)


@pytest.mark.parametrize(("minutes", "said"), [(420, 700), (90, 150), (0, 0), (50, 83), (100, 167), (6000, 10000)])
def test_hours_are_hundredths(minutes: int, said: int) -> None:
    assert hundredths(minutes) == said


def test_hours_are_written_with_two_decimals(texts: Texts, french_texts: Texts) -> None:
    assert (texts.say(hours_text(90)), texts.say(hours_text(420))) == ("1.50 h", "7.00 h")
    assert "7,00" in french_texts.say(hours_text(420))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_rounding_hours_moves_by_less_than_a_hundredth(one: int, other: int) -> None:
    assert abs(hundredths(one) - one * 100 / 60) <= 0.5
    assert abs(hundredths(one + other) - hundredths(one) - hundredths(other)) <= 1


def test_a_class_comes_in_part_and_nobody_passes_those_who_wait() -> None:
    assert states_of_new(Places(), 3) == [REGISTERED] * 3
    assert states_of_new(Places(10, 1, registered=9), 3) == [REGISTERED, REGISTERED, WAITING]
    freed = Places(10, registered=9, waiting=1)
    assert freed.is_full
    assert states_of_new(freed, 1) == [WAITING]
    assert not Places(10, registered=8, waiting=1).is_full


def test_a_freed_place_is_offered_to_who_waited_longest() -> None:
    waiting = [Waiting(7, 2), Waiting(9, 1), Waiting(5, 3)]
    assert offers(Places(10, registered=9, waiting=3), waiting) == [9]
    assert offers(Places(10, registered=9, waiting=3, offered=1), waiting) == []
    assert offers(Places(), waiting) == [9, 7, 5]
    kept = [replace(waiting[1], offered_until=MONDAY), *waiting]
    assert lapsed(kept, MONDAY) == []
    assert lapsed(kept, MONDAY + timedelta(days=1)) == [9]
    assert renumbered(waiting) == {9: 1, 7: 2, 5: 3}


def test_an_offer_ends_before_the_session_begins() -> None:
    assert answer_before(MONDAY, None) == MONDAY + timedelta(days=3)
    assert answer_before(MONDAY, MONDAY + timedelta(days=2)) == MONDAY + timedelta(days=1)
    assert answer_before(MONDAY, MONDAY) == MONDAY


@pytest.mark.parametrize(("days", "late"), [(3, False), (2, True), (0, True), (-1, True)])
def test_who_withdraws_on_the_last_days_does_it_late(days: int, late: bool) -> None:
    said = RegistrationState.WITHDRAWN_LATE if late else RegistrationState.WITHDRAWN
    assert state_on_withdrawing(REGISTERED, MONDAY, MONDAY + timedelta(days=days)) is said
    assert state_on_withdrawing(WAITING, MONDAY, MONDAY + timedelta(days=days)) is RegistrationState.WITHDRAWN


@given(SMALL, SMALL, SMALL, SMALL, SMALL)
def test_no_session_takes_more_than_it_may(capacity: int, over: int, registered: int, waiting: int, new: int) -> None:
    places = Places(capacity, over, registered, waiting)
    states = states_of_new(places, new)
    assert len(states) == new
    assert states == sorted(states, key=[REGISTERED, WAITING].index)
    sure = states.count(REGISTERED)
    assert sure == 0 or registered + sure + waiting <= capacity + over
    offered = offers(places, [Waiting(number, number) for number in range(waiting)])
    assert len(offered) == 0 or registered + len(offered) <= capacity + over
    assert len(offered) == min(waiting, max(0, capacity + over - registered))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", None),
        ("  ", None),
        ("p", PRESENT),
        ("A", ABSENT),
        ("r", Typed(AttendanceState.LATE)),
        ("R15", Typed(AttendanceState.LATE, 15)),
        ("l 5 min", Typed(AttendanceState.LATE, 5)),
        ("e", Typed(AttendanceState.EXCUSED)),
        ("E rendez-vous médical", Typed(AttendanceState.EXCUSED, reason="rendez-vous médical")),
    ],
)
def test_a_cell_means_what_its_key_says(text: str, said: Typed | None) -> None:
    assert typed(text) == said


@pytest.mark.parametrize("text", ["X", "Present", "A 5", "R600", "R abc", "12"])
def test_another_key_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        typed(text)


@given(
    st.one_of(
        st.builds(Typed, st.just(AttendanceState.LATE), st.integers(0, 599)),
        st.builds(Typed, st.just(AttendanceState.EXCUSED), reason=st.sampled_from(["", "dentiste", "12 rue"])),
        st.sampled_from([PRESENT, ABSENT, None]),
    )
)
def test_what_is_shown_reads_back(said: Typed | None) -> None:
    assert typed(cell_text(said)) == said


def test_all_are_present_but_those_named() -> None:
    said = all_but("3, 7 R15; 9-10 E dentiste", 12)
    assert (said[2], said[6]) == (ABSENT, Typed(AttendanceState.LATE, 15))
    assert said[8] == said[9] == Typed(AttendanceState.EXCUSED, reason="dentiste")
    assert said.count(PRESENT) == 8
    assert all_but("", 3) == [PRESENT] * 3
    for text in ("0", "13", "5-4", "Moreau"):
        with pytest.raises(UserError):
            all_but(text, 12)


def test_of_twelve_no_more_than_twelve_are_known() -> None:
    assert trouble_with(Count(12, genders={Gender.FEMALE: 7, Gender.MALE: 5}, first_time=12)) == []
    over = Count(12, ages={AgeBand.FROM_70: 13}, genders={Gender.FEMALE: 7, Gender.MALE: 6}, first_time=13)
    assert [key for key, _said in trouble_with(over)] == ["ages", "genders", "first_time"]
    assert [key for key, _said in trouble_with(Count(-1))] == ["total"]
    assert [key for key, _said in trouble_with(Count(3, ages={AgeBand.FROM_70: -1}))] == ["total"]


def test_what_a_certificate_says_is_kept_to_the_letter() -> None:
    said = Certificate(
        holder="Inès Moreau",
        department="CDI",
        title="Tableur",
        reference="F-2026-001",
        objectives="Trier\nFiltrer",
        mode=Mode.ON_SITE,
        place="Salle 12",
        days=(MONDAY, MONDAY + timedelta(days=1)),
        half_days=4,
        attended=3,
        minutes_planned=840,
        minutes_there=615,
        trainers=("Paul Petit",),
        skills=(Skill("Trier"), Skill("Filtrer", Result.IN_PROGRESS)),
    )
    kept = json.loads(json.dumps(frozen(said)))
    assert thawed(kept) == thawed({**kept, "said_later": 1}) == said
    assert document_number(DocumentKind.ATTENDANCE, 2026, 7) == "AP-2026-0007"
