"""A part of a card that tells something of its record line by line, and has no records of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QAction

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class LinesPart(QObject):
    """The greater part of a `CardPart`; a subclass says where its lines stand, reads and shows them."""

    actions: Sequence[QAction] = ()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Nothing is to be told yet; its widgets are the page's until a card takes them."""
        super().__init__(page)
        self._desk = desk
        self.aside, self.above, self.below = QWidget(page), QWidget(page), QWidget(page)
        for each in (self.aside, self.above, self.below):
            each.hide()
        self._lines = QWidget()

    def stand_in(self, around: QWidget) -> QVBoxLayout:
        """Let the lines stand in one of the three widgets; returns its layout, in which they are the last."""
        self._around = around
        layout = QVBoxLayout(around)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lines)
        return layout

    def anew(self) -> QWidget:
        """A blank widget in place of the lines that were shown."""
        layout, before = self._around.layout(), self._lines
        assert layout is not None
        self._lines = QWidget()
        layout.replaceWidget(before, self._lines)
        before.hide()
        before.deleteLater()
        return self._lines

    def clear(self) -> None:
        """Show nothing."""
        self._around.hide()

    def opens(self, subject: Subject) -> bool:
        """It has no records of its own."""
        del subject
        return False

    def takes(self, data: QMimeData) -> bool:
        """Nothing is dropped on it."""
        del data
        return False

    def take(self, data: QMimeData) -> None:
        """Nothing is taken."""
