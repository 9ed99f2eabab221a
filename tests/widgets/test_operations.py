from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import text

from coorddesk.core.errors import Cancelled, Surroundings, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _, verbatim
from coorddesk.directory.models import Department
from coorddesk.widgets.operations import Operations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.running_job import RunningJob


@contextmanager
def lanes_on(database: Database) -> Iterator[Operations]:
    operations = Operations()
    operations.open(operations, lambda: database)
    yield operations
    operations.close()


@pytest.fixture
def operations(desk_database: Database, qtbot: QtBot) -> Iterator[Operations]:
    with lanes_on(desk_database) as operations:
        yield operations


@pytest.fixture
def heard(operations: Operations) -> list[Any]:
    """Everything that operations tells the window."""
    heard: list[Any] = []
    operations.committed.connect(lambda changes: heard.append(("committed", changes.kinds)))
    operations.told.connect(lambda message, undo: heard.append(("told", message, undo)))
    operations.refused.connect(lambda owner, error: heard.append(("refused", owner, error.message)))
    return heard


@pytest.fixture
def crashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went to the crash hook."""
    crashes: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _traceback: crashes.append(repr(error)))
    return crashes


def add(name: str) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        department = Department(name=name, name_folded=name.lower())
        session.add(department)
        session.flush()
        record(session, _("Create {name}", name=name), ("department", department.id))
        return department.id

    return work


def count(session: Session) -> int:
    return int(session.scalar(text("SELECT count(*) FROM department")) or 0)


def refuse(_session: Session) -> None:
    raise UserError(verbatim("No."))


def blunder(_session: Session) -> None:
    raise ZeroDivisionError


class Gate:
    """Work that says when it has begun, and waits until it may end."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self, _session: Session) -> str:
        self.begun.set()
        assert self.may_end.wait(20)
        return "through the gate"


def endless(begun: threading.Event) -> Callable[[Session], int]:
    """Minutes of work inside one statement, on either database."""

    def work(session: Session) -> int:
        begun.set()
        if session.get_bind().dialect.name == "sqlite":
            forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        else:
            forever = "SELECT count(*) FROM (SELECT pg_sleep(120)) AS s"
        return int(session.scalar(text(forever)) or 0)

    return work


def test_a_reading_runs_elsewhere_and_answers_here(operations: Operations, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(session: Session) -> int:
        threads.append(threading.current_thread())
        return count(session)

    def done(value: int) -> None:
        threads.append(threading.current_thread())
        assert value == 0

    operations.read(operations, work, done)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_change_is_committed_then_told_with_its_undo_then_done(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    def said(value: int) -> Any:
        return _("Department {number} was created", number=value)

    operations.change(operations, add("Arts"), lambda value: heard.append(("done", value)), said=said)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [
        ("committed", frozenset({"department"})),
        ("told", _("Department {number} was created", number=1), 1),
        ("done", 1),
    ]


def test_trouble_goes_to_whoever_asked_and_nothing_is_written(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    def work(session: Session) -> None:
        add("Arts")(session)
        refuse(session)

    def failed(error: UserError) -> None:
        heard.append(("failed", error.message))

    operations.change(operations, work, heard.append, failed, settled=lambda: heard.append("settled"), said=_("Done"))
    operations.read(operations, count, lambda value: heard.append(("count", value)))
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert sorted(heard, key=str) == sorted(["settled", ("failed", verbatim("No.")), ("count", 0)], key=str)


def test_trouble_that_nobody_takes_is_left_to_the_window(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    operations.read(operations, refuse, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard == [("refused", operations, verbatim("No."))]


def test_several_readings_in_one_trouble_tell_it_once_and_each_change_tells_its_own(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    def lost(_session: Session) -> None:
        raise Surroundings(verbatim("No server."))

    no, away = ("refused", operations, verbatim("No.")), ("refused", operations, verbatim("No server."))
    for work in (lost, lost, refuse, refuse):
        operations.read(operations, work, heard.append)
    operations.read(operations, count, heard.append)
    qtbot.waitUntil(lambda: 0 in heard)
    assert heard == [away, no, 0]
    for _time in range(2):
        operations.change(operations, lost)
    qtbot.waitUntil(lambda: heard.count(away) == 3)


def test_our_bug_goes_to_the_crash_hook_and_the_lanes_go_on(
    operations: Operations, heard: list[Any], crashes: list[str], qtbot: QtBot
) -> None:
    operations.read(operations, blunder, heard.append, settled=lambda: heard.append("settled"))
    operations.change(operations, blunder, heard.append)
    operations.read(operations, count, heard.append)
    qtbot.waitUntil(lambda: heard == ["settled", 0])
    operations.change(operations, add("Arts"))
    qtbot.waitUntil(lambda: len(heard) == 3 and len(crashes) == 2)
    assert heard == ["settled", 0, ("committed", frozenset({"department"}))]
    assert crashes == ["ZeroDivisionError()", "ZeroDivisionError()"]


def test_an_answer_for_an_owner_that_is_gone_is_dropped(operations: Operations, heard: list[Any], qtbot: QtBot) -> None:
    """Trap T5: a closed window's reply raised "already deleted"."""
    owner = QObject()
    gate = Gate()
    operations.read(
        owner, gate, lambda _value: heard.append(owner.objectName()), settled=lambda: heard.append("settled")
    )
    operations.read(owner, refuse, heard.append)
    operations.read(operations, count, heard.append)
    assert gate.begun.wait(5)
    owner.deleteLater()
    qtbot.wait(1)
    gate.may_end.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [0]


def test_a_change_refused_after_its_owner_went_is_still_told(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    owner = QObject()
    gate = Gate()

    def work(session: Session) -> None:
        gate(session)
        refuse(session)

    operations.change(owner, work, failed=heard.append)
    assert gate.begun.wait(5)
    owner.deleteLater()
    qtbot.wait(1)
    gate.may_end.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("refused", None, verbatim("No."))]


def test_only_the_last_of_readings_that_replace_each_other_is_answered(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    gate = Gate()
    ran: list[int] = []

    def reading(number: int) -> Callable[[Session], int]:
        def work(_session: Session) -> int:
            ran.append(number)
            return number

        return work

    operations.read(operations, gate, heard.append)
    assert gate.begun.wait(5)
    for number in range(5):
        operations.read(operations, reading(number), heard.append, replaces="search")
    operations.read(operations, reading(5), heard.append, replaces="something else")
    gate.may_end.set()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["through the gate", 4, 5]
    assert ran == [4, 5]


def test_a_running_statement_is_stopped_by_the_reading_that_replaces_it(database: Database, qtbot: QtBot) -> None:
    begun = threading.Event()
    heard: list[Any] = []
    with lanes_on(database) as operations:
        operations.read(operations, endless(begun), heard.append, replaces="search")
        assert begun.wait(5)
        operations.read(operations, count, heard.append, replaces="search")
        qtbot.waitUntil(lambda: heard == [0], timeout=10_000)


def test_a_reading_that_was_stopped_by_mistake_is_done_again(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    attempts: list[int] = []

    def work(_session: Session) -> int:
        attempts.append(1)
        if len(attempts) == 1:
            raise Cancelled
        return 42

    operations.read(operations, work, heard.append)
    qtbot.waitUntil(lambda: heard == [42])


def test_a_job_tells_how_far_it_is_and_hands_its_value_over(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    def work(database: Database, progress: Progress) -> str:
        progress(1, 2, _("Half"))
        with database.transaction() as session:
            add("Arts")(session)
        return "whole"

    def watch(job: RunningJob) -> None:
        job.progressed.connect(lambda *far: heard.append(far))
        job.finished.connect(lambda: heard.append("finished"))

    operations.job_started.connect(watch)
    job = operations.job(operations, _("A job"), work, heard.append, said=_("Done"))
    assert list(operations.jobs) == [job]
    qtbot.waitUntil(lambda: "whole" in heard)
    assert heard == [
        (1, 2, _("Half")),
        ("committed", frozenset({"department"})),
        "finished",
        ("told", _("Done"), 1),
        "whole",
    ]
    assert list(operations.jobs) == []


def test_a_cancelled_job_stops_its_statement_and_leaves_nothing(database: Database, qtbot: QtBot) -> None:
    begun = threading.Event()
    heard: list[Any] = []

    def work(database: Database, _progress: Progress) -> None:
        from coorddesk.core.database import Lane

        with database.transaction(lane=Lane.JOBS) as session:
            add("Arts")(session)
            endless(begun)(session)

    with lanes_on(database) as operations:
        job = operations.job(operations, _("A job"), work, heard.append, settled=lambda: heard.append("settled"))
        assert begun.wait(5)
        job.cancel()
        qtbot.waitUntil(lambda: heard == ["settled"], timeout=10_000)
        operations.read(operations, count, heard.append)
        qtbot.waitUntil(lambda: heard == ["settled", 0])


def test_a_job_cancelled_before_its_turn_never_starts(operations: Operations, heard: list[Any], qtbot: QtBot) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def first(_database: Database, _progress: Progress) -> str:
        begun.set()
        assert may_end.wait(20)
        return "first"

    def second(_database: Database, _progress: Progress) -> str:
        return "second"

    operations.job(operations, _("First"), first, heard.append)
    waiting = operations.job(operations, _("Second"), second, heard.append, settled=lambda: heard.append("settled"))
    assert begun.wait(5)
    waiting.cancel()
    may_end.set()
    qtbot.waitUntil(lambda: "first" in heard)
    assert heard == ["settled", "first"]


def test_a_long_job_does_not_hold_up_a_screen(operations: Operations, heard: list[Any], qtbot: QtBot) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def work(_database: Database, _progress: Progress) -> None:
        begun.set()
        assert may_end.wait(20)

    operations.job(operations, _("A job"), work)
    assert begun.wait(5)
    operations.change(operations, add("Arts"))
    operations.read(operations, lambda _session: "read", heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    may_end.set()


def test_news_from_another_program_reach_the_window(
    database: Database, open_desk: Callable[[str], Database], qtbot: QtBot
) -> None:
    heard: list[Any] = []
    with lanes_on(database) as operations:
        operations.committed.connect(lambda changes: heard.append((changes.kinds, changes.ours)))
        operations.read(operations, count, heard.append)
        qtbot.waitUntil(lambda: heard == [0])
        with open_desk(database.url).transaction() as session:
            add("Arts")(session)
        operations._news.setInterval(10)
        qtbot.waitUntil(lambda: heard[1:] == [(frozenset({"department"}), False)])


def test_what_is_asked_before_the_desk_is_open_waits_for_it(desk_database: Database, qtbot: QtBot) -> None:
    operations = Operations()
    heard: list[Any] = []
    may_open = threading.Event()

    def opener() -> Database:
        assert may_open.wait(20)
        return desk_database

    operations.open(operations, opener, lambda _database: heard.append("open"))
    operations.change(operations, add("Arts"), lambda _value: heard.append("changed"))
    qtbot.wait(50)
    assert heard == []
    may_open.set()
    qtbot.waitUntil(lambda: sorted(heard) == ["changed", "open"])  # of two lanes, in either order
    operations.close()


def test_a_desk_that_does_not_open_is_told_once_and_what_waited_is_dropped(
    desk_database: Database, qtbot: QtBot
) -> None:
    operations = Operations()
    heard: list[Any] = []

    def opener() -> Database:
        raise Surroundings(verbatim("Locked."))

    operations.open(operations, opener, heard.append, lambda error: heard.append(error.message))
    operations.read(operations, count, heard.append, settled=lambda: heard.append("settled"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [verbatim("Locked."), "settled"]
    operations.open(operations, lambda: desk_database)
    operations.read(operations, count, heard.append)
    qtbot.waitUntil(lambda: heard[2:] == [0])
    operations.close()


def test_closing_stops_readings_and_jobs_and_finishes_a_write(
    database: Database, open_desk: Callable[[str], Database], qtbot: QtBot
) -> None:
    operations = Operations()
    operations.open(operations, lambda: database)
    heard: list[Any] = []
    reading, writing = threading.Event(), threading.Event()

    def write(session: Session) -> None:
        add("Arts")(session)
        writing.set()
        time.sleep(0.3)

    operations.read(operations, endless(reading), heard.append)
    operations.change(operations, write, heard.append)
    assert reading.wait(5)
    assert writing.wait(5)
    operations.close()
    qtbot.wait(1)
    assert heard == []
    with open_desk(database.url).reading() as session:
        assert count(session) == 1


def test_closing_before_the_desk_is_open_waits_for_it_and_closes_it(desk_database: Database, qtbot: QtBot) -> None:
    operations = Operations()
    begun = threading.Event()

    def opener() -> Database:
        begun.set()
        time.sleep(0.2)
        return desk_database

    operations.open(operations, opener)
    assert begun.wait(5)
    operations.close()


def test_what_is_asked_after_closing_is_dropped(desk_database: Database, qtbot: QtBot) -> None:
    operations = Operations()
    operations.open(operations, lambda: desk_database)
    operations.close()
    heard: list[Any] = []
    operations.read(operations, count, heard.append)
    operations.change(operations, add("Arts"), heard.append)
    operations.job(operations, _("A job"), lambda _database, _progress: None, heard.append).cancel()
    qtbot.wait(20)
    assert heard == []


def test_immediate_lanes_answer_before_the_call_returns(desk_database: Database, qtbot: QtBot) -> None:
    operations = Operations(immediate=True)
    operations.open(operations, lambda: desk_database)
    heard: list[Any] = []
    operations.change(operations, add("Arts"), heard.append)
    operations.read(operations, count, heard.append, replaces="search")
    operations.job(operations, _("A job"), lambda _database, _progress: "done", heard.append)
    assert heard == [1, 1, "done"]
    operations.close()
