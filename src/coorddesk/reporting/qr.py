"""QR codes as squares to be filled: what a scanner types when it is held before one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4
"""Squares of white around a code, without which no scanner finds it."""

_MASK = 0  # every mask scans; trying all eight takes four times as long


class Run(NamedTuple):
    """Dark squares side by side: column and row of the first, from the upper left, and how many."""

    column: int
    row: int
    length: int


class Squares(NamedTuple):
    """A code: how many squares it has each way, without the white around it, and the dark ones."""

    side: int
    runs: tuple[Run, ...]


@lru_cache(maxsize=1000)
def squares(text: str) -> Squares | None:
    """The code of a text, None for one longer than any code; a scratch over a seventh of it does no harm."""
    import segno  # only for the sheets that bear a code

    try:
        rows = segno.make_qr(text, error="m", mask=_MASK).matrix
    except segno.DataOverflowError:
        return None
    runs = (run for number, row in enumerate(rows) for run in _runs(number, row))
    return Squares(len(rows), tuple(runs))


def draw_squares(canvas: Canvas, code: Squares, side: float, at: tuple[float, float]) -> None:
    """Draw a code and the white around it, `side` points each way, from a left edge and a top on.

    The dark squares are one path: neighbours touch, or a fine printer shows hairs between them.
    """
    left, top = at
    unit = side / (code.side + 2 * QUIET_ZONE)
    path = canvas.beginPath()
    for column, row, length in code.runs:
        path.rect(left + (QUIET_ZONE + column) * unit, top - (QUIET_ZONE + row + 1) * unit, length * unit, unit)
    canvas.setFillGray(0.0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(number: int, row: bytearray) -> list[Run]:
    found: list[Run] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if found and found[-1].column + found[-1].length == column:
            found[-1] = found[-1]._replace(length=found[-1].length + 1)
        else:
            found.append(Run(column, number, 1))
    return found
