"""The crash hook: whatever nobody expected is logged and told, from any thread, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)


class CrashHook(QObject):
    """Stands in for Python's own hooks from `install` to `remove`.

    Signals:
        crashed: the exception, delivered in the window's thread.
        untold: telling it has failed too, as where parts of the program are missing; nothing more can be told.
    """

    crashed = Signal(object)
    untold = Signal()
    _is_telling = False

    def install(self) -> None:
        """Hear of what nobody caught."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Give Python its own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("our bug", exc_info=(kind, error, trace))
        if self._is_telling:
            self.untold.emit()
            return
        self._is_telling = True
        try:
            self.crashed.emit(error)
        finally:
            self._is_telling = False

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)
