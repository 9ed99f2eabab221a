"""The dialog of a short list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _p
from coorddesk.widgets.controls import button
from coorddesk.widgets.names_list import Name, Names, NamesList
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

__all__ = ["Name", "Names", "NamesDialog"]

_SIZE = (560, 520)


class NamesDialog(QDialog):
    """The list, and a button to close it."""

    def __init__(self, desk: Desk, owner: QWidget, names: Names) -> None:
        """Build it; `open` reads the names."""
        super().__init__(owner)
        self.setWindowTitle(desk.texts.say(names.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.names = NamesList(desk, names)
        close = button(desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self.names, 1)
        layout.addLayout(line)
        self.resize(*_SIZE)

    def open(self) -> None:
        """Show the dialog and read the names."""
        super().open()
        self.names.begin()
        self.names.setFocus()
