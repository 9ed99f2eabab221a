"""The badge: a status in a word or two, on a soft ground of its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy

from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_COLOURS = {
    Tone.ACCENT: ("accent_soft", "on_accent_soft"),
    Tone.SUCCESS: ("success_soft", "success"),
    Tone.WARNING: ("warning_soft", "warning"),
    Tone.DANGER: ("danger_soft", "danger"),
}
_PLAIN = ("raised", "muted")


class Badge(QLabel):
    """Its colour repeats what the word says, and is never the only one to say it."""

    def __init__(self, look: Look) -> None:
        """Start without a word, unseen."""
        super().__init__()
        self._look = look
        self._tone = Tone.MUTED
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.theme.font(TypeScale.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_word(self, word: Message | None, tone: Tone = Tone.MUTED) -> None:
        """Say a word in a tone; None hides the badge."""
        self._tone = tone
        self.setText("" if word is None else self._look.texts.say(word))
        self.setVisible(word is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word and the rounded ends."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * TIGHT + HAIR, metrics.height() + HAIR)

    def minimumSizeHint(self) -> QSize:
        """A long word may be cut; its tool tip would be the last resort, its card has the room."""
        return QSize(4 * TIGHT, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the word in the colours of the day."""
        ground, ink = _COLOURS.get(self._tone, _PLAIN)
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
            painter.setPen(theme.colour(ink))
            room = self.width() - 2 * TIGHT
            word = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, word)
