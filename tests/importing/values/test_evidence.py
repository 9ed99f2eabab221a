from __future__ import annotations

from datetime import date

import pytest

from coorddesk.core.texts import Texts
from coorddesk.importing.values.dates import Order
from coorddesk.importing.values.evidence import DateEvidence, prevailing_order

BOTH = "some dates have the day first (31/01/2024), some the month (1/31/2024); those that read both ways are refused"
DAY_FIRST, MONTH_FIRST = Order.DAY_FIRST, Order.MONTH_FIRST


def evidence(*texts: str) -> DateEvidence:
    seen = DateEvidence()
    for text in texts:
        seen.look(text)
    return seen


@pytest.mark.parametrize(
    ("column", "order", "said"),
    [
        (["31/01/2024", "03/04/2024"], DAY_FIRST, ["dates have the day first"]),
        (["1/23/23", "3/1/23"], MONTH_FIRST, ["dates have the month first"]),
        (["03/04/2024"], DAY_FIRST, ["dates have the day first"]),
        (["2024-01-31", "3 mars 2024", "x", ""], DAY_FIRST, []),
        (
            ["31/01/2024", "1/31/2024"],
            None,
            [BOTH],
        ),
    ],
)
def test_what_a_column_proves(column: list[str], order: Order | None, said: list[str], texts: Texts) -> None:
    seen = evidence(*column)
    found = seen.order(DAY_FIRST)
    assert (found, [texts.say(message) for message in seen.decisions(found)]) == (order, said)


def test_a_column_that_proves_nothing_follows_the_others() -> None:
    american, french, nothing = evidence("1/23/23"), evidence("23/1/23"), evidence("3/1/23")
    assert prevailing_order([american, nothing]) is MONTH_FIRST
    assert prevailing_order([french, nothing]) is DAY_FIRST
    assert prevailing_order([american, french, nothing]) is DAY_FIRST
    assert prevailing_order([]) is DAY_FIRST
    assert nothing.order(MONTH_FIRST) is MONTH_FIRST
    assert french.order(MONTH_FIRST) is DAY_FIRST


EARLY = [date(2024, month, day) for month, day in ((4, 3), (1, 12), (9, 1), (2, 2))]


@pytest.mark.parametrize(
    ("days", "column", "swapped"),
    [
        (EARLY, ["25/04/2024", "13/01/2024"], "13/01/2024"),
        (EARLY, ["4/25/2024"], "4/25/2024"),
        (EARLY, ["25/04/2024", "03/04/2024"], None),
        (EARLY, ["25/04/2024", "4/25/2024"], None),
        (EARLY, ["25 avril 2024"], None),
        (EARLY[:3], ["25/04/2024"], None),
        ([*EARLY, date(2024, 4, 13)], ["25/04/2024"], None),
        (EARLY, [], None),
    ],
)
def test_days_that_a_spreadsheet_took_for_months_show(days: list[date], column: list[str], swapped: str | None) -> None:
    seen = evidence(*column)
    for day in days:
        seen.look_at_day(day)
    assert seen.swapped == swapped
