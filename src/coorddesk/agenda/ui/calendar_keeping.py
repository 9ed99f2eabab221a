"""While a desk's window is open, the folder of its calendar files is kept up to date."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.agenda.reports import Kept
    from coorddesk.core.database import Changes, Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk, Memory

_FOLDERS = "agenda.folders"
_FIRST_MILLISECONDS = 6_000
"""After the first page: it reads, and is painted, before."""
_SOON_MILLISECONDS = 10_000
_EVERY_MILLISECONDS = 3_600_000
"""What the files reach moves on with the day."""


class CalendarKeeping(QObject):
    """Writes soon after changes, whoever made them. A folder that is gone is told once, and looked for again."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Stand still until `start`."""
        super().__init__(parent)
        self._desk = desk
        self._mark: str | None = None
        self._is_under_way = self._is_told = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.go)
        self._hourly = QTimer(self, interval=_EVERY_MILLISECONDS)
        self._hourly.timeout.connect(self.go)

    def start(self) -> None:
        """Begin soon after the desk was opened."""
        self._desk.operations.committed.connect(self._on_committed)
        self._soon.start(_FIRST_MILLISECONDS)
        self._hourly.start()

    def go(self) -> None:
        """Write now, if this desk has a folder on this PC; while it is being written, once more after that."""
        if not self._desk.settings.recall(_FOLDERS):
            return
        if self._mark is None:
            self._desk.operations.read(self, mark_of_desk, self._on_mark_read, lambda _error: None)
            return
        folder = folder_of(self._desk.settings, self._mark)
        if folder is None:
            return
        if self._is_under_way:
            self._soon.start(_SOON_MILLISECONDS)
            return
        self._is_under_way = True
        keep_now(self._desk, self, folder, self._on_kept, self._on_failed, self._on_settled)

    def _on_committed(self, _changes: Changes) -> None:
        if not self._soon.isActive():
            self._soon.start(_SOON_MILLISECONDS)

    def _on_mark_read(self, mark: str) -> None:
        self._mark = mark
        self.go()

    def _on_kept(self, _kept: Kept) -> None:
        self._is_told = False

    def _on_failed(self, error: UserError) -> None:
        if not self._is_told:
            self._is_told = True
            self._desk.say(error.message)

    def _on_settled(self) -> None:
        self._is_under_way = False


def keep_now(
    desk: Desk,
    owner: QObject,
    folder: Path,
    done: Callable[[Kept], None],
    failed: Callable[[UserError], None],
    settled: Callable[[], None] | None = None,
) -> None:
    """Write the files of a folder that are not as they should be."""
    work = partial(_keep, folder, desk.features)
    desk.operations.job(owner, _("Keeping the calendar files"), work, done, failed, settled=settled)


def folder_of(settings: Memory, mark: str) -> Path | None:
    """The folder that this PC keeps for a desk."""
    kept = settings.recall(_FOLDERS)
    folder = kept.get(mark) if isinstance(kept, dict) else None
    return Path(folder) if isinstance(folder, str) else None


def choose_folder(settings: Memory, mark: str, folder: Path | None) -> None:
    """Let this PC keep another folder for a desk, or none."""
    kept = settings.recall(_FOLDERS)
    others = {each: path for each, path in kept.items() if each != mark} if isinstance(kept, dict) else {}
    settings.remember(_FOLDERS, (others | {mark: str(folder)} if folder is not None else others) or None)


def mark_of_desk(session: Session) -> str:
    """In the lane."""
    from coorddesk.agenda.queries.source import source  # SQL: the window is there before it

    return source(session).mark


def _keep(folder: Path, features: Sequence[Feature], database: Database, progress: Progress) -> Kept:
    """As a job."""
    from coorddesk.agenda.reports import keep_folder  # as above

    return keep_folder(folder, features, database, progress)
