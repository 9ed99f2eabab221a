"""The history: everything that was done on this desk, and a way to take one thing back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QVBoxLayout

from coorddesk.core.messages import _, _n, _p
from coorddesk.shell.history_model import HistoryColumn, HistoryModel
from coorddesk.shell.quiet_table import QuietTable
from coorddesk.shell.undoing import Deed
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.story import ChangeSetRow
    from coorddesk.shell.undoing import Undoing
    from coorddesk.widgets.desk import Desk

_WIDTH, _HEIGHT = 940, 600
_LETTERS = {HistoryColumn.MOMENT: 17, HistoryColumn.ACTOR: 20, HistoryColumn.SOURCE: 16}


class HistoryDialog(QDialog):
    """Stays beside the window while one works; follows every change."""

    def __init__(self, desk: Desk, owner: QWidget, undoing: Undoing) -> None:
        """Build it and read the latest changes."""
        super().__init__(owner)
        self._desk = desk
        self._undoing = undoing
        self._last_chosen: int | None = None
        self.setWindowTitle(desk.texts.say(_("History")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        self._model = HistoryModel(desk)
        self._model.read.connect(self._on_read)
        self._table = self._build_table()
        self._about = label(desk, kind="muted", wrap=True)
        self._undo = button(desk, _("Undo this"), ButtonKind.PRIMARY, "undo-2")
        self._undo.clicked.connect(self._on_undo_clicked)
        close = button(desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        foot.addWidget(self._about, 1)
        foot.addWidget(self._undo)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(desk, _("What was done on this desk"), TypeScale.TITLE))
        layout.addWidget(self._table, 1)
        layout.addLayout(foot)
        desk.operations.committed.connect(self._model.reload)
        self._show_chosen()
        self._model.reload()

    def _build_table(self) -> QuietTable:
        table = QuietTable(self._desk, _("What was done on this desk"), self._model)
        for column, letters in _LETTERS.items():
            table.fit(column, letters)
        table.horizontalHeader().setSectionResizeMode(HistoryColumn.DEED, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._show_chosen)
        return table

    def _chosen(self) -> ChangeSetRow | None:
        index = self._table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def _on_read(self) -> None:
        """Stay at what was chosen: another change that comes in meanwhile must not be taken for it."""
        if not self._table.currentIndex().isValid() and self._model.rowCount():
            self._table.selectRow(self._model.place_of(self._last_chosen) or 0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._chosen()
        say = self._desk.texts.say
        self._undo.setEnabled(row is not None and row.direction != "told")
        if row is None:
            self._about.setText("" if self._model.rowCount() else say(_("Nothing has been done yet.")))
            return
        self._last_chosen = row.id
        takes_back = is_in_effect(row)
        self._undo.setText(say(_("Undo this") if takes_back else _("Do this again")))
        self._undo.setIcon(self._desk.theme.icon("undo-2" if takes_back else "redo-2", Tone.ON_ACCENT))
        about = _n("About {count} record", "About {count} records", row.subjects)
        self._about.setText(say(about) if row.subjects else "")

    def _on_undo_clicked(self) -> None:
        row = self._chosen()
        if row is None:
            return
        deed = Deed(row.root, row.deed)
        self._undo.setEnabled(False)  # until that is over: a second press is a slip
        if is_in_effect(row):
            self._undoing.undo(deed)
        else:
            self._undoing.redo(deed)
        self._desk.operations.jobs[-1].finished.connect(self._show_chosen)


def is_in_effect(row: ChangeSetRow) -> bool:
    """Whether what the row did, undid or did again is done now."""
    return row.stands != (row.direction == "undo")
