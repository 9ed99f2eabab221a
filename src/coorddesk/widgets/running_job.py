"""A job that runs or waits in its lane: what it is called, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.messages import Message


class RunningJob(QObject):
    """The window's side of a job.

    Signals:
        progressed: units done, their total (None: unknown) and what is being done, a `Message` or None.
        finished: it is over, done, refused or cancelled; the object goes soon after.
    """

    progressed = Signal(object, object, object)
    finished = Signal()

    def __init__(self, title: Message, interrupt: Callable[[], None], parent: QObject) -> None:
        """Keep what to call to stop the statement that runs."""
        super().__init__(parent)
        self.title = title
        self.progress = Job(self.progressed.emit)
        self._interrupt = interrupt

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self.progress.cancelled

    def cancel(self) -> None:
        """Ask it to stop, now if a statement runs; everything it did is rolled back."""
        self.progress.cancel()
        self._interrupt()
