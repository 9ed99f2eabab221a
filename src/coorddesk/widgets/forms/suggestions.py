"""The list below a picker: names, the words that tell them apart, and a line to make a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coorddesk.core.messages import Message
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import CONTROL_HEIGHT, ICON, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from coorddesk.core.options import Option
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Suggestions(QAbstractListModel):
    """Options, and after them the line that makes a new one, if there is one."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Start empty."""
        super().__init__(parent)
        self._look = look
        self._options: Sequence[Option] = ()
        self._making: str | None = None

    def show(self, options: Sequence[Option], making: Message | None) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self._options = options
        self._making = None if making is None else self._look.texts.say(making)
        self.endResetModel()

    def option(self, row: int) -> Option | None:
        """The option of a line; None for the line that makes a new one."""
        return self._options[row] if row < len(self._options) else None

    def name(self, row: int) -> str:
        """The words of a line."""
        option = self.option(row)
        return option.name if option is not None else self._making or ""

    def detail(self, row: int) -> str:
        """What stands beside them, paler."""
        option = self.option(row)
        return option.detail if option is not None else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._options) + (self._making is not None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; screen readers hear the detail too."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.name(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.name(index.row())} {self.detail(index.row())}".strip()
        return None


class _LineDelegate(QStyledItemDelegate):
    """Draws a line: a plus before one that makes, the detail at the right end."""

    def __init__(self, look: Look, suggestions: Suggestions) -> None:
        """Draw in the colours of the theme."""
        super().__init__(suggestions)
        self._theme = look.theme
        self._suggestions = suggestions

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, self._theme.colour("accent_soft"))
        rect = option.rect.adjusted(SNUG, 0, -SNUG, 0)
        if self._suggestions.option(index.row()) is None:
            icon = self._theme.icon("plus", Tone.ACCENT)
            icon.paint(painter, QRect(rect.left(), rect.center().y() - ICON // 2, ICON, ICON))
            rect.setLeft(rect.left() + ICON + TIGHT)
        detail = self._suggestions.detail(index.row())
        metrics = option.fontMetrics
        if detail:
            painter.setPen(self._theme.colour("on_accent_soft" if chosen else "muted"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), detail)
            rect.setRight(rect.right() - metrics.horizontalAdvance(detail) - ROOM)
        painter.setPen(self._theme.colour("on_accent_soft" if chosen else "text"))
        words = metrics.elidedText(self._suggestions.name(index.row()), Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line as high as a control."""
        return QSize(option.rect.width(), CONTROL_HEIGHT)


class SuggestionsView(QListView):
    """The list itself."""

    def __init__(self, look: Look, suggestions: Suggestions) -> None:
        """Draw the lines of `suggestions`."""
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("kind", "popup")
        self._delegate = _LineDelegate(look, suggestions)

    def dress(self) -> None:
        """Draw the lines our way; a completer that takes the list in had its own."""
        self.setItemDelegate(self._delegate)
