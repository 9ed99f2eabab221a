"""The job bar: what runs beside the screens, how far it is, and a button to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look
    from coorddesk.widgets.operations import Operations
    from coorddesk.widgets.running_job import RunningJob

_PATIENCE_MILLISECONDS = 300
_BAR_WIDTH = 240


class JobBar(QFrame):
    """A line for each job; there is no bar at all while nothing runs."""

    def __init__(self, look: Look, operations: Operations) -> None:
        """Watch `operations` for jobs."""
        super().__init__()
        self._look = look
        self._shown: set[_JobLine] = set()
        self.setProperty("kind", "job-bar")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        self._lines.setSpacing(TIGHT)
        self.hide()
        operations.job_started.connect(self._on_job_started)

    def _on_job_started(self, job: RunningJob) -> None:
        line = _JobLine(self._look, job)
        line.hide()
        self._lines.addWidget(line)
        line.ended.connect(self._on_line_ended)
        QTimer.singleShot(_PATIENCE_MILLISECONDS, line, lambda: self._reveal(line))

    def _reveal(self, line: _JobLine) -> None:
        if self._lines.indexOf(line) < 0:  # over at this very moment
            return
        self._shown.add(line)
        line.show()
        self.show()

    def _on_line_ended(self, line: _JobLine) -> None:
        self._shown.discard(line)
        self._lines.removeWidget(line)
        line.deleteLater()
        self.setVisible(bool(self._shown))


class _JobLine(QWidget):
    ended = Signal(object)

    def __init__(self, look: Look, job: RunningJob) -> None:
        super().__init__()
        self._look = look
        self._job = job
        title = look.texts.say(job.title)
        self._bar = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(title)
        self._doing = label(look, kind="muted")
        self._cancel = button(look, _("Cancel"), ButtonKind.QUIET)
        self._cancel.setAccessibleDescription(title)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addWidget(label(look, job.title, TypeScale.STRONG))
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._doing, 1)
        layout.addWidget(self._cancel)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)  # a slot of its own: the window may be gone before the job is

    def _on_progressed(self, done: int, total: int | None, doing: Message | None) -> None:
        if self._job.cancelled:
            return
        per_mille = None if not total else min(1000, 1000 * done // total)
        self._bar.setRange(0, 0 if per_mille is None else 1000)
        if per_mille is not None:
            self._bar.setValue(per_mille)
        self._doing.setText(self._told(done, total, doing))

    def _on_finished(self) -> None:
        self.ended.emit(self)

    def _told(self, done: int, total: int | None, doing: Message | None) -> str:
        texts = self._look.texts
        if doing is not None:
            return texts.say(doing)
        if total:
            return texts.say(_("{done} of {total}", done=done, total=total))
        return texts.number(done) if done else ""

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._bar.setRange(0, 0)
        self._doing.setText(self._look.texts.say(_("Stopping; nothing of it will be kept…")))
        self._job.cancel()
