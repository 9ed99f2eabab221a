"""The curtain: the portrait of the window in front of its parts, while these are put in place and read their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coorddesk.shell.frame import Frame
    from coorddesk.shell.portrait import Portrait

_PATIENCE_MILLISECONDS = 2_000  # then something stands in the way, which the window says


class Curtain(QWidget):
    """Hangs before a frame until it is lifted, resized or out of patience; mouse and keyboard go through it."""

    def __init__(self, frame: Frame, portrait: Portrait) -> None:
        """Hang at once."""
        super().__init__(frame)
        self._portrait = portrait
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(frame.rect())
        frame.installEventFilter(self)
        QTimer.singleShot(_PATIENCE_MILLISECONDS, self, self.lift)
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Show what is behind."""
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole portrait."""
        if self._portrait.fits(self):
            self._portrait.paint(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window of another size has another look."""
        if event.type() is QEvent.Type.Resize:
            self.lift()
        return super().eventFilter(watched, event)
