"""The line into which a scanner types the code of a device or a room; a hand may, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from coorddesk.core.messages import _
from coorddesk.kiosk.rules import MOST_NAME
from coorddesk.kiosk.ui.touch import TEXT, touch_font

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class CodeLine(QLineEdit):
    """Says what was typed when Enter or Tab ends it, as every scanner does, and is empty again.

    Signals:
        coded: the text.
    """

    coded = Signal(str)

    def __init__(self, look: Look) -> None:
        """Take no more than a label can say: a scanner gone wild fills one line."""
        super().__init__()
        hint = look.texts.say(_("Scan the label on the device, or type its number"))
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFont(touch_font(look, TEXT))
        self.setMaxLength(MOST_NAME)
        self.returnPressed.connect(self._on_enter)

    def event(self, event: QEvent) -> bool:
        """Take Tab for Enter where there is a code: some scanners end with it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab and self.text():
            if event.type() == QEvent.Type.KeyPress:
                self._on_enter()
            return True
        return super().event(event)

    def _on_enter(self) -> None:
        text = self.text().strip()
        self.clear()
        if text:
            self.coded.emit(text)
