"""While a desk's window is open, what comes again is opened and rules escalate: nobody has to think of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coorddesk.core.access import Actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.operations import Operations

BY_ITSELF = Actor("CoordDesk", source="clock")
_FIRST_MILLISECONDS = 4_000
"""After the first page: it reads, and is painted, before."""
_EVERY_MILLISECONDS = 4 * 60_000


class DeskTending(QObject):
    """Asks what is due by the clock, and writes only where something is; two programs do each thing once all the same.

    A desk that is away, or one whose user may not write, is asked again next time, without a word.
    """

    def __init__(self, operations: Operations, parent: QObject) -> None:
        """Stand still until `start`."""
        super().__init__(parent)
        self._operations = operations
        self._is_under_way = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.go)

    def start(self) -> None:
        """Begin soon after the desk was opened, and go on every few minutes."""
        self._timer.start(_FIRST_MILLISECONDS)

    def go(self) -> None:
        """Look now, unless it is under way."""
        self._timer.setInterval(_EVERY_MILLISECONDS)
        if not self._is_under_way:
            self._is_under_way = True
            self._operations.read(self, _is_due, self._on_asked, lambda _error: self._on_settled())

    def _on_asked(self, is_due: bool) -> None:
        if is_due:
            self._operations.change(self, _tend, failed=lambda _error: None, settled=self._on_settled, actor=BY_ITSELF)
        else:
            self._on_settled()

    def _on_settled(self) -> None:
        self._is_under_way = False


def _is_due(session: Session) -> bool:
    """In the lane."""
    from coorddesk.helpdesk.service import is_tending_due  # SQL: the window is there before it

    return is_tending_due(session)


def _tend(session: Session) -> None:
    """In the lane."""
    from coorddesk.helpdesk.service import tend  # as above

    tend(session)
