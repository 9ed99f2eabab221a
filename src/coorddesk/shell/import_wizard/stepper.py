"""The line at the head of the wizard that says where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ICON, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_DISC = 24


class Stepper(QWidget):
    """Numbers with their words; what is done bears a tick."""

    def __init__(self, look: Look, steps: Sequence[Message]) -> None:
        """Stand at the first step."""
        super().__init__()
        self._look = look
        self._words = [look.texts.say(step) for step in steps]
        self._step = 0
        self.setFixedHeight(_DISC + TIGHT)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Stand at a step."""
        self._step = step
        where = _("Step {number} of {total}", number=step + 1, total=len(self._words))
        self.setAccessibleName(f"{self._look.texts.say(where)}: {self._words[step]}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as all the words."""
        metrics = self.fontMetrics()
        words = sum(metrics.horizontalAdvance(word) for word in self._words)
        return QSize(words + len(self._words) * (_DISC + TIGHT + 2 * WIDE), _DISC + TIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each step, and a line to the next."""
        left = 1.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for step, word in enumerate(self._words):
                left = self._paint_step(painter, left, step, word)
                if step + 1 < len(self._words):
                    painter.setPen(QPen(self._look.theme.colour("line"), 2))
                    middle = self.height() // 2
                    painter.drawLine(int(left + SNUG), middle, int(left + SNUG + WIDE), middle)
                    left += WIDE + 2 * SNUG

    def _paint_step(self, painter: QPainter, left: float, step: int, word: str) -> float:
        """Draw one; returns where it ends."""
        theme, here, done = self._look.theme, step == self._step, step < self._step
        disc = QRectF(left, (self.height() - _DISC) / 2, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if here else "accent_soft" if done else "line"))
        painter.drawEllipse(disc)
        painter.setFont(theme.font(TypeScale.STRONG if here else TypeScale.BODY))
        painter.setPen(theme.colour("on_accent" if here else "muted"))
        if done:
            tick = QRectF(0, 0, ICON - 2, ICON - 2)
            tick.moveCenter(disc.center())
            theme.icon("check", Tone.ON_ACCENT_SOFT).paint(painter, tick.toRect())
        else:
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(step + 1))
        painter.setPen(theme.colour("text" if here else "muted"))
        width = painter.fontMetrics().horizontalAdvance(word)
        place = QRectF(disc.right() + TIGHT, 0, width + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        return place.right()
