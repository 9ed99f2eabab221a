"""One thing after the other: scans come faster than a database answers, and each depends on the one before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.core.messages import Message
    from coorddesk.widgets.operations import Operations

T = TypeVar("T")


class InTurn(QObject):
    """A step begins when all that the one before asked of the desk is done.

    Signals:
        refused: the `UserError` of what a step asked for.
    """

    refused = Signal(object)

    def __init__(self, operations: Operations, owner: QObject, kind: str) -> None:
        """`kind` is the table by which our own change sets are known."""
        super().__init__(owner)
        self._operations = operations
        self._kind = kind
        self._waiting: deque[Callable[[], None]] = deque()
        self._under_way = 0
        self._change_set: int | None = None
        operations.committed.connect(self._on_committed)

    def add(self, step: Callable[[], None]) -> None:
        """Take a step as soon as it is its turn."""
        self._waiting.append(step)
        self._next()

    def read(self, work: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Within a step: read something."""
        self._under_way += 1
        self._operations.read(self, work, done, self.refused.emit, settled=self._on_settled)

    def change(
        self,
        work: Callable[[Session], T],
        done: Callable[[T, int | None], None],
        failed: Callable[[UserError], None] | None = None,
        deed: Message | None = None,
    ) -> None:
        """Within a step: change something; `done` is told the change set too."""
        self._under_way += 1
        self._change_set = None

        def tell(value: Any) -> None:
            done(value, self._change_set)

        self._operations.change(self, work, tell, failed or self.refused.emit, settled=self._on_settled, deed=deed)

    def _next(self) -> None:
        while self._waiting and not self._under_way:
            self._waiting.popleft()()

    def _on_settled(self) -> None:
        QTimer.singleShot(0, self, self._on_done)  # what is done with the answer may ask for more

    def _on_done(self) -> None:
        self._under_way -= 1
        self._next()

    def _on_committed(self, changes: Changes) -> None:
        """Heard before `done`: whoever commits says so first."""
        if changes.ours and self._kind in changes.kinds:
            self._change_set = changes.change_set
