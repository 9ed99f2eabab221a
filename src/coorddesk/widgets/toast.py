"""The toast: a quiet line over the window that says what was done, with a way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.controls import PushButton
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent

    from coorddesk.widgets.desk import Look

_SECONDS = 6
_SECONDS_WITH_UNDO = 12


class Toast(QFrame):
    """Shows one message at a time at the foot of its parent; stays while the pointer is on it.

    Signals:
        undo_wanted: the change set to take back.
    """

    undo_wanted = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Wait over `parent`, unseen."""
        super().__init__(parent)
        self._look = look
        self._over = parent
        self._undo: int | None = None
        self.setProperty("kind", "toast")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = PushButton(look.texts.say(_p("button", "Undo")))
        self._button.setProperty("kind", "toast")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._on_undo_clicked)
        self._close = PushButton("✕")
        self._close.setProperty("kind", "toast")
        self._close.setAccessibleName(look.texts.say(_("Hide this message")))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, TIGHT, TIGHT, TIGHT)
        layout.setSpacing(HAIR)
        layout.addWidget(self._text)
        layout.addSpacing(TIGHT)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self.hide)
        parent.installEventFilter(self)
        if isinstance(parent, QStackedWidget):
            parent.currentChanged.connect(self.raise_)  # or the page that comes forward would cover it
        self.hide()

    def say(self, message: Message, undo: int | None = None) -> None:
        """Show a message in place of the one before; `undo` is the change set that the button takes back."""
        text = self._look.texts.say(message)
        self._undo = undo
        self._text.setText(text)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._time.start(1_000 * (_SECONDS if undo is None else _SECONDS_WITH_UNDO))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_undo_clicked(self) -> None:
        self.hide()
        if self._undo is not None:
            self.undo_wanted.emit(self._undo)

    def _place(self) -> None:
        over = self._over
        self.adjustSize()
        width = min(self.sizeHint().width(), over.width() - 2 * WIDE)
        height = self.sizeHint().height()
        self.setGeometry((over.width() - width) // 2, over.height() - height - WIDE, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the parent when that changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while somebody reads."""
        self._time.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go soon after."""
        self._time.start(1_000 * _SECONDS)
