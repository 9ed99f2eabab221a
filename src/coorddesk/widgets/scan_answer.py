"""The answer to a scan: a large line that says in colour, with an icon and in a sentence what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from coorddesk.widgets.controls import Picture, breakable, label, set_kind
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.sounds import Sound, Sounds
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, WIDE

if TYPE_CHECKING:
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Desk

_ICONS = {
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-x",
    Tone.ACCENT: "info",
    Tone.MUTED: "circle-help",
}
_FLASH_MILLISECONDS = 450
_LEAST_HEIGHT = 64
_SOUNDS = {Tone.SUCCESS: Sound.GOOD, Tone.WARNING: Sound.LOOK}


class ScanAnswer(QFrame):
    """Keeps its room while it says nothing, so that nothing moves below it.

    Success is heard as good, a warning as something to look at, danger and muted (nobody knows it) as bad; accent, a
    hint of what comes next, is silent.
    """

    def __init__(self, desk: Desk) -> None:
        """Say nothing yet."""
        super().__init__()
        self._desk = desk
        self._sounds = Sounds(desk.settings)
        self.setProperty("kind", "answer")
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._pictures = QStackedWidget()
        self._pictures.setFixedSize(WIDE, WIDE)
        self._of_tone = {tone: Picture(desk, icon, WIDE, tone) for tone, icon in _ICONS.items()}
        for picture in self._of_tone.values():
            self._pictures.addWidget(picture)
        self._words = label(desk, scale=TypeScale.HEADING, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._detail = label(desk, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        layout.setSpacing(SNUG)
        layout.addWidget(self._pictures, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self._lines(), 1)
        self._calm = QTimer(self, interval=_FLASH_MILLISECONDS, singleShot=True)
        self._calm.timeout.connect(lambda: set_kind(self, "flash", value=False))
        self.say(Tone.ACCENT, None)

    def say(self, tone: Tone, message: Message | None, detail: Message | None = None) -> None:
        """Show a sentence and a second, smaller one; None leaves the room empty."""
        say = self._desk.texts.say
        words, more = ("" if each is None else say(each) for each in (message, detail))
        self._words.setText(breakable(words))
        self._detail.setText(breakable(more))
        self._detail.setVisible(detail is not None)
        self._pictures.setCurrentWidget(self._of_tone[tone])
        self._pictures.setVisible(message is not None)
        self.setProperty("tone", tone.value if message is not None else "")
        set_kind(self, "flash", value=message is not None and tone is not Tone.ACCENT)
        self._calm.start()
        if message is None:
            return
        text = f"{words} {more}".strip()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        if tone is not Tone.ACCENT:
            self._sounds.play(_SOUNDS.get(tone, Sound.BAD))

    def _lines(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(HAIR // 2)
        lines.addStretch()
        lines.addWidget(self._words)
        lines.addWidget(self._detail)
        lines.addStretch()
        return lines
