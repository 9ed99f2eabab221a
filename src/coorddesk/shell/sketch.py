"""The first sketch of the window: what it looked like last time, painted by hand until the real parts are there.

Only light modules are imported. Nothing may ask for Qt's namespace of enumerations (`Qt`), nor call what could take
one of them (`setPen`, `setBrush`, `fillRect`): making them all takes a tenth of the time of an empty window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coorddesk.core.resources import resource
from coorddesk.shell import measures
from coorddesk.shell.memory import SKETCH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Memory

_MIDDLE_LEFT = 0x81  # Qt.AlignLeft | Qt.AlignVCenter
_MENU_PADDING = 10
Line = Sequence[str]
"""The name of an icon, and a word."""


class Sketch(NamedTuple):
    """What there is to see, kept in the settings; without words where nothing is known yet. Colours are #rrggbb."""

    language: str = ""
    window: str = "#f5f7f8"
    rail: str = "#ebeff1"
    line: str = "#dbe1e4"
    ink: str = "#53616b"
    accent: str = "#0b6e80"
    organisation: str = ""
    tabs: Sequence[Line] = ()
    foot: Sequence[Line] = ()
    menus: Sequence[str] = ()
    search: str = ""
    folded: bool = False


def remembered_sketch(memory: Memory, language: str) -> Sketch:
    """The window as it looked last time; without words if it speaks another language now, or never spoke here."""
    try:
        sketch = Sketch(**memory.recall(SKETCH, {}))
    except TypeError:
        return Sketch()  # kept by another version
    return sketch if sketch.language == language else Sketch(*sketch[:6])


def paint_sketch(window: QWidget, sketch: Sketch) -> None:
    """Paint the frame on an empty window, in the ink of its palette."""
    with QPainter(window) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Painter(painter, window, sketch).paint()


class _Painter:
    def __init__(self, painter: QPainter, window: QWidget, sketch: Sketch) -> None:
        self._painter = painter
        self._sketch = sketch
        self._room = window.rect()
        self._plain = window.font()
        self._strong = QFont(self._plain)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._rail = measures.FOLDED_WIDTH if sketch.folded else measures.RAIL_WIDTH
        self._top = window.fontMetrics().height() + 3 * measures.HAIR  # below the menu bar

    def paint(self) -> None:
        sketch, room, top = self._sketch, self._room, self._top
        self._fill(room, sketch.window)
        self._fill(QRect(0, 0, room.width(), top), sketch.rail)
        self._fill(QRect(0, top, self._rail, room.height() - top), sketch.rail)
        self._fill(QRect(self._rail - 1, top, 1, room.height() - top), sketch.line)
        bottom = top + measures.BAR_HEIGHT
        self._fill(QRect(self._rail, bottom - 1, room.width() - self._rail, 1), sketch.line)
        self._menus()
        self._search()
        self._navigation()

    def _menus(self) -> None:
        left = measures.HAIR
        for word in self._sketch.menus:
            width = self._painter.fontMetrics().horizontalAdvance(word)
            self._write(QRect(left + _MENU_PADDING, 0, width + 1, self._top), word)
            left += width + 2 * _MENU_PADDING

    def _search(self) -> None:
        width = min(measures.SEARCH_WIDTH, (self._room.width() - self._rail) // 2)
        box = QRect(self._rail + measures.ROOM, self._top + measures.TIGHT, width, measures.CONTROL)
        self._fill(box, self._sketch.line)
        self._fill(box.adjusted(1, 1, -1, -1), self._sketch.window)
        self._write(box.adjusted(measures.SNUG + measures.ICON + measures.HAIR, 0, 0, 0), self._sketch.search)

    def _navigation(self) -> None:
        sketch = self._sketch
        head = self._top + measures.RAIL_TOP
        badge = QRect(measures.SNUG + measures.HAIR, head, measures.BADGE, measures.BADGE)
        self._icon("coorddesk", badge, sketch.accent)
        if not sketch.folded:
            left = badge.right() + measures.SNUG + 1
            name = QRect(left, head, self._rail - left - measures.SNUG, measures.BADGE)
            self._write(name, sketch.organisation, self._strong)
        top = head + measures.BADGE + measures.HAIR + measures.ROOM
        for line in sketch.tabs:
            self._line(line, top)
            top += measures.LINE_HEIGHT + measures.HAIR
        top = (
            self._room.height()
            - measures.SNUG
            - len(sketch.foot) * (measures.LINE_HEIGHT + measures.HAIR)
            + measures.HAIR
        )
        for line in sketch.foot:
            self._line(line, top)
            top += measures.LINE_HEIGHT + measures.HAIR

    def _line(self, line: Line, top: int) -> None:
        name, word = line
        middle = top + (measures.LINE_HEIGHT - measures.LINE_ICON) // 2
        icon = QRect(2 * measures.SNUG - 3, middle, measures.LINE_ICON, measures.LINE_ICON)
        self._icon(name, icon, self._sketch.ink)
        if not self._sketch.folded:
            left = measures.SNUG + measures.WORD_LEFT
            place = QRect(left, top, self._rail - left, measures.LINE_HEIGHT)
            self._write(place, word)

    def _icon(self, name: str, place: QRect, colour: str) -> None:
        source = resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
        QSvgRenderer(source).render(self._painter, QRectF(place))

    def _write(self, place: QRect, word: str, font: QFont | None = None) -> None:
        self._painter.setFont(font or self._plain)
        self._painter.drawText(place, _MIDDLE_LEFT, word)

    def _fill(self, place: QRect, colour: str) -> None:
        paint = QPixmap(1, 1)
        paint.fill(QColor(colour))
        self._painter.drawPixmap(place, paint)
