"""Lanes: one thread for each kind of work, so that a page of a list never waits for an import."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


_SECONDS_BETWEEN_INTERRUPTS = 0.05


class Lane(Protocol):
    """Does numbered pieces of work one after the other."""

    def submit(self, number: int, work: Callable[[], None]) -> None:
        """Do `work` once everything submitted before is done."""

    def withdraw(self, number: int, interrupt: Callable[[], None]) -> bool:
        """Take back work: True if it will never start; if it runs right now, `interrupt` it."""

    def close(self) -> None:
        """Forget what has not started and wait for what has."""


class ThreadLane:
    """A lane with a thread of its own, and another that stops what runs in it, for that may ask a server."""

    def __init__(self, name: str) -> None:
        """Name the threads; they start with the first work."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"coorddesk-{name}")
        self._interrupting = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"coorddesk-stop-{name}")
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
        """Wait for the threads to end."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._interrupting.shutdown(wait=True, cancel_futures=True)

    def _run(self, number: int, work: Callable[[], None]) -> None:
        with self._turn:
            self._running = number
        try:
            work()
        finally:
            with self._turn:
                self._running = None

    def _interrupt(self, number: int, interrupt: Callable[[], None]) -> None:
        """Interrupt until the work has ended: a database stops the statement that runs, not the one about to."""
        while self._interrupt_once(number, interrupt):
            time.sleep(_SECONDS_BETWEEN_INTERRUPTS)

    def _interrupt_once(self, number: int, interrupt: Callable[[], None]) -> bool:
        with self._turn:
            is_running = self._running == number
            if is_running:
                interrupt()
            return is_running


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
