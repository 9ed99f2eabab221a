"""A report as a pdf: A4, our own typeface, one page at a time."""

from __future__ import annotations

from itertools import accumulate
from operator import sub
from typing import IO, TYPE_CHECKING, Any

from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.reporting.grid import Grid, grid_of
from coorddesk.reporting.layout import LEADING, Part, Setter, Strip, deal
from coorddesk.reporting.paper import Paper
from coorddesk.reporting.totals import tally_groups
from coorddesk.reporting.typeface import Faces, load_faces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, Stamp

_HALF_CAPITAL = 0.365  # ems: half the height of our capitals, which stand in the middle of their line
_BAND, _HAIRLINE = 0.92, 0.72  # greys
_RULES = {Part.TITLES: 0.8, Part.SUBTOTAL: 0.4, Part.TOTAL: 1.2}  # points; below the titles, above the sums


def write_pdf(
    report: Report[Any], stream: IO[bytes], stamp: Stamp, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write the report into an open file; the same report and stamp give the same bytes.

    Pages are set twice, first to be counted and then to be drawn: holding them would cost more than setting them.
    """
    faces = load_faces()
    tallies = tally_groups(report)
    paper = Paper(report, stamp, faces, texts)
    grid = grid_of(report, tallies, paper.width, faces, texts)
    setter = Setter(report, grid, faces, texts)
    titles = setter.titles()

    def pages() -> Iterator[list[Strip]]:
        rooms = (paper.room(number) - titles.height for number in (1, 2))
        return deal(setter.chunks(tallies), setter, *rooms)

    total = 0
    for total, _page in enumerate(pages(), start=1):
        progress(0, None, _("Counting the pages: {count}", count=total))
    canvas = _canvas(report, stream, stamp, faces, texts, paper)
    table = _Table(canvas, grid, faces, paper.left)
    for number, strips in enumerate(pages(), start=1):
        progress(number - 1, total, _("Writing page {number} of {total}", number=number, total=total))
        paper.draw_head(canvas, number)
        table.draw([titles, *strips], paper.top(number))
        paper.draw_foot(canvas, number, total)
        canvas.showPage()
    canvas.save()
    progress(total, total)


class _Table:
    """Draws strips on the canvas; one text object a page is what makes it quick."""

    def __init__(self, canvas: Canvas, grid: Grid, faces: Faces, left: float) -> None:
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


def _canvas(report: Report[Any], stream: IO[bytes], stamp: Stamp, faces: Faces, texts: Texts, paper: Paper) -> Canvas:
    from reportlab import rl_config  # 140 ms that the window does not wait for
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller and quicker
    canvas = Canvas(
        stream,
        paper.size,
        invariant=1,
        initialFontName=faces.regular.name,  # type: ignore[arg-type]  # the stubs take a name for a number
        lang={"fr": "fr-FR", "en": "en-GB"}[texts.language],
    )
    canvas.setTitle(texts.say(report.title))
    canvas.setAuthor(stamp.author or stamp.organisation)
    canvas.setSubject(stamp.organisation)
    canvas.setCreator("CoordDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(_date_formatter(stamp.moment))
    return canvas


def _date_formatter(moment: datetime) -> Any:
    return lambda *_now: f"D:{moment:%Y%m%d%H%M%S}Z"
