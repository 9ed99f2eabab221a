"""Focus: which part takes the keyboard when it is given to the whole, and what is a part's own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def hand_focus_on(whole: QWidget, part: Callable[[], QWidget | None]) -> None:
    """Whoever gives the keyboard to `whole` gives it to what `part` says by then.

    Qt's focus proxy is for a field with a button behind it: with one, Tab jumps over all that stands before the
    part, and goes no further while the part is hidden.
    """
    whole.installEventFilter(_HandingOn(whole, part))


def own_enter(view: QWidget, act: Callable[[], object]) -> None:
    """Let Enter do something in a list: left to Qt, it carries out what the dialog around it is for."""
    view.installEventFilter(_OwnEnter(view, act))


def tab_in_order(*parts: QWidget) -> None:
    """Let Tab go through parts one after the other, whenever each was made, and in each as its widgets were put there.

    What is in a part that follows is left to that part. Layouts are not asked: a wrapper of an item outlives the widget
    that was in it, and that is a crash sooner or later.
    """
    stops = [
        widget
        for part in parts
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for before, after in pairwise([*dict.fromkeys(reversed(stops))][::-1]):
        QWidget.setTabOrder(before, after)


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


class _OwnEnter(QObject):
    def __init__(self, view: QWidget, act: Callable[[], object]) -> None:
        super().__init__(view)
        self._act = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take it, unless it is another key's."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or event.key() not in _ENTER:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self._act()
        return True
