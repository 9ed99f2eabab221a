"""A list of things, each ticked or not: Space and Enter turn the tick of the line that has the keyboard, Ctrl+A all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from coorddesk.widgets.focus import own_enter

if TYPE_CHECKING:
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class TickList(QListWidget):
    """`turned` says that a line is ticked, or is no longer."""

    turned = Signal()

    def __init__(self, look: Look, name: Message) -> None:
        """`name` is what it is called to who does not see it."""
        super().__init__()
        self.setProperty("kind", "choice")
        self.setAccessibleName(look.texts.say(name))
        self.itemChanged.connect(lambda _item: self.turned.emit())
        own_enter(self, self._turn)

    def show_lines(self, lines: Iterable[tuple[str, bool]]) -> None:
        """Show these instead: what each says, and whether it is ticked."""
        with QSignalBlocker(self):
            self.clear()
            for text, is_ticked in lines:
                item = QListWidgetItem(text)
                item.setToolTip(text)
                item.setFlags(_FLAGS)
                item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
                self.addItem(item)
        self.setCurrentRow(0)
        self.turned.emit()

    def ticked(self) -> list[int]:
        """The places of the lines that are ticked, 0 the first."""
        return [place for place in range(self.count()) if self.item(place).checkState() is Qt.CheckState.Checked]

    def turn_all(self) -> None:
        """Tick every line; none, where all are ticked."""
        wanted = Qt.CheckState.Unchecked if len(self.ticked()) == self.count() else Qt.CheckState.Checked
        with QSignalBlocker(self):
            for place in range(self.count()):
                self.item(place).setCheckState(wanted)
        self.viewport().update()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+A ticks all: there is nothing else to select."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.turn_all()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        item = self.currentItem()
        if item is not None:
            is_ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
