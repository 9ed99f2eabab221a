"""A typeface of ours, embedded in every pdf: measures text and breaks it into lines that fit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Lines = tuple[str, ...]
"""The text of one cell as it stands on paper; an empty cell has none."""

_BREAKS_AFTER = "-/\\_.,;:@"
_BREAKS = re.compile(f"(?<=[{re.escape(_BREAKS_AFTER)}])")
_TIED_STROKE = "\N{NO-BREAK SPACE}/"
_UNPRINTABLE: dict[int, str | None] = {
    **dict.fromkeys((*range(32), *range(0x7F, 0xA0))),
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF)),
    ord("\t"): " ",
    **dict.fromkeys((ord("\n"), 0x2028, 0x2029), "\n"),
}


class Typeface:
    """One font file: its name for reportlab, and the widths of its characters."""

    def __init__(self, name: str, file: Path) -> None:
        """Register the font with reportlab under `name`; a second time costs nothing."""
        from reportlab.pdfbase import pdfmetrics  # 140 ms that the window does not wait for
        from reportlab.pdfbase.ttfonts import TTFont

        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))
        font = pdfmetrics.getFont(name)
        assert isinstance(font, TTFont)
        face = font.face
        self.name = name
        self._ems = _Ems(face.defaultWidth / 1000)
        self._ems.update((chr(code), width / 1000) for code, width in face.charWidths.items())

    def width(self, text: str, size: float) -> float:
        """How wide `text` stands on one line, in points."""
        return size * sum(map(self._ems.__getitem__, text))

    def lines(self, text: str, size: float, room: float) -> Lines:
        """Break `text` into lines of at most `room` points, between words where it can; nothing is lost."""
        text = _clean(text)
        if not text:
            return ()
        if "\n" not in text and self.width(text, size) <= room:
            return (text,)
        wrapped = (line for paragraph in text.split("\n") for line in self._wrapped(paragraph, room / size))
        return tuple(line.replace(_TIED_STROKE, " /").strip() for line in wrapped)

    def clipped(self, text: str, size: float, room: float) -> str:
        """The beginning of `text` that fits on one line, with an ellipsis if there is more: for running heads."""
        text = _clean(text).replace("\n", " ")
        if self.width(text, size) <= room:
            return text
        return text[: self._fitting(text, 0, room / size - self._ems["…"])].rstrip() + "…"

    def longest_word(self, text: str, size: float) -> float:
        """The width of the longest word, in points: a narrower column would break it."""
        return max(self.width(word, size) for word in _clean(text).replace("\n", " ").split(" "))

    def longest_piece(self, text: str, size: float) -> float:
        """The width of the longest part of a word that lines may not break, in points."""
        words = _clean(text).replace("\n", " ").split(" ")
        return max(self.width(piece, size) for word in words for piece in _BREAKS.split(word))

    def _wrapped(self, paragraph: str, room: float) -> Iterator[str]:
        """Words that fit side by side; the stroke of a path stays with what it ends."""
        line, used = "", 0.0
        for word in paragraph.replace(" / ", f"{_TIED_STROKE} ").split(" "):
            width = self.width(word, 1)
            if line and used + self._ems[" "] + width <= room:
                line, used = f"{line} {word}", used + self._ems[" "] + width
                continue
            if line:
                yield line
            *full, line = self._pieces(word, room)
            yield from full
            used = self.width(line, 1)
        yield line

    def _pieces(self, word: str, room: float) -> Iterator[str]:
        start = 0
        while (end := self._fitting(word, start, room)) < len(word):
            after_sign = max(word.rfind(sign, start, end) for sign in _BREAKS_AFTER) + 1
            end = after_sign if after_sign > start else end
            yield word[start:end]
            start = end
        yield word[start:]

    def _fitting(self, text: str, start: int, room: float) -> int:
        """Where the part of `text` from `start` that fits into `room` ems ends; one character at least."""
        used = 0.0
        for end in range(start, len(text)):
            used += self._ems[text[end]]
            if used > room:
                return max(end, start + 1)
        return len(text)


class _Ems(dict[str, float]):
    """Widths of characters in ems; a character that the font lacks is drawn as its box."""

    def __init__(self, box: float) -> None:
        super().__init__()
        self._box = box

    def __missing__(self, character: str) -> float:
        return self._box


@dataclass(frozen=True)
class Faces:
    """The two typefaces of a sheet of paper: running text, and headings and totals."""

    regular: Typeface
    bold: Typeface


def load_faces() -> Faces:
    """Read our typefaces, once for all reports of a run."""
    return Faces(
        Typeface("DejaVuSans", resource("fonts/DejaVuSans.ttf")),
        Typeface("DejaVuSans-Bold", resource("fonts/DejaVuSans-Bold.ttf")),
    )


def _clean(text: str) -> str:
    """Compose accents, and leave out what has no shape on paper."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNPRINTABLE)
    return text.strip()
