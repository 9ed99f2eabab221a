"""The delegate of small tables and trees: their cells stand under the words of the headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter


class PaddedDelegate(QStyledItemDelegate):
    """Leaves the room beside a text that headings have, from a column on."""

    def __init__(self, parent: QObject, first_column: int = 0) -> None:
        """Columns before `first_column` are drawn as ever."""
        super().__init__(parent)
        self._first_column = first_column

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground over the whole cell, the rest within."""
        if index.column() >= self._first_column:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, option.palette.highlight())
            option.rect.adjust(TIGHT, 0, -TIGHT, 0)
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The room of the text and of that beside it, so that a column made to fit does fit."""
        hint = super().sizeHint(option, index)
        beside = 2 * TIGHT if index.column() >= self._first_column else 0
        return QSize(hint.width() + beside, hint.height())
