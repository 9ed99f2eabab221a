"""While the desk's window is open it goes round its kiosks' folders, in the lane of the jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coorddesk.core.messages import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.operations import Operations

_EVERY_MILLISECONDS = 30_000


class DeskRounds(QObject):
    """A desk without any kiosk's folder is only asked whether it has one."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        """Stand still until `start`."""
        super().__init__(parent)
        self._operations = operations
        self._is_under_way = False
        self._timer = QTimer(self, interval=_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.go)

    def start(self) -> None:
        """Go round every half minute, first in half a minute: nobody waits for it at a start."""
        self._timer.start()

    def stop(self) -> None:
        """Go no more."""
        self._timer.stop()

    def go(self) -> None:
        """Go now, unless it is under way or the jobs' lane has something else to do."""
        if not self._is_under_way and not self._operations.jobs:
            self._is_under_way = True
            self._operations.read(self, _has_folders, self._on_asked, lambda _error: self._on_back())

    def _on_asked(self, has_folders: bool) -> None:
        if not has_folders:
            self._on_back()
            return
        title = _("Going round the kiosks")
        self._operations.job(self, title, _go_round, failed=lambda _error: None, settled=self._on_back)

    def _on_back(self) -> None:
        self._is_under_way = False


def _has_folders(session: Session) -> bool:
    """In the lane."""
    from coorddesk.kiosk.queries import kiosks  # SQL: the window is there before it

    return any(row.folder for row in kiosks(session))


def _go_round(database: Database, progress: Progress) -> None:
    """In the lane; a folder that is away, or a desk that is, is gone to again."""
    from coorddesk.kiosk.imports.desk_round import go_round

    go_round(database, progress)
