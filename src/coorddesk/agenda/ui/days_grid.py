"""The leaf of a month or a week: a square for each day with what it has, moved over by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coorddesk.agenda.ui.drawing import INKS, TONES, draw_words, laid_out, said, told
from coorddesk.agenda.ui.showing import WEEK, Leaf, Showing, View
from coorddesk.core.dated import Dated, DatedState
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.working_time import SHORT_WEEKDAYS
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, RADIUS, TIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPaintEvent

    from coorddesk.widgets.desk import Desk

_LEAST_CELL = QSize(84, 64)
_ICON = 12
_MOST_LINES = 4
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


@dataclass(frozen=True)
class _Placed:
    """A thing where it was drawn; None for those that there was no room for."""

    room: QRectF
    thing: Dated | None


class DaysGrid(QWidget):
    """Draws what it is shown; its owner reads it and turns the leaves.

    Signals:
        day_wanted: a day was clicked, or reached with the arrows.
        entered: Enter on the day that is chosen, or two clicks on what it has no room for.
        opened: a thing was clicked twice.
        new_wanted: what is free of the day that is chosen was clicked twice.
        turned: PgUp or PgDn: so many leaves on.
    """

    day_wanted = Signal(object)
    entered = Signal()
    opened = Signal(object)
    new_wanted = Signal()
    turned = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self._showing: Showing | None = None
        self._leaf = Leaf((), frozenset())
        self._placed: list[_Placed] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(desk.texts.say(_("Agenda")))
        desk.theme.changed.connect(self.update)

    def show_leaf(self, showing: Showing, leaf: Leaf) -> None:
        """Show what was read."""
        self._showing, self._leaf = showing, leaf
        count = len(leaf.on(showing.day, showing.kinds))
        self.setAccessibleDescription(self._desk.texts.say(_described(self._desk.texts.weekday(showing.day), count)))
        self.update()

    def things_on(self, day: date) -> tuple[Dated, ...]:
        """What a day shows."""
        return () if self._showing is None else self._leaf.on(day, self._showing.kinds)

    def day_at(self, point: QPointF) -> date | None:
        """The day of a square."""
        return next((day for day, room in self._squares() if QRectF(room).contains(point)), None)

    def square_of(self, day: date) -> QRect:
        """Where a day stands."""
        return next(room for each, room in self._squares() if each == day)

    def _squares(self) -> list[tuple[date, QRect]]:
        if self._showing is None:
            return []
        days = self._showing.shown.days
        top, rows = self.fontMetrics().height() + 2 * HAIR, len(days) // WEEK
        across = [self.width() * place // WEEK for place in range(WEEK + 1)]
        down = [top + (self.height() - top) * place // rows for place in range(rows + 1)]
        return [
            (
                day,
                QRect(across[place % WEEK], down[place // WEEK], _gap(across, place % WEEK), _gap(down, place // WEEK)),
            )
            for place, day in enumerate(days)
        ]

    def sizeHint(self) -> QSize:
        """Most of a page."""
        return QSize(9 * _LEAST_CELL.width(), 7 * _LEAST_CELL.height())

    def minimumSizeHint(self) -> QSize:
        """A word in each square."""
        rows = 1 if self._showing is None else len(self._showing.shown.days) // WEEK
        return QSize(WEEK * _LEAST_CELL.width() // 2, rows * _LEAST_CELL.height() // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads of the columns and every square."""
        del event
        self._placed.clear()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), self._desk.theme.colour("surface"))
            for place, (day, room) in enumerate(self._squares()):
                if place < WEEK:
                    self._paint_head(painter, place, room)
                self._paint_square(painter, day, room)
            self._paint_choice(painter)

    def _paint_head(self, painter: QPainter, place: int, room: QRect) -> None:
        painter.setFont(self._desk.theme.font(TypeScale.CAPTION))
        painter.setPen(self._desk.theme.colour("muted"))
        head = QRect(room.left() + TIGHT, 0, room.width() - TIGHT, room.top())
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._desk.texts.say(SHORT_WEEKDAYS[place]))

    def _paint_square(self, painter: QPainter, day: date, room: QRect) -> None:
        assert self._showing is not None
        theme = self._desk.theme
        if day in self._leaf.closed:
            painter.fillRect(room, theme.colour("raised"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(room.topLeft(), room.topRight())
        if room.left():
            painter.drawLine(room.topLeft(), room.bottomLeft())
        things = self.things_on(day)
        closures = [thing for thing in things if thing.kind.is_closed]
        inside = QRectF(room).adjusted(TIGHT, HAIR + 1, -TIGHT, -HAIR)
        inside.setTop(self._paint_number(painter, day, inside, closures))
        painter.setClipRect(inside)
        self._paint_things(painter, inside, [thing for thing in things if not thing.kind.is_closed])
        painter.setClipping(False)

    def _paint_number(self, painter: QPainter, day: date, room: QRectF, closures: list[Dated]) -> float:
        """The number of the day and why the house is closed; returns where the rest begins."""
        assert self._showing is not None
        theme, is_today = self._desk.theme, day == self._desk.clock.today()
        font = theme.font(TypeScale.STRONG if is_today else TypeScale.BODY)
        painter.setFont(font)
        height = painter.fontMetrics().height() + HAIR
        width = max(height, painter.fontMetrics().horizontalAdvance(str(day.day)) + TIGHT)
        spot = QRectF(room.left() - HAIR, room.top(), width, height)
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(spot, height / 2, height / 2)
        is_near = self._showing.leaf.holds(day)
        painter.setPen(theme.colour("on_accent" if is_today else "text" if is_near else "muted"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(day.day))
        beside = QRectF(spot.right() + HAIR, spot.top(), room.right() - spot.right() - HAIR, height)
        if closures and beside.width() > height:
            painter.setFont(theme.font(TypeScale.CAPTION))
            painter.setPen(theme.colour("muted"))
            words = self._desk.texts.say(closures[0].title)
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(beside.width()))
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cut)
            self._placed.append(_Placed(beside, closures[0]))
        return spot.bottom() + HAIR

    def _paint_things(self, painter: QPainter, room: QRectF, things: list[Dated]) -> None:
        """As many as there is room for, and how many more there are."""
        assert self._showing is not None
        font, texts = self._desk.theme.font(TypeScale.CAPTION), self._desk.texts
        painter.setFont(font)
        line, top = float(painter.fontMetrics().height()), room.top()
        most = 1 if self._showing.view is View.MONTH else _MOST_LINES
        if most == 1 and len(things) * (line + HAIR / 2) > room.height():
            things = sorted(things, key=_by_weight)
        for place, thing in enumerate(things):
            is_last = place == len(things) - 1
            height = line * _lines_of(said(thing, texts), font, room.width(), most)
            if top + height + (0 if is_last else line) > room.bottom():
                painter.setPen(self._desk.theme.colour("muted"))
                more = texts.say(_n("{count} more", "{count} more", len(things) - place))
                painter.drawText(QPointF(room.left() + _ICON + HAIR, top + painter.fontMetrics().ascent()), more)
                self._placed.append(_Placed(QRectF(room.left(), top, room.width(), line), None))
                return
            self._paint_thing(painter, QRectF(room.left(), top, room.width(), height), thing, font, most)
            top += height + HAIR / 2

    def _paint_thing(self, painter: QPainter, room: QRectF, thing: Dated, font: QFont, most: int) -> None:
        theme, line = self._desk.theme, painter.fontMetrics().height()
        spot = QRect(int(room.left()), int(room.top() + (line - _ICON) / 2), _ICON, _ICON)
        theme.icon(thing.kind.icon, TONES[thing.state]).paint(painter, spot)
        painter.setPen(theme.colour(INKS[thing.state]))
        draw_words(painter, room.adjusted(_ICON + HAIR, 0, 0, 0), said(thing, self._desk.texts), font, most)
        self._placed.append(_Placed(room, thing))

    def _paint_choice(self, painter: QPainter) -> None:
        if self._showing is None:
            return
        colour = self._desk.theme.colour("accent")
        painter.setPen(QPen(colour, 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        room = QRectF(self.square_of(self._showing.day)).adjusted(2, 2, -1, -1)
        painter.drawRoundedRect(room, RADIUS / 2, RADIUS / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day."""
        day = self.day_at(event.position())
        if day is not None:
            self.day_wanted.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, go into the day for what it has no room for, or put something where it is free."""
        placed = _at(event.position(), self._placed)
        if placed is None:
            if self.day_at(event.position()) is not None:
                self.new_wanted.emit()
        elif placed.thing is None:
            self.entered.emit()
        else:
            self.opened.emit(placed.thing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move over the days, Home and End along the week, PgUp and PgDn turn, Enter goes into the day."""
        if self._showing is None:
            return
        key, day = Qt.Key(event.key()), self._showing.day
        if key in _STEPS:
            self.day_wanted.emit(self._showing.moved(_STEPS[key]).day)
        elif key == Qt.Key.Key_Home:
            self.day_wanted.emit(self._showing.moved(-day.weekday()).day)
        elif key == Qt.Key.Key_End:
            self.day_wanted.emit(self._showing.moved(WEEK - 1 - day.weekday()).day)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the whole of what is cut, below the pointer."""
        if isinstance(event, QHelpEvent):
            placed, texts = _at(QPointF(event.pos()), self._placed), self._desk.texts
            thing = None if placed is None else placed.thing
            words = "" if thing is None else f"{said(thing, texts)}\n{told(thing, texts)}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _at(point: QPointF, placed: Sequence[_Placed]) -> _Placed | None:
    """What was drawn there."""
    return next((each for each in placed if each.room.contains(point)), None)


def _by_weight(thing: Dated) -> tuple[bool, bool]:
    """Where not all have room: what has a time first, what is done last."""
    return thing.state is DatedState.DONE, thing.starts is None


def _lines_of(words: str, font: QFont, width: float, most: int) -> int:
    """In how many lines they stand beside their icon."""
    return 1 if most == 1 else laid_out(words, font, width - _ICON - HAIR, most)[1]


def _gap(edges: list[int], place: int) -> int:
    return edges[place + 1] - edges[place]


def _described(day: str, count: int) -> Message:
    return _("{day}: {entries}", day=day, entries=_n("{count} entry", "{count} entries", count))
