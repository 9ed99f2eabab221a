"""Paints the cells of the dry run by what becomes of them, and opens a line to correct one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.shell.import_wizard.fixed_values import names_completer
from coorddesk.shell.import_wizard.plan_rows import STATUS, Mark, PlanCell
from coorddesk.shell.quiet_table import CellDelegate
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR, ICON, TIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    from coorddesk.shell.import_wizard.plan_model import PlanModel
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

_COLOURS = {
    Mark.PLAIN: ("text", None),
    Mark.NEW: ("text", "success_soft"),
    Mark.CREATED: ("success", "success_soft"),
    Mark.CHANGED: ("text", "accent_soft"),
    Mark.SAME: ("muted", None),
    Mark.REFUSED: ("danger", "danger_soft"),
    Mark.OUT: ("muted", "rail"),
    Mark.TYPED: ("text", "warning_soft"),
}
_ICONS = {
    Mark.CREATED: ("plus", Tone.SUCCESS),
    Mark.REFUSED: ("circle-x", Tone.DANGER),
    Mark.TYPED: ("pencil", Tone.WARNING),
}
_STATUS_ICONS = {
    Mark.NEW: ("circle-plus", Tone.SUCCESS),
    Mark.CHANGED: ("pencil", Tone.ACCENT),
    Mark.SAME: ("circle-equal", Tone.MUTED),
    Mark.REFUSED: ("circle-x", Tone.DANGER),
    Mark.OUT: ("ellipsis", Tone.MUTED),
}


class PlanDelegate(CellDelegate):
    """What a changed cell says now is struck out, before what it would say; every verdict has its own shape."""

    def __init__(self, look: Look, model: PlanModel, parent: QAbstractItemView) -> None:
        """Paint the cells of `model`."""
        super().__init__(look, parent)
        self._model = model
        self.names: Mapping[str, Sequence[str]] = {}

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that knows the names of the desk."""
        line = QLineEdit(parent)
        column = self._model.column_at(index.column())
        assert column is not None
        number = str(self._model.number_at(index.row()))
        line.setAccessibleName(self.look.texts.say(_("{field} in row {row}", field=column.title, row=verbatim(number))))
        if len(column.keys) == 1 and (known := self.names.get(column.keys[0])):
            line.setCompleter(names_completer(known, line))
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        colour, cell = self.look.theme.colour, self._model.cell_at(index.row(), index.column())
        ink, ground = _COLOURS[cell.mark]
        painter.save()
        self.paint_square(painter, option, ground)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -2, -2))
            painter.drawRect(option.rect.adjusted(1, 1, -3, -3))
        room = option.rect.adjusted(TIGHT, 0, -HAIR, 0)
        icon = (_STATUS_ICONS if index.column() == STATUS else _ICONS).get(cell.mark)
        if icon is not None:
            spot = QRect(room.left(), room.center().y() - ICON // 2 + 1, ICON, ICON)
            self.look.theme.icon(*icon).paint(painter, spot)
            room.setLeft(spot.right() + HAIR + 1)
        self._write_cell(painter, option, room, cell, ink)
        painter.restore()

    def _write_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, cell: PlanCell, ink: str
    ) -> None:
        colour, font = self.look.theme.colour, QFont(option.font)
        if cell.mark is Mark.CHANGED and cell.old is not None:
            if cell.old:
                struck = QFont(option.font)
                struck.setStrikeOut(True)
                half = room.adjusted(0, 0, -room.width() // 2, 0)
                room.setLeft(room.left() + self.write(painter, half, cell.old, struck, colour(ink)) + TIGHT)
            font.setWeight(QFont.Weight.DemiBold)
        self.write(painter, room, cell.text, font, colour(ink))
