"""The figures of a whole year: each tells what it is made of, and a bar under them how much of the credits is left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.budget.rules.situation import FIGURE_TITLES, NOTHING, Figure, Figures
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from coorddesk.widgets.desk import Desk

_SHOWN = (Figure.OPENED, Figure.PRE_COMMITTED, Figure.COMMITTED, Figure.INVOICED, Figure.FREE)
_NEEDED = (Figure.FREE, Figure.OPENED, Figure.INVOICED, Figure.COMMITTED, Figure.PRE_COMMITTED)
"""The most needed first: where there is no room for all, the last are left to the list's totals."""
_KEPT = 2
_BAR = 6


class YearFigures(QWidget):
    """As many figures as there is room for.

    Signals:
        wanted: a `Figure` of the whole year, to be explained.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self._bar = BudgetBar(desk)
        self._buttons = {figure: self._button(figure) for figure in _SHOWN}
        self._columns = {figure: self._column(figure, made) for figure, made in self._buttons.items()}
        self._lay_out()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The figures in their order."""
        return tuple(self._buttons.values())

    def show_figures(self, figures: Figures) -> None:
        """Show those of a year."""
        texts = self._desk.texts
        self._bar.show_figures(figures)
        for figure, made in self._buttons.items():
            cents = getattr(figures, figure.value)
            made.setText(texts.money(cents))
            made.setAccessibleName(f"{texts.say(FIGURE_TITLES[figure])}: {texts.money(cents)}")
            made.setToolTip(texts.say(_("Why this figure?")))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the figures that are most needed."""
        return QSize(self._width_of(_NEEDED[:_KEPT]), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for all."""
        return QSize(self._width_of(_SHOWN), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many figures as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() + ROOM
        for place, figure in enumerate(_NEEDED):
            room -= self._columns[figure].sizeHint().width() + ROOM
            self._columns[figure].setVisible(place < _KEPT or room >= 0)

    def _width_of(self, figures: tuple[Figure, ...]) -> int:
        return sum(self._columns[figure].sizeHint().width() for figure in figures) + ROOM * (len(figures) - 1)

    def _button(self, figure: Figure) -> QPushButton:
        made = button(self._desk, Message(""), ButtonKind.LINK)
        made.setFont(self._desk.theme.font(TypeScale.STRONG))
        made.setMinimumHeight(0)
        made.clicked.connect(partial(self.wanted.emit, figure))
        return made

    def _column(self, figure: Figure, made: QPushButton) -> QWidget:
        caption = label(self._desk, FIGURE_TITLES[figure], TypeScale.CAPTION, "muted")
        caption.setAlignment(Qt.AlignmentFlag.AlignRight)
        caption.setContentsMargins(0, 0, HAIR, 0)  # as far from the edge as the words of a link
        column = QWidget()
        layout = under(caption, made)
        layout.setContentsMargins(0, 0, 0, 0)
        column.setLayout(layout)
        return column

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(ROOM)
        for column in self._columns.values():
            figures.addWidget(column)
        rows = QVBoxLayout()
        rows.setSpacing(HAIR)
        rows.addLayout(figures)
        rows.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)  # with a factor, or the bar would take its part of the room
        layout.addLayout(rows)


class BudgetBar(QWidget):
    """How much of the credits is invoiced, committed and pre-committed; what goes beyond them is in red."""

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self._figures = NOTHING
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.theme.changed.connect(self.update)

    def show_figures(self, figures: Figures) -> None:
        """Show those of a year or a line."""
        self._figures = figures
        texts = self._desk.texts
        said = ((FIGURE_TITLES[each], getattr(figures, each.value)) for each in _SHOWN)
        words = "; ".join(f"{texts.say(title)}: {texts.money(cents)}" for title, cents in said)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(SNUG, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts from the left."""
        whole = max(self._figures.opened, self._figures.used + self._figures.pre_committed, 1)
        theme = self._desk.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(QRectF(self.rect()), _BAR / 2, _BAR / 2)
            start = 0.0
            for cents, colour, alpha in self._parts():
                width = self.width() * max(0, cents) / whole
                shade = QColor(theme.colour(colour))
                shade.setAlphaF(alpha)
                painter.setBrush(shade)
                painter.drawRect(QRectF(start, 0, width, _BAR))
                start += width
            if self._figures.free < 0:
                limit = self.width() * max(0, self._figures.opened) / whole
                painter.setBrush(theme.colour("danger"))
                painter.drawRect(QRectF(limit, 0, self.width() - limit, _BAR))

    def _parts(self) -> Iterator[tuple[int, str, float]]:
        yield self._figures.invoiced, "accent", 1.0
        yield self._figures.committed, "accent", 0.6
        yield self._figures.pre_committed, "accent", 0.3


def under(caption: QWidget, widget: QWidget) -> QVBoxLayout:
    """A control with its caption above it."""
    layout = QVBoxLayout()
    layout.setSpacing(0)
    layout.addWidget(caption)
    layout.addWidget(widget)
    return layout
