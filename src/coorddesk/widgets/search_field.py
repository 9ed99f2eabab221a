"""The search field: filters while one types, and hands the keyboard to the list below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_PAUSE_MILLISECONDS = 120


class SearchField(QLineEdit):
    """A line to type into. Esc, Down and Enter leave it with its text kept.

    Signals:
        searched: the text as typed, once typing has paused for a moment (Enter: at once).
        left: the keyboard should go to the list.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, look: Look, name: Message) -> None:
        """Say what is searched: `name` is the grey hint and what a screen reader says."""
        super().__init__()
        text = look.texts.say(name)
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self.setClearButtonEnabled(True)
        self.addAction(look.theme.icon("search", Tone.MUTED), QLineEdit.ActionPosition.LeadingPosition)
        self._said = ""
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._on_paused)
        self.textChanged.connect(self._pause.start)

    def show_text(self, text: str) -> None:
        """Put a text in without searching for it: the list shows it already."""
        self._said = text
        self.setText(text)
        self._pause.stop()

    def _on_paused(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search at once, or leave."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self._on_paused()
                self.left.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)
