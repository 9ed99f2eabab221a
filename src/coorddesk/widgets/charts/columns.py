"""Columns of each series beside one another, step by step, and series drawn as a line with a point at each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from coorddesk.reporting.charts import nice_step
from coorddesk.widgets.charts.mark import Mark, MarkButton, Marks
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from coorddesk.widgets.desk import Look

_LINES_HIGH = 14
"""How high the chart is, in lines of text."""
_POINT = 5
_LEAST_WIDTH = 320
_COLOURS = ("accent", "outline", "warning")
"""Of the series, one after the other; they differ in lightness too."""


@dataclass(frozen=True)
class ColumnSeries:
    """One value for each step."""

    title: str
    marks: tuple[Mark, ...]
    is_line: bool = False


class _Plot(NamedTuple):
    """Where values are drawn: the room of them, how much reaches its top, and how much is between two lines."""

    room: QRect
    top: int
    step: int

    def y(self, value: int) -> int:
        """How far down a value lies."""
        return self.room.bottom() - round(self.room.height() * value / self.top)


class ColumnChart(Marks):
    """The series in the order of the legend above them; up and down go from one to the next."""

    def __init__(self, look: Look, title: str, steps: Sequence[str], series: Sequence[ColumnSeries]) -> None:
        """`steps` are written below; every series has a value for each."""
        super().__init__(look, title)
        self._steps, self._series = tuple(steps), tuple(series)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = []
        for place, each in enumerate(self._series):
            colour = _COLOURS[place % len(_COLOURS)]
            rows.append([_ColumnButton(look, self, mark, each, colour) for mark in each.marks])
        self.take(rows)

    def sizeHint(self) -> QSize:
        """A few lines of text high."""
        return QSize(2 * _LEAST_WIDTH, self.fontMetrics().height() * _LINES_HIGH)

    def minimumSizeHint(self) -> QSize:
        """Room enough to tell one from another."""
        return QSize(_LEAST_WIDTH, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every value where it is drawn."""
        super().resizeEvent(event)
        plot = self._plot()
        columns = [place for place, each in enumerate(self._series) if not each.is_line]
        for line, (series, row) in enumerate(zip(self._series, self._rows, strict=True)):
            for step, made in enumerate(row):
                around = self._around(step, plot)
                if series.is_line:
                    at = QPoint(around.center().x(), plot.y(made.mark.value))
                    made.setGeometry(QRect(at - QPoint(SNUG, SNUG), QSize(2 * SNUG, 2 * SNUG)))
                    made.raise_()
                else:
                    wide = around.width() * 3 // 4 // len(columns)
                    left = around.left() + around.width() // 8 + columns.index(line) * wide
                    high = plot.y(made.mark.value)
                    made.setGeometry(left, high - HAIR, wide, plot.room.bottom() - high + HAIR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the legend, the lines across, the steps below and the lines of series."""
        plot, colour = self._plot(), self._look.theme.colour
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_legend(painter)
            for value in range(0, plot.top + 1, plot.step):
                high = plot.y(value)
                painter.setPen(colour("line" if value else "outline"))
                painter.drawLine(plot.room.left(), high, plot.room.right(), high)
                painter.setPen(colour("muted"))
                beside = QRect(0, high - ROOM, plot.room.left() - TIGHT, 2 * ROOM)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(beside, right, self._look.texts.number(value))
            self._draw_steps(painter, plot)
            for series, row, name in zip(self._series, self._rows, _COLOURS, strict=False):
                if series.is_line:
                    painter.setPen(QPen(colour(name), 2))
                    painter.drawPolyline([made.geometry().center() for made in row])

    def _plot(self) -> _Plot:
        most = max((made.mark.value for made in self.buttons), default=0)
        step = nice_step(most)
        top = max(step, -(-most // step) * step)
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(self._look.texts.number(top)) + 2 * TIGHT
        high = metrics.height()
        room = QRect(left, 2 * high, self.width() - left - TIGHT, self.height() - 2 * high - high - TIGHT)
        return _Plot(room, top, step)

    def _around(self, step: int, plot: _Plot) -> QRect:
        """The room of a step."""
        count = max(len(self._steps), 1)
        left, right = (plot.room.left() + plot.room.width() * place // count for place in (step, step + 1))
        return QRect(left, plot.room.top(), right - left, plot.room.height())

    def _draw_steps(self, painter: QPainter, plot: _Plot) -> None:
        """Every name below its step, or every second or third where there is no room for all."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self._steps), default=0) + TIGHT
        every = max(1, -(-widest // max(self._around(0, plot).width(), 1)))
        painter.setPen(self._look.theme.colour("text"))
        for step, name in enumerate(self._steps):
            if step % every == 0:
                middle = self._around(step, plot).center().x()
                below = QRect(middle - widest // 2, plot.room.bottom() + HAIR, widest, metrics.height() + HAIR)
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, name)

    def _draw_legend(self, painter: QPainter) -> None:
        left, high = self._plot().room.left(), self.fontMetrics().height()
        for series, name in zip(self._series, _COLOURS, strict=False):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour(name))
            if series.is_line:
                painter.drawEllipse(QPoint(left + TIGHT, high // 2), _POINT, _POINT)
            else:
                painter.drawRect(left + HAIR, high // 2 - _POINT, 2 * _POINT, 2 * _POINT)
            painter.setPen(self._look.theme.colour("text"))
            room = QRect(left + ROOM + HAIR, 0, self.fontMetrics().horizontalAdvance(series.title) + TIGHT, high)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, series.title)
            left = room.right() + ROOM


class _ColumnButton(MarkButton):
    """A column, or a point of a line."""

    def __init__(self, look: Look, chart: ColumnChart, mark: Mark, series: ColumnSeries, colour: str) -> None:
        super().__init__(look, chart, mark, f"{series.title}, {mark.name}")
        self._is_point, self._colour = series.is_line, colour

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour(self._colour))
            if self._is_point:
                painter.drawEllipse(self.rect().center(), _POINT, _POINT)
            else:
                painter.drawRect(self.rect().adjusted(1, HAIR, -1, 0))
            self.draw_focus(painter, self.rect())
