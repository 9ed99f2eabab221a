from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from coorddesk.core import engine
from coorddesk.core.database import Database, Lane
from coorddesk.core.errors import Cancelled, Surroundings
from coorddesk.core.history import record
from tests.core.making import DEED, a_department, add, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from tests.desks import Desks

_WAIT = 30


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Threads for work beside the test's own."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


class Job:
    """A transaction in another thread that stands in the middle of its work until the test lets it go on."""

    def __init__(self, database: Database, threads: ThreadPoolExecutor, lane: Lane = Lane.JOBS) -> None:
        self._begun = threading.Event()
        self.go_on = threading.Event()
        self.done: Future[None] = threads.submit(self._work, database, lane)
        assert self._begun.wait(_WAIT)

    def _work(self, database: Database, lane: Lane) -> None:
        with database.transaction(lane=lane) as session:
            session.add(a_department("Job"))
            session.flush()
            record(session, DEED)
            self._begun.set()
            assert self.go_on.wait(_WAIT)


def endless(session: Session) -> None:
    """Run a statement that does not end by itself."""
    endless_on(session.connection())


def endless_on(connection: Connection) -> None:
    """Run a statement that does not end by itself."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n"))
    else:
        connection.execute(text("SELECT pg_sleep(600)"))


def until(true: Callable[[], bool]) -> None:
    """Wait for something that another thread will do."""
    end = time.monotonic() + _WAIT
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def names(database: Database) -> set[str]:
    """The names of the departments."""
    return {row["name"] for row in rows_of(database)["department"].values()}


def test_a_long_job_does_not_hold_up_a_page(database: Database, threads: ThreadPoolExecutor) -> None:
    job = Job(database, threads)
    assert names(database) == set()
    job.go_on.set()
    job.done.result(_WAIT)
    assert names(database) == {"Job"}


def test_a_write_waits_for_a_job_that_writes(database: Database, threads: ThreadPoolExecutor) -> None:
    job = Job(database, threads)
    write = threads.submit(add, database, a_department("Write"))
    time.sleep(0.2)
    assert not write.done()
    job.go_on.set()
    assert write.result(_WAIT) == 2
    assert names(database) == {"Job", "Write"}


def test_a_job_that_reads_holds_up_no_write(database: Database) -> None:
    reading, written = threading.Event(), threading.Event()

    def read() -> None:
        with database.reading(Lane.JOBS):
            reading.set()
            assert written.wait(_WAIT)

    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(read)
        assert reading.wait(_WAIT)
        assert add(database, a_department()) == 1
        written.set()
        job.result(_WAIT)


def test_a_write_waits_for_another_programs(
    database: Database, open_desk: Callable[..., Database], threads: ThreadPoolExecutor
) -> None:
    job = Job(open_desk(database.url), threads)
    write = threads.submit(add, database, a_department("Write"))
    time.sleep(0.2)
    assert not write.done()
    job.go_on.set()
    assert write.result(_WAIT) == 2


def test_a_write_that_waits_too_long_is_refused(
    desks: Desks, open_desk: Callable[..., Database], threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 1)
    database = open_desk(desks.fresh())
    job = Job(open_desk(database.url), threads)
    with pytest.raises(Surroundings, match="Another program is writing"):
        add(database, a_department("Write"))
    job.go_on.set()
    job.done.result(_WAIT)
    assert add(database, a_department("Write")) == 2


@pytest.mark.parametrize("lane", Lane)
def test_a_statement_can_be_interrupted(database: Database, threads: ThreadPoolExecutor, lane: Lane) -> None:
    begun = threading.Event()

    def work() -> None:
        with database.reading(lane) as session:
            begun.set()
            endless(session)

    job = threads.submit(work)
    assert begun.wait(_WAIT)
    time.sleep(0.1)
    database.interrupt(lane)
    with pytest.raises(Cancelled):
        job.result(_WAIT)
    with database.reading(lane) as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_an_interrupted_transaction_writes_nothing(database: Database, threads: ThreadPoolExecutor) -> None:
    begun = threading.Event()

    def work() -> None:
        with database.transaction(lane=Lane.JOBS) as session:
            session.add(a_department())
            session.flush()
            record(session, DEED)
            begun.set()
            endless(session)

    job = threads.submit(work)
    assert begun.wait(_WAIT)
    time.sleep(0.1)
    database.interrupt(Lane.JOBS)
    with pytest.raises(Cancelled):
        job.result(_WAIT)
    assert names(database) == set()
    assert add(database, a_department()) == 1


def test_work_that_is_interrupted_between_statements_is_not_committed(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    job = Job(database, threads)
    database.interrupt(Lane.JOBS)
    job.go_on.set()
    with pytest.raises(Cancelled):
        job.done.result(_WAIT)
    assert names(database) == set()


def test_work_that_waits_for_its_turn_can_be_interrupted(database: Database, threads: ThreadPoolExecutor) -> None:
    job = Job(database, threads)
    write = threads.submit(add, database, a_department("Write"))
    time.sleep(0.1)
    database.interrupt(Lane.WRITING)
    with pytest.raises(Cancelled):
        write.result(_WAIT)
    job.go_on.set()
    job.done.result(_WAIT)
    assert names(database) == {"Job"}


def test_work_that_waits_for_another_program_can_be_interrupted(
    database: Database, open_desk: Callable[..., Database], threads: ThreadPoolExecutor
) -> None:
    job = Job(open_desk(database.url), threads)
    write = threads.submit(add, database, a_department("Write"))
    time.sleep(0.5)
    interrupted = time.monotonic()
    database.interrupt(Lane.WRITING)
    with pytest.raises(Cancelled):
        write.result(_WAIT)
    assert time.monotonic() - interrupted < 3  # of 15 that it would have waited; a fifth of one where nobody else works
    job.go_on.set()
    job.done.result(_WAIT)
    assert names(database) == {"Job"}
    assert add(database, a_department("Write")) == 2


def test_an_interrupt_never_stops_the_next_work(database: Database) -> None:
    database.interrupt(Lane.WRITING)  # nothing runs, not even a connection is open
    assert add(database, a_department("A")) == 1
    database.interrupt(Lane.WRITING)  # nothing runs
    assert add(database, a_department("B")) == 2


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_an_interrupt_amid_a_half_read_result_never_stops_the_next_work(database: Database) -> None:
    """SQLite stops whatever is asked until no result is half read any more: the rollback too."""
    many = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n")

    def work() -> None:
        with database.reading() as session:
            half_read = session.execute(many)
            next(half_read)
            database.interrupt(Lane.READING)

    with pytest.raises(Cancelled):
        work()
    assert names(database) == set()


def test_an_interrupted_end_leaves_no_transaction_behind(database: Database, threads: ThreadPoolExecutor) -> None:
    ending = threading.Event()

    def work() -> None:
        with database.reading() as session:
            event.listen(session.connection(), "rollback", end_slowly, once=True)

    def end_slowly(connection: Connection) -> None:
        ending.set()
        endless_on(connection)

    job = threads.submit(work)
    assert ending.wait(_WAIT)
    time.sleep(0.1)
    database.interrupt(Lane.READING)
    with pytest.raises(Cancelled):
        job.result(_WAIT)
    assert names(database) == set()


def test_two_lanes_never_wait_for_each_other_for_ever(database: Database, threads: ThreadPoolExecutor) -> None:
    """One lane is held while a turn to write is awaited, and never the other way round."""
    works = [threads.submit(add_in, database, lane, f"{lane.value} {number}") for number in range(10) for lane in Lane]
    for work in works:
        work.result(_WAIT)
    assert len(names(database)) == 30


def add_in(database: Database, lane: Lane, name: str) -> None:
    """Add a department in a lane."""
    with database.transaction(lane=lane) as session:
        session.add(a_department(name))
        record(session, DEED)


@pytest.mark.parametrize("desks", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
@pytest.mark.parametrize("asks_again", [False, True])
@pytest.mark.parametrize("writes", [False, True])
def test_a_lost_server_is_named_and_found_again(
    database: Database, open_desk: Callable[..., Database], writes: bool, asks_again: bool
) -> None:
    other = open_desk(database.url)

    def work() -> None:
        with database.transaction() if writes else database.reading() as session:
            if writes:
                session.add(a_department())
                session.flush()
                record(session, DEED)
            mine = session.scalar(text("SELECT pg_backend_pid()"))
            beside.submit(cut_off, other, mine).result(_WAIT)
            if asks_again:
                session.execute(text("SELECT 1"))

    with ThreadPoolExecutor(1) as beside, pytest.raises(Surroundings, match="does not answer"):
        work()
    assert names(database) == set()
    assert add(database, a_department()) > 0


def cut_off(desk: Database, process: int) -> None:
    """End another program's connection."""
    with desk.reading() as administrator:
        administrator.execute(text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process})
