"""The grid under the fingers: one key for each cell, and the next one is below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from coorddesk.core.messages import _
from coorddesk.training.rules.typing import ABSENT, PRESENT
from coorddesk.training.ui.attendance_model import FIRST_HALF_DAY, NAME, AttendanceModel
from coorddesk.widgets.padded import PaddedDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.widgets.desk import Look

_AT_ONCE = {Qt.Key.Key_P: PRESENT, Qt.Key.Key_A: ABSENT, Qt.Key.Key_Delete: None, Qt.Key.Key_Backspace: None}
_WITH_MORE = frozenset({Qt.Key.Key_R, Qt.Key.Key_L, Qt.Key.Key_E})
_NAME_WIDTH = 240


class AttendanceTable(QTableView):
    """P and A are written at once; R and E open the cell for the minutes or the reason, and Enter goes on below."""

    def __init__(self, look: Look, sheet: AttendanceModel) -> None:
        """Show `sheet`."""
        super().__init__()
        self._sheet = sheet
        self.setModel(sheet)
        self.setProperty("kind", "field")
        self.setAccessibleName(look.texts.say(_("Attendance sheet")))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(PaddedDelegate(self))
        self.verticalHeader().hide()
        sheet.modelReset.connect(self._on_shown)
        self.itemDelegate().commitData.connect(lambda _editor: QTimer.singleShot(0, self, self._go_on))

    def _on_shown(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(NAME, _NAME_WIDTH)
        self.setCurrentIndex(self._sheet.index(0, FIRST_HALF_DAY))

    @property
    def half_day(self) -> int:
        """The column that the keys are for."""
        return max(FIRST_HALF_DAY, self.currentIndex().column())

    @property
    def is_typing(self) -> bool:
        """Whether a cell is open, and what stands in it is not taken in yet."""
        return self.state() == QAbstractItemView.State.EditingState

    def _go_on(self) -> None:
        """To the next one below; after the last, to the first of the next half-day."""
        row, column = self.currentIndex().row() + 1, self.currentIndex().column()
        if row == self._sheet.rowCount():
            row, column = (0, column + 1) if column + 1 < self._sheet.columnCount() else (row - 1, column)
        self.setCurrentIndex(self._sheet.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each cell."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self.is_typing or not plain or index.column() < FIRST_HALF_DAY:
            super().keyPressEvent(event)
        elif key in _AT_ONCE:
            self._sheet.put(index, _AT_ONCE[key])
            self._go_on()
        elif key in _WITH_MORE:
            super().keyPressEvent(event)  # Qt opens the cell and types the key into it
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on()
        elif not event.text().isprintable() or not event.text():
            super().keyPressEvent(event)
