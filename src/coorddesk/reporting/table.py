"""Strips of a table drawn on a canvas."""

from __future__ import annotations

from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from coorddesk.reporting.layout import LEADING, Part, Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from coorddesk.reporting.grid import Grid
    from coorddesk.reporting.typeface import Faces

_HALF_CAPITAL = 0.365  # ems: half the height of our capitals, which stand in the middle of their line
_BAND, _HAIRLINE = 0.92, 0.72  # greys
_RULES = {
    Part.TITLES: 0.8,
    Part.SUBTOTAL: 0.4,
    Part.PART_TOTAL: 0.8,
    Part.TOTAL: 1.2,
}  # points; below the titles, above the sums


class Table:
    """Draws strips on the canvas; one text object a page is what makes it quick."""

    def __init__(self, canvas: Canvas, grid: Grid, faces: Faces, left: float) -> None:
        """Draw in the columns of `grid`, the first of which begins at `left`."""
        self._canvas = canvas
        self._grid = grid
        self._faces = faces
        self._left = left
        self._rights = tuple(left + right for right in grid.rights)
        self._lefts = tuple(left + place for place in grid.lefts)
        self._bookmarks = 0

    def draw(self, strips: Sequence[Strip], top: float) -> None:
        """Draw strips from `top` down."""
        canvas = self._canvas
        tops = list(accumulate((strip.height for strip in strips), sub, initial=top))
        canvas.setStrokeGray(_HAIRLINE)
        canvas.setLineWidth(0.3)
        ends = [bottom for strip, bottom in zip(strips, tops[1:], strict=True) if strip.part is Part.ROW]
        canvas.lines([(self._left, bottom, self._rights[-1], bottom) for bottom in ends])
        for strip, y in zip(strips, tops, strict=False):
            if strip.part is not Part.ROW:
                self._decorate(strip, y)
        canvas.setFillGray(0)
        text = canvas.beginText()
        for strip, y in zip(strips, tops, strict=False):
            self._set(text, strip, y)
        canvas.drawText(text)

    def _decorate(self, strip: Strip, top: float) -> None:
        """Bands and rules of all strips but rows, and the bookmarks of headings."""
        canvas, gap = self._canvas, self._grid.gap / 2
        if strip.part in {Part.HEADING, Part.CONTINUED}:
            canvas.setFillGray(_BAND)
            width = self._rights[-1] - self._left + 2 * gap
            canvas.rect(self._left - gap, top - strip.height, width, strip.height, stroke=0, fill=1)
        if strip.part is Part.HEADING:
            self._bookmarks += 1
            key = f"group{self._bookmarks}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
            canvas.addOutlineEntry(" ".join(strip.label), key)
        if strip.part in _RULES:
            y = top - strip.height if strip.part is Part.TITLES else top
            canvas.setStrokeGray(0)
            canvas.setLineWidth(_RULES[strip.part])
            canvas.line(self._left, y, self._rights[-1], y)

    def _set(self, text: PDFTextObject, strip: Strip, top: float) -> None:
        grid, look = self._grid, strip.part.value
        face = self._faces.bold if look.bold else self._faces.regular
        size = grid.size * look.scale
        leading = LEADING * size
        baseline = top - look.above * grid.size - leading / 2 - _HALF_CAPITAL * size
        text.setFont(face.name, size)
        for number, line in enumerate(strip.label):
            text.setTextOrigin(self._left, baseline - number * leading)
            text.textOut(line)
        for place, cell in enumerate(strip.cells):
            for number, line in enumerate(cell):
                x = self._rights[place] - face.width(line, size) if grid.right_aligned[place] else self._lefts[place]
                text.setTextOrigin(x, baseline - number * leading)
                text.textOut(line)
