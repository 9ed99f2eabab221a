"""The list below the search palette: headings, and lines that something can be done with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coorddesk.core.messages import _
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, RADIUS, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

_HEADING_HEIGHT, _LINE_HEIGHT = 32, 40
_MOST_LINES_SEEN = 9


@dataclass(frozen=True)
class Line:
    """One line: a heading if there is nothing to `take`, else what Enter does with it."""

    title: str
    detail: str = ""
    icon: QIcon | None = None
    keys: str = ""
    take: Callable[[], object] | None = None

    def __str__(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.detail, self.keys) if part)


class PaletteList(QListView):
    """Shows lines of which one is current; the keyboard stays in the field above.

    Signals:
        taken: a line was clicked.
    """

    taken = Signal(object)

    def __init__(self, look: Look) -> None:
        """Build an empty list."""
        super().__init__()
        self._model = _Lines()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(look, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(look.texts.say(_("What was found")))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._on_clicked)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace what is shown; the first line that can be taken is current."""
        self._model.replace(lines)
        height = sum(_height(line) for line in lines[:_MOST_LINES_SEEN])
        self.setFixedHeight(height + TIGHT if lines else 0)
        self.setCurrentIndex(QModelIndex())
        self.step(1)

    def current(self) -> Line | None:
        """The line that Enter takes."""
        index = self.currentIndex()
        return self._model.lines[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """Go `by` lines on or back, to a line that can be taken; stays where there is none."""
        takable = [row for row, line in enumerate(self._model.lines) if line.take is not None]
        if not takable:
            return
        here = self.currentIndex().row()
        place = takable.index(here) if here in takable else -1
        row = takable[min(max(place + by, 0), len(takable) - 1)]
        self.setCurrentIndex(self._model.index(row))
        if row == takable[0]:
            self.scrollToTop()  # with its heading

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._model.lines[index.row()]
        if line.take is not None:
            self.taken.emit(line)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def replace(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(line)
        return line if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].take is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    """Paints a heading in small muted letters, a line with icon, title, detail and keys."""

    def __init__(self, look: Look, parent: PaletteList) -> None:
        super().__init__(parent)
        self._theme = look.theme
        self._caption = look.theme.font(TypeScale.CAPTION)
        self._body = look.theme.font(TypeScale.BODY)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _height(index.data(Qt.ItemDataRole.UserRole)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        if line.take is None:
            painter.setFont(self._caption)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(rect.adjusted(SNUG, TIGHT, -SNUG, 0), Qt.AlignmentFlag.AlignVCenter, line.title)
        else:
            self._paint_line(painter, rect, line, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line, *, chosen: bool) -> None:
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
        left = rect.adjusted(SNUG, 0, -SNUG, 0)
        icon = QRect(left.left(), rect.center().y() - ICON // 2 + 1, ICON, ICON)
        if line.icon is not None:
            line.icon.paint(painter, icon)
        left.setLeft(icon.right() + SNUG)
        right = self._width(painter, self._caption, line.keys)
        ink, quiet = ("on_accent_soft", "on_accent_soft") if chosen else ("text", "muted")
        self._write(painter, left, line.keys, self._caption, quiet, Qt.AlignmentFlag.AlignRight)
        left.setRight(left.right() - (right + SNUG if right else 0))
        title = self._write(painter, left, line.title, self._body, ink)
        left.setLeft(left.left() + title + TIGHT + HAIR)
        self._write(painter, left, line.detail, self._body, quiet)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Write one line, cut with an ellipsis; returns how wide it is."""
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return self._width(painter, font, shown)

    def _width(self, painter: QPainter, font: QFont, text: str) -> int:
        return QFontMetrics(font, painter.device()).horizontalAdvance(text)


def _height(line: Line) -> int:
    return _HEADING_HEIGHT if line.take is None else _LINE_HEIGHT
