"""The leaf of a month or a week on paper: a square for each day, as high as what it has needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.messages import _n
from coorddesk.reporting.lettering import Lettering, height_of, write
from coorddesk.reporting.page import MM
from coorddesk.reporting.paper import BLACK, GREY
from coorddesk.reporting.pieces import Piece

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.reporting.blocks import Day, DayGrid, DayLine
    from coorddesk.reporting.charts import Pen

_HEAD, _NUMBER, _NOTE = 8.5, 10.0, 6.5  # points
_SIZE, _LARGE_SIZE = 7.0, 8.5
_LINES, _MANY_LINES = 2, 5
"""Of one thing, in a month and in a single week."""
_PAD = 1.2 * MM
_BETWEEN = 1.2  # points, from one thing to the next
_LEAST = 12 * MM
_HEAD_HEIGHT = 5.5 * MM
_HAIR = 0.4
_BAND, _LINE = 0.94, 0.6


class _Row(NamedTuple):
    """A week: its days, and what each has in letters; `height` is what it needs, in points."""

    days: tuple[Day, ...]
    things: tuple[tuple[Lettering, ...], ...]
    height: float


def day_pages(grid: DayGrid, width: float, first: float, later: float, pen: Pen) -> Iterator[Piece]:
    """What stands on each page, the first of them `first` points high; its rows share the room that none needs."""
    each = width / len(grid.heads)
    rows = [_row(days, each, later - _HEAD_HEIGHT, pen, is_single=len(grid.weeks) == 1) for days in grid.weeks]
    page: list[_Row] = []
    room = first - _HEAD_HEIGHT
    for row in rows:
        if page and sum(before.height for before in page) + row.height > room:
            yield _page(grid, page, room, each, pen)
            room, page = later - _HEAD_HEIGHT, []
        page.append(row)
    if page:
        yield _page(grid, page, room, each, pen)


def _row(days: tuple[Day, ...], each: float, most: float, pen: Pen, *, is_single: bool) -> _Row:
    size, lines = (_LARGE_SIZE, _MANY_LINES) if is_single else (_SIZE, _LINES)
    above = _NUMBER * 1.25 + 2 * _PAD
    things = tuple(
        _fitting([_thing(line, size, lines, each - 2 * _PAD, pen) for line in day.lines], most - above, pen)
        for day in days
    )
    return _Row(days, things, max(_LEAST, above + max(map(_needed, things), default=0.0)))


def _thing(line: DayLine, size: float, most: int, room: float, pen: Pen) -> Lettering:
    face = pen.faces.bold if line.is_strong else pen.faces.regular
    lines = face.lines(pen.texts.say(line.text), size, room)
    if len(lines) > most:
        lines = (*lines[: most - 1], face.clipped(" ".join(lines[most - 1 :]), size, room))
    return Lettering(face, size, lines, GREY if line.is_quiet else BLACK)


def _fitting(things: list[Lettering], room: float, pen: Pen) -> tuple[Lettering, ...]:
    """As many as a whole page has room for, and how many more there are."""
    if _needed(things) <= room:
        return tuple(things)
    shown = list(things)
    while shown:
        shown.pop()
        count = len(things) - len(shown)
        words = pen.texts.say(_n("{count} more", "{count} more", count))
        more = Lettering(pen.faces.regular, _SIZE, (words,), GREY)
        if _needed([*shown, more]) <= room:
            return (*shown, more)
    return ()


def _needed(things: Sequence[Lettering]) -> float:
    return height_of(things) + _BETWEEN * len(things)


def _page(grid: DayGrid, rows: Sequence[_Row], room: float, each: float, pen: Pen) -> Piece:
    heights = _shared([row.height for row in rows], room)
    total = _HEAD_HEIGHT + sum(heights)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        for place, head in enumerate(grid.heads):
            bold = Lettering(pen.faces.bold, _HEAD, (pen.texts.say(head),))
            x = left + place * each
            write(canvas, (bold,), (x + _PAD, top), lambda _wide: 0.0)
        y = top - _HEAD_HEIGHT
        for row, height in zip(rows, heights, strict=True):
            for place, (day, things) in enumerate(zip(row.days, row.things, strict=True)):
                _draw_day(canvas, day, things, (left + place * each, y, each, height), pen)
            y -= height

    return Piece(total, draw)


def _shared(needed: Sequence[float], room: float) -> list[float]:
    """Heights that fill a room: alike, but for those that need more."""
    heights, left, open_rows = list(needed), room, sorted(range(len(needed)), key=lambda place: -needed[place])
    for done, place in enumerate(open_rows):
        heights[place] = max(needed[place], left / (len(open_rows) - done))
        left -= heights[place]
    return heights


def _draw_day(
    canvas: Canvas, day: Day, things: Sequence[Lettering], at: tuple[float, float, float, float], pen: Pen
) -> None:
    x, top, wide, high = at
    if day.is_closed:
        canvas.setFillGray(_BAND)
        canvas.rect(x, top - high, wide, high, stroke=0, fill=1)
    canvas.setStrokeGray(_LINE)
    canvas.setLineWidth(_HAIR)
    canvas.rect(x, top - high, wide, high)
    number = Lettering(pen.faces.bold, _NUMBER, (pen.texts.say(day.title),), GREY if day.is_beside else BLACK)
    write(canvas, (number,), (x + _PAD, top - _PAD), lambda _wide: 0.0)
    if day.note is not None:
        taken = number.face.width(number.lines[0], _NUMBER) + 3 * _PAD
        face = pen.faces.regular
        note = Lettering(face, _NOTE, (face.clipped(pen.texts.say(day.note), _NOTE, wide - taken - _PAD),), GREY)
        write(canvas, (note,), (x, top - _PAD - 2), lambda long: wide - _PAD - long)
    down = top - _PAD - _NUMBER * 1.25
    for thing in things:
        write(canvas, (thing,), (x + _PAD, down), lambda _wide: 0.0)
        down -= thing.height + _BETWEEN
