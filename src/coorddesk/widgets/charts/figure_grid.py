"""A table of figures with several columns: the one that is chosen shows what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEAST_NAME, _LEAST_FIGURE = 160, 92
_SEEN, _LEAST_SEEN = 8, 3
_PARTS_OF_WINDOW = 3
"""Lines that there is always room for."""
_FEW = 7
"""Columns; the titles of more have two lines."""


@dataclass(frozen=True)
class GridCell:
    """A figure as it is said; `key` is what stands behind it, `more` is told by its tool tip.

    One that `is_alarming` is said in the colour of danger, and has to say so in words too.
    """

    said: str
    key: Any = None
    more: str = ""
    is_alarming: bool = False


@dataclass(frozen=True)
class GridLine:
    """The figures of something, known by `key`; sums are strong."""

    title: str
    cells: tuple[GridCell, ...]
    key: Any = None
    is_strong: bool = False


class FigureGrid(QTableWidget):
    """What is chosen stays chosen when other figures are shown.

    Signals:
        chosen: the key of the figure that the keyboard came to, or that was clicked; None has nothing behind it.
        opened: the key of a figure that was double-clicked, or on which Enter was pressed.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, title: str) -> None:
        """Build it empty; `title` is what a screen reader calls it."""
        super().__init__(0, 0)
        self._look = look
        self._lines: tuple[GridLine, ...] = ()
        self.setAccessibleName(title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + TIGHT))
        self.setItemDelegate(PaddedDelegate(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(_LEAST_FIGURE)
        self.currentCellChanged.connect(lambda *_cells: self.chosen.emit(self.key()))
        self.cellDoubleClicked.connect(lambda *_cells: self._open())
        own_enter(self, self._open)
        look.theme.changed.connect(self._dress)

    def show_lines(self, titles: Sequence[str], lines: Sequence[GridLine]) -> None:
        """Show these figures under these titles in place of those before."""
        line, column = self.current_line(), max(self.currentColumn(), 1)
        with QSignalBlocker(self):
            self._lines = tuple(lines)
            self.setColumnCount(len(titles))
            self.setRowCount(len(lines))
            self.setHorizontalHeaderLabels(list(titles))
            self._align_titles()
            for row, each in enumerate(self._lines):
                self._show_line(row, each)
            self._dress()
            keys = [each.key for each in self._lines]
            row = keys.index(line.key) if line is not None and line.key in keys else 0
            if self._lines:
                self.setCurrentCell(row, min(column, len(titles) - 1))
            self.setMinimumHeight(self.horizontalHeader().height() + self._height_of_lines() + 2)

    def current_line(self) -> GridLine | None:
        """The line that the keyboard is on."""
        row = self.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def key(self) -> Any:
        """What stands behind the figure that is chosen; of a name, behind the first figure beside it."""
        line, column = self.current_line(), max(self.currentColumn(), 1) - 1
        return None if line is None or column >= len(line.cells) else line.cells[column].key

    def choose(self, key: Any) -> None:
        """Bring the keyboard to the figure with something behind it, if it is shown."""
        for row, line in enumerate(self._lines):
            for column, cell in enumerate(line.cells, start=1):
                if cell.key == key:
                    self.setCurrentCell(row, column)
                    return

    def _height_of_lines(self) -> int:
        """Of those that are always seen: fewer in a low window, which has other things to show too."""
        high = self.verticalHeader().defaultSectionSize()
        fitting = self.window().height() // _PARTS_OF_WINDOW // high
        return min(len(self._lines), _SEEN, max(fitting, _LEAST_SEEN)) * high

    def _open(self) -> None:
        if self.key() is not None:
            self.opened.emit(self.key())

    def _align_titles(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        for column in range(self.columnCount()):
            item = self.horizontalHeaderItem(column)
            assert item is not None
            item.setTextAlignment((_RIGHT if column else _LEFT) | Qt.TextFlag.TextWordWrap)
        lines = 2 if self.columnCount() > _FEW else 1
        header.setFixedHeight(max(CONTROL_HEIGHT, lines * self.fontMetrics().height() + 2 * TIGHT))
        widest = max((self.fontMetrics().horizontalAdvance(line.title) for line in self._lines), default=0)
        figures = max(self._width_of_figures(), _LEAST_FIGURE)
        header.setMinimumSectionSize(figures)
        room = self.width() - self.verticalScrollBar().sizeHint().width() - (self.columnCount() - 1) * figures
        self.setColumnWidth(0, max(min(widest + 4 * TIGHT, 2 * _LEAST_NAME, room), _LEAST_NAME))

    def _width_of_figures(self) -> int:
        """Of the widest, and of words of titles: a name may be cut short and is told by its tool tip, they may not."""
        strong = QFontMetrics(self._look.theme.font(TypeScale.STRONG))
        figures = (strong.horizontalAdvance(cell.said) for line in self._lines if line.is_strong for cell in line.cells)
        titles = (self.horizontalHeaderItem(column) for column in range(1, self.columnCount()))
        words = (word for title in titles if title is not None for word in title.text().split())
        widest = (self.fontMetrics().horizontalAdvance(word) for word in words)
        return max((*figures, *widest), default=0) + 2 * (TIGHT + HAIR)

    def _show_line(self, row: int, line: GridLine) -> None:
        strong = self._look.theme.font(TypeScale.STRONG)
        for column, (text, more) in enumerate(
            [(line.title, line.title), *((each.said, each.more) for each in line.cells)]
        ):
            item = QTableWidgetItem(text)
            item.setTextAlignment(_RIGHT if column else _LEFT)
            item.setToolTip(more)
            if line.is_strong:
                item.setFont(strong)
            self.setItem(row, column, item)

    def _dress(self) -> None:
        """Put on the colours of the theme."""
        colour = self._look.theme.colour
        for row, line in enumerate(self._lines):
            for column, cell in enumerate(line.cells, start=1):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(colour("danger" if cell.is_alarming else "text"))
