"""The notice: a sentence on a coloured ground, beside what it is about; hidden while there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from coorddesk.widgets.controls import Picture, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ICON, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_ICONS = {
    Tone.DANGER: "circle-alert",
    Tone.WARNING: "triangle-alert",
    Tone.SUCCESS: "circle-check",
    Tone.ACCENT: "info",
}


class Notice(QFrame):
    """Says one thing at a time, in one tone: danger, warning, success or accent."""

    def __init__(self, look: Look, tone: Tone) -> None:
        """Say nothing yet."""
        super().__init__()
        self._look = look
        self.setProperty("kind", "notice")
        self.setProperty("tone", tone.value)
        self._text = label(look, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        layout.setSpacing(TIGHT)
        layout.addWidget(Picture(look, _ICONS[tone], ICON, tone), alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def say(self, message: Message | None) -> None:
        """Show a sentence, and let a screen reader say it; None hides the notice."""
        text = "" if message is None else self._look.texts.say(message)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(message is not None)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
