"""Lanes: one thread for each kind of work, so that a page of a list never waits for an import."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Lane(Protocol):
    """Does numbered pieces of work one after the other."""

    def submit(self, number: int, work: Callable[[], None]) -> None:
        """Do `work` once everything submitted before is done."""

    def withdraw(self, number: int, interrupt: Callable[[], None]) -> bool:
        """Take back work: True if it will never start; if it runs right now, `interrupt` it."""

    def close(self) -> None:
        """Forget what has not started and wait for what has."""


class ThreadLane:
    """A lane with a thread of its own."""

    def __init__(self, name: str, interrupting: ThreadPoolExecutor) -> None:
        """Name the thread; `interrupting` is where a running statement is stopped, which may ask a server."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"coorddesk-{name}")
        self._interrupting = interrupting
        self._waiting: dict[int, Future[None]] = {}
        self._running: int | None = None
        self._turn = threading.Lock()  # held while one piece of work is interrupted, so that never the next one is

    def submit(self, number: int, work: Callable[[], None]) -> None:
        """Queue the work."""
        future = self._thread.submit(self._run, number, work)
        self._waiting[number] = future
        future.add_done_callback(lambda _: self._waiting.pop(number, None))

    def withdraw(self, number: int, interrupt: Callable[[], None]) -> bool:
        """Drop the work from the queue, or interrupt it."""
        future = self._waiting.get(number)
        if future is None:
            return False
        if future.cancel():
            return True
        self._interrupting.submit(self._interrupt, number, interrupt)
        return False

    def close(self) -> None:
        """Wait for the thread to end."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, number: int, work: Callable[[], None]) -> None:
        with self._turn:
            self._running = number
        try:
            work()
        finally:
            with self._turn:
                self._running = None

    def _interrupt(self, number: int, interrupt: Callable[[], None]) -> None:
        with self._turn:
            if self._running == number:
                interrupt()


class ImmediateLane:
    """A lane without a thread: work is done before `submit` returns, which makes tests plain."""

    def submit(self, number: int, work: Callable[[], None]) -> None:
        """Do it."""
        work()

    def withdraw(self, number: int, interrupt: Callable[[], None]) -> bool:
        """It is done already."""
        return False

    def close(self) -> None:
        """Nothing waits."""
