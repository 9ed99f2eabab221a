"""The frame: an empty window that shows at once what it will look like; the rest comes once that is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QMainWindow

from coorddesk.shell import geometry
from coorddesk.shell.sketch import Sketch, paint_sketch

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from coorddesk.widgets.desk import Memory


class Frame(QMainWindow):
    """Shows a sketch until `MainWindow` puts the real parts in; `guard` is asked before it closes.

    Signals:
        painted: the window has been on the screen once.
        left: the user closed the window, and the guard let them.
    """

    painted = Signal()
    left = Signal()

    def __init__(self, memory: Memory, sketch: Sketch) -> None:
        """Stand where the window stood last time."""
        super().__init__()
        self._memory = memory
        self._sketch = sketch
        self._was_painted = False
        self.guard: Callable[[], bool] = _always
        self.setWindowTitle("CoordDesk")
        ink = QPalette()
        ink.setColor(QPalette.ColorRole.WindowText, QColor(sketch.ink))
        self.setPalette(ink)
        geometry.restore(self, memory)

    def keep_geometry(self) -> None:
        """Remember where the window stands."""
        geometry.keep(self, self._memory)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sketch what is not there yet, and tell when the first paint is through."""
        if self.centralWidget() is None:
            paint_sketch(self, self._sketch)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # unless it is gone by then

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the guard."""
        if not self.guard():
            event.ignore()
            return
        event.accept()
        self.left.emit()


def _always() -> bool:
    return True
