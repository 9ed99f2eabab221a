"""The line in a cell that is chosen: a part of the name is enough, the list below shows what it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from coorddesk.core.options import Option
from coorddesk.widgets.forms.suggestions import Suggestions, SuggestionsView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from coorddesk.widgets.desk import Look
    from coorddesk.widgets.grid.cells import ChoiceCells

_MOST = 60
_LEAST_WIDTH = 380
_TAKING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


class ChoosingLine(QLineEdit):
    """Typing narrows the list, Down opens it, Enter takes the line that is marked, or the first.

    Signals:
        taken: Enter or Tab was pressed in the list, and its line is in the cell.
    """

    taken = Signal()

    def __init__(self, look: Look, parent: QWidget, cells: ChoiceCells) -> None:
        """Choose among what `cells` offers."""
        super().__init__(parent)
        self._cells = cells
        self._suggestions = Suggestions(look, self)
        self.popup = SuggestionsView(look, self._suggestions)
        self._completer = QCompleter(self._suggestions, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.setWidget(self)
        self._completer.setPopup(self.popup)
        self.popup.dress()
        self._completer.activated.connect(self._on_chosen)
        self.popup.installEventFilter(self)
        self.textEdited.connect(self._narrow)

    def open_list(self) -> None:
        """Show all there is to choose from, the one that stands marked."""
        self._show("")

    def _narrow(self, text: str) -> None:
        self._show(text)

    def _show(self, text: str) -> None:
        found = self._cells.matching(text)[:_MOST]
        self._suggestions.show([Option(place, each.name, each.detail) for place, each in enumerate(found)], None)
        if not found:
            self.popup.hide()
            return
        width = max(self.width(), _LEAST_WIDTH)
        self._completer.complete(QRect(QPoint(0, 0), self.size()).adjusted(0, 0, width - self.width(), 0))
        if text.strip():
            self.popup.setCurrentIndex(self._suggestions.index(0))

    def _on_chosen(self, chosen: str | QModelIndex) -> None:
        self.setText(chosen if isinstance(chosen, str) else self._suggestions.name(chosen.row()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab in the list take its line and go on, as they do in the cell."""
        if watched is not self.popup or not isinstance(event, QKeyEvent) or not _takes(event):
            return super().eventFilter(watched, event)
        index = self.popup.currentIndex()
        if index.isValid():
            self.setText(self._suggestions.name(index.row()))
        self.taken.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)


def _takes(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.key() in _TAKING
