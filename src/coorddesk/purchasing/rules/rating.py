"""How suppliers are rated: five questions, each answered between 1 and 5, and whether they keep their word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coorddesk.core.messages import Message, _p

BEST = 5
"""Answers are between 1 and that."""
QUESTIONS: dict[str, Message] = {
    "delivery": _p("supplier", "Keeps delivery times"),
    "quality": _p("supplier", "Quality of what comes"),
    "service": _p("supplier", "Answers and after-sales service"),
    "paperwork": _p("supplier", "Quotes, delivery notes and invoices are right"),
    "price": _p("supplier", "Prices"),
}
"""What is asked of a supplier, by the name under which the answer is kept."""
ANSWERS = tuple(QUESTIONS)


@dataclass(frozen=True)
class Delivered:
    """An order with a promised day, and the day on which the last of it came; None if it has not all come."""

    expected_on: date
    came_on: date | None


@dataclass(frozen=True)
class Punctuality:
    """Of orders with a promised day that have come, or should have: how many, how many in time, days late in all."""

    orders: int = 0
    in_time: int = 0
    days_late: int = 0

    @property
    def rate(self) -> int | None:
        """How many came in time, in hundredths of a percent; None if none should have come."""
        return None if not self.orders else (self.in_time * 10_000 + self.orders // 2) // self.orders

    @property
    def average_late(self) -> int | None:
        """By how many days those were late that were, in tenths of a day; None if none was."""
        late = self.orders - self.in_time
        return None if not late else (self.days_late * 10 + late // 2) // late


def mean(answers: Iterable[int | None]) -> int | None:
    """The mean of answers in tenths ("4.3" is 43), rounded half up; None if nobody answered."""
    given = [answer for answer in answers if answer is not None]
    return None if not given else (20 * sum(given) + len(given)) // (2 * len(given))


def means(ratings: Iterable[Mapping[str, int | None]]) -> dict[str, int | None]:
    """The mean of each question over ratings, in tenths."""
    given = list(ratings)
    return {key: mean(rating.get(key) for rating in given) for key in ANSWERS}


def punctuality(orders: Iterable[Delivered], today: date) -> Punctuality:
    """How punctual orders were; what is still to come and not late says nothing yet."""
    late = [
        max(0, ((order.came_on or today) - order.expected_on).days)
        for order in orders
        if order.came_on is not None or order.expected_on < today
    ]
    return Punctuality(len(late), late.count(0), sum(late))
