"""A value of a chart as a button, and how the keyboard goes from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from coorddesk.widgets.tokens import RADIUS

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from coorddesk.widgets.desk import Look

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True)
class Mark:
    """What a value is called, how much it is and how that is said; `more` is told by its tool tip.

    `key` is what stands behind it; None opens nothing.
    """

    name: str
    value: int
    said: str
    key: Any = None
    more: str = ""


class MarkButton(QAbstractButton):
    """One value; its chart draws what is around it."""

    def __init__(self, look: Look, chart: Marks, mark: Mark, name: str) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(chart)
        self._look, self._chart, self.mark = look, chart, mark
        self.setAccessibleName(f"{name}: {mark.said}")
        self.setToolTip("\n".join(filter(None, (f"{name}: {mark.said}", mark.more))))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if mark.key is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is behind it, as the space bar does; arrows go to its neighbours."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        elif not self._chart.go(self, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes back to it from now on."""
        super().focusInEvent(event)
        self._chart.come_to(self)

    def draw_focus(self, painter: QPainter, around: QRect) -> None:
        """Show that it has the keyboard, or that the pointer is on it."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.colour("accent"), 2))
            painter.drawRoundedRect(around.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class Marks(QWidget):
    """A chart: one stop of Tab, within which arrows go from value to value.

    Signals:
        opened: the key of a value that was clicked, or on which Enter was pressed.
    """

    opened = Signal(object)

    def __init__(self, look: Look, title: str) -> None:
        """Start empty."""
        super().__init__()
        self._look = look
        self._rows: list[list[MarkButton]] = []
        self.setAccessibleName(title)

    @property
    def buttons(self) -> list[MarkButton]:
        """Every value, row by row."""
        return [made for row in self._rows for made in row]

    def take(self, rows: Sequence[Sequence[MarkButton]]) -> None:
        """Show these in place of those before; the keyboard comes to the first."""
        for gone in self.buttons:
            gone.hide()
            gone.deleteLater()
        self._rows = [list(row) for row in rows if row]
        for made in self.buttons:
            made.clicked.connect(partial(self._on_clicked, made))
            made.show()
        if self._rows:
            self.come_to(self._rows[0][0])

    def come_to(self, button: MarkButton) -> None:
        """Let Tab stop at this one alone."""
        for made in self.buttons:
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if made is button else Qt.FocusPolicy.ClickFocus)

    def go(self, button: MarkButton, key: Qt.Key) -> bool:
        """Bring the keyboard to a neighbour; False if the key means none."""
        across, down = _STEPS.get(key, (0, 0))
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.buttons[0 if key is Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if not across and not down:
            return False
        line = next(place for place, row in enumerate(self._rows) if button in row)
        column = self._rows[line].index(button)
        row = self._rows[min(max(line + down, 0), len(self._rows) - 1)]
        row[min(max(column + across, 0), len(row) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _on_clicked(self, button: MarkButton) -> None:
        if button.mark.key is not None:
            self.opened.emit(button.mark.key)


_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
