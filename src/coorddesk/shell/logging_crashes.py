"""The log of the window: the program's own, and beside it what is left to say when even Python goes down."""

from __future__ import annotations

import faulthandler
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from coorddesk.core.logs import logging_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = "crash.log"


@contextmanager
def keep_logs(folder: Path) -> Iterator[None]:
    """Log to `folder`; where it cannot be written the program runs without."""
    with logging_to(folder), _faults_logged(folder):
        yield


@contextmanager
def _faults_logged(folder: Path) -> Iterator[None]:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _NAME).open("a", encoding="utf-8") as file:
            faulthandler.enable(file)
            try:
                yield
            finally:
                faulthandler.disable()
            return
    yield
