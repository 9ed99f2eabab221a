"""Chooses the field of a column in place: a box that drops down at the first click or key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QStyleOptionViewItem, QWidget

from coorddesk.core.messages import _
from coorddesk.shell.quiet_table import CellDelegate
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR, ICON, RADIUS, SNUG

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.columns_model import ColumnsModel
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex


class FieldDelegate(CellDelegate):
    """Paints a quiet box with an arrow; the real one is only there while it is used."""

    def __init__(self, look: Look, model: ColumnsModel, parent: QAbstractItemView) -> None:
        """Choose among the fields of `model`."""
        super().__init__(look, parent)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the list at once."""
        box = QComboBox(parent)
        box.setAccessibleName(self.look.texts.say(_("Taken as")))
        box.setMaxVisibleItems(20)
        for key, title in self._model.choices():
            box.addItem(title, key)
        box.activated.connect(lambda _row: self._done(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Stand at the present field."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(self._model.field_at(index.row())))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the column as what was chosen."""
        assert isinstance(editor, QComboBox)
        self._model.tell(index.row(), str(editor.currentData()))

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the box."""
        colour, chosen = self.look.theme.colour, self.is_chosen(option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("accent" if chosen else "line"))
        painter.setBrush(colour("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(option.rect.adjusted(1, HAIR - 1, -2, -HAIR), RADIUS, RADIUS)
        arrow = QRect(option.rect.right() - ICON - SNUG, option.rect.center().y() - ICON // 2, ICON, ICON)
        self.look.theme.icon("chevron-down", Tone.MUTED).paint(painter, arrow)

    def _done(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
