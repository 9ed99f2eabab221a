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
    window.resize(QSize(width, height).boundedTo(_room(window)))


def widen_on_screen(window: QWidget, width: int) -> None:
    """Let a window never be narrower than that, or than what there is room for."""
    window.setMinimumWidth(min(width, _room(window).width()))


def _room(window: QWidget) -> QSize:
    owner = window.parentWidget()
    screen = window.screen().availableSize() - _AROUND
    return screen if owner is None else screen.expandedTo(owner.window().size())
