"""Windows are never larger than the screen: their buttons would be out of reach on a small PC, or at 200 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_AROUND = QSize(0, 48)
"""What the system puts around a window: its title, above all."""


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in device-independent pixels, or what of it there is room for.

    That is its screen, or the window that it stands over, if that is larger.
    """
    owner = window.parentWidget()
    room = window.screen().availableSize() - _AROUND
    if owner is not None:
        room = room.expandedTo(owner.window().size())
    window.resize(QSize(width, height).boundedTo(room))
