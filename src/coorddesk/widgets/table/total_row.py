"""The row below a list that adds its columns up, each sum under its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coorddesk.core.messages import _p
from coorddesk.widgets.table.headings import sum_texts
from coorddesk.widgets.table.looks import LEFT, RIGHT
from coorddesk.widgets.table.painting import PADDING
from coorddesk.widgets.theme import TypeScale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.grouping import Sums
    from coorddesk.widgets.table.view import RecordTable


class TotalRow(QWidget):
    """Keeps its room while a column that adds up is shown, so that nothing moves when the sums come.

    Signals:
        opened: the place of a column whose sum was double-clicked and tells what it is made of.
    """

    opened = Signal(int)

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        """Stand below `table`, and follow its heading."""
        super().__init__(table)  # shown without a parent it would be a window, and take the keyboard
        self._desk = desk
        self._table = table
        self._title = desk.texts.say(_p("sum of a list", "Total"))
        self._sums: Mapping[int, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header = table.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            moved.connect(self._follow)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        self._follow()

    def show_sums(self, sums: Sums) -> None:
        """Show what all that was found adds up to."""
        looks = self._table.records.looks
        self._sums = sum_texts(sums, looks, self._desk.texts)
        said = "; ".join(f"{looks.titles[place]}: {text}" for place, text in self._sums.items())
        self.setAccessibleName(f"{self._title}: {said}" if said else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sums where their columns are."""
        table, theme = self._table, self._desk.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colour("surface"))
            if self._sums:  # a rule above nothing would part the list from nothing
                painter.fillRect(0, 0, self.width(), 1, theme.colour("outline"))
            painter.setFont(theme.font(TypeScale.STRONG))
            painter.setPen(theme.colour("text"))
            end = float(table.viewport().width())
            for place, text in self._sums.items():
                if not table.isColumnHidden(place):
                    right = table.columnViewportPosition(place) + table.columnWidth(place) - PADDING
                    room = painter.fontMetrics().horizontalAdvance(text)
                    end = min(end, right - room)
                    painter.drawText(QRectF(right - room, 0, room, self.height()), RIGHT, text)
            said = self._title if self._sums else ""  # a title of nothing says nothing
            name = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, max(0, round(end) - 2 * PADDING))
            painter.drawText(QRectF(PADDING, 0, max(0.0, end - PADDING), self.height()), LEFT, name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a sum ask what it is made of."""
        place = self._table.columnAt(event.position().toPoint().x())
        if place in self._table.records.looks.explained and place in self._sums:
            self.opened.emit(place)

    def _follow(self) -> None:
        self.setFixedHeight(self._table.verticalHeader().defaultSectionSize())
        summed = self._table.records.looks.totals.values()
        self.setVisible(not all(map(self._table.isColumnHidden, summed)))
        self.update()
