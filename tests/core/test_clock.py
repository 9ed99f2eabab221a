from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coorddesk.core.clock import FixedClock, SystemClock

if TYPE_CHECKING:
    import pytest


def test_the_systems_clock_is_in_utc() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert abs(now.timestamp() - time.time()) < 60


def test_its_day_is_that_of_this_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somewhere it is tomorrow already when it is still yesterday elsewhere."""
    days: list[date] = []
    for place in ("Pacific/Kiritimati", "Pacific/Niue"):
        monkeypatch.setenv("TZ", place)
        time.tzset()
        days.append(SystemClock().today())
    monkeypatch.undo()
    time.tzset()
    assert days[0] - days[1] in {timedelta(days=1), timedelta(days=2)}


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(datetime(2026, 9, 7, 23, 30, tzinfo=UTC))
    assert (clock.now(), clock.today()) == (clock.moment, date(2026, 9, 7))
    clock.moment += timedelta(hours=1)
    assert clock.today() == date(2026, 9, 8)


def test_a_fixed_clock_may_hang_elsewhere() -> None:
    clock = FixedClock(datetime(2026, 9, 7, 23, 30, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    assert (clock.today(), clock.local(clock.now()).hour) == (date(2026, 9, 8), 1)
