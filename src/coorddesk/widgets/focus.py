"""Focus: which part takes the keyboard when it is given to the whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def hand_focus_on(whole: QWidget, part: Callable[[], QWidget | None]) -> None:
    """Whoever gives the keyboard to `whole` gives it to what `part` says by then.

    Qt's focus proxy is for a field with a button behind it: with one, Tab jumps over all that stands before the
    part, and goes no further while the part is hidden.
    """
    whole.installEventFilter(_HandingOn(whole, part))


def tab_in_order(whole: QWidget) -> None:
    """Let Tab go through what is in a widget as it is laid out, whenever each part of it was made."""
    for before, after in pairwise(_stops(whole)):
        QWidget.setTabOrder(before, after)


def _stops(whole: QWidget) -> Iterator[QWidget]:
    if whole.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield whole
    if isinstance(whole, QScrollArea):
        inside = whole.widget()
        yield from () if inside is None else _stops(inside)
    elif (layout := whole.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _stops_in(inner)


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
