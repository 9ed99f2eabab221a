"""The third step: unknown words first, then what the import would do with each row, before anything is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coorddesk.core.messages import _, digits, verbatim
from coorddesk.importing.options import Options
from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.creations import Creations
from coorddesk.shell.import_wizard.plan_grid import PlanGrid
from coorddesk.shell.import_wizard.plan_rows import STATUS, beside
from coorddesk.shell.import_wizard.remarks import in_lines
from coorddesk.shell.import_wizard.verdict_bar import VerdictBar
from coorddesk.shell.import_wizard.words import Fate, by_field, guessed, said, words_of
from coorddesk.shell.import_wizard.words_view import WordsView
from coorddesk.shell.import_wizard.work import is_same_file
from coorddesk.widgets.controls import icon_button, label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from coorddesk.core.errors import UserError
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look


class PlanStep(QWidget):
    """Shows a plan.

    Signals:
        decided: the `Options` with what was said of words, to be counted when people go on.
        corrected: the `Options` with a cell typed anew, to be counted at once.
    """

    decided = Signal(object)
    corrected = Signal(object)

    def __init__(self, look: Look, rows: FileRows) -> None:
        """Start without a plan."""
        super().__init__()
        self._look = look
        self._planned: Planned | None = None
        self._options = Options()
        self._verdict: Verdict | None = None
        self._seen: set[tuple[str, str]] = set()  # words that people may have decided about by now
        self.trouble = Notice(look, Tone.DANGER)
        self._warnings = Notice(look, Tone.WARNING)
        self._bar = VerdictBar(look)
        self.words = WordsView(look)
        self.grid = PlanGrid(look, rows)
        self._creations = Creations(look)
        self._previous = icon_button(look, "chevron-left", _("Previous trouble (Shift+F8)"))
        self._next = icon_button(look, "chevron-right", _("Next trouble (F8)"))
        self._detail = label(look, wrap=True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown = QStackedWidget()
        hand_focus_on(self, self._shown.currentWidget)
        self._lay_out()
        self._connect()

    @property
    def options(self) -> Options:
        """What was said about the file so far, words and cells included."""
        return self._options

    def show_plan(self, planned: Planned, options: Options, *, anew: bool) -> None:
        """Show a plan; one that is `anew` at what should be seen first, any other at what is shown already."""
        summary = planned.summary
        if not is_same_file(self._planned.looked if self._planned is not None else None, planned.looked):
            self._seen.clear()
        before = () if not self._seen else self.words.words
        words = words_of(planned.looked.kind.fields, summary, options, before)
        words = [word if word.place in self._seen else guessed(word) for word in words]
        self._seen.update(word.place for word in words)
        self._planned, self._options = planned, options
        self.trouble.say(None)
        known = planned.looked.look.warnings
        self._warnings.say(in_lines([each for each in summary.warnings if each not in known]))
        self._bar.show_counts(summary.counts, len(words))
        self._creations.show_plan(planned)
        self.words.show_words(words, planned.looked.names)
        self._previous.setEnabled(summary.counts[Verdict.REFUSED] > 0)
        self._next.setEnabled(summary.counts[Verdict.REFUSED] > 0)
        if anew or (self._verdict is not None and not summary.counts[self._verdict]):
            self._verdict = None
        self.grid.show_plan(planned, self._verdict)
        if anew and words:
            self._on_words_chosen()
        elif anew or not words:
            self._show_rows()
        if said(words, options) != options:
            self._on_words_told()

    def show_trouble(self, error: UserError) -> None:
        """Say why it could not be done."""
        self.trouble.say(error.message)

    def _lay_out(self) -> None:
        table = QVBoxLayout()
        table.setSpacing(HAIR)
        table.addWidget(self.grid, 1)
        table.addWidget(self._detail)
        beside = QHBoxLayout()
        beside.setSpacing(ROOM)
        beside.addLayout(table, 1)
        beside.addWidget(self._creations)
        rows = QWidget()
        rows.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        hand_focus_on(rows, lambda: self.grid)
        self._shown.addWidget(self.words)
        self._shown.addWidget(rows)
        head = QHBoxLayout()
        head.setSpacing(HAIR)
        head.addWidget(self._bar, 1)
        head.addWidget(self._previous, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._next, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addWidget(self.trouble)
        layout.addLayout(head)
        layout.addWidget(self._warnings)
        layout.addWidget(self._shown, 1)

    def _connect(self) -> None:
        self._bar.chosen.connect(self._on_verdict_chosen)
        self._bar.words_chosen.connect(self._on_words_chosen)
        self.words.told.connect(self._on_words_told)
        self.words.all_told.connect(self._on_all_told)
        self.grid.plan.corrected.connect(self._on_corrected)
        self.grid.plan.dataChanged.connect(self._show_detail)
        self.grid.plan.modelReset.connect(self._show_detail)
        self.grid.selectionModel().currentChanged.connect(self._show_detail)
        for button, keys, step in (
            (self._next, Qt.Key.Key_F8, 1),
            (self._previous, Qt.Modifier.SHIFT | Qt.Key.Key_F8, -1),
        ):
            button.clicked.connect(lambda _checked=False, step=step: self._on_trouble_wanted(step))
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)

    def _on_verdict_chosen(self, verdict: Verdict | None) -> None:
        self._verdict = verdict
        self.grid.show_rows(verdict)
        self._show_rows()

    def _on_words_chosen(self) -> None:
        self._bar.words.setChecked(True)
        self._shown.setCurrentIndex(0)

    def _show_rows(self) -> None:
        self._bar.press(self._verdict)
        self._shown.setCurrentIndex(1)

    def _show_detail(self) -> None:
        """Say under the table what becomes of the cell one stands at, and of its row."""
        index = self.grid.currentIndex()
        if not index.isValid():
            self._detail.setText("")
            return
        number, column = self.grid.plan.number_at(index.row()), self.grid.plan.column_at(index.column())
        row = self.grid.plan.cell_at(index.row(), STATUS)
        cell = self.grid.plan.cell_at(index.row(), index.column())
        said = row.tip
        if column is not None and cell.tip not in {"", cell.text}:
            said = column.title
            for more in cell.tip.split("\n"):
                said = beside(self._look, said, more)
        self._detail.setText(self._look.texts.say(_("Row {row}: {what}", row=digits(number), what=verbatim(said))))

    def _on_words_told(self) -> None:
        self._options = said(self.words.words, self._options)
        self.decided.emit(self._options)

    def _on_all_told(self, key: str, fate: Fate) -> None:
        """What is said of all words of a field holds for those that are not listed too."""
        if by_field(self.words.words)[key][0].is_creatable:
            self._options = replace(self._options, unknown={**self._options.unknown, key: fate.value})
        self._on_words_told()

    def _on_corrected(self, number: int, place: int, text: str) -> None:
        of_row = {**self._options.corrections.get(number, {}), place: text}
        self._options = replace(self._options, corrections={**self._options.corrections, number: of_row})
        self.corrected.emit(self._options)

    def _on_trouble_wanted(self, step: int) -> None:
        if self._verdict not in {None, Verdict.REFUSED}:
            self._on_verdict_chosen(None)
        self._show_rows()
        self.grid.go_to_trouble(step)
        self.grid.setFocus()
