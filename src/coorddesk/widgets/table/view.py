"""The table: how a list of records is drawn, and driven by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from coorddesk.widgets.table.painting import Painting
from coorddesk.widgets.tokens import ROW_HEIGHT, SNUG

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from coorddesk.widgets.desk import Look
    from coorddesk.widgets.table.model import RecordModel

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_ALONG = {
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
_FOLDS: dict[int, bool | None] = {
    Qt.Key.Key_Left: True,
    Qt.Key.Key_Right: False,
    Qt.Key.Key_Minus: True,
    Qt.Key.Key_Plus: False,
    Qt.Key.Key_Space: None,
    Qt.Key.Key_Return: None,
    Qt.Key.Key_Enter: None,
}
"""Keys that fold a heading, unfold it, or turn it round."""


class RecordTable(QTableView):
    """Whole rows are selected, one or many; Home and End go to the first and last record.

    Signals:
        opened: the row number of the record that was double-clicked, or was current when Enter was pressed.
        figure_opened: the row and the column of a figure that tells what it is made of, a record's or a heading's.
        menu_wanted: a global position where a context menu should open.
    """

    opened = Signal(int)
    figure_opened = Signal(int, int)
    menu_wanted = Signal(QPoint)

    def __init__(self, look: Look, model: RecordModel) -> None:
        """Show `model`."""
        super().__init__()
        self.records = model
        self._painting = Painting(look.theme, self, model)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        heads = self.horizontalHeader()
        heads.setSelectionModel(QItemSelectionModel(model, heads))  # or painting it asks of each row if it is selected
        heads.setHighlightSections(False)
        heads.setSectionsMovable(True)
        heads.setSectionsClickable(True)
        heads.setStretchLastSection(True)
        heads.setMinimumSectionSize(ROW_HEIGHT)
        heads.setTextElideMode(Qt.TextElideMode.ElideRight)

    def current_row(self) -> int | None:
        """The row that the keyboard is on."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The first and last row of each selected stretch, from the top down."""
        selection = self.selectionModel().selection()
        stretches = map(selection.at, range(selection.count()))
        return sorted({(stretch.top(), stretch.bottom()) for stretch in stretches})

    def selected_ids(self) -> list[int]:
        """The ids of the selected records, from the top down; headings among them are none."""
        ids = self.records.ids
        return [row_id for first, last in self.selected_ranges() for row_id in ids[first : last + 1] if row_id > 0]

    def top(self) -> tuple[int, int] | None:
        """The row that stands at the top and how many pixels of it are hidden; None at the very top of the list."""
        offset = self.verticalScrollBar().value()
        return divmod(offset, self.verticalHeader().defaultSectionSize()) if offset else None

    def scroll_to(self, row: int, offset: int) -> None:
        """Put a row at the top, with `offset` pixels of it hidden."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(row * self.verticalHeader().defaultSectionSize() + offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current record, or its current figure; on a heading, keys fold it as they fold a tree's."""
        row = self.current_row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is None or not plain:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and event.isAutoRepeat():
            pass  # a key that is held down acts once
        elif event.key() in _ENTER and self.records.is_figure(self.currentIndex()):
            self.figure_opened.emit(row, self.currentIndex().column())
        elif event.key() in _SIDEWAYS and self.records.looks.explained:
            super().keyPressEvent(event)
        elif self.records.ids[row] < 0 and event.key() in _FOLDS:
            self.records.headings.press(self.records.ids[row], _FOLDS[event.key()])
        elif event.key() in _ENTER:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)
            if event.key() in _ALONG and not self.selectionModel().hasSelection() and self.records.ids[row] >= 0:
                self.selectRow(row)  # there is no other to go to, and Qt would leave it unselected

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds it and leaves the selection; with Shift or Ctrl it is a row like others."""
        row = self.rowAt(event.position().toPoint().y())
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and row >= 0 and self.records.ids[row] < 0:
            nothing = QItemSelectionModel.SelectionFlag.NoUpdate
            index = self.indexAt(event.position().toPoint())
            is_figure = self.records.is_figure(index)  # two clicks open it, so the first of them folds nothing
            self.selectionModel().setCurrentIndex(index if is_figure else self.model().index(row, 0), nothing)
            if not is_figure:
                self.records.headings.press(self.records.ids[row], None)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the record under it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self.records.is_figure(index):
            self.figure_opened.emit(index.row(), index.column())
        elif event.button() is Qt.MouseButton.LeftButton and index.isValid():
            if self.records.ids[index.row()] > 0:  # a heading took the first of the two clicks
                self.opened.emit(index.row())
        else:
            super().mouseDoubleClickEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last record, not to the first and last column."""
        column = max(0, self.currentIndex().column())
        match action:
            case QAbstractItemView.CursorAction.MoveHome:
                return self.model().index(0, column)
            case QAbstractItemView.CursorAction.MoveEnd:
                return self.model().index(self.model().rowCount() - 1, column)
        return super().moveCursor(action, modifiers)

    def currentChanged(  # noqa: N802 - Qt's name
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw both rows anew: the ring goes around the whole row, and Qt thinks of the cell alone."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                rect = self.visualRect(index)
                self.viewport().update(0, rect.top(), self.viewport().width(), rect.height())

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Do nothing for a letter: Qt would ask for the text of every record, and the page has a field to search in."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu at the pointer, or beside the current record for the keyboard."""
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            position = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(position)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole of a text that its cell cuts off."""
        if not isinstance(event, QHelpEvent) or event.type() is not QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        rect = self.visualRect(index)
        if self._painting.is_cut_off(index, rect.width()):
            QToolTip.showText(event.globalPos(), str(index.data() or ""), self.viewport(), rect)
        else:
            QToolTip.hideText()
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the row under the pointer be seen."""
        super().mouseMoveEvent(event)
        self._painting.hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._painting.hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows ourselves: Qt would ask the model seven questions a cell, and a style sheet twice as long."""
        with QPainter(self.viewport()) as painter:
            self._painting.paint(painter, event.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Take in a larger font, when the system's is changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._painting.forget()
            self._fit_rows()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + SNUG))
