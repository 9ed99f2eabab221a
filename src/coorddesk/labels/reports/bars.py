"""Bars of Code 128: how wide they can be on a label, and drawing them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


_NARROWEST = 0.6  # points: what an office printer and a scanner at arm's length still tell apart
_WIDEST = 1.2
_DOT = 0.24  # points: of a printer at 300 dots an inch; bars of whole dots are all as wide as they should be
_DOTS = 2 * _DOT  # where bars begin: on a dot of a coarse scanner too
_QUIET_ZONE = 10  # narrow bars of white at either side


class Bars(NamedTuple):
    """A code: how many narrow bars it is wide, and where each dark bar begins and how wide it is."""

    width: int
    runs: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1000)
def bars(text: str) -> Bars | None:
    """The code of a text; None where it has letters that no Code 128 says, such as accents."""
    from reportlab.graphics.barcode.code128 import Code128  # with the rest of reportlab, on first use

    if not text or not text.isascii() or not text.isprintable():
        return None
    code: Any = Code128(text, quiet=0)  # its stubs know no types of these
    code.validate()
    code.encode()
    code.decompose()
    at, runs = 0, []
    for letter in code.decomposed:
        width = ord(letter.lower()) - ord("a") + 1
        if letter.isupper():
            runs.append((at, width))
        at += width
    return Bars(at, tuple(runs))


def narrow_bar(code: Bars, room: float) -> float | None:
    """How wide a narrow bar is, in points, where the code has so much room; None where there is too little."""
    unit = min(_WIDEST, room / (code.width + 2 * _QUIET_ZONE))
    dots = int(unit / _DOT + 1e-6) * _DOT
    if dots >= _NARROWEST:
        return dots
    return _NARROWEST if unit >= _NARROWEST else None


def draw_bars(canvas: Canvas, code: Bars, unit: float, height: float, at: tuple[float, float]) -> None:
    """Draw the bars from a left edge and a top on, all in points; the white around them is the caller's."""
    left, top = round(at[0] / _DOTS) * _DOTS, at[1]
    path = canvas.beginPath()
    for start, width in code.runs:
        path.rect(left + start * unit, top - height, width * unit, height)
    canvas.setFillGray(0.0)
    canvas.drawPath(path, stroke=0, fill=1)
