"""Paints the cells of a sheet: headers strong, what is left out pale, what is no part of the table on grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle

from coorddesk.shell.import_wizard.sheet_model import Part
from coorddesk.shell.quiet_table import CellDelegate
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    from coorddesk.shell.import_wizard.sheet_model import SheetModel
    from coorddesk.widgets.desk import Look

_COLOURS = {
    Part.HEADER: ("text", "raised"),
    Part.TABLE: ("text", None),
    Part.LEFT_OUT: ("muted", None),
    Part.OUTSIDE: ("muted", "rail"),
}


class SheetDelegate(CellDelegate):
    """Asks the model once for all of a cell: there are many of them on a large screen."""

    def __init__(self, look: Look, model: SheetModel, parent: QAbstractItemView) -> None:
        """Paint the cells of `model`."""
        super().__init__(look, parent)
        self._model = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        colour = self.look.theme.colour
        text, part = self._model.cell_at(index.row(), index.column())
        ink, ground = _COLOURS[part]
        painter.save()
        self.paint_square(painter, option, ground)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        if text:
            font = QFont(option.font)
            if part is Part.HEADER:
                font.setWeight(QFont.Weight.DemiBold)
            self.write(painter, option.rect.adjusted(TIGHT, 0, -TIGHT, 0), text, font, colour(ink))
        painter.restore()
