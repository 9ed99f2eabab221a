"""A choice between two sides: a radio button whose text goes on in the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from coorddesk.core.messages import Message, verbatim
from coorddesk.widgets.controls import label
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from coorddesk.widgets.desk import Look

SIDE_INDENT = CONTROL_HEIGHT + HAIR
"""How far the words stand from the left edge, in pixels."""
_MOST_SHOWN = 300


class SideChoice(QWidget):
    """One of the texts; a click on the words chooses it, too."""

    def __init__(self, look: Look, text: str, name: Message) -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setFixedWidth(SIDE_INDENT)
        self.radio.setAccessibleName(look.texts.say(name))
        words = label(look, verbatim(text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"), wrap=True)
        words.setMinimumHeight(CONTROL_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.radio, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words choose, too."""
        self.radio.setChecked(True)
