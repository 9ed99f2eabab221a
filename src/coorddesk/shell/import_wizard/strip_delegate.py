"""Paints the strip over the sheet, and opens a line to type in where something may be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter

from coorddesk.shell.import_wizard.choice_line import ChoiceLine
from coorddesk.shell.import_wizard.strip_model import TITLES, Decided
from coorddesk.shell.quiet_table import CellDelegate
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, RADIUS, TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

    from coorddesk.shell.import_wizard.strip_model import StripModel
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex


class StripDelegate(CellDelegate):
    """A quiet box with an arrow for what may be changed; the rest is small print."""

    def __init__(self, look: Look, model: StripModel, parent: QAbstractItemView) -> None:
        """Decide in `model`."""
        super().__init__(look, parent)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line with the list of choices below it."""
        line = ChoiceLine(self.look, TITLES[Decided(index.row())], self._model.choices(index), parent)
        line.chosen.connect(lambda: self._done(line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Stand at the present choice."""
        assert isinstance(editor, ChoiceLine)
        editor.stand_at(self._model.present(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was chosen."""
        assert isinstance(editor, ChoiceLine)
        if editor.key is not None:
            self._model.take(index, editor.key)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._paint_box(painter, option, index)
        else:
            self._paint_words(painter, option, index)
        painter.restore()

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colour, chosen = self.look.theme.colour, self.is_chosen(option)
        fed = bool(self._model.feeds(index.column()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("accent" if chosen else "outline" if fed else "line"))
        painter.setBrush(colour("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(option.rect.adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        room = option.rect.adjusted(TIGHT, 0, -TIGHT, 0)
        arrow = QRect(room.right() - ICON, room.center().y() - ICON // 2, ICON, ICON)
        self.look.theme.icon("chevron-down", Tone.MUTED).paint(painter, arrow)
        room.setRight(arrow.left() - HAIR)
        if index.row() == Decided.FIELD:
            name, tone = ("circle-check", Tone.SUCCESS) if fed else ("circle-x", Tone.MUTED)
            spot = QRect(room.left(), room.center().y() - ICON // 2, ICON, ICON)
            self.look.theme.icon(name, tone).paint(painter, spot)
            room.setLeft(spot.right() + HAIR + 1)
        ink = "on_accent_soft" if chosen else "text" if fed else "muted"
        self.write(painter, room, str(index.data() or ""), option.font, colour(ink))

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Small print, in as many lines as there is room for."""
        if self.is_chosen(option):
            painter.fillRect(option.rect, self.look.theme.colour("accent_soft"))
        painter.setFont(self.look.theme.font(TypeScale.CAPTION))
        painter.setPen(self.look.theme.colour("on_accent_soft" if self.is_chosen(option) else "muted"))
        room = option.rect.adjusted(TIGHT, 0, -HAIR, 0)
        painter.setClipRect(room)
        centred = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(centred | Qt.TextFlag.TextWordWrap), str(index.data() or ""))

    def _done(self, line: ChoiceLine) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line)
