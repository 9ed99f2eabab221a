"""Bars below one another, each beside its name and as long as its value is of the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import _
from coorddesk.widgets.charts.mark import Mark, MarkButton, Marks
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from coorddesk.widgets.desk import Look

_FIRST = 8
"""So many are shown at once; the others once somebody asks for them."""
_NAMES = 0.4
"""Of the width, at most, for the names."""
_LEAST_WIDTH = 320


class BarChart(Marks):
    """The largest first; "show all" adds the rest."""

    def __init__(self, look: Look, title: str, marks: Sequence[Mark]) -> None:
        """Show the first of them."""
        super().__init__(look, title)
        self._marks = tuple(marks)
        self.most = max((mark.value for mark in marks), default=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.more = button(look, _("Show all {count}", count=len(marks)), ButtonKind.LINK)
        self.more.clicked.connect(self._on_more)
        self.more.setVisible(len(marks) > _FIRST)
        self._show(self._marks[:_FIRST])
        line = QHBoxLayout()
        line.setContentsMargins(HAIR, 0, 0, 0)  # its words as far in as the names
        line.addWidget(self.more)
        line.addStretch()
        layout.addLayout(line)

    def _show(self, marks: Sequence[Mark]) -> None:
        widths = (self.fontMetrics().horizontalAdvance(mark.name) for mark in marks)
        self.names = max(widths, default=0) + 1  # it is rounded, and the longest must not lose its end for that
        self.said = max((self.fontMetrics().horizontalAdvance(mark.said) for mark in marks), default=0)
        made = [_BarButton(self._look, self, mark) for mark in marks]
        self.take([[each] for each in made])
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for place, each in enumerate(made):
            layout.insertWidget(place, each)

    def _on_more(self) -> None:
        self.more.hide()
        self._show(self._marks)
        self.buttons[_FIRST].setFocus(Qt.FocusReason.TabFocusReason)


class _BarButton(MarkButton):
    """A row of the chart."""

    def __init__(self, look: Look, chart: BarChart, mark: Mark) -> None:
        super().__init__(look, chart, mark, mark.name)
        self._bars = chart

    def sizeHint(self) -> QSize:
        """A line of text, with some air."""
        return QSize(_LEAST_WIDTH, max(ROW_HEIGHT - HAIR, self.fontMetrics().height() + TIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, the bar and its value behind it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() and self.mark.key is not None:
                painter.fillRect(self.rect(), self._look.theme.colour("raised"))
            inner = self.rect().adjusted(TIGHT, 0, -TIGHT, 0)
            names = min(self._bars.names, int(inner.width() * _NAMES))
            room = max(inner.width() - names - self._bars.said - 2 * TIGHT, 0)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setPen(self._look.theme.colour("text"))
            name = self.fontMetrics().elidedText(self.mark.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRect(inner.left(), 0, names, self.height()), middle, name)
            long = room * self.mark.value // max(self._bars.most, 1)
            start, high = inner.left() + names + TIGHT, self.fontMetrics().height()
            bar = QRect(start, (self.height() - high) // 2, max(long, 2 if self.mark.value else 0), high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour("accent"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(self._look.theme.colour("text" if self.mark.key is not None else "muted"))
            behind = QRect(bar.left() + bar.width() + TIGHT, 0, self._bars.said + TIGHT, self.height())
            painter.drawText(behind, middle, self.mark.said)
            self.draw_focus(painter, self.rect())
