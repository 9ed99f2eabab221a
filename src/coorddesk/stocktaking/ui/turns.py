"""One scan after the other: the next begins where the one before has led, into another room for one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.operations import Operations

Work = Callable[["Session"], Any]


class Turns(QObject):
    """Changes the desk step by step; a step is made only when it is its turn.

    Signals:
        refused: the `UserError` of a step, which has written nothing.
        rested: all is done.
    """

    refused = Signal(object)
    rested = Signal()

    def __init__(self, operations: Operations, owner: QObject) -> None:
        """Wait for the first."""
        super().__init__(owner)
        self._operations = operations
        self._waiting: deque[tuple[Callable[[], Work], Callable[[Any], None]]] = deque()
        self._is_busy = False

    def add(self, step: Callable[[], Work], done: Callable[[Any], None]) -> None:
        """`step` says, when its turn comes, what is done in one transaction; `done` takes what that returned."""
        self._waiting.append((step, done))
        self._next()

    def _next(self) -> None:
        if self._is_busy:
            return
        if not self._waiting:
            self.rested.emit()
            return
        self._is_busy = True
        step, done = self._waiting.popleft()
        self._operations.change(self, step(), partial(self._on_done, done), self._on_failed)

    def _on_done(self, done: Callable[[Any], None], value: Any) -> None:
        done(value)
        self._is_busy = False
        self._next()

    def _on_failed(self, error: Any) -> None:
        self.refused.emit(error)
        self._is_busy = False
        self._next()
