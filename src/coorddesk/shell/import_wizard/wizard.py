"""The import wizard: a sheet is chosen, its columns are checked, what it would do is shown, and then it is done."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.importing.reading.pasted import called
from coorddesk.shell.import_wizard.busy_line import BusyLine
from coorddesk.shell.import_wizard.columns_step import ColumnsStep
from coorddesk.shell.import_wizard.file_rows import FileRows
from coorddesk.shell.import_wizard.file_step import RECENT, FileStep
from coorddesk.shell.import_wizard.files import Files
from coorddesk.shell.import_wizard.flow import ImportFlow
from coorddesk.shell.import_wizard.plan_step import PlanStep
from coorddesk.shell.import_wizard.result_step import ResultStep
from coorddesk.shell.import_wizard.stepper import Stepper
from coorddesk.shell.saving import file_to_save
from coorddesk.widgets.controls import ButtonKind, button, label, rule
from coorddesk.widgets.messages import warn
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.core.errors import UserError
    from coorddesk.importing.options import Options
    from coorddesk.importing.reading.pasted import Origin
    from coorddesk.shell.import_wizard.work import Looked, Planned
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.running_job import RunningJob

_WIDTH, _HEIGHT = 1200, 760
_PATTERN = "Excel (*.xlsx)"


class Step(IntEnum):
    """The pages, in their order."""

    FILE = 0
    COLUMNS = 1
    PLAN = 2
    RESULT = 3


_TITLES = (_("File"), _("Columns"), _("What it would do"), _p("import", "Done"))


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
        self._kinds = desk.import_kinds
        self._wanted = self._kinds
        self._flow = ImportFlow(desk, self)
        self._files = Files()
        self._waits = False
        self._is_counted = True
        self._stepper = Stepper(desk, _TITLES)
        self._file = FileStep(desk, self._kinds)
        rows = self._rows = FileRows(desk.operations, self)
        self._columns = ColumnsStep(desk, self._kinds, rows)
        self._plan = PlanStep(desk, rows)
        self._result = ResultStep(desk)
        self._pages = (self._file, self._columns, self._plan, self._result)
        self._steps = QStackedWidget()
        self._busy = BusyLine(desk)
        self._where = label(desk, kind="muted")
        self._skip = button(desk, _("Skip this file"), ButtonKind.LINK)
        self._back = button(desk, _p("wizard", "Back"), icon="arrow-left")
        self._next = button(desk, _p("wizard", "Next"), ButtonKind.PRIMARY)
        self._close = button(desk, _("Cancel"))
        self.setWindowTitle(desk.texts.say(_("Import a sheet")))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(owner.screen().availableSize()))
        self._build()
        self._connect()
        self._show_step(Step.FILE)

    def begin(self, kind_key: str, path: Path | None) -> None:
        """Take a sheet in: of a kind where one is named, a file where one is known. What is being written goes on."""
        if self._flow.is_applying or (path is not None and self._would_lose()):
            return
        self._wanted = [kind for kind in self._kinds if kind.key == kind_key] or self._kinds
        if path is not None:
            self._on_file_chosen(path)

    def _build(self) -> None:
        for step in self._pages:
            self._steps.addWidget(step)
        foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        foot.addWidget(self._where)
        foot.addWidget(self._skip)
        foot.addWidget(self._busy, 1)
        foot.addStretch()
        for made in (self._back, self._next, self._close):
            foot.addWidget(made)
        self._next.setDefault(True)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | key), self, self._next.click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._stepper)
        layout.addWidget(self._room(), 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    def _room(self) -> QScrollArea:
        """The pages, of which one scrolls to the rest where the screen is too small for them."""
        room = QScrollArea(widgetResizable=True)
        room.setProperty("kind", "body")
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(self._steps)
        return room

    def _connect(self) -> None:
        flow = self._flow
        flow.started.connect(self._on_started)
        flow.settled.connect(self._on_settled)
        flow.listed.connect(self._on_folder_listed)
        flow.looked.connect(self._on_looked)
        flow.planned.connect(self._on_planned)
        flow.applied.connect(self._on_applied)
        flow.saved.connect(self._on_saved)
        flow.refused.connect(self._on_refused)
        self._file.chosen.connect(self._on_file_chosen)
        self._file.template_asked.connect(self._on_template_asked)
        self._skip.clicked.connect(self._on_next_file_wanted)
        self._columns.kind_chosen.connect(self._on_kind_chosen)
        self._columns.decided.connect(flow.look_again)
        self._columns.forget_asked.connect(lambda: flow.forget(self._columns.options))
        self._plan.decided.connect(self._on_words_decided)
        self._plan.corrected.connect(self._on_cell_corrected)
        self._back.clicked.connect(lambda: self._show_step(Step(self._steps.currentIndex() - 1)))
        self._next.clicked.connect(self._on_next_clicked)
        self._close.clicked.connect(self.reject)
        self._result.another_asked.connect(self._on_another_wanted)
        self._result.records_asked.connect(self._on_records_asked)
        self._result.undo_asked.connect(self._on_undo_asked)
        self._result.save_asked.connect(self._on_save_asked)

    def _on_file_chosen(self, origin: Origin) -> None:
        self._file.show_trouble(None)
        self._files = Files()
        if isinstance(origin, Path) and origin.is_dir():
            self._flow.list_folder(origin)
        else:
            self._flow.look_at(origin, self._wanted)

    def _on_folder_listed(self, sheets: list[Path]) -> None:
        self._files = Files(sheets)
        self._on_next_file_wanted()

    def _on_next_file_wanted(self) -> None:
        """Go on with the folder; behind its last file there is nothing more to do."""
        if self._would_lose():
            return
        sheet = self._files.next()
        if sheet is None:
            super().reject()
            return
        self._flow.stop()
        self._file.show_trouble(None)
        self._show_step(Step.FILE)
        self._flow.look_at(sheet, self._wanted)

    def _on_template_asked(self, key: str, path: Path) -> None:
        self._flow.save_template(next(kind for kind in self._kinds if kind.key == key), path)

    def _on_kind_chosen(self, key: str) -> None:
        self._flow.look_as(next(kind for kind in self._kinds if kind.key == key), self._columns.options)

    def _on_next_clicked(self) -> None:
        step = self._steps.currentIndex()
        if step == Step.RESULT:
            self._on_next_file_wanted()
        elif step == Step.COLUMNS or not self._is_counted:
            self._flow.plan(self._columns.options)
        else:
            self._flow.apply()

    def _on_started(self, job: RunningJob, waits: bool) -> None:
        self._busy.follow(job)
        self._waits = waits
        for part in (self._steps, self._back, self._next, self._skip):
            part.setDisabled(waits)

    def _on_settled(self) -> None:
        waited, self._waits = self._waits, False
        if waited:
            self._steps.setEnabled(True)
            self._skip.setEnabled(True)
            self._show_step(Step(self._steps.currentIndex()))
        else:
            self._show_next(Step(self._steps.currentIndex()))

    def _on_looked(self, looked: Looked, options: Options) -> None:
        self._rows.follow(looked)
        self._columns.show_looked(looked, options)
        if self._steps.currentIndex() != Step.COLUMNS:
            self._show_step(Step.COLUMNS)

    def _on_planned(self, planned: Planned, options: Options) -> None:
        self._rows.follow(planned.looked)
        self._is_counted = True
        anew = self._steps.currentIndex() != Step.PLAN
        self._plan.show_plan(planned, options, anew=anew)
        if anew:
            self._show_step(Step.PLAN)
        else:
            self._show_next(Step.PLAN)

    def _on_words_decided(self, options: Options) -> None:
        """What was decided is counted when people go on."""
        self._columns.adopt(options)
        self._is_counted = False
        self._show_next(Step.PLAN)

    def _on_cell_corrected(self, options: Options) -> None:
        """The row is planned again while people go on."""
        self._columns.adopt(options)
        self._is_counted = False
        self._flow.plan(options, waits=False)
        self._next.setEnabled(False)

    def _on_applied(self, done: Planned) -> None:
        if isinstance(done.looked.origin, Path):
            self._desk.settings.add_recent(RECENT, str(done.looked.origin))
        self._result.show_result(done)
        self._result.what_next.show_added(self._flow.change_set)
        self._show_step(Step.RESULT)

    def _on_saved(self, path: Path) -> None:
        if self._steps.currentIndex() == Step.FILE:
            self._file.show_saved(path)
        else:
            self._result.saved.say(_("Saved: {name}", name=str(path)))

    def _on_refused(self, error: UserError) -> None:
        """Say it on the page that it is about."""
        match Step(self._steps.currentIndex()):
            case Step.FILE:
                self._file.show_trouble(error)
            case Step.COLUMNS:
                self._columns.show_trouble(error)
            case Step.PLAN:
                self._plan.show_trouble(error)
            case _:
                warn(self._desk, self, error)

    def _on_another_wanted(self) -> None:
        self._files = Files()
        self._show_step(Step.FILE)

    def _on_records_asked(self) -> None:
        self.records_asked.emit(self._flow.plan_shown.looked.kind.key)
        self.accept()

    def _on_undo_asked(self) -> None:
        if self._flow.change_set is not None:
            self.undo_asked.emit(self._flow.change_set)
        if not self._files.has_more:
            self.accept()

    def _on_save_asked(self) -> None:
        say, origin = self._desk.texts.say, self._flow.plan_shown.looked.origin
        sheet = origin if isinstance(origin, Path) else Path.home() / say(called(origin))
        refused = say(_p("name of a file", "{name} - refused.xlsx", name=sheet.stem))
        place = str(sheet.with_name(refused))
        name, _filter = QFileDialog.getSaveFileName(self, say(_("Save the refused rows")), place, _PATTERN)
        path = file_to_save(self._desk, self, name, (".xlsx",))
        if path is not None:
            self._flow.save_refused(path)

    def _show_step(self, step: Step) -> None:
        """Bring a page forward with the buttons that it has."""
        self._steps.setCurrentIndex(step)
        self._stepper.show_step(step)
        self._back.setVisible(step in {Step.COLUMNS, Step.PLAN})
        self._back.setEnabled(True)
        self._next.setVisible(step in {Step.COLUMNS, Step.PLAN} or (step is Step.RESULT and self._files.has_more))
        self._where.setText(self._desk.texts.say(self._files.place) if self._files.place is not None else "")
        self._where.setVisible(self._files.place is not None)
        self._skip.setVisible(self._files.place is not None and step is not Step.RESULT)
        self._show_next(step)
        closing = _p("dismiss a message", "Close") if step is Step.RESULT else _("Cancel")
        self._close.setText(self._desk.texts.say(closing))
        self._pages[step].setFocus()

    def _show_next(self, step: Step) -> None:
        self._next.setText(self._desk.texts.say(self._word_for_next(step)))
        counted = step is Step.PLAN and self._is_counted
        self._next.setEnabled(not counted or self._flow.plan_shown.summary.writes > 0)

    def _word_for_next(self, step: Step) -> Message:
        if step is Step.RESULT:
            return _("Next file")
        if step is not Step.PLAN or not self._is_counted:
            return _("See what it would do")
        writes = self._flow.plan_shown.summary.writes
        return _n("Import {count} row", "Import {count} rows", writes) if writes else _("Nothing to import")

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
        typing = self._steps.currentIndex() in {Step.COLUMNS, Step.PLAN}
        if not (typing and self._columns.options.corrections) or self._flow.is_applying:
            return False
        question = _("Leave the import?")
        detail = _("The cells that you corrected would have to be corrected again.")
        return not self._desk.ask(self, question, detail, _("Leave it"), dangerous=True)
