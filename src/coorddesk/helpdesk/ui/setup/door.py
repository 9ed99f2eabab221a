"""A door: a line with a picture, a title, what is behind it and how much of it, to click or to press Enter on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.core.messages import Message
from coorddesk.widgets.controls import Picture, ToolButton, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, ROOM, SNUG

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class Door(ToolButton):
    """As wide as there is room."""

    def __init__(self, look: Look, title: Message, sentence: Message, icon: str) -> None:
        """Its count comes later."""
        super().__init__()
        say = look.texts.say
        self._look = look
        self._name = f"{say(title)}. {say(sentence)}"
        self._count = label(look, kind="muted")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self._name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(look, title, TypeScale.STRONG))
        words.addWidget(label(look, sentence, TypeScale.CAPTION, "muted", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SNUG, HAIR, SNUG, HAIR)
        layout.setSpacing(ROOM)
        layout.addWidget(Picture(look, icon, ICON, Tone.ACCENT))
        layout.addLayout(words, 1)
        layout.addWidget(self._count)
        layout.addWidget(Picture(look, "chevron-right", ICON))
        for each in self.findChildren(QWidget):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, count: int) -> None:
        """Say how much is behind it."""
        number = self._look.texts.number(count)
        self._count.setText(number)
        self.setAccessibleName(f"{self._name} {number}")

    def sizeHint(self) -> QSize:
        """Room for its words, of which a button knows nothing."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As low as its words."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()
