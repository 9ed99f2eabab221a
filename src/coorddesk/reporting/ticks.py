"""Questions with numbered boxes to tick by hand: in columns under their heads, or each beside what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.reporting.charts import Drawing, Pen
from coorddesk.reporting.page import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.reporting.blocks import Ticks, TickTable

_SIZE, _SMALL, _IN_BOX = 10.0, 7.5, 7.0
_TITLE = 11.5
_LEADING = 1.3
_BOX = 5.5 * MM
_ROW = _BOX + 1.6 * MM
_COLUMN, _NARROW = 19 * MM, 8 * MM
_BETWEEN = 6 * MM
_MANY = 6
"""Boxes from which on columns are narrow: heads of so many would not fit."""
_BLACK, _GREY, _PALE = 0.0, 0.35, 0.8


def tick_table(block: TickTable, width: float, pen: Pen) -> Iterator[Drawing]:
    """The heads of the columns, then a row for each question."""
    if block.heads or block.title is not None:
        yield _heads(block, width, pen)
    for text, numbers in block.rows:
        yield _row(pen.texts.say(text), numbers, width, pen)


def ticks(block: Ticks, width: float, pen: Pen) -> Iterator[Drawing]:
    """The question, and below it each box with what it stands for, as many on a line as it holds."""
    face = pen.faces.regular
    lines = face.lines(pen.texts.say(block.text), _SIZE, width)
    yield len(lines) * _SIZE * _LEADING + MM, _Words(lines, pen)
    line: list[_Box] = []
    used = 0.0
    for number, title in block.boxes:
        said = face.clipped(pen.texts.say(title), _SIZE, width - _BOX - 2 * MM)
        wide = _BOX + 1.5 * MM + face.width(said, _SIZE) + _BETWEEN
        if line and used + wide - _BETWEEN > width:
            yield _ROW, _Boxes(tuple(line), pen)
            line, used = [], 0.0
        line.append(_Box(number, used, said))
        used += wide
    if line:
        yield _ROW, _Boxes(tuple(line), pen)


class _Box(NamedTuple):
    """A box with its number, so many points from the left, and what stands beside it."""

    number: str
    left: float
    said: str = ""


@dataclass(frozen=True)
class _Words:
    """Lines of a question."""

    lines: tuple[str, ...]
    pen: Pen

    def __call__(self, canvas: Canvas, left: float, top: float) -> None:
        canvas.setFont(self.pen.faces.regular.name, _SIZE)
        canvas.setFillGray(_BLACK)
        for number, line in enumerate(self.lines):
            canvas.drawString(left, top - _SIZE - number * _SIZE * _LEADING, line)


@dataclass(frozen=True)
class _Boxes:
    """Boxes beside one another."""

    boxes: tuple[_Box, ...]
    pen: Pen

    def __call__(self, canvas: Canvas, left: float, top: float) -> None:
        face = self.pen.faces.regular
        low = top - _BOX
        for box in self.boxes:
            x = left + box.left
            canvas.setStrokeGray(_GREY)
            canvas.setLineWidth(0.8)
            canvas.roundRect(x, low, _BOX, _BOX, 0.8 * MM)
            canvas.setFillGray(_GREY)
            canvas.setFont(face.name, _IN_BOX)
            canvas.drawString(
                x + (_BOX - face.width(box.number, _IN_BOX)) / 2, low + (_BOX - _IN_BOX) / 2 + 1, box.number
            )
            if box.said:
                canvas.setFillGray(_BLACK)
                canvas.setFont(face.name, _SIZE)
                canvas.drawString(x + _BOX + 1.5 * MM, low + (_BOX - _SIZE) / 2 + 1.5, box.said)


def _wide(count: int) -> float:
    return _NARROW if count >= _MANY else _COLUMN


def _heads(block: TickTable, width: float, pen: Pen) -> Drawing:
    wide = _wide(len(block.heads))
    face = pen.faces.regular
    heads = [face.lines(pen.texts.say(head), _SMALL, wide - MM) for head in block.heads]
    title = (
        ()
        if block.title is None
        else pen.faces.bold.lines(pen.texts.say(block.title), _TITLE, width - wide * len(heads))
    )
    height = max(max(map(len, heads), default=0) * _SMALL, len(title) * _TITLE) * _LEADING + MM

    def draw(canvas: Canvas, left: float, top: float) -> None:
        low = top - height + MM + _SMALL * (_LEADING - 1)
        canvas.setFillGray(_BLACK)
        canvas.setFont(pen.faces.bold.name, _TITLE)
        for number, line in enumerate(reversed(title)):
            canvas.drawString(left, low + number * _TITLE * _LEADING, line)
        canvas.setFont(face.name, _SMALL)
        canvas.setFillGray(_GREY)
        start = left + width - wide * len(heads)
        for place, lines in enumerate(heads):
            for number, line in enumerate(reversed(lines)):
                canvas.drawCentredString(start + (place + 0.5) * wide, low + number * _SMALL * _LEADING, line)

    return height, draw


def _row(text: str, numbers: tuple[str, ...], width: float, pen: Pen) -> Drawing:
    """A question at the left, its boxes at the right, a pale line below for the eye to follow."""
    wide = _wide(len(numbers))
    start = width - wide * len(numbers)
    lines = pen.faces.regular.lines(text, _SIZE, start - 2 * MM)
    height = max(_ROW, len(lines) * _SIZE * _LEADING + 1.6 * MM)
    boxes = _Boxes(
        tuple(_Box(each, start + (place + 0.5) * wide - _BOX / 2) for place, each in enumerate(numbers)), pen
    )
    words = _Words(lines, pen)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        words(canvas, left, top - (height - 0.8 * MM - len(lines) * _SIZE * _LEADING) / 2)
        boxes(canvas, left, top - (height - 0.8 * MM - _BOX) / 2)
        canvas.setStrokeGray(_PALE)
        canvas.setLineWidth(0.4)
        canvas.line(left, top - height + 0.2 * MM, left + width, top - height + 0.2 * MM)

    return height, draw
