"""What several readings fail for at once is told once, not in a row of dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.errors import UserError
    from coorddesk.core.messages import Message

_SAME_MILLISECONDS = 5_000


class OneTrouble:
    """Knows what was told last: it is not told again while its dialog is open, nor for five seconds after."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._last: Message | None = None
        self._is_open = False
        self._since = QElapsedTimer()

    def tell(self, error: UserError, tell: Callable[[], None]) -> None:
        """Tell it, unless it is known."""
        if error.message == self._last and (self._is_open or self._since.elapsed() < _SAME_MILLISECONDS):
            return
        self._last, self._is_open = error.message, True
        try:
            tell()
        finally:
            self._is_open = False
            self._since.restart()
