"""One line of the navigation: icon and word, and which of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from coorddesk.widgets.controls import ToolButton
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import RADIUS, SNUG

if TYPE_CHECKING:
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_HEIGHT, _LEAST_HEIGHT = 36, 26
_ICON = 18
_WORD_LEFT = 40  # from the left edge of the line
_RING = 2
_BY_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}


class NavigationLine(ToolButton):
    """Paints itself, for a style sheet cannot set the word apart from the icon."""

    def __init__(self, look: Look, title: Message, icon: str, keys: str = "") -> None:
        """Build a line that can be pressed; the navigation makes those of tabs checkable."""
        super().__init__()
        self._look = look
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_LEAST_HEIGHT)  # on a low screen all of them are there, closer to one another
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.rename(title, title, icon)

    def rename(self, word: Message, name: Message, icon: str) -> None:
        """Change the word that is shown, what it is called in full, and the picture."""
        say = self._look.texts.say
        self._icon = icon
        self.setText(say(word))
        self.setAccessibleName(say(name))
        self.setToolTip(f"{say(name)} ({self._keys})" if self._keys else say(name))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(_WORD_LEFT + self.fontMetrics().horizontalAdvance(self.text()) + SNUG, _HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard came here, for only then it needs a ring."""
        self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the ring, the icon and the word."""
        colour, chosen = self._look.theme.colour, self.isChecked() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), _RING) if self.hasFocus() and self._by_keyboard else Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._ground()))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        icon = QRect(0, 0, _ICON, _ICON)
        icon.moveCenter(self.rect().center())
        icon.moveLeft(SNUG - 3)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        tone = Tone.ON_ACCENT_SOFT if chosen else Tone.MUTED
        self._look.theme.icon(self._icon, tone).paint(painter, icon, Qt.AlignmentFlag.AlignCenter, mode)
        if self.width() > 2 * _WORD_LEFT:
            painter.setFont(self._look.theme.font(TypeScale.STRONG if chosen else TypeScale.BODY))
            painter.setPen(colour(self._ink()))
            room = self.rect().adjusted(_WORD_LEFT, 0, -SNUG, 0)
            word = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)

    def _ground(self) -> str:
        if not self.isEnabled():
            return "rail"
        return "accent_soft" if self.isChecked() else "line" if self.underMouse() else "rail"

    def _ink(self) -> str:
        if not self.isEnabled():
            return "disabled"
        return "on_accent_soft" if self.isChecked() else "text"
