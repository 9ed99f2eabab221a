"""A dialog of things that are kept as they are changed: there is nothing to do in the end but close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _p
from coorddesk.widgets.controls import button
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class ClosingDialog(QDialog):
    """What fills it, and a button."""

    def __init__(self, look: Look, owner: QWidget, title: Message, body: QWidget, size: tuple[int, int]) -> None:
        """Put `body` in; the size is in pixels."""
        super().__init__(owner)
        self.setWindowTitle(look.texts.say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        close = button(look, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(body, 1)
        layout.addLayout(line)
        resize_on_screen(self, *size)
