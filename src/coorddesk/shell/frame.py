"""The frame: an empty window that shows at once what it will look like; the rest comes once that is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from coorddesk.shell import geometry
from coorddesk.shell.memory import GROUND
from coorddesk.shell.portrait import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from coorddesk.shell.portrait import Portrait
    from coorddesk.widgets.desk import Memory

_LIGHT = "#f5f7f8"  # as in widgets.tokens, which are not loaded for the first paint


class Frame(QMainWindow):
    """Shows its portrait until `MainWindow` puts the real parts in; `guard` is asked before it closes.

    Signals:
        painted: the window has been on the screen once.
        page_painted: and so has the page of its portrait, which is true.
        left: the user closed the window, and the guard let them.
    """

    painted = Signal()
    page_painted = Signal()
    left = Signal()

    def __init__(self, memory: Memory, portrait: Portrait | None = None) -> None:
        """Stand where the window stood last time, in its colour."""
        super().__init__()
        self._memory = memory
        self._ground: str = memory.recall(GROUND, _LIGHT)
        self.portrait = portrait
        self._was_painted = self._was_left = False
        self.has_page = False
        """Whether the page of the portrait is shown too."""
        self.guard: Callable[[], bool] = _always
        self.setWindowTitle("CoordDesk")
        geometry.restore(self, memory)

    def keep_geometry(self) -> None:
        """Remember where the window stands; once it has been left, where it stood."""
        if not self._was_left:
            geometry.keep(self, self._memory)

    def show_page(self) -> None:
        """Paint the page of the portrait too: it is known to be true."""
        self.has_page = True
        self.repaint()
        if self.portrait is not None and self.portrait.fits(self):
            self.page_painted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the portrait while there is nothing else, and tell when the first paint is through."""
        if self.centralWidget() is None:
            self._paint_portrait()
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # unless it is gone by then

    def _paint_portrait(self) -> None:
        """On the ground of last time; the page only while it is known to be true."""
        fill(self, self.rect(), self._ground)
        if self.portrait is not None and self.portrait.fits(self):
            self.portrait.paint(self)
            if not self.has_page:
                fill(self, self.portrait.page, self._ground)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the guard."""
        if not self.guard():
            event.ignore()
            return
        event.accept()
        self.keep_geometry()
        self._was_left = True
        self.left.emit()


def _always() -> bool:
    return True
