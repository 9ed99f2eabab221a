from __future__ import annotations

import gc
from typing import Any

import pytest

from coorddesk.core import jobs
from coorddesk.core.errors import Cancelled
from coorddesk.core.jobs import Job, collector_at_rest, unwatched
from coorddesk.core.messages import _

READ, WRITE = _("Reading"), _("Writing")


class Clock:
    """Stands for the running time."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def monotonic(self) -> float:
        """The seconds since some moment."""
        return self.seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A running time that only the test moves."""
    clock = Clock()
    monkeypatch.setattr(jobs, "time", clock)
    return clock


@pytest.fixture
def heard() -> list[Any]:
    """What a job told."""
    return []


@pytest.fixture
def job(heard: list[Any]) -> Job:
    """A job that tells the test."""
    return Job(lambda *told: heard.append(told))


def test_progress_is_told_ten_times_a_second_at_most(job: Job, heard: list[Any], time: Clock) -> None:
    for done in range(30):
        job(done, 100, READ)
        time.seconds += 0.04
    assert [done for done, _, _ in heard] == [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]


def test_the_end_and_a_new_step_are_told_at_once(job: Job, heard: list[Any], time: Clock) -> None:
    job(1, 100, READ)
    job(2, 100, READ)
    job(3, 100, WRITE)
    job(4, 100, WRITE)
    job(100, 100, WRITE)
    job(5)
    assert heard == [(1, 100, READ), (3, 100, WRITE), (100, 100, WRITE), (5, None, None)]


def test_a_cancelled_job_stops_at_its_next_word(job: Job, heard: list[Any]) -> None:
    job(1)
    before = job.cancelled
    job.cancel()
    assert (before, job.cancelled) == (False, True)
    with pytest.raises(Cancelled):
        job(2)
    assert heard == [(1, None, None)]


def test_work_that_nobody_watches_goes_on() -> None:
    unwatched(1, 2, READ)


def test_the_collector_rests_and_wakes_again() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
