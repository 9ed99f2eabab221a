"""Lines of letters that were measured before: how high they stand together, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.reporting.paper import BLACK

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.reporting.typeface import Lines, Typeface

_LEADING = 1.25  # line height, in sizes of its letters
_HALF_CAPITAL = 0.365  # ems


class Lettering(NamedTuple):
    """Lines of one face, size (in points) and grey."""

    face: Typeface
    size: float
    lines: Lines
    grey: float = BLACK

    @property
    def height(self) -> float:
        """How high they stand, in points."""
        return len(self.lines) * self.size * _LEADING


def height_of(letters: Sequence[Lettering]) -> float:
    """How high some stand below one another, in points."""
    return sum(each.height for each in letters)


def write(
    canvas: Canvas, letters: Sequence[Lettering], at: tuple[float, float], indent: Callable[[float], float]
) -> None:
    """Write below one another from `at` (left, top) down; `indent` says how far in a line of a width begins."""
    left, top = at
    for face, size, lines, grey in letters:
        canvas.setFillGray(grey)
        text = canvas.beginText()
        text.setFont(face.name, size)
        for line in lines:
            text.setTextOrigin(left + indent(face.width(line, size)), top - size * (_LEADING / 2 + _HALF_CAPITAL))
            text.textOut(line)
            top -= size * _LEADING
        canvas.drawText(text)
