"""The log: what went wrong on this PC, in a few files that nobody is sent, without people's data."""

from __future__ import annotations

import logging
import re
import sys
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG_NAME = "coorddesk.log"

_BYTES = 1_000_000
_OLD_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
_PASSWORD = re.compile(r"(?<=://)[^/@\s]*@")
_VALUES = re.compile(r"^DETAIL: .*$", re.MULTILINE)  # PostgreSQL quotes the row that it refuses


@contextmanager
def logging_to(folder: Path, *, verbose: bool = False) -> Iterator[None]:
    """Log to files in `folder`, Python's warnings too; with `verbose` everything, to the standard error stream as well.

    Where the folder cannot be written the program runs without a log file.
    """
    root, ours = logging.getLogger(), logging.getLogger("coorddesk")
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)] if verbose else []
    with suppress(OSError):
        handlers.append(_file_in(folder))
    level = ours.level
    for handler in handlers:
        handler.setFormatter(_Discreet(_FORMAT))
        root.addHandler(handler)
    ours.setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        ours.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _file_in(folder: Path) -> RotatingFileHandler:
    folder.mkdir(parents=True, exist_ok=True)
    return _Rotating(folder / LOG_NAME, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8")


class _Rotating(RotatingFileHandler):
    """Goes on in a file that is too long where another program holds it open, which Windows minds."""

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        with suppress(OSError):
            super().doRollover()


class _Discreet(logging.Formatter):
    """Leaves out what could name people: passwords and users in addresses, the home folder, values of rows."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        text = _VALUES.sub("DETAIL: …", _PASSWORD.sub("…@", text))
        return text.replace(str(Path.home()), "~")
