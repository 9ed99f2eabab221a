"""The text of a file or of pasted cells, line by line, as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import IO

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.reading.encoding import ENCODINGS, Encoding, detect_encoding
from coorddesk.importing.reading.pasted import Origin, Pasted
from coorddesk.importing.reading.trouble import not_a_sheet

_LONGEST_LINE = 4 << 20  # characters: 16,384 cells of 250


@dataclass(frozen=True)
class Text:
    """Text that was opened: its encoding (None: pasted), and how many characters were lost before it came here."""

    origin: Origin
    encoding: str | None
    damaged: int
    _open: Callable[[], IO[str]]

    def lines(self) -> Iterator[str]:
        """Every line with its end; a UserError where one has no end."""
        with self._open() as file:
            for line in iter(partial(file.readline, _LONGEST_LINE), ""):
                if len(line) == _LONGEST_LINE:
                    raise UserError(not_a_sheet(self.origin))
                yield line

    def whole(self) -> str:
        """All of it at once."""
        with self._open() as file:
            return file.read()


def open_text(origin: Origin, encoding: str | None) -> Text:
    """Open a file in the encoding that people chose, or in the one that is found out; or what was pasted."""
    if isinstance(origin, Pasted):
        return Text(origin, None, 0, partial(StringIO, origin.text, newline=""))
    if encoding and not is_encoding(encoding):
        usual = ", ".join(ENCODINGS)
        raise UserError(_("“{name}” is no encoding of texts. Usual ones are: {usual}.", name=encoding, usual=usual))
    known = Encoding(encoding) if encoding else detect_encoding(origin)
    if known is None:
        raise UserError(not_a_sheet(origin))
    codec = "utf-8-sig" if known.name == "utf-8" else known.name
    return Text(origin, known.name, known.damaged, partial(_opened, origin, codec))


def is_encoding(name: str) -> bool:
    """Whether text can be read in an encoding of that name."""
    try:
        b"  ".decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):  # unknown, none for text, or with a zero in its name
        return False
    return True


def _opened(path: Path, codec: str) -> IO[str]:
    return path.open(encoding=codec, errors="replace", newline="")
