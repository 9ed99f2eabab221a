"""Cycles of objects are collected in the window's thread alone.

Python's own collector runs in whatever thread happens to make objects. In a lane it would destroy widgets behind
Qt's back, and wait for ever for a lock that the window's thread holds, which waits for Python.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_MILLISECONDS = 1000


class Collector(QObject):
    """Takes the place of Python's own collector until `close`."""

    def __init__(self, parent: QObject, is_busy: Callable[[], bool]) -> None:
        """Collect nothing while `is_busy`: a large job makes millions of objects, each of which a round looks at."""
        super().__init__(parent)
        self._is_busy = is_busy
        self._timer = QTimer(self, interval=_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._has_frozen = False
        gc.disable()

    def start(self) -> None:
        """Begin; what stands now is taken to stay, so that no round looks at it, unless somebody saw to that before."""
        if not gc.get_freeze_count():
            gc.collect()
            gc.freeze()
            self._has_frozen = True
        self._timer.start()

    def collect(self) -> None:
        """Do the round that Python would have done by now."""
        if self._is_busy():
            return
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most > 0]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        if self._has_frozen:
            gc.unfreeze()
        gc.enable()
