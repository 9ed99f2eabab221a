"""Cards to be cut out: badges, and table tents that say the same on both sides of their fold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from coorddesk.reporting.lettering import Lettering, height_of, write
from coorddesk.reporting.page import MM
from coorddesk.reporting.paper import BLACK, GREY

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.messages import Message
    from coorddesk.reporting.blocks import Card, Cards
    from coorddesk.reporting.charts import Pen
    from coorddesk.reporting.typeface import Typeface

_NAME_SHARE, _SECOND_SHARE, _ABOUT_SHARE, _LINE_SHARE = 0.24, 0.14, 0.065, 0.05
"""The size of letters at most, of the height of a side."""
_SMALLEST_LINE, _LARGEST_LINE = 7.5, 13.0  # points
_MOST_LINES = 2
_STEP = 0.94
_EDGE_SHARE = 0.08  # of the height of a side
_CUT_GREY = 0.7


def card_pages(cards: Cards, room: tuple[float, float], pen: Pen) -> Iterator[Callable[[Canvas, float, float], None]]:
    """What draws each page of cards into a room, width and height in points; they stand in its middle."""
    wide, high = cards.width * MM, cards.height * MM
    across, down = max(1, int((room[0] + 1) / wide)), max(1, int((room[1] + 1) / high))
    aside, above = (room[0] - across * wide) / 2, (room[1] - down * high) / 2
    for first in range(0, len(cards.cards), across * down):
        placed = [
            (card, aside + place % across * wide, above + place // across * high)
            for place, card in enumerate(cards.cards[first : first + across * down])
        ]

        def draw(canvas: Canvas, left: float, top: float, placed: list[tuple[Card, float, float]] = placed) -> None:
            for card, right, below in placed:
                _draw(canvas, card, cards, (left + right, top - below), pen)

        yield draw


def _draw(canvas: Canvas, card: Card, cards: Cards, at: tuple[float, float], pen: Pen) -> None:
    (left, top), wide, high = at, cards.width * MM, cards.height * MM
    canvas.setStrokeGray(_CUT_GREY)
    canvas.setLineWidth(0.25)
    canvas.rect(left, top - high, wide, high)
    if not cards.folded:
        _draw_side(canvas, card, (left, top), (wide, high), pen)
        return
    fold = top - high / 2
    canvas.setDash(2, 3)
    canvas.line(left, fold, left + wide, fold)
    canvas.setDash()
    _draw_side(canvas, card, (left, fold), (wide, high / 2), pen)
    canvas.saveState()
    canvas.translate(left + wide, fold)
    canvas.rotate(180)
    _draw_side(canvas, card, (0, 0), (wide, high / 2), pen)
    canvas.restoreState()


def _draw_side(canvas: Canvas, card: Card, at: tuple[float, float], size: tuple[float, float], pen: Pen) -> None:
    """The quiet lines at the upper and the lower edge, and the name in the middle of what is left."""
    (left, top), (wide, high) = at, size
    edge = high * _EDGE_SHARE
    room, small = wide - 2 * edge, min(_LARGEST_LINE, max(_SMALLEST_LINE, high * _LINE_SHARE))
    regular = pen.faces.regular
    head = [_set(regular, card.above, small, room, pen, GREY)]
    foot = [_set(regular, card.below, small, room, pen, GREY)]
    above, below = height_of(head), height_of(foot)
    between = high - 2 * edge - above - below
    names, named = _names(card, high, (room, between - edge), pen)
    for letters, down in (
        (head, edge),
        (names, edge + above + (between - named) / 2),
        (foot, high - edge - below),
    ):
        write(canvas, letters, (left, top - down), lambda line: (wide - line) / 2)


def _names(card: Card, high: float, room: tuple[float, float], pen: Pen) -> tuple[list[Lettering], float]:
    """The name and what is said of it in letters that leave them their room, and how high they stand."""
    size = 1.0
    while True:
        names = [
            _set(pen.faces.bold, card.name, size * high * _NAME_SHARE, room[0], pen),
            _set(pen.faces.regular, card.second, size * high * _SECOND_SHARE, room[0], pen),
            _set(pen.faces.regular, card.about, max(_SMALLEST_LINE, high * _ABOUT_SHARE), room[0], pen),
        ]
        named = height_of(names)
        if named <= room[1]:
            return names, named
        size *= _STEP


def _set(face: Typeface, message: Message | None, size: float, room: float, pen: Pen, grey: float = BLACK) -> Lettering:
    """A text as large as its words allow, in two lines at most."""
    text = "" if message is None else pen.texts.say(message)
    size = min(size, room / max(face.longest_word(text, 1), 0.1))
    while len(lines := face.lines(text, size, room)) > _MOST_LINES:
        size *= _STEP
    return Lettering(face, size, lines, grey)
