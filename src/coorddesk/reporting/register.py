"""A table to sign in, cut into its titles and rows: wide enough for a hand, and no name is ever cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.reporting.lettering import Lettering, height_of, write
from coorddesk.reporting.page import MM
from coorddesk.reporting.paper import BLACK, GREY
from coorddesk.reporting.pieces import Piece

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.messages import Message
    from coorddesk.reporting.blocks import Register, SignedColumn, SignedRow
    from coorddesk.reporting.charts import Pen
    from coorddesk.reporting.typeface import Typeface

_NAME, _SMALL_NAME, _SMALL = 9.5, 8.0, 7.5  # points
_FEW_LINES = 2  # of a name
_LARGEST_TITLE, _SMALLEST_TITLE = 8.0, 6.0
_PAD = 1.5 * MM
_NUMBER = 8 * MM
_NARROWEST_NAME, _WIDEST_NAME = 38 * MM, 58 * MM
_NARROWEST, _WIDEST = 16 * MM, 50 * MM
"""A column to sign in: a narrower one takes no signature, and a wider one no better one."""
_SUM = 9 * MM
_HAIR, _RULE = 0.4, 1.1  # points; between cells, and between days
_BAND = 0.93
_ROUNDED = 1e-6  # points: a word as wide as its column must not break for a difference in the last digit


class Part(NamedTuple):
    """Columns that stand side by side: their titles, which head every page, and all rows."""

    titles: Piece
    rows: tuple[Piece, ...]


class _Grid(NamedTuple):
    """How wide the names are, and each of the columns, in points; `starts` are those with which a day begins."""

    name: float
    each: float
    many: int
    starts: tuple[int, ...]

    def left(self, column: int) -> float:
        return _NUMBER + self.name + column * self.each


def parts(register: Register, width: float, pen: Pen) -> Iterator[Part]:
    """The register in parts of as many columns as a width in points holds, days kept whole where that can be."""
    bold, says = pen.faces.bold, [pen.texts.say(row.title) for row in (*register.rows, *register.closing)]
    words = max((bold.longest_word(said, _NAME) for said in says), default=0.0)
    wished = min(max((bold.width(said, _NAME) for said in says), default=0.0), _WIDEST_NAME - 2 * _PAD)
    name = min(max(words, wished, _NARROWEST_NAME - 2 * _PAD) + 2 * _PAD, width / 2)
    most = max(1, int((width - _NUMBER - name) / _NARROWEST))
    first = 0
    for columns in _shared(register.columns, most):
        each = min(_WIDEST, (width - _NUMBER - name) / len(columns))
        grid = _Grid(width - _NUMBER - each * len(columns), each, len(columns), _starts(columns))
        cells = slice(first, first + len(columns))
        rows = [_row(row, row.cells[cells], grid, register.height * MM, pen) for row in register.rows]
        last = [_row(row, row.cells[cells], grid, register.height * MM, pen) for row in register.closing]
        kept = [piece._replace(keep=True) for piece in (*rows[-1:], *last)] if last else rows[-1:]
        kept[-1:] = [piece._replace(keep=False) for piece in kept[-1:]]
        yield Part(_titles(register.title, columns, grid, pen), (*rows[:-1], *kept))
        first += len(columns)


def _shared(columns: Sequence[SignedColumn], most: int) -> Iterator[Sequence[SignedColumn]]:
    """The columns in parts about alike, none of more than `most`; a day is torn apart only if it alone is too wide."""
    fair = -(-len(columns) // -(-len(columns) // most)) if columns else 0
    part: list[SignedColumn] = []
    for _day, together in groupby(columns, lambda column: column.over):
        day = list(together)
        if part and (len(part) >= fair or len(part) + len(day) > most):
            yield part
            part = []
        part += day
        while len(part) > most:
            yield part[:most]
            part = part[most:]
    if part:
        yield part


def _starts(columns: Sequence[SignedColumn]) -> tuple[int, ...]:
    return tuple(at for at, column in enumerate(columns) if not at or column.over != columns[at - 1].over)


def _titles(title: Message, columns: Sequence[SignedColumn], grid: _Grid, pen: Pen) -> Piece:
    """Each day above its columns, and what each column is."""
    faces, say = pen.faces, pen.texts.say
    ends = (*grid.starts[1:], len(columns))
    days = [
        _fitted(faces.bold, say(columns[start].over), (end - start) * grid.each)
        for start, end in zip(grid.starts, ends, strict=True)
    ]
    names = [_fitted(faces.regular, say(column.title), grid.each) for column in columns]
    upper, lower = (max((text.height for text in texts), default=0.0) + 2 * MM for texts in (days, names))
    whose = Lettering(faces.bold, _LARGEST_TITLE, faces.bold.lines(say(title), _LARGEST_TITLE, grid.name - 2 * _PAD))
    height = upper + lower

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.setFillGray(_BAND)
        canvas.rect(left, top - height, grid.left(len(columns)), height, stroke=0, fill=1)
        _pen_cells(canvas)
        canvas.rect(left, top - height, _NUMBER + grid.name, height)
        for day, start, end in zip(days, grid.starts, ends, strict=True):
            x, wide = left + grid.left(start), (end - start) * grid.each
            _pen_cells(canvas)
            canvas.rect(x, top - upper, wide, upper)
            _centred(canvas, (day,), (x, top), (wide, upper))
        for place, name in enumerate(names):
            x = left + grid.left(place)
            _pen_cells(canvas)
            canvas.rect(x, top - height, grid.each, lower)
            _centred(canvas, (name,), (x, top - upper), (grid.each, lower))
        _beside(canvas, (whose,), (left + _NUMBER + _PAD, top), height)
        _rules(canvas, grid, (left, top), height)

    return Piece(height, draw)


def _row(row: SignedRow, said: Sequence[Message | None], grid: _Grid, least: float, pen: Pen) -> Piece:
    """A row, higher than the least where a name needs more lines."""
    faces, say = pen.faces, pen.texts.say
    room = grid.name - 2 * _PAD
    name = _named(faces.bold, say(row.title), room)
    below = "" if row.below is None else say(row.below)
    words = [name, Lettering(faces.regular, _SMALL, faces.regular.lines(below, _SMALL, room), GREY)]
    number = () if row.number is None else (pen.texts.number(row.number),)
    cells = [None if message is None else _fitted(faces.regular, say(message), grid.each) for message in said]
    cells += [None] * (grid.many - len(cells))
    tallest = max([height_of(words), *(cell.height for cell in cells if cell is not None)])
    height = max(_SUM if row.is_sum else least + _HAIR, tallest + 2 * _PAD)
    at_right = Lettering(faces.regular, _SMALL, number, GREY)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        for place, cell in enumerate(cells):
            x = left + grid.left(place)
            if cell is not None and not row.is_sum:
                canvas.setFillGray(_BAND)
                canvas.rect(x, top - height, grid.each, height, stroke=0, fill=1)
            _pen_cells(canvas)
            canvas.rect(x, top - height, grid.each, height)
            if cell is not None:
                (_at_right if row.is_sum else _centred)(canvas, (cell,), (x, top), (grid.each, height))
        _pen_cells(canvas)
        canvas.rect(left, top - height, _NUMBER, height)
        canvas.rect(left + _NUMBER, top - height, grid.name, height)
        _at_right(canvas, (at_right,), (left, top), (_NUMBER, height))
        _beside(canvas, words, (left + _NUMBER + _PAD, top), height)
        _rules(canvas, grid, (left, top), height)

    return Piece(height, draw)


def _named(face: Typeface, text: str, room: float) -> Lettering:
    """A name, in smaller letters where that saves it a third line."""
    large, small = (Lettering(face, size, face.lines(text, size, room)) for size in (_NAME, _SMALL_NAME))
    return small if len(small.lines) < len(large.lines) and len(large.lines) > _FEW_LINES else large


def _fitted(face: Typeface, text: str, width: float) -> Lettering:
    """A text in letters as large as its longest word allows."""
    room = width - 2 * MM
    size = min(_LARGEST_TITLE, max(_SMALLEST_TITLE, room / max(face.longest_word(text, 1), 0.1)))
    return Lettering(face, size, face.lines(text, size, room + _ROUNDED))


def _pen_cells(canvas: Canvas) -> None:
    canvas.setStrokeGray(GREY)
    canvas.setLineWidth(_HAIR)


def _rules(canvas: Canvas, grid: _Grid, at: tuple[float, float], height: float) -> None:
    """Before each day, and after the last."""
    left, top = at
    canvas.setStrokeGray(BLACK)
    canvas.setLineWidth(_RULE)
    for place in (*grid.starts, grid.many):
        x = left + grid.left(place)
        canvas.line(x, top, x, top - height)


def _centred(canvas: Canvas, texts: Sequence[Lettering], at: tuple[float, float], size: tuple[float, float]) -> None:
    _write(canvas, texts, at, size[1], lambda wide: (size[0] - wide) / 2)


def _at_right(canvas: Canvas, texts: Sequence[Lettering], at: tuple[float, float], size: tuple[float, float]) -> None:
    _write(canvas, texts, at, size[1], lambda wide: size[0] - _PAD - wide)


def _beside(canvas: Canvas, texts: Sequence[Lettering], at: tuple[float, float], height: float) -> None:
    _write(canvas, texts, at, height, lambda _wide: 0.0)


def _write(
    canvas: Canvas,
    letters: Sequence[Lettering],
    at: tuple[float, float],
    height: float,
    indent: Callable[[float], float],
) -> None:
    """In the middle of a height, from a left edge and a top on."""
    left, top = at
    write(canvas, letters, (left, top - (height - height_of(letters)) / 2), indent)
