"""The window's place on the screen: remembered, and brought back into view when the screen has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Memory

_KEY = "window"
_FIRST_SIZE = QSize(1280, 800)
_GRIP = 80  # pixels of the window that must be on some screen, or nobody can drag it


def restore(window: QWidget, memory: Memory) -> None:
    """Put the window where it stood last time."""
    kept = memory.recall(_KEY, {})
    screens = [screen.availableGeometry() for screen in window.screen().virtualSiblings()]
    match kept.get("place"):
        case [int(x), int(y), int(width), int(height)]:
            window.setGeometry(placed(QRect(x, y, width, height), screens))
        case _:
            window.setGeometry(_first_place(screens[0]))
    if kept.get("maximised"):
        window.showMaximized()


def keep(window: QWidget, memory: Memory) -> None:
    """Remember where the window stands."""
    place = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
    memory.remember(
        _KEY,
        {"place": [place.x(), place.y(), place.width(), place.height()], "maximised": window.isMaximized()},
    )


def placed(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The rectangle as it was where some screen still shows enough of its top edge, else on the first screen."""
    for screen in screens:
        seen = screen.intersected(QRect(wanted.left(), wanted.top(), wanted.width(), _GRIP))
        if seen.width() >= _GRIP and seen.height() >= _GRIP // 2:
            return QRect(wanted.topLeft(), wanted.size().boundedTo(screen.size()))
    return _first_place(screens[0], wanted.size())


def _first_place(screen: QRect, size: QSize = _FIRST_SIZE) -> QRect:
    """In the middle of the screen, no larger than it."""
    place = QRect(screen.topLeft(), size.boundedTo(screen.size()))
    place.moveCenter(screen.center())
    return place
