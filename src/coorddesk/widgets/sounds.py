"""Sounds: for what went well, what wants a look, and what did not go, so that eyes may stay on the next device."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coorddesk.core.resources import resource

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Memory

SOUNDS_ARE_ON = "scanner.sounds"
"""Where the choice is kept."""

_PLAYERS = ("pw-play", "paplay", "aplay", "afplay")
_WITHOUT_EARS = {"offscreen", "minimal"}


class Sound(StrEnum):
    """What is heard, by the name of its file."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


class Sounds:
    """Plays at once and waits for nothing. Qt's own players are not in its Essentials: the system's are asked."""

    def __init__(self, memory: Memory) -> None:
        """Be on unless they were switched off."""
        self._memory = memory

    @property
    def are_on(self) -> bool:
        """Whether anything is to be heard."""
        return bool(self._memory.recall(SOUNDS_ARE_ON, default=True))

    @are_on.setter
    def are_on(self, wanted: bool) -> None:
        self._memory.remember(SOUNDS_ARE_ON, wanted)

    def play(self, sound: Sound) -> None:
        """Let it be heard."""
        if not self.are_on or QGuiApplication.platformName() in _WITHOUT_EARS:
            return
        path = str(resource(f"sounds/{sound.value}.wav"))
        if sys.platform == "win32":
            import winsound  # only there

            winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return
        player = next(filter(None, map(shutil.which, _PLAYERS)), None)
        if player is None or not QProcess.startDetached(player, [path])[0]:
            QApplication.beep()
