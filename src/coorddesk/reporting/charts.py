"""Charts drawn with a few rectangles: bars beside their names, and columns step by step; readable without colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.reporting.page import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.messages import Message
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.blocks import Bar, Columns, Stack, Stacks
    from coorddesk.reporting.typeface import Faces

Drawing = tuple[float, Callable[["Canvas", float, float], None]]
"""A height in points, and what draws it on a canvas from a left edge and a top on."""

_SIZE, _SMALL = 9.0, 8.0
_LINE, _ROW = 11.0, 15.0
_NAMES = 0.42
"""Of the width, for the names of bars."""
_SHADES = (0.25, 0.7, 0.9)
"""The greys of series, darkest first: a copier tells them apart."""
_LINES = 4
"""About so many lines across a chart of columns."""
_INK, _PALE = 0.0, 0.8


class Pen(NamedTuple):
    """What charts are written with."""

    faces: Faces
    texts: Texts


def bar(each: Bar, most: int, width: float, pen: Pen) -> Drawing:
    """A bar beside its whole name, as long as its value is of the largest, which it says behind it.

    Places of one building begin alike: a name that is cut off would not tell them apart.
    """
    face = pen.faces.regular
    names = width * _NAMES
    said = pen.texts.number(each.value) if each.said is None else pen.texts.say(each.said)
    room = width - names - face.width(said, _SIZE) - 2 * MM
    lines = face.lines(pen.texts.say(each.title), _SIZE, names - 3 * MM)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        base, long = top - _ROW + 4, 0.0 if each.is_rest else room * each.value / max(most, 1)
        canvas.setFillGray(_INK)
        canvas.setFont(face.name, _SIZE)
        for place, line in enumerate(lines):
            canvas.drawString(left, base - place * _LINE, line)
        canvas.drawString(left + names + long + MM, base, said)
        if long:
            canvas.setFillGray(_SHADES[0])
            canvas.rect(left + names, base - 2, long, _ROW - 5, stroke=0, fill=1)

    return _ROW + max(0, len(lines) - 1) * _LINE, draw


def columns(chart: Columns, width: float, pen: Pen) -> Drawing:
    """Columns of each series beside one another, step by step, above a line of nought; what they are stands above."""
    height = chart.height * MM
    legend, labels = _ROW, _ROW
    most = max((value for series in chart.series for value in series.values), default=0)
    step = nice_step(most)
    top_value = max(step, -(-most // step) * step)
    face = pen.faces.regular
    aside = face.width(pen.texts.number(top_value), _SMALL) + 2 * MM
    plot = height - legend - labels

    def draw(canvas: Canvas, left: float, top: float) -> None:
        floor = top - height + labels
        canvas.setFont(face.name, _SMALL)
        _draw_legend(canvas, [each.title for each in chart.series], (left + aside, top - _SIZE), pen)
        for value in range(0, top_value + 1, step):
            high = floor + plot * value / top_value
            said = pen.texts.number(value)
            canvas.setFillGray(_INK)
            canvas.drawString(left + aside - 2 * MM - face.width(said, _SMALL), high - 3, said)
            canvas.setStrokeGray(_PALE if value else _INK)
            canvas.setLineWidth(0.5)
            canvas.line(left + aside, high, left + width, high)
        wide = (width - aside) / max(len(chart.steps), 1)
        for place, title in enumerate(chart.steps):
            start = left + aside + place * wide
            name = face.clipped(pen.texts.say(title), _SMALL, wide - 1)
            canvas.setFillGray(_INK)
            canvas.drawString(start + (wide - face.width(name, _SMALL)) / 2, floor - _SIZE - 2, name)
            values = [series.values[place] for series in chart.series]
            _draw_step(canvas, values, (start, floor), (wide, plot / top_value))

    return height, draw


def stacks(chart: Stacks, width: float, pen: Pen) -> list[Drawing]:
    """The names of the parts, then a bar for each stack beside its whole name, in a frame as long as its whole."""
    most = max((max(each.whole, sum(each.values)) for each in chart.stacks), default=0)
    said = max((pen.faces.regular.width(pen.texts.say(each.said), _SIZE) for each in chart.stacks), default=0)
    room = width * (1 - _NAMES) - said - 2 * MM

    def legend(canvas: Canvas, left: float, top: float) -> None:
        canvas.setFont(pen.faces.regular.name, _SMALL)
        _draw_legend(canvas, chart.series, (left + width * _NAMES, top - _SIZE), pen)

    return [(_ROW, legend), *(_stack(each, room / max(most, 1), width, pen) for each in chart.stacks)]


def _stack(each: Stack, scale: float, width: float, pen: Pen) -> Drawing:
    face, names = pen.faces.regular, width * _NAMES
    lines = face.lines(pen.texts.say(each.title), _SIZE, names - 3 * MM)
    said = pen.texts.say(each.said)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        base, start = top - _ROW + 4, left + names
        canvas.setFillGray(_INK)
        canvas.setFont(face.name, _SIZE)
        for place, line in enumerate(lines):
            canvas.drawString(left, base - place * _LINE, line)
        for value, shade in zip(each.values, _SHADES, strict=False):
            canvas.setFillGray(shade)
            canvas.rect(start, base - 2, value * scale, _ROW - 5, stroke=0, fill=1)
            start += value * scale
        canvas.setStrokeGray(_INK)
        canvas.setLineWidth(0.7)
        canvas.rect(left + names, base - 2, each.whole * scale, _ROW - 5, stroke=1, fill=0)
        canvas.setFillGray(_INK)
        canvas.drawString(max(start, left + names + each.whole * scale) + MM, base, said)

    return _ROW + max(0, len(lines) - 1) * _LINE, draw


def nice_step(most: int, lines: int = _LINES) -> int:
    """A round step, 1, 2 or 5 times a power of ten, of which about so many reach the largest value."""
    size = 1
    while True:
        for times in (1, 2, 5):
            if size * times * lines >= most:
                return size * times
        size *= 10


def _draw_step(canvas: Canvas, values: Sequence[int], at: tuple[float, float], scale: tuple[float, float]) -> None:
    """The columns of one step, from its left lower corner on; `scale` is how wide it is, and how high one counts."""
    (left, floor), (wide, high) = at, scale
    each = wide * 0.76 / max(len(values), 1)
    for place, value in enumerate(values):
        canvas.setFillGray(_SHADES[place])
        canvas.setStrokeGray(_SHADES[0])
        canvas.rect(left + wide * 0.12 + place * each, floor, each, value * high, stroke=1, fill=1)


def _draw_legend(canvas: Canvas, titles: Sequence[Message], at: tuple[float, float], pen: Pen) -> None:
    left, base = at
    for message, shade in zip(titles, _SHADES, strict=False):
        canvas.setFillGray(shade)
        canvas.setStrokeGray(_SHADES[0])
        canvas.rect(left, base, 7, 7, stroke=1, fill=1)
        title = pen.texts.say(message)
        canvas.setFillGray(_INK)
        canvas.drawString(left + 11, base, title)
        left += 11 + pen.faces.regular.width(title, _SMALL) + 6 * MM
