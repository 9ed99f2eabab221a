"""The window poses for its next first paint, once it has been closed and nobody sees it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from coorddesk.core.sqlite_file import last_change
from coorddesk.shell.portrait import ANY_DAY, Portrait, Truth
from coorddesk.shell.settling import when_settled

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect

    from coorddesk.core.sqlite_file import Mark
    from coorddesk.shell.main_window import MainWindow

_PATIENCE_MILLISECONDS = 3_000  # the program shall not linger


class Posing(QObject):
    """Puts the window back to how a start shows it, and takes its portrait.

    Its rows are only taken of a desk's `file`, and come with what they are true to: the day, if that matters, and the
    last change, looked up before the rows are read. Without a file the page is left blank.

    Signals:
        done: carries the `Portrait`, or None where it took too long.
    """

    done = Signal(object)

    def __init__(self, window: MainWindow, file: Path | None) -> None:
        """Wait for `begin`."""
        super().__init__(window)
        self._window = window
        self._file = file
        self._size = window.frame.size()
        self._truth: Truth | None = None
        self._day = ANY_DAY
        self._patience = QTimer(self, interval=_PATIENCE_MILLISECONDS, singleShot=True)
        self._patience.timeout.connect(lambda: self.done.emit(None))

    def begin(self) -> None:
        """Show the window where nobody sees it, and read its page anew."""
        self._patience.start()
        frame = self._window.frame
        frame.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        frame.show()
        _activate(frame)
        if self._file is None:
            self._take()
        else:
            self._read_anew(self._file)

    def _read_anew(self, file: Path) -> None:
        desk = self._window.desk
        desk.operations.read(self, lambda _session: last_change(file), self._on_last_change)
        page = self._window.begin_anew()
        self._day = ANY_DAY if page.is_timeless else desk.clock.today().isoformat()
        when_settled(self, desk.operations, self._take)

    def _on_last_change(self, last: Mark | None) -> None:
        self._truth = None if last is None else Truth(self._day, last)

    def _take(self) -> None:
        self._patience.stop()
        frame, host = self._window.frame, self._window.desk.host
        assert host is not None
        page = host.pages.place()
        picture = frame.grab().toImage()
        if self._truth is None:
            _blank(picture, page, self._window.desk.theme.colour("window"))
        self.done.emit(Portrait(picture, page, self._truth) if frame.size() == self._size else None)


def _activate(window: QWidget) -> None:
    """Give a window the keyboard as a start does: the ring around what has it is part of the picture.

    Qt leaves this to the system, which does not know a window that nobody sees, and warns of the only other way.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        QApplication.setActiveWindow(window)


def _blank(picture: QImage, page: QRect, ground: QColor) -> None:
    """Leave nobody's rows in a picture."""
    with QPainter(picture) as painter:
        painter.fillRect(page, ground)
