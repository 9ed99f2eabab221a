"""How rows are drawn: texts straight from the model, a hairline below each row, a ring around the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR, ICON, RADIUS, SNUG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QTableView

    from coorddesk.widgets.table.model import RecordModel
    from coorddesk.widgets.theme import Theme

PADDING = SNUG
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_MEASURED_TEXTS = 20_000

_Column = tuple[int, int, int]


class Painting:
    """Draws what a table shows of its model."""

    def __init__(self, theme: Theme, table: QTableView, model: RecordModel) -> None:
        """Draw `table` in the colours of the theme."""
        self._theme = theme
        self._table = table
        self._model = model
        self._hovered = -1
        self._widths: dict[str, int] = {}
        self._spots: dict[Tone, QPixmap] = {}
        self._strong = QFont()
        self.forget()

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw the part of the viewport that `rect` covers."""
        height = self._table.verticalHeader().defaultSectionSize()
        scroll = self._table.verticalScrollBar().value()
        first = (rect.top() + scroll) // height
        last = min((rect.bottom() + scroll) // height, self._model.rowCount() - 1)
        if last < first:
            return
        columns = self._columns(rect)
        chosen = self._chosen(first, last)
        has_headings = self._model.headings.are_shown
        text, chosen_text = self._theme.colour("text"), self._theme.colour("on_accent_soft")
        for row in range(first, last + 1):
            top = row * height - scroll
            self._ground(painter, row, QRect(rect.left(), top, rect.width(), height), is_chosen=row in chosen)
            if has_headings and self._model.ids[row] < 0:
                self._heading(painter, row, columns, QRect(rect.left(), top, rect.width(), height))
                continue
            painter.setPen(chosen_text if row in chosen else text)
            self._cells(painter, row, columns, top, height)
        painter.setPen(self._theme.colour("line"))
        bottoms = (row * height - scroll + height - 0.5 for row in range(first, last + 1))
        painter.drawLines([QLineF(rect.left(), y, rect.right() + 1, y) for y in bottoms])
        self._ring(painter, height, scroll)
        self._spots.clear()  # theme and screen may be others at the next painting

    def forget(self) -> None:
        """Measure texts anew: the font is another one."""
        self._widths.clear()
        self._strong = QFont(self._table.font())
        self._strong.setWeight(QFont.Weight.DemiBold)

    def hover(self, row: int) -> None:
        """Raise the row under the pointer; none is -1."""
        if row != self._hovered:
            self._hovered = row
            self._table.viewport().update()

    def is_cut_off(self, index: QModelIndex, width: int) -> bool:
        """Whether the text of a cell of that width ends in an ellipsis."""
        if not index.isValid() or self._model.ids[index.row()] < 0:
            return False
        dot = self._model.dot(index.row(), index.column())
        return self._width(self._model.cell(index.row(), index.column())) > _room(width, has_dot=dot is not None)

    def _columns(self, rect: QRect) -> list[_Column]:
        """The columns in sight: place in the model, left edge, width."""
        table = self._table
        every = ((c, table.columnViewportPosition(c), table.columnWidth(c)) for c in range(self._model.columnCount()))
        return [(c, x, width) for c, x, width in every if width and x <= rect.right() and x + width > rect.left()]

    def _chosen(self, first: int, last: int) -> set[int]:
        selection, model = self._table.selectionModel(), self._model
        records = (row for row in range(first, last + 1) if model.ids[row] > 0)
        return {row for row in records if selection.isSelected(model.index(row, 0))}

    def _ground(self, painter: QPainter, row: int, rect: QRect, *, is_chosen: bool) -> None:
        if is_chosen:
            painter.fillRect(rect, self._theme.colour("accent_soft"))
        elif row == self._hovered:
            painter.fillRect(rect, self._theme.colour("raised"))

    def _cells(self, painter: QPainter, row: int, columns: Iterable[_Column], top: int, height: int) -> None:
        model, looks = self._model, self._model.looks
        record_id = model.ids[row]
        cells, record = model.pages.cells(row, record_id), model.pages.row(record_id)
        for column, left, width in columns:
            text = cells[column]
            dot = looks.dots[column](record) if column in looks.dots and record is not None else None
            start = left + PADDING
            if dot is not None:
                painter.drawPixmap(start - HAIR, top + (height - ICON) // 2, self._spot(dot))
                start += ICON
            if not text:
                continue
            room = _room(width, has_dot=dot is not None)
            if self._width(text) > room:
                mode = Qt.TextElideMode.ElideLeft if looks.is_path[column] else Qt.TextElideMode.ElideRight
                text = self._table.fontMetrics().elidedText(text, mode, room)
            flags = _RIGHT if looks.is_right_aligned(column) else _LEFT
            painter.drawText(QRectF(start, top, room, height), flags, text)

    def _heading(self, painter: QPainter, row: int, columns: Sequence[_Column], rect: QRect) -> None:
        """A heading: its name stays at the left when the list is scrolled sideways, its sums stand in their columns."""
        said = self._model.headings.text(self._model.ids[row], self._model.looks)
        if row != self._hovered:
            painter.fillRect(rect, self._theme.colour("window"))
        fold = self._theme.icon("chevron-right" if said.is_folded else "chevron-down", Tone.MUTED)
        top, height = rect.top(), rect.height()
        fold.paint(painter, QRect(PADDING - HAIR, top + (height - ICON) // 2, ICON, ICON))
        painter.save()
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._strong)
        end = self._table.viewport().width()
        for column, left, width in columns:
            if text := said.sums.get(column):
                room = QFontMetrics(self._strong).horizontalAdvance(text)
                end = min(end, left + width - PADDING - room)
                painter.drawText(QRectF(left + width - PADDING - room, top, room, height), _RIGHT, text)
        start = PADDING + ICON + HAIR
        count_width = self._width(said.count)
        room = max(0, end - start - count_width - 2 * SNUG)
        name = QFontMetrics(self._strong).elidedText(said.title, Qt.TextElideMode.ElideLeft, room)
        painter.drawText(QRectF(start, top, room, height), _LEFT, name)
        start += QFontMetrics(self._strong).horizontalAdvance(name) + SNUG
        painter.setFont(self._table.font())
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QRectF(start, top, count_width, height), _LEFT, said.count)
        painter.restore()

    def _spot(self, tone: Tone) -> QPixmap:
        """A dot, drawn once for all the rows of a painting."""
        if tone not in self._spots:
            size, scale = QSize(ICON, ICON), self._table.devicePixelRatioF()
            self._spots[tone] = self._theme.dot(tone).pixmap(size, scale)
        return self._spots[tone]

    def _width(self, text: str) -> int:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _MEASURED_TEXTS:
                self._widths.clear()
            width = self._widths[text] = self._table.fontMetrics().horizontalAdvance(text)
        return width

    def _ring(self, painter: QPainter, height: int, scroll: int) -> None:
        current = self._table.currentIndex()
        if not current.isValid() or not self._table.hasFocus():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
        around = QRectF(1, current.row() * height - scroll + 1, self._table.viewport().width() - 2, height - 3)
        painter.drawRoundedRect(around, RADIUS / 2, RADIUS / 2)
        if self._model.is_figure(current):  # Enter opens this one
            left, width = (
                self._table.columnViewportPosition(current.column()),
                self._table.columnWidth(current.column()),
            )
            painter.drawRoundedRect(QRectF(left + 2, around.top() + 2, width - 4, height - 7), RADIUS / 2, RADIUS / 2)


def _room(width: int, *, has_dot: bool) -> int:
    return width - 2 * PADDING - (ICON if has_dot else 0)
