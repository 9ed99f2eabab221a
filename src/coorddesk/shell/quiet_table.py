"""The small tables of the shell's dialogs: rows without a grid, texts with air around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from coorddesk.widgets.tokens import ICON, ROW_HEIGHT, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_LETTER = "0"
Index = QModelIndex | QPersistentModelIndex


class QuietTable(QTableView):
    """A table that one reads and chooses a row in; the keyboard leaves it with Tab."""

    def __init__(self, look: Look, name: Message, model: QAbstractItemModel) -> None:
        """Show `model`, which lives as long as the table; `name` is what a screen reader says."""
        super().__init__()
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(look, self))
        self.setAccessibleName(look.texts.say(name))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fit(self, column: int, letters: int) -> None:
        """Make a column as wide as so many letters, and as its title."""
        room = self.fontMetrics().horizontalAdvance(_LETTER) * letters + 2 * SNUG
        self.setColumnWidth(column, max(room, self.horizontalHeader().sectionSizeHint(column)))


class CellDelegate(QStyledItemDelegate):
    """Paints a cell's ground, icon and text from the model's roles."""

    def __init__(self, look: Look, parent: QAbstractItemView) -> None:
        """Paint in the colours of the theme."""
        super().__init__(parent)
        self.look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        self.paint_ground(painter, option, index)
        room = option.rect.adjusted(SNUG, 0, -TIGHT, 0)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(room.left(), room.center().y() - ICON // 2 + 1, ICON, ICON))
            room.setLeft(room.left() + ICON + TIGHT)
        font = index.data(Qt.ItemDataRole.FontRole) or option.font
        self.write(painter, room, str(index.data() or ""), font, self.ink(option, index))
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell where it is selected or has a ground of its own."""
        own = index.data(Qt.ItemDataRole.BackgroundRole)
        if own is not None:
            painter.fillRect(option.rect.adjusted(0, 1, 0, 0), own)
        elif self.is_chosen(option):
            painter.fillRect(option.rect, self.look.theme.colour("accent_soft"))

    def paint_square(self, painter: QPainter, option: QStyleOptionViewItem, ground: str | None) -> None:
        """Fill a cell of a grid, if it has a ground, and draw the lines that part it from its neighbours."""
        colour = self.look.theme.colour
        if ground is not None:
            painter.fillRect(option.rect, colour(ground))
        painter.setPen(colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())

    def ink(self, option: QStyleOptionViewItem, index: Index) -> QColor:
        """The colour of the text."""
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(own, QColor):
            return own
        return self.look.theme.colour("on_accent_soft" if self.is_chosen(option) else "text")

    def write(self, painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor) -> int:
        """Write one line, cut with an ellipsis; returns how wide it is."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return metrics.horizontalAdvance(shown)

    def is_chosen(self, option: QStyleOptionViewItem) -> bool:
        """Whether the cell's row is selected."""
        return bool(option.state & QStyle.StateFlag.State_Selected)
