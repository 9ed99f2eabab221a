"""Dated things below one another, under their days: those of the day that is chosen, or of a whole month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coorddesk.agenda.ui.drawing import INKS, TONES, draw_words, laid_out, said, told
from coorddesk.core.dated import Dated
from coorddesk.core.messages import Message
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_THING = Qt.ItemDataRole.UserRole
_MOST_LINES = 3
_Index = QModelIndex | QPersistentModelIndex


class ThingsList(QListView):
    """Enter opens a thing, Esc goes back to where one came from.

    Signals:
        opened: a thing was clicked twice, or Enter was pressed on it.
        left: Esc was pressed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, name: Message) -> None:
        """Show nothing yet."""
        super().__init__()
        self._lines = _Lines(desk, self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(desk, self))
        self.setProperty("kind", "lines")
        self.setAccessibleName(desk.texts.say(name))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_opened)

    @property
    def chosen(self) -> Dated | None:
        """The thing that the keyboard is on."""
        thing = self.currentIndex().data(_THING)
        return thing if isinstance(thing, Dated) else None

    def show_lines(self, lines: Sequence[str | Dated]) -> None:
        """Show headings and things; what was chosen stays so if it is still there."""
        before = self.chosen
        self._lines.show_lines(lines)
        wanted = before is not None and self._lines.row_of(before.key)
        self.choose(wanted if isinstance(wanted, int) else self._lines.first())

    def choose(self, row: int | None) -> None:
        """Put the keyboard on a line."""
        if row is not None:
            self.setCurrentIndex(self._lines.index(row))

    def choose_heading(self, words: str) -> None:
        """Scroll to a day, and put the keyboard on what is under it."""
        row = self._lines.row_of(words)
        if row is not None:
            self.choose(row + 1)
            self.scrollTo(self._lines.index(row), QListView.ScrollHint.PositionAtTop)

    def choose_subject(self, subject: Subject) -> None:
        """Put the keyboard on the first thing of a record, if there is one."""
        self.choose(self._lines.row_about(subject))

    def texts_shown(self) -> list[str]:
        """The lines as a screen reader says them."""
        return [str(self._lines.index(row).data()) for row in range(self._lines.rowCount())]

    def _on_opened(self, index: QModelIndex) -> None:
        thing = index.data(_THING)
        if isinstance(thing, Dated):
            self.opened.emit(thing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen is not None:
            self.opened.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Lines(QAbstractListModel):
    def __init__(self, desk: Desk, parent: ThingsList) -> None:
        super().__init__(parent)
        self._texts = desk.texts
        self._lines: Sequence[str | Dated] = ()

    def show_lines(self, lines: Sequence[str | Dated]) -> None:
        """Show others."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def row_of(self, key: str) -> int | None:
        """The line of a heading, or of the thing with a key."""
        keys = [line if isinstance(line, str) else line.key for line in self._lines]
        return keys.index(key) if key in keys else None

    def row_about(self, subject: Subject) -> int | None:
        """The first line about a record."""
        found = (row for row, line in enumerate(self._lines) if isinstance(line, Dated) and line.subject == subject)
        return next(found, None)

    def first(self) -> int | None:
        """The first thing."""
        return next((row for row, line in enumerate(self._lines) if isinstance(line, Dated)), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line in words, or the thing."""
        line = self._lines[index.row()]
        if role == _THING:
            return line
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if isinstance(line, str):
            return line if role != Qt.ItemDataRole.ToolTipRole else None
        return f"{said(line, self._texts)}\n{told(line, self._texts)}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Nothing is done with a heading."""
        is_thing = isinstance(self._lines[index.row()], Dated)
        return super().flags(index) if is_thing else Qt.ItemFlag.NoItemFlags


class _Delegate(QStyledItemDelegate):
    def __init__(self, desk: Desk, parent: ThingsList) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a heading, or a thing with what is told of it."""
        any_option: Any = option
        room, line = QRect(any_option.rect), index.data(_THING)
        painter.save()
        if isinstance(line, Dated):
            if any_option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(room, self._desk.theme.colour("accent_soft"))
            self._paint_thing(painter, QRectF(room), line)
        else:
            self._paint_heading(painter, room, str(line))
        painter.restore()

    def _paint_heading(self, painter: QPainter, room: QRect, words: str) -> None:
        theme = self._desk.theme
        painter.setFont(theme.font(TypeScale.STRONG))
        painter.setPen(theme.colour("text"))
        inside = room.adjusted(ROOM, 0, -TIGHT, -HAIR)
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(theme.colour("line"))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _paint_thing(self, painter: QPainter, room: QRectF, thing: Dated) -> None:
        theme = self._desk.theme
        spot = QRect(int(room.left()) + ROOM, int(room.top()) + TIGHT, ICON, ICON)
        theme.icon(thing.kind.icon, TONES[thing.state]).paint(painter, spot)
        words = room.adjusted(_INDENT, TIGHT - 2, -TIGHT, 0)
        painter.setPen(theme.colour(INKS[thing.state]))
        height = draw_words(painter, words, said(thing, self._desk.texts), theme.font(TypeScale.BODY), _MOST_LINES)
        painter.setPen(theme.colour("muted"))
        below = words.adjusted(0, height, 0, 0)
        draw_words(painter, below, told(thing, self._desk.texts), theme.font(TypeScale.CAPTION), 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As many lines as its words take."""
        any_option: Any = option
        line, theme, width = index.data(_THING), self._desk.theme, self._view.viewport().width()
        if not isinstance(line, Dated):
            return QSize(0, any_option.fontMetrics.height() + SNUG + TIGHT)
        height, room = 2 * TIGHT - 2, max(1, width - _INDENT - TIGHT)
        for words, scale, most in ((said, TypeScale.BODY, _MOST_LINES), (told, TypeScale.CAPTION, 2)):
            font = theme.font(scale)
            _layout, lines = laid_out(words(line, self._desk.texts), font, room, most)
            height += lines * QFontMetrics(font).height()
        return QSize(0, height)


_INDENT = ROOM + ICON + TIGHT
