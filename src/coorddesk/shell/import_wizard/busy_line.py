"""The foot of the wizard while it works: what is being done, how far it is, and a button to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.tokens import SNUG

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look
    from coorddesk.widgets.running_job import RunningJob

_BAR_WIDTH = 160
_PATIENCE_MILLISECONDS = 200
_PARTS = 1000


class BusyLine(QWidget):
    """Follows one job at a time; unseen while there is none."""

    def __init__(self, look: Look) -> None:
        """Wait for a job."""
        super().__init__()
        self._look = look
        self._job: RunningJob | None = None
        self._bar = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._doing = label(look, kind="muted")
        self._doing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._show_soon = QTimer(self, interval=_PATIENCE_MILLISECONDS, singleShot=True)
        self._show_soon.timeout.connect(self.show)
        stop = button(look, _("Stop"), ButtonKind.QUIET, "x")
        stop.clicked.connect(self.stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addWidget(self._bar)
        layout.addWidget(self._doing, 1)
        layout.addWidget(stop)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def follow(self, job: RunningJob) -> None:
        """Show how far a job is, until it is over."""
        self._job = job
        self._bar.setRange(0, 0)
        title = self._look.texts.say(job.title)
        self._bar.setAccessibleName(title)
        self._doing.setText(title)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        self._show_soon.start()  # what is over at once would only flicker

    def stop(self) -> None:
        """Stop the job, if there is one."""
        if self._job is not None:
            self._job.cancel()

    def _on_progressed(self, done: int, total: int | None, doing: Message | None) -> None:
        if self.sender() is not self._job:  # it was stopped, and another has taken its place
            return
        texts = self._look.texts
        self._bar.setRange(0, _PARTS if total else 0)
        if total:
            self._bar.setValue(min(_PARTS, _PARTS * done // total))
        said = doing
        if total:
            count = _("{done} of {total}", done=done, total=total)
            said = count if doing is None else _("{title}: {count}", title=doing, count=count)
        if said is not None:
            self._doing.setText(texts.say(said))

    def _on_finished(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._show_soon.stop()
            self.hide()
