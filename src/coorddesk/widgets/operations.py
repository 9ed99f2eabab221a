"""Operations: the only bridge from the window to the database. Work runs in lanes, answers come back here."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from coorddesk.core.errors import Cancelled, UserError
from coorddesk.core.messages import Message
from coorddesk.widgets.lanes import ImmediateLane, Lane, ThreadLane
from coorddesk.widgets.one_trouble import OneTrouble
from coorddesk.widgets.running_job import RunningJob

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.database import Changes, Database
    from coorddesk.core.jobs import Progress

T = TypeVar("T")

READING, WRITING, JOBS = "reading", "writing", "jobs"  # the values of core.database.Lane, which only loads with SQL
_NEWS_MILLISECONDS = 2_000


class Operations(QObject):
    """Does work on the desk away from the window's thread, and hands the answers back in it.

    Work is a function of a session (or of the database, for a job) that holds no widget. Its owner is the
    QObject that wants the answer: once that is gone, so is the answer. Callbacks run in the window's thread:
    `settled()` first and whatever happened, then `done(value)`, or `failed(error)` for the user's trouble.
    Trouble that nobody takes is emitted as `refused`; anything else is our bug and goes to `sys.excepthook`.

    Signals:
        committed: the `Changes` of each commit, ours and other programs'.
        told: a `Message` to show quietly, and the change set that an undo button beside it takes back (or None).
        refused: an owner (or None) and the `UserError` that it left to the window.
        job_started: a `RunningJob` for the job bar.
    """

    committed = Signal(object)
    told = Signal(object, object)
    refused = Signal(object, object)
    job_started = Signal(object)
    _answered = Signal(int, object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None, *, immediate: bool = False) -> None:
        """Start the lanes; with `immediate` they run in the calling thread, for tests."""
        super().__init__(parent)
        self._lanes: dict[str, Lane] = {
            name: ImmediateLane() if immediate else ThreadLane(name) for name in (READING, WRITING, JOBS)
        }
        self._desk: Future[Database] = Future()
        self._numbers = count(1)
        self._asked: dict[int, _Asked] = {}  # callbacks stay in this thread: a widget must not die in another one
        self._latest: dict[tuple[int, str], int] = {}
        self._jobs: dict[int, RunningJob] = {}
        self._committing = threading.local()
        self._reading_trouble = OneTrouble()
        self._looking = False
        self._is_closed = False
        self._news = QTimer(self, interval=_NEWS_MILLISECONDS)
        self._news.timeout.connect(self._look_for_news)
        self._answered.connect(self._on_answered)
        self._heard.connect(self.committed)

    def open(
        self,
        owner: QObject,
        opener: Callable[[], Database],
        done: Callable[[Database], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Open a desk in the reading lane; whatever is asked for meanwhile waits for it."""
        previous, self._desk = self._desk, Future()
        desk = self._desk

        def run() -> Database:
            if not desk.set_running_or_notify_cancel():
                raise Cancelled
            try:
                database = opener()
            except BaseException:
                desk.set_exception(Cancelled())  # what waits for this desk will never be done
                raise
            database.look_for_news()  # what is there now is no news
            database.listen(self._on_commit)
            desk.set_result(database)
            if previous.done() and previous.exception() is None:
                previous.result().close()
            return database

        self._ask(_Asked(READING, owner, done, failed), run)
        self._news.start()

    def read(
        self,
        owner: QObject,
        work: Callable[[Session], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        *,
        settled: Callable[[], None] | None = None,
        replaces: str | None = None,
    ) -> None:
        """Read for a screen. With `replaces`, the owner's older reading of that key is dropped or stopped."""

        def run() -> T:
            with desk.result().reading() as session:
                return work(session)

        desk = self._desk
        key = None if replaces is None else (id(owner), replaces)
        if key is not None:
            self._withdraw(self._latest.pop(key, None))
        number = self._ask(_Asked(READING, owner, done, failed, settled, key=key), run)
        if key is not None and number in self._asked:
            self._latest[key] = number

    def change(  # noqa: PLR0913 - all but two are optional, and named
        self,
        owner: QObject,
        work: Callable[[Session], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        *,
        settled: Callable[[], None] | None = None,
        deed: Message | None = None,
        said: Message | Callable[[T], Message | None] | None = None,
        actor: Actor | None = None,
    ) -> None:
        """Change the desk in one transaction, called `deed` in the history if one verb's name does not say it all.

        `said` is shown when it is committed, with an undo button. `actor` does it, if not who sits at the desk.
        """

        def run() -> T:
            with desk.result().transaction(deed, actor=actor) as session:
                return work(session)

        desk = self._desk
        self._ask(_Asked(WRITING, owner, done, failed, settled, said), run)

    def keep(self, owner: QObject, work: Callable[[Session], object], kind: str, done: Callable[[], None]) -> None:
        """Keep a choice that is no deed, so that no commit tells of it; the screens that show `kind` hear of it."""

        def tell(_result: object) -> None:
            from coorddesk.core.database import Changes  # sqlalchemy is loaded: something was written

            done()
            self.committed.emit(Changes(frozenset({kind})))

        self.change(owner, work, tell)

    def job(  # noqa: PLR0913 - all but three are optional, and named
        self,
        owner: QObject,
        title: Message,
        work: Callable[[Database, Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        *,
        settled: Callable[[], None] | None = None,
        said: Message | Callable[[T], Message | None] | None = None,
    ) -> RunningJob:
        """Do long work beside the screens; it shows in the job bar and may be cancelled there."""

        def run() -> T:
            return work(desk.result(), job.progress)

        desk = self._desk
        number = next(self._numbers)
        job = RunningJob(title, lambda: self._cancel_job(number), self)
        self._jobs[number] = job
        self.job_started.emit(job)
        self._ask(_Asked(JOBS, owner, done, failed, settled, said), run, number)
        return job

    @property
    def jobs(self) -> tuple[RunningJob, ...]:
        """The jobs that run or wait, oldest first."""
        return tuple(self._jobs.values())

    def close(self) -> None:
        """Stop reading and jobs, finish what is being written, and let go of the desk.

        Nothing is answered any more, nor asked: a page that is about to go may have a timer left that wants something.
        """
        self._is_closed = True
        self._news.stop()
        for job in self.jobs:
            job.cancel()
        for number in tuple(self._asked):
            self._withdraw(number)
        if not self._desk.done():
            self._desk.cancel()
        for lane in self._lanes.values():
            lane.close()
        if not self._desk.cancelled() and self._desk.exception() is None:
            self._desk.result().close()

    def _ask(self, asked: _Asked, run: Callable[[], Any], number: int | None = None) -> int:
        number = number or next(self._numbers)
        if self._is_closed:
            return number
        self._asked[number] = asked
        self._lanes[asked.lane].submit(number, lambda: self._do(number, asked.lane, run))
        return number

    def _do(self, number: int, lane: str, run: Callable[[], Any]) -> None:
        """In the lane's thread: run the work and send what came of it."""
        self._committing.change_set = None
        outcome = _outcome(run)
        if lane == READING and isinstance(outcome.error, Cancelled) and number in self._asked:
            outcome = _outcome(run)  # a server may hear that one reading should stop when the next has begun
        outcome.change_set = self._committing.change_set
        self._answered.emit(number, outcome)

    def _on_commit(self, changes: Changes) -> None:
        """In the thread that committed, or that found the news."""
        if changes.ours:
            self._committing.change_set = changes.change_set
        self._heard.emit(changes)

    def _on_answered(self, number: int, outcome: _Outcome) -> None:
        if (job := self._jobs.pop(number, None)) is not None:
            job.finished.emit()
            job.deleteLater()
        asked = self._asked.pop(number, None)
        if asked is None:
            return
        if asked.key is not None and self._latest.get(asked.key) == number:
            del self._latest[asked.key]
        asked.settle()
        match outcome.error:
            case None:
                self._tell(asked, outcome)
                asked.succeed(outcome.value)
            case Cancelled():
                pass
            case UserError() as error:
                if not asked.fail(error):
                    self._refuse(asked, error)
            case error:
                sys.excepthook(type(error), error, error.__traceback__)

    def _refuse(self, asked: _Asked, error: UserError) -> None:
        owner = asked.owner if isValid(asked.owner) else None
        if asked.lane == READING:  # a page asks for several things at once
            self._reading_trouble.tell(error, lambda: self.refused.emit(owner, error))
        else:
            self.refused.emit(owner, error)

    def _tell(self, asked: _Asked, outcome: _Outcome) -> None:
        said = asked.said if asked.said is None or isinstance(asked.said, Message) else asked.said(outcome.value)
        if said is not None:
            self.told.emit(said, outcome.change_set)

    def _withdraw(self, number: int | None) -> None:
        """Want no answer any more, and spare the lane the work where possible."""
        if number is None or (asked := self._asked.pop(number, None)) is None:
            return
        if asked.lane != WRITING:  # a write is short, and is finished
            self._lanes[asked.lane].withdraw(number, lambda: self._interrupt(asked.lane))

    def _cancel_job(self, number: int) -> None:
        if self._lanes[JOBS].withdraw(number, lambda: self._interrupt(JOBS)):
            self._on_answered(number, _Outcome(error=Cancelled()))

    def _interrupt(self, lane: str) -> None:
        from coorddesk.core.database import Lane as DatabaseLane  # sqlalchemy is loaded: something runs on it

        if self._desk.done() and not self._desk.cancelled() and self._desk.exception() is None:
            self._desk.result().interrupt(DatabaseLane(lane))

    def _look_for_news(self) -> None:
        """Ask for other programs' commits; a lost server is told when somebody wants something from it."""
        if self._looking:
            return
        self._looking = True
        desk = self._desk
        self._ask(_Asked(READING, self, failed=_ignore, settled=self._on_looked), lambda: desk.result().look_for_news())

    def _on_looked(self) -> None:
        self._looking = False


@dataclass
class _Outcome:
    """What came of work: a value or an error, and the change set it committed, if any."""

    value: Any = None
    error: BaseException | None = None
    change_set: int | None = None


def _outcome(run: Callable[[], Any]) -> _Outcome:
    try:
        return _Outcome(run())
    except BaseException as error:  # noqa: BLE001 - the window's thread tells trouble and bugs apart
        return _Outcome(error=error)


@dataclass(frozen=True)
class _Asked:
    """Who waits for an answer, and what to call with it as long as they live."""

    lane: str
    owner: QObject
    done: Callable[[Any], None] | None = None
    failed: Callable[[UserError], None] | None = None
    settled: Callable[[], None] | None = None
    said: Message | Callable[[Any], Message | None] | None = None
    key: tuple[int, str] | None = None

    def settle(self) -> None:
        """Say that it is over, however it went."""
        if self.settled is not None and isValid(self.owner):
            self.settled()

    def succeed(self, value: Any) -> None:
        """Hand the value over."""
        if self.done is not None and isValid(self.owner):
            self.done(value)

    def fail(self, error: UserError) -> bool:
        """Hand the trouble over; False if the window must tell it: nobody takes it, or a write's owner is gone."""
        if isValid(self.owner):
            if self.failed is not None:
                self.failed(error)
            return self.failed is not None
        return self.lane == READING


def _ignore(_: UserError) -> None:
    """Leave it."""
