"""Long work: tells how far it is and stops when asked."""

from __future__ import annotations

import gc
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from coorddesk.core.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coorddesk.core.messages import Message

_SECONDS_BETWEEN_REPORTS = 0.1


class Progress(Protocol):
    """What long work calls now and then; raises `Cancelled` once the user has asked to stop."""

    def __call__(self, done: int, total: int | None = None, doing: Message | None = None) -> None:
        """Tell that `done` of `total` units (None: unknown) are through."""


def unwatched(done: int, total: int | None = None, doing: Message | None = None) -> None:
    """Report to nobody and never stop: for scripts and tests."""


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let Python's cycle collector rest during work that makes millions of objects and no cycles.

    Each of its rounds would go through all of them, and hold the window's thread for as long: 400 ms during
    an import of 100,000 rows, and a quarter of its time.
    """
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


class Job:
    """One run of long work: passes each new step on, its progress ten times a second at most; can be cancelled."""

    def __init__(self, tell: Callable[[int, int | None, Message | None], None]) -> None:
        """Report through `tell`, called in the worker's thread."""
        self._tell = tell
        self._cancelled = threading.Event()
        self._next = 0.0
        self._doing: Message | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next report; safe from any thread."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    def __call__(self, done: int, total: int | None = None, doing: Message | None = None) -> None:
        """Pass the progress on; raises `Cancelled` if asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now >= self._next or done == total or doing != self._doing:
            self._doing = doing
            self._next = now + _SECONDS_BETWEEN_REPORTS
            self._tell(done, total, doing)
