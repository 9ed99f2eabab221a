"""A table some of whose cells are decided in place: a click, Enter, Space, F2 or a letter opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from coorddesk.shell.quiet_table import QuietTable

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex
    from PySide6.QtGui import QKeyEvent

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class OpeningTable(QuietTable):
    """One cell at a time has the keyboard."""

    def __init__(self, look: Look, name: Message, model: QAbstractItemModel, *, on_click: bool = True) -> None:
        """Open cells at a single click only where `on_click`."""
        super().__init__(look, name, model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        if on_click:
            self.clicked.connect(self._on_clicked)

    def is_open_to(self, index: QModelIndex) -> bool:
        """Whether a cell may be decided, and is not being so."""
        editable = index.isValid() and self.model().flags(index) & Qt.ItemFlag.ItemIsEditable
        return bool(editable) and self.indexWidget(index) is None

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.is_open_to(index):
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open a cell that may be decided."""
        if event.key() in _OPENING and self.is_open_to(self.currentIndex()):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
