"""Whether somebody stands before the kiosk: every touch says so, and the second of two touches says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

CALM_MILLISECONDS = 350
"""How long after a page has come no finger counts: a double tap meant the page before."""

_IDLE_MILLISECONDS = 60_000
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin}
_ACTIVE = _PRESSES | {QEvent.Type.KeyPress, QEvent.Type.Wheel}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}  # some scanners end a code with two


class Attendance(QObject):
    """Hears every finger and key while the window of the kiosk is shown.

    Signals:
        forsaken: for a minute there was nothing.
    """

    forsaken = Signal()

    def __init__(self, app: QApplication, window: QWidget, calm: int) -> None:
        """`calm` is how many milliseconds a new page takes no finger."""
        super().__init__(window)
        self._app, self._window, self.calm = app, window, calm
        self._since = QElapsedTimer()
        self._since.start()
        self.quiet = QTimer(self, interval=_IDLE_MILLISECONDS, singleShot=True)
        self.quiet.timeout.connect(self.forsaken)
        window.installEventFilter(self)

    def turn_page(self) -> None:
        """A page has come."""
        self._since.restart()
        self.quiet.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the wait for nothing anew with each touch, and leave out what meant the page before."""
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Show:
            self._app.installEventFilter(self)
        elif watched is self._window and kind == QEvent.Type.Hide:
            self._app.removeEventFilter(self)
        if kind not in _ACTIVE:
            return False
        self.quiet.start()
        if self._since.elapsed() >= self.calm or not watched.isWidgetType():
            return False
        return kind in _PRESSES or (isinstance(event, QKeyEvent) and event.key() in _ENTER)
