from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from coorddesk.core.texts import Texts
from coorddesk.core.working_time import OpeningHours, Slot
from coorddesk.helpdesk.rules.deadline_sums import sum_of
from coorddesk.helpdesk.rules.deadlines import Promise, Turn, resolution
from coorddesk.helpdesk.rules.words import Status

PARIS = ZoneInfo("Europe/Paris")
OFFICE = OpeningHours(((Slot(time(8), time(18)),),) * 5 + ((), ()), PARIS)


def paris(text: str) -> datetime:
    """A moment by the clock on a wall in Paris."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def told(texts: Texts, turns: list[tuple[str, Status]], promises: list[tuple[str, int | None]], now: str) -> list[str]:
    """The sum of a resolution in English."""
    moments = [Turn(paris(moment), status) for moment, status in turns]
    deadline = resolution(
        moments, [Promise(paris(moment), minutes) for moment, minutes in promises], OFFICE, paris(now)
    )
    return [texts.say(line) for line in sum_of(deadline, OFFICE, paris(now))]


OPENED = ("2026-09-10T16:00", Status.NEW)
FOUR_HOURS: list[tuple[str, int | None]] = [("2026-09-10T16:00", 240)]


def test_the_sum_of_a_ticket(texts: Texts) -> None:
    assert told(texts, [OPENED], FOUR_HOURS, "2026-09-11T09:00") == [
        "Promised within 4 h of opening hours",
        "Thu 10/09/2026 16:00–18:00: 2 h",
        "Fri 11/09/2026 08:00–10:00: 2 h",
        "Due Fri 11/09/2026 10:00",
        "1 h left",
    ]


def test_the_sum_says_what_was_not_counted(texts: Texts) -> None:
    turns = [OPENED, ("2026-09-10T17:00", Status.WAITING), ("2026-09-14T09:00", Status.IN_PROGRESS)]
    assert told(texts, turns, FOUR_HOURS, "2026-09-14T12:30") == [
        "Promised within 4 h of opening hours",
        "Thu 10/09/2026 16:00–17:00: 1 h",
        "From Thu 10/09/2026 17:00 to Mon 14/09/2026 09:00: not counted (Waiting)",
        "Mon 14/09/2026 09:00–12:00: 3 h",
        "Due Mon 14/09/2026 12:00",
        "Late by 30 min of opening hours",
    ]


@pytest.mark.parametrize(
    ("status", "conclusion"),
    [
        (Status.WAITING, ["The clock stands still while it waits, with 3 h left"]),
        (Status.CANCELLED, ["Cancelled: no longer due"]),
    ],
)
def test_the_sum_of_what_stands_still(status: Status, conclusion: list[str], texts: Texts) -> None:
    turns = [OPENED, ("2026-09-10T17:00", status)]
    lines = told(texts, turns, FOUR_HOURS, "2026-09-14T12:30")
    state = "Waiting" if status is Status.WAITING else "Cancelled"
    assert lines[1:3] == [
        "Thu 10/09/2026 16:00–17:00: 1 h",
        f"From Thu 10/09/2026 17:00 on: not counted ({state})",
    ]
    assert lines[3:] == conclusion


def test_the_sum_of_what_was_kept(texts: Texts) -> None:
    turns = [OPENED, ("2026-09-10T17:00", Status.RESOLVED)]
    assert told(texts, turns, FOUR_HOURS, "2026-09-14T12:30")[-2:] == [
        "Due Fri 11/09/2026 10:00",
        "Kept, with 3 h to spare",
    ]


def test_the_sum_says_that_a_promise_came_late(texts: Texts) -> None:
    promises: list[tuple[str, int | None]] = [("2026-09-10T16:00", 2400), ("2026-09-14T09:00", 60)]
    assert told(texts, [OPENED], promises, "2026-09-14T10:00")[-3:] == [
        "Promised on Mon 14/09/2026 09:00, when that much had passed already",
        "Due Mon 14/09/2026 09:00",
        "Late by 13 h of opening hours",
    ]


def test_a_long_sum_is_told_by_its_ends(texts: Texts) -> None:
    lines = told(texts, [OPENED], [("2026-09-10T16:00", 60 * 1000)], "2026-09-10T16:00")
    assert len(lines) == 1 + 4 + 1 + 4 + 2
    assert lines[5] == "93 more stretches from 16/09/2026 to 22/01/2027: 930 h"


def test_nothing_is_promised(texts: Texts) -> None:
    assert told(texts, [OPENED], [], "2026-09-10T17:00") == ["Nothing is promised."]
