"""Focus: which part takes the keyboard when it is given to the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def hand_focus_on(whole: QWidget, part: Callable[[], QWidget | None]) -> None:
    """Whoever gives the keyboard to `whole` gives it to what `part` says by then.

    Qt's focus proxy is for a field with a button behind it: with one, Tab jumps over all that stands before the
    part, and goes no further while the part is hidden.
    """
    whole.installEventFilter(_HandingOn(whole, part))


class _HandingOn(QObject):
    def __init__(self, whole: QWidget, part: Callable[[], QWidget | None]) -> None:
        super().__init__(whole)
        self._part = part

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass it on."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            part = self._part()
            if part is not None:
                part.setFocus(event.reason())
        return False
