"""How suppliers are judged: means of what people answered, and whether they keep their word."""

from __future__ import annotations

from datetime import date, timedelta

from coorddesk.purchasing.rules.narrowing import days_late
from coorddesk.purchasing.rules.rating import ANSWERS, Delivered, Punctuality, mean, means, punctuality

TODAY = date(2026, 9, 7)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_means_are_in_tenths_and_leave_out_who_did_not_answer() -> None:
    assert [mean(answers) for answers in ((4, 5, 5), (None, 3), (None,), (), (4, 5))] == [47, 30, None, None, 45]
    assert means([{"delivery": 4, "price": None}, {"delivery": 3, "price": 1}]) == {
        key: {"delivery": 35, "price": 10}.get(key) for key in ANSWERS
    }


def test_what_is_not_due_yet_says_nothing_of_punctuality() -> None:
    orders = [
        Delivered(on(-9), on(-10)),
        Delivered(on(-9), on(-9)),
        Delivered(on(-9), on(-5)),
        Delivered(on(-2), None),
        Delivered(on(0), None),
        Delivered(on(3), None),
        Delivered(on(3), on(-1)),
    ]
    found = punctuality(orders, TODAY)
    assert (found, found.rate, found.average_late) == (Punctuality(5, 3, 6), 6_000, 30)
    assert (Punctuality().rate, Punctuality().average_late, Punctuality(2, 2, 0).average_late) == (None, None, None)


def test_days_late_are_counted_from_the_day_that_was_promised() -> None:
    assert [days_late(day, TODAY) for day in (None, on(1), on(0), on(-3))] == [0, 0, 0, 3]
