"""Blocks cut into pieces of known height, each of which knows how to draw itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import value_text
from coorddesk.reporting import charts, ticks
from coorddesk.reporting.blocks import (
    Banner,
    Bars,
    Beside,
    Block,
    Code,
    Columns,
    Facts,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Signatures,
    Stacks,
    Ticks,
    TickTable,
    Title,
    Typed,
    Writable,
)
from coorddesk.reporting.page import MM
from coorddesk.reporting.paper import BLACK, GREY, at_most
from coorddesk.reporting.pictures import fitted, read_picture
from coorddesk.reporting.qr import draw_squares, squares

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.blocks import Document, Fact
    from coorddesk.reporting.typeface import Faces, Lines, Typeface

Draw = Callable[["Canvas", float, float], None]
"""Draws on a canvas, from a left edge and a top on, in points."""

_LEADING = 1.35  # line height, in sizes of its letters
_TEXT, _SMALL, _HEADING = 10.0, 8.5, 11.5  # points
_TITLE = 17.0
_BANNER, _SMALLEST_BANNER = 64.0, 30.0
BELOW_BLOCK = 4 * MM
_TITLE_SHARE = 0.34  # of the width, for the titles of facts
_MOST_LINES = 12  # of one fact: a longer text stands in a paragraph of its own
_BETWEEN = 6 * MM  # columns that stand beside one another
_SIGNED = 19 * MM  # below the names of those who sign
_NAMED = 2  # lines for a name
_KEPT_WHOLE = 4  # lines of a text
_MOST_TO_WRITE = 90 * MM
_INSIDE = 2 * MM  # between a frame and its words
_BARS_TOGETHER = 11  # with the one after them: a chart of so many is not torn apart


class Piece(NamedTuple):
    """Something of a height in points. `draw` is None for white, which is dropped at the top of a page.

    `keep` says that it stays on a page with what follows, and `taller` is it with so many points more, if there are.
    """

    height: float
    draw: Draw | None = None
    keep: bool = False
    taller: Callable[[float], Piece] | None = None


class _Pen(NamedTuple):
    face: Typeface
    size: float
    grey: float = BLACK


class Cutter:
    """Cuts blocks into pieces of a width; what fills pages (listings, registers, days, cards) it leaves alone."""

    def __init__(self, document: Document, faces: Faces, texts: Texts) -> None:
        """Cut for one document, in its typefaces and in the reader's language."""
        self._document = document
        self._texts = texts
        self._say = texts.say
        self._heading = _Pen(faces.bold, _HEADING)
        self._text, self._bold = _Pen(faces.regular, _TEXT), _Pen(faces.bold, _TEXT)
        self._chart = charts.Pen(faces, texts)
        self._quiet = _Pen(faces.regular, _SMALL, GREY)
        self._ways: dict[type[Any], Callable[[Any, float], Iterator[Piece]]] = {
            Banner: self._banner,
            Title: self._title,
            Heading: self._headed,
            Paragraph: self._paragraph,
            Typed: self._typed,
            Mark: self._mark,
            Writable: self._writable,
            Facts: self._facts,
            Picture: _picture,
            Code: self._code,
            Beside: self._beside,
            Bars: self._bars,
            Stacks: lambda block, width: _together(charts.stacks(block, width, self._chart)),
            Columns: lambda block, width: iter((Piece(*charts.columns(block, width, self._chart)),)),
            TickTable: self._tick_table,
            Ticks: self._ticks,
            Signatures: self._signatures,
        }

    def pieces(self, block: Block, width: float) -> Iterator[Piece]:
        """The pieces of a block, from the top down, and the white below it; nothing where it has nothing to say."""
        cut = list(self._ways[type(block)](block, width))
        yield from cut
        if cut:
            yield Piece(BELOW_BLOCK, keep=cut[-1].keep)

    def note(self, message: Message, width: float) -> Iterator[Piece]:
        """What is said where there is nothing else."""
        return _set(_Pen(self._text.face, _TEXT, GREY), self._say(message), width)

    def _banner(self, block: Banner, width: float) -> Iterator[Piece]:
        """In one line as large as that allows; a name too long for it in several."""
        face, text = self._bold.face, self._say(block.text)
        size = max(_SMALLEST_BANNER, min(_BANNER, width / max(face.width(text, 1), 0.1)))
        size = min(size, width / max(face.longest_word(text, 1), 0.1))
        yield from (piece._replace(keep=True) for piece in _set(_Pen(face, size), text, width))
        if block.below is not None:
            yield Piece(MM, keep=True)
            yield from _set(_Pen(self._text.face, _HEADING, GREY), self._say(block.below), width)

    def _title(self, block: Title, width: float) -> Iterator[Piece]:
        if block.above is not None:
            yield from (piece._replace(keep=True) for piece in _set(self._quiet, self._say(block.above), width))
        yield from _set(_Pen(self._bold.face, _TITLE), self._say(block.text), width)

    def _headed(self, block: Heading, width: float) -> Iterator[Piece]:
        yield from (piece._replace(keep=True) for piece in _set(self._heading, self._say(block.text), width))

    def _paragraph(self, block: Paragraph, width: float) -> Iterator[Piece]:
        return _set(self._quiet if block.quiet else self._text, self._say(block.text), width)

    def _typed(self, block: Typed, width: float) -> Iterator[Piece]:
        text = self._say(self._document.text_of(block.key))
        if block.to_write and not text.strip():
            yield _to_write(block.to_write * MM, width)
            return
        if not block.framed:
            yield from _set(self._quiet if block.quiet else self._text, text, width)
            return
        lines = tuple(_set(self._heading, text, width - 2 * BELOW_BLOCK))
        if lines:
            height = sum(line.height for line in lines) + 2 * BELOW_BLOCK
            yield Piece(height, partial(_draw_framed, lines, (width, height)))

    def _mark(self, block: Mark, width: float) -> Iterator[Piece]:
        text = self._bold.face.clipped(self._say(block.text), _HEADING, width - 2 * _INSIDE)
        wide, high = self._bold.face.width(text, _HEADING) + 2 * _INSIDE, _HEADING + 2 * _INSIDE

        def draw(canvas: Canvas, x: float, top: float) -> None:
            left = x + width - wide
            canvas.setStrokeGray(BLACK)
            canvas.setLineWidth(1.2)
            canvas.roundRect(left, top - high, wide, high, MM)
            _write(canvas, self._heading, (text,), (left + _INSIDE, top - _INSIDE + 1))

        yield Piece(high, draw)

    def _writable(self, block: Writable, width: float) -> Iterator[Piece]:
        high, title = block.height * MM, self._quiet.face.clipped(self._say(block.title), _SMALL, width - 2 * _INSIDE)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            canvas.setStrokeGray(GREY)
            canvas.setLineWidth(0.5)
            canvas.rect(x, top - high, width, high)
            _write(canvas, self._quiet, (title,), (x + _INSIDE, top - MM))

        yield Piece(high, draw)

    def _facts(self, block: Facts, width: float) -> Iterator[Piece]:
        return (self._fact(fact, width) for fact in block.facts if fact.value not in {None, ""})

    def _fact(self, fact: Fact, width: float) -> Piece:
        titles = width * _TITLE_SHARE
        value = value_text(fact.value, fact.kind, self._texts)
        left = self._quiet.face.lines(self._say(fact.title), _SMALL, titles - MM)
        right = at_most(_MOST_LINES, self._text.face.lines(value, _TEXT, width - titles))

        def draw(canvas: Canvas, x: float, top: float) -> None:
            text = canvas.beginText()
            _put(text, self._quiet, left, (x, top), step=_TEXT)
            _put(text, self._text, right, (x + titles, top))
            canvas.drawText(text)

        return Piece(max(len(left), len(right)) * _TEXT * _LEADING + MM, draw)

    def _code(self, block: Code, width: float) -> Iterator[Piece]:
        side, code = block.side * MM, squares(block.text)
        if code is None:
            return
        pen = _Pen(self._bold.face, _SMALL)
        caption = at_most(2, pen.face.lines(block.text, _SMALL, width))

        def draw(canvas: Canvas, x: float, top: float) -> None:
            draw_squares(canvas, code, side, (x + (width - side) / 2, top))
            for number, line in enumerate(caption):
                left = x + (width - pen.face.width(line, _SMALL)) / 2
                _write(canvas, pen, (line,), (left, top - side - number * _SMALL * _LEADING))

        yield Piece(side + len(caption) * _SMALL * _LEADING, draw)

    def _beside(self, block: Beside, width: float) -> Iterator[Piece]:
        aside = block.width * MM
        right = self._column(block.right, aside)
        left = self._column(block.left, width - aside - _BETWEEN if right else width)
        if not right:
            yield from left
            return

        def draw(canvas: Canvas, x: float, top: float) -> None:
            _draw_down(left, canvas, x, top)
            _draw_down(right, canvas, x + width - aside, top)

        yield Piece(max(sum(piece.height for piece in pieces) for pieces in (left, right)), draw)

    def _column(self, blocks: Sequence[Block], width: float) -> list[Piece]:
        """Pieces of blocks below one another, without the white at their end: there is some below both columns."""
        pieces = [piece for block in blocks for piece in self.pieces(block, width)]
        while pieces and pieces[-1].draw is None:
            pieces.pop()
        return pieces

    def _bars(self, block: Bars, width: float) -> Iterator[Piece]:
        most = block.whole or max((bar.value for bar in block.bars if not bar.is_rest), default=0)
        if block.title is not None:
            yield from (piece._replace(keep=True) for piece in _set(self._text, self._say(block.title), width))
        for place, bar in enumerate(block.bars):
            is_first = place < _BARS_TOGETHER and place + 1 < len(block.bars)
            yield Piece(*charts.bar(bar, most, width, self._chart), keep=is_first)

    def _tick_table(self, block: TickTable, width: float) -> Iterator[Piece]:
        drawn = [Piece(*each) for each in ticks.tick_table(block, width, self._chart)]
        heads = len(drawn) - len(block.rows)
        yield from (piece._replace(keep=place < heads) for place, piece in enumerate(drawn))

    def _ticks(self, block: Ticks, width: float) -> Iterator[Piece]:
        drawn = [Piece(*each) for each in ticks.ticks(block, width, self._chart)]
        yield from (piece._replace(keep=place + 1 < len(drawn)) for place, piece in enumerate(drawn))

    def _signatures(self, block: Signatures, width: float) -> Iterator[Piece]:
        count = len(block.places)
        each = (width - (count - 1) * _BETWEEN) / count
        below = self._say(block.below or _("Date and signature"))
        names = [at_most(_NAMED, self._bold.face.lines(self._say(place), _TEXT, each)) for place in block.places]
        named = max(map(len, names)) * _TEXT * _LEADING
        high = named + _SIGNED

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for number, name in enumerate(names):
                left = x + number * (each + _BETWEEN)
                _write(canvas, self._bold, name, (left, top))
                _write(canvas, self._quiet, (below,), (left, top - named))
                canvas.setStrokeGray(GREY)
                canvas.setLineWidth(0.5)
                canvas.line(left, top - high, left + each, top - high)

        yield Piece(high + MM, draw)


def _together(drawings: Sequence[charts.Drawing]) -> Iterator[Piece]:
    """Bars on one page, as many as a page may well hold together."""
    drawn = [Piece(*each) for each in drawings]
    yield from (piece._replace(keep=place < _BARS_TOGETHER) for place, piece in enumerate(drawn[:-1]))
    yield from drawn[-1:]


def _draw_down(pieces: Sequence[Piece], canvas: Canvas, left: float, top: float) -> None:
    for piece in pieces:
        if piece.draw is not None:
            piece.draw(canvas, left, top)
        top -= piece.height


def _set(pen: _Pen, text: str, width: float) -> Iterator[Piece]:
    """A piece for each line; a short text stays whole, and neither the first nor the last line stands alone."""
    lines = pen.face.lines(text, pen.size, width)
    kept = range(len(lines)) if len(lines) <= _KEPT_WHOLE else (1, len(lines) - 1)
    for number, line in enumerate(lines, start=1):

        def draw(canvas: Canvas, left: float, top: float, line: str = line) -> None:
            _write(canvas, pen, (line,), (left, top))

        yield Piece(pen.size * _LEADING, draw, keep=number in kept)


def _write(canvas: Canvas, pen: _Pen, lines: Lines, at: tuple[float, float]) -> None:
    """Write lines from `at` (left, top) down."""
    text = canvas.beginText()  # one for all lines: `drawString` takes twice as long
    _put(text, pen, lines, at)
    canvas.drawText(text)


def _put(text: PDFTextObject, pen: _Pen, lines: Lines, at: tuple[float, float], *, step: float | None = None) -> None:
    """Put lines into a text, in the line height of letters of size `step` that stand beside them."""
    left, top = at
    size = step or pen.size
    text.setFillGray(pen.grey)
    text.setFont(pen.face.name, pen.size)
    for number, line in enumerate(lines):
        text.setTextOrigin(left, top - size - number * size * _LEADING)
        text.textOut(line)


def _picture(block: Picture, width: float) -> Iterator[Piece]:
    room = (width, block.height * MM)
    picture = read_picture(block.data, room)
    if picture is None:
        return
    wide, high = fitted(picture, room)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        from reportlab.lib.utils import ImageReader  # with the rest of reportlab, on first use

        canvas.drawImage(ImageReader(picture), x + (width - wide) / 2, top - high, wide, high)

    yield Piece(high, draw)


def _to_write(high: float, width: float) -> Piece:
    """A frame to write in, which may grow where the page has room for more."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setStrokeGray(GREY)
        canvas.setLineWidth(0.5)
        canvas.rect(x, top - high, width, high)

    return Piece(high, draw, taller=lambda more: _to_write(min(high + more, max(high, _MOST_TO_WRITE)), width))


def _draw_framed(lines: Sequence[Piece], size: tuple[float, float], canvas: Canvas, left: float, top: float) -> None:
    canvas.setStrokeGray(BLACK)
    canvas.setLineWidth(1.2)
    canvas.roundRect(left, top - size[1], *size, 2 * MM)
    _draw_down(lines, canvas, left + BELOW_BLOCK, top - BELOW_BLOCK)
