"""The import wizard: a sheet is chosen, its columns are checked, what it would do is shown, and then it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import _
from coorddesk.shell.import_wizard.choosing import Choosing
from coorddesk.shell.import_wizard.file_rows import FileRows
from coorddesk.shell.import_wizard.file_step import RECENT
from coorddesk.shell.import_wizard.flow import ImportFlow
from coorddesk.shell.import_wizard.foot import Foot
from coorddesk.shell.import_wizard.outcome import Outcome
from coorddesk.shell.import_wizard.stepper import Stepper
from coorddesk.shell.import_wizard.steps import TITLES, Step, Steps
from coorddesk.widgets.controls import rule
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.importing.options import Options
    from coorddesk.shell.import_wizard.work import Looked, Planned
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.running_job import RunningJob

_WIDTH, _HEIGHT = 1200, 760


class ImportWizard(QDialog):
    """Stays beside the window; closing it stops the work, but what is being written goes on in the job bar.

    Signals:
        records_asked: the key of the kind whose records should be shown.
        undo_asked: the change set to take back.
    """

    records_asked = Signal(str)
    undo_asked = Signal(int)

    def __init__(self, desk: WindowDesk, owner: QWidget) -> None:
        """Build it; `begin` says for what."""
        super().__init__(owner)
        self._desk = desk
        self._flow = ImportFlow(desk, self)
        self._waits = False
        self._is_counted = True
        self._rows = FileRows(desk.operations, self)
        self._stepper = Stepper(desk, TITLES)
        self.steps = Steps(desk, self._rows)
        self.foot = Foot(desk)
        self._choosing = Choosing(self._flow, self.steps.file, desk.import_kinds)
        self._outcome = Outcome(desk, self, self._flow, self.steps.result)
        self.setWindowTitle(desk.texts.say(_("Import a sheet")))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._stepper)
        layout.addWidget(self.steps, 1)
        layout.addWidget(rule())
        layout.addWidget(self.foot)
        self._connect()
        self._show_step(Step.FILE)

    def begin(self, kind_key: str, path: Path | None) -> None:
        """Take a sheet in: of a kind where one is named, a file where one is known. What is being written goes on."""
        if self._flow.is_applying or (path is not None and self._would_lose()):
            return
        self._choosing.want(kind_key)
        if path is not None:
            self._choosing.choose(path)

    def _connect(self) -> None:
        flow, foot, steps, choosing = self._flow, self.foot, self.steps, self._choosing
        flow.started.connect(self._on_started)
        flow.settled.connect(self._on_settled)
        flow.looked.connect(self._on_looked)
        flow.planned.connect(self._on_planned)
        flow.applied.connect(self._on_applied)
        flow.saved.connect(steps.show_saved)
        flow.refused.connect(steps.show_trouble)
        choosing.begun.connect(lambda: self._show_step(Step.FILE))
        choosing.over.connect(lambda: QDialog.reject(self))
        columns = steps.columns
        columns.kind_chosen.connect(lambda key: flow.look_as(choosing.kind(key), columns.options))
        columns.decided.connect(flow.look_again)
        columns.forget_asked.connect(lambda: flow.forget(columns.options))
        steps.plan.decided.connect(self._on_words_decided)
        steps.plan.corrected.connect(self._on_cell_corrected)
        steps.result.another_asked.connect(self._on_another_wanted)
        self._outcome.records_asked.connect(self.records_asked)
        self._outcome.records_asked.connect(self.accept)
        self._outcome.undo_asked.connect(self._on_undo_asked)
        foot.skip.clicked.connect(self._on_next_file_wanted)
        foot.back.clicked.connect(lambda: self._show_step(Step(steps.current - 1)))
        foot.next.clicked.connect(self._on_next_clicked)
        foot.close_button.clicked.connect(self.reject)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | key), self, foot.next.click)

    def _on_next_file_wanted(self) -> None:
        """Go on with the folder; behind its last file there is nothing more to do."""
        if not self._would_lose():
            self._choosing.go_on()

    def _on_next_clicked(self) -> None:
        step = self.steps.current
        if step is Step.RESULT:
            self._on_next_file_wanted()
        elif step is Step.COLUMNS or not self._is_counted:
            self._flow.plan(self.steps.columns.options)
        else:
            self._flow.apply()

    def _on_started(self, job: RunningJob, waits: bool) -> None:
        self.foot.busy.follow(job)
        self._waits = waits
        self.steps.let_wait(waits)
        self.foot.let_wait(waits)

    def _on_settled(self) -> None:
        waited, self._waits = self._waits, False
        if waited:
            self.steps.let_wait(False)
            self.foot.skip.setEnabled(True)
            self._show_step(self.steps.current)
        else:
            self._show_next()

    def _on_looked(self, looked: Looked, options: Options) -> None:
        self._rows.follow(looked)
        self.steps.columns.show_looked(looked, options)
        if self.steps.current is not Step.COLUMNS:
            self._show_step(Step.COLUMNS)

    def _on_planned(self, planned: Planned, options: Options) -> None:
        self._rows.follow(planned.looked)
        self._is_counted = True
        anew = self.steps.current is not Step.PLAN
        self.steps.plan.show_plan(planned, options, anew=anew)
        if anew:
            self._show_step(Step.PLAN)
        else:
            self._show_next()

    def _on_words_decided(self, options: Options) -> None:
        """What was decided is counted when people go on."""
        self.steps.columns.adopt(options)
        self._is_counted = False
        self._show_next()

    def _on_cell_corrected(self, options: Options) -> None:
        """The row is planned again while people go on."""
        self.steps.columns.adopt(options)
        self._is_counted = False
        self._flow.plan(options, waits=False)
        self.foot.next.setEnabled(False)

    def _on_applied(self, done: Planned) -> None:
        if isinstance(done.looked.origin, Path):
            self._desk.settings.add_recent(RECENT, str(done.looked.origin))
        self.steps.result.show_result(done)
        self.steps.result.what_next.show_added(self._flow.change_set)
        self._show_step(Step.RESULT)

    def _on_another_wanted(self) -> None:
        self._choosing.start_anew()
        self._show_step(Step.FILE)

    def _on_undo_asked(self, change_set: int | None) -> None:
        if change_set is not None:
            self.undo_asked.emit(change_set)
        if not self._choosing.files.has_more:
            self.accept()

    def _show_step(self, step: Step) -> None:
        """Bring a page forward with the buttons that it has."""
        self.steps.bring(step)
        self._stepper.show_step(step)
        self.foot.show_step(step, self._choosing.files)
        self._show_next()
        self.steps.focus()

    def _show_next(self) -> None:
        step = self.steps.current
        counted = step is Step.PLAN and self._is_counted
        self.foot.show_next(step, self._flow.plan_shown.summary.writes if counted else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field ends what is typed there; elsewhere it goes on."""
        typing = isinstance(self.focusWidget(), QLineEdit | QAbstractSpinBox | QComboBox | QAbstractItemView)
        if not (typing and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stop what is under way, or close; what is being written goes on."""
        waited = self._waits and not self._flow.is_applying
        if not waited and self._would_lose():
            return
        self._flow.stop()
        if not waited:
            super().reject()

    def _would_lose(self) -> bool:
        """Whether cells were typed anew that people want to keep; they are asked."""
        typing = self.steps.current in {Step.COLUMNS, Step.PLAN}
        if not (typing and self.steps.columns.options.corrections) or self._flow.is_applying:
            return False
        question = _("Leave the import?")
        detail = _("The cells that you corrected would have to be corrected again.")
        return not self._desk.ask(self, question, detail, _("Leave it"), dangerous=True)
