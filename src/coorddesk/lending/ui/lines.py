"""Lines on the counter: what lies there, what a borrower has, what was done; each with an icon and a word aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate

from coorddesk.core.messages import Message
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, ROW_HEIGHT, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from coorddesk.widgets.desk import Look

_LINE = Qt.ItemDataRole.UserRole
_COLOURS = {Tone.DANGER: "danger", Tone.WARNING: "warning", Tone.SUCCESS: "success"}


@dataclass(frozen=True)
class Line:
    """One thing: what it is called, what is said below it, and a word at the right end; `key` is its owner's."""

    icon: str
    title: str
    detail: str = ""
    aside: str = ""
    tone: Tone = Tone.MUTED
    key: Any = None

    @property
    def said(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.title, self.detail, self.aside) if part)


class Lines(QListWidget):
    """Shows lines, the latest at the end, which it keeps in sight.

    Signals:
        removed: Del on the line of that key.
        opened: Enter or a double click on it.
    """

    removed = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, name: Message, *, boxed: bool = False) -> None:
        """Start empty; `name` is what a screen reader says. In a form the list has an edge of its own."""
        super().__init__()
        self._look = look
        self.setAccessibleName(look.texts.say(name))
        self.setProperty("kind", "boxed-lines" if boxed else "lines")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(ROW_HEIGHT)  # on a low screen the keys around it matter more
        self.setItemDelegate(_LineDelegate(look, self))
        own_enter(self, self._open)
        self.itemDoubleClicked.connect(lambda _item: self._open())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these in place of those before; what came last is in sight."""
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.said)
            item.setToolTip(line.detail)
            self.addItem(item)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes a line off."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            self.removed.emit(item.data(_LINE).key)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.opened.emit(item.data(_LINE).key)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: Lines) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines of text, one where there is no detail."""
        line: Line = index.data(_LINE)
        height = self._metrics(TypeScale.STRONG).height() + 2 * TIGHT - HAIR
        return QSize(0, height + (self._metrics(TypeScale.CAPTION).height() if line.detail else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The icon, the title over the detail, and what stands aside."""
        line: Line = index.data(_LINE)
        theme = self._look.theme
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if is_chosen:
            painter.fillRect(option.rect, theme.colour("accent_soft" if has_focus else "raised"))
        room = option.rect.adjusted(SNUG, TIGHT - HAIR, -SNUG, HAIR - TIGHT)
        theme.icon(line.icon, line.tone).paint(painter, QRect(room.left(), room.top() + 1, ICON, ICON))
        room.setLeft(room.left() + ICON + TIGHT)
        ink = theme.colour(_COLOURS.get(line.tone, "text"))
        painter.setFont(theme.font(TypeScale.STRONG))
        painter.setPen(ink)
        top = self._metrics(TypeScale.STRONG).height()
        upper = QRect(room.left(), room.top(), room.width(), top)
        if line.aside:
            painter.drawText(upper, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), line.aside)
            upper.setRight(upper.right() - self._metrics(TypeScale.STRONG).horizontalAdvance(line.aside) - SNUG)
        self._write(painter, upper, line.title, TypeScale.STRONG)
        if line.detail:
            painter.setFont(theme.font(TypeScale.CAPTION))
            painter.setPen(ink if line.tone in _COLOURS else theme.colour("muted"))
            self._write(painter, room.adjusted(0, top, 0, 0), line.detail, TypeScale.CAPTION)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, scale: TypeScale) -> None:
        shown = self._metrics(scale).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _metrics(self, scale: TypeScale) -> QFontMetrics:
        return QFontMetrics(self._look.theme.font(scale))
