"""The pure rules of the budget."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.budget.rules.limits import verdict
from coorddesk.budget.rules.lines import proposed_code, tidy_tags
from coorddesk.budget.rules.situation import SIGNS, Figure, Figures, figures_of, rate, total
from coorddesk.budget.rules.standings import LineStanding, line_standing
from coorddesk.budget.rules.vat import Amounts, of_gross, of_net
from coorddesk.budget.rules.words import Counting, MoveKind, OnOverspending
from coorddesk.budget.rules.years import (
    Span,
    Task,
    ToDo,
    closing_tasks,
    planned_spans,
    said_task,
    trouble_with_day,
    trouble_with_span,
    year_after,
    year_named,
    year_of_day,
)
from coorddesk.core.resources import texts_for

ENGLISH = texts_for("en")
cents, rates = st.integers(-(10**9), 10**9), st.integers(0, 3000)


@given(cents, rates)
def test_vat_is_rounded_once_and_nothing_is_lost(amount: int, percent: int) -> None:
    said, known = of_net(amount, percent), of_gross(amount, percent)
    assert abs(said.vat * 10_000 - amount * percent) <= 5_000
    assert known.gross == amount
    assert (-said) + said == Amounts()
    assert (said.counted(Counting.NET), said.counted(Counting.GROSS)) == (amount, said.gross)


def test_vat_of_known_bills() -> None:
    assert of_net(9_999, 2000) == Amounts(9_999, 2_000)
    assert of_net(10, 550) == Amounts(10, 1)
    assert of_gross(10_550, 550) == Amounts(10_000, 550)


@given(st.dictionaries(st.sampled_from(MoveKind), cents))
def test_a_figure_is_the_signed_sum_of_its_moves(sums: dict[MoveKind, int]) -> None:
    figures = figures_of(sums)
    for figure in Figure:
        assert getattr(figures, figure.value) == sum(sign * sums.get(kind, 0) for kind, sign in SIGNS[figure].items())
    assert total([figures, figures]).free == 2 * figures.free


def test_rates_are_of_what_there_is() -> None:
    assert (rate(1, 3), rate(2, 3), rate(5, 0), rate(0, 7)) == (3333, 6667, None, 0)


@pytest.mark.parametrize(
    ("before", "after", "kinds", "said"),
    [
        (Figures(voted=10), Figures(voted=10, committed=10), {MoveKind.COMMITTED}, None),
        (Figures(voted=10), Figures(voted=10, committed=11), {MoveKind.COMMITTED}, OnOverspending.BLOCK),
        (Figures(voted=10), Figures(voted=10, pre_committed=11), {MoveKind.PRE_COMMITTED}, OnOverspending.BLOCK),
        (Figures(pre_committed=5), Figures(committed=5), {MoveKind.COMMITTED, MoveKind.PRE_COMMITTED}, None),
        (Figures(committed=9), Figures(committed=4), {MoveKind.COMMITTED}, None),
        (Figures(voted=5), Figures(voted=5, invoiced=6), {MoveKind.INVOICED}, OnOverspending.WARN),
        (Figures(invoiced=5), Figures(invoiced=5, paid=5), {MoveKind.PAID}, None),
    ],
)
def test_a_line_bears_what_leaves_it_no_worse(
    before: Figures, after: Figures, kinds: set[MoveKind], said: OnOverspending | None
) -> None:
    assert verdict(OnOverspending.BLOCK, before, after, kinds) is said


def test_years_follow_each_other() -> None:
    civil, school = Span(date(2024, 1, 1), date(2024, 12, 31)), Span(date(2025, 9, 1), date(2026, 8, 31))
    assert (civil.next, school.next.name) == (Span(date(2025, 1, 1), date(2025, 12, 31)), "2026-2027")
    assert Span(date(2023, 3, 1), date(2024, 2, 28)).next.last == date(2025, 2, 28)
    assert trouble_with_day(civil, date(2023, 12, 15)) is None
    assert trouble_with_day(civil, date(2042, 1, 1)) is not None


def test_a_closing_names_what_is_left_to_do() -> None:
    lines = [Figures(voted=5, committed=2, pre_committed=1), Figures(voted=1, invoiced=3, paid=1)]
    last = date(2026, 12, 31)
    left = (ToDo(Task.PRE_COMMITTED, 1, 1), ToDo(Task.COMMITTED, 1, 2), ToDo(Task.OVERSPENT, 1, 2))
    assert closing_tasks(last, date(2027, 1, 1), lines) == (*left, ToDo(Task.UNPAID, 1, 2))
    assert closing_tasks(last, last, [Figures(voted=5)]) == (ToDo(Task.NOT_OVER),)
    assert [each.must_be_done for each in left] == [True, True, False]


def test_what_is_left_to_do_is_said() -> None:
    two = [said_task(ToDo(task, 2)) for task in Task]
    assert [ENGLISH.say(each) for each in two] == [
        "The year is not over yet.",
        "Requests are pending on 2 lines.",
        "Commitments are open on 2 lines.",
        "2 lines are overspent.",
        "Invoices are unpaid on 2 lines: pay them first, a closed year takes no payment.",
    ]


@pytest.mark.parametrize(
    ("figures", "standing"),
    [
        (Figures(voted=100, committed=60, invoiced=41), LineStanding.OVERSPENT),
        (Figures(voted=100, committed=100, pre_committed=1), LineStanding.PROMISED),
        (Figures(), LineStanding.EMPTY),
        (Figures(voted=100, committed=60, invoiced=40), LineStanding.USED_UP),
        (Figures(voted=100, committed=60, pre_committed=40), LineStanding.USED_UP),
        (Figures(voted=100, committed=90), LineStanding.NEARLY),
        (Figures(voted=100, committed=89), LineStanding.WITHIN),
        (Figures(voted=100, pre_committed=1), LineStanding.WITHIN),
        (Figures(voted=100, paid=0), LineStanding.UNTOUCHED),
    ],
)
def test_how_a_line_stands_is_the_first_that_is_true(figures: Figures, standing: LineStanding) -> None:
    assert line_standing(figures) is standing


def test_the_longest_year_and_the_farthest_day() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert trouble_with_span(Span(first, first + timedelta(days=732))) is None
    assert trouble_with_span(Span(first, first + timedelta(days=733))) is not None
    assert trouble_with_span(Span(first, first)) is None
    assert trouble_with_span(Span(last, first)) is not None
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2028, 1, 1), date(2028, 1, 2))
    assert [trouble_with_day(Span(first, last), day) is None for day in (days[0] - timedelta(days=1), *days)] == [
        *(False, True, True, True, False),
    ]
    assert Span(date(2024, 2, 29), date(2025, 2, 28)).next == Span(date(2025, 3, 1), date(2026, 2, 28))


def test_codes_and_tags() -> None:
    assert proposed_code("011", "60632", "Toner") == "011-60632"
    assert proposed_code("", "", "Toner", 2) == "Toner-2"
    assert tidy_tags(["Wifi", "écoles", " ", "ECOLES", "wifi "]) == ("écoles", "Wifi")


SCHOOL = Span(date(2026, 9, 1), date(2027, 8, 31))
LONG = Span(date(2026, 3, 15), date(2027, 8, 31))
SHORT = Span(date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "like", "year", "following", "called"),
    [
        (date(2026, 12, 31), None, 2026, 2027, "2026"),
        (date(2026, 8, 31), SCHOOL, 2025, 2026, "2025-2026"),
        (date(2026, 9, 1), SCHOOL, 2026, 2027, "2026-2027"),
        (date(2026, 5, 1), LONG, 2026, 2027, "2026-2027"),
        (date(2027, 5, 1), LONG, 2026, 2027, "2026-2027"),
        (date(2027, 9, 1), LONG, 2027, 2028, "2027-2028"),
        (date(2026, 11, 1), SHORT, 2026, 2027, "2026"),
        (date(2020, 2, 29), SHORT, 2020, 2021, "2020"),
    ],
)
def test_a_day_is_in_a_year_like_that_of_the_budget(
    day: date, like: Span | None, year: int, following: int, called: str
) -> None:
    assert (year_of_day(day, like), year_after(day, like), year_named(year, like)) == (year, following, called)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([None, SCHOOL]))
def test_planned_years_follow_one_another_and_each_day_is_in_one(day: date, like: Span | None) -> None:
    first, second = planned_spans(like, year_of_day(day, like), 2)
    assert first.first <= day <= first.last
    assert (first.next, second.first.year) == (second, first.first.year + 1)
