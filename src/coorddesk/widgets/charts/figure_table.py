"""A table of figures beside those of the period before: a click or Enter opens what is behind one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import CONTROL_HEIGHT, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class FigureLine:
    """What a figure is called, and how it is said, now and before; `key` is what stands behind it."""

    title: str
    said: str
    before: str
    key: Any = None


class FigureTable(QTableWidget):
    """As high as its lines; what opens something is in the colour of links.

    Signals:
        opened: the key of a line.
    """

    opened = Signal(object)

    def __init__(self, look: Look, titles: Sequence[str], lines: Sequence[FigureLine]) -> None:
        """`titles` are those of the three columns."""
        super().__init__(len(lines), len(titles))
        self._look, self._lines = look, tuple(lines)
        self.setAccessibleName(titles[0])
        self.setHorizontalHeaderLabels(list(titles))
        self._set_up(len(lines))
        for row, line in enumerate(lines):
            self._show_line(row, line)
        self._dress()
        look.theme.changed.connect(self._dress)
        self.cellClicked.connect(lambda row, _column: self._open(row))
        own_enter(self, lambda: self._open(self.currentRow()))
        if lines:
            self.setCurrentCell(0, 0)

    def _set_up(self, count: int) -> None:
        """Look like the other lists of the house, but as high as so many lines."""
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(PaddedDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        high = max(ROW_HEIGHT - 2, self.fontMetrics().height() + TIGHT)
        self.verticalHeader().setDefaultSectionSize(high)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(high * count + max(header.sizeHint().height(), CONTROL_HEIGHT) + 2)

    def _show_line(self, row: int, line: FigureLine) -> None:
        for column, text in enumerate((line.title, line.said, line.before)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(_RIGHT if column else _LEFT)
            title = self.horizontalHeaderItem(column)
            if title is not None:
                title.setTextAlignment(_RIGHT if column else _LEFT)
            self.setItem(row, column, item)

    def _dress(self) -> None:
        """Put on the colours of the theme."""
        for row, line in enumerate(self._lines):
            for column, colour in enumerate(("text", "accent" if line.key is not None else "text", "muted")):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(self._look.theme.colour(colour))

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._lines) and self._lines[row].key is not None:
            self.opened.emit(self._lines[row].key)
