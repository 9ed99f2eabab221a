"""Paints a changed cell of the dry run: what is there now, struck out, then what would be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QFont, QPainter

from coorddesk.shell.import_wizard.plan_model import OLD_ROLE
from coorddesk.shell.quiet_table import CellDelegate
from coorddesk.widgets.tokens import SNUG, TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex


class PlanDelegate(CellDelegate):
    """Paints every other cell as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        old = index.data(OLD_ROLE)
        if old is None:
            super().paint(painter, option, index)
            return
        colour = self.look.theme.colour
        painter.save()
        self.paint_ground(painter, option, index)
        room = option.rect.adjusted(SNUG, 0, -TIGHT, 0)
        if old:
            struck = QFont(option.font)
            struck.setStrikeOut(True)
            half = room.adjusted(0, 0, -room.width() // 2, 0)
            room.setLeft(room.left() + self.write(painter, half, old, struck, colour("muted")) + TIGHT)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        self.write(painter, room, index.data(), strong, self.ink(option, index))
        painter.restore()
