"""The grid under the fingers: any key types into a cell, Enter takes it and goes on to the next that matters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from coorddesk.widgets.grid.cells import ChoiceCells
from coorddesk.widgets.grid.choosing import ChoosingLine
from coorddesk.widgets.grid.model import GridModel
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LONGEST = 1_000
_ENTERED = "entered"


class GridView(QTableView):
    """Del empties a cell, Ctrl+Del takes the line out, Ctrl+D takes what stands above, Alt+Up and Alt+Down move it.

    Signals:
        passed_on: Enter on the blank line: there is nothing more to type here.
    """

    passed_on = Signal()

    def __init__(self, look: Look, model: GridModel) -> None:
        """Show `model`."""
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.setProperty("kind", "field")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)  # Tab goes on to the next field; while a cell is typed in, to the next cell
        self.setWordWrap(False)
        self.setItemDelegate(_CellDelegate(look, self, model))
        self._deeds: dict[str, Callable[[int, int], object]] = {
            "Return": lambda _row, _column: self.go_on(),
            "Enter": lambda _row, _column: self.go_on(),
            "F2": self._open,
            "Del": self._empty,
            "Backspace": self._empty,
            "Ctrl+Del": lambda row, _column: model.take_out(row),
            "Ctrl+D": self._repeat,
            "Ctrl+C": self._copy,
            "Ctrl+V": self._paste,
            "Alt+Up": partial(self._move, -1),
            "Alt+Down": partial(self._move, 1),
        }
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._size_columns()

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard into a cell."""
        self.setCurrentIndex(self._lines.index(row, column))
        self.setFocus()

    def go_on(self) -> None:
        """To the next cell that matters; from the last, to the next line."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        main = [place for place, each in enumerate(self._lines.columns) if each.is_main and each.is_typed]
        if not main or row < 0:
            return
        if not self._lines.means.is_filled(self._lines.line(row)) and row == self._lines.rowCount() - 1:
            self.passed_on.emit()
            return
        following = next((place for place in main if place > column), None)
        if following is None:
            row, following = row + 1, main[0]
        if row < self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(row, following))
        else:
            self.passed_on.emit()

    @property
    def first_column(self) -> int:
        """Where typing begins in a line."""
        return next((place for place, each in enumerate(self._lines.columns) if each.is_typed), 0)

    @property
    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def finish_typing(self) -> None:
        """Take in what is being typed: it counts as soon as the keyboard leaves it."""
        if self.is_typing:
            self.setFocus()

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        for place, column in enumerate(self._lines.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter, go on."""
        was_entered = bool(editor.property(_ENTERED))
        super().closeEditor(editor, hint)
        if was_entered:
            QTimer.singleShot(0, self, self.go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a sheet."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        deed = None if self.is_typing or row < 0 else self._deeds.get(keys.removeprefix("Num+"))
        if deed is not None:
            deed(row, column)
        elif keys == "Space" and not self.is_typing and isinstance(self._lines.columns[column].cells, ChoiceCells):
            self._open(row, column)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int, column: int) -> None:
        """Open a cell; of one that is chosen, its list too."""
        index = self._lines.index(row, column)
        if not self._lines.columns[column].is_typed:
            return
        self.edit(index)
        made = self.indexWidget(index)
        if isinstance(made, ChoosingLine):
            made.open_list()

    def _repeat(self, row: int, column: int) -> None:
        if row > 0 and self._lines.columns[column].is_typed:
            self._lines.write_text(row, column, self._lines.line(row - 1).texts[column])

    def _copy(self, row: int, column: int) -> None:
        QGuiApplication.clipboard().setText(str(self._lines.index(row, column).data() or ""))

    def _move(self, by: int, row: int, column: int) -> None:
        if self._lines.move(row, by):
            self.setCurrentIndex(self._lines.index(row + by, column))

    def _empty(self, row: int, column: int) -> None:
        if self._lines.columns[column].is_typed:
            self._lines.write_text(row, column, "")

    def _paste(self, row: int, column: int) -> None:
        """Rows and cells copied elsewhere, from this cell on; cells that are told are passed over."""
        for down, text in enumerate(QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()):
            place = column
            for cell in text.split("\t"):
                while place < len(self._lines.columns) and not self._lines.columns[place].is_typed:
                    place += 1
                if row + down < self._lines.rowCount() and place < len(self._lines.columns):
                    self._lines.write_text(row + down, place, cell)
                place += 1


class _CellDelegate(PaddedDelegate):
    """Opens a line in a cell, or one that chooses."""

    def __init__(self, look: Look, parent: QObject, model: GridModel) -> None:
        super().__init__(parent)
        self._look, self._model = look, model

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line without an edge of its own."""
        column = self._model.columns[index.column()]
        if isinstance(column.cells, ChoiceCells):
            choosing = ChoosingLine(self._look, parent, column.cells)
            choosing.taken.connect(partial(self._leave, choosing))
            made: QLineEdit = choosing
        else:
            made = QLineEdit(parent)
        made.setMaxLength(_LONGEST)
        made.setProperty("kind", "cell")
        made.setAccessibleName(self._look.texts.say(column.title))
        made.setAlignment(Qt.AlignmentFlag.AlignRight if column.cells.is_right else Qt.AlignmentFlag.AlignLeft)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text as it stands, selected."""
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """What was typed."""
        del model
        assert isinstance(editor, QLineEdit)
        self._model.write_text(index.row(), index.column(), editor.text())

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """All of the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is told apart from other ways out of a cell; one that is left by it is left once.

        While its list is shown, a cell is not left: the list has the keyboard, and is a part of it.
        """
        assert isinstance(watched, QWidget)
        if watched.property(_ENTERED) or _is_choosing(watched, event):
            return False
        if isinstance(event, QKeyEvent) and _is_enter(event):
            self._leave(watched)
            return True
        return super().eventFilter(watched, event)

    def _leave(self, editor: QWidget) -> None:
        editor.setProperty(_ENTERED, True)
        if isinstance(editor, ChoosingLine):
            editor.popup.hide()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


def _is_choosing(editor: QWidget, event: QEvent) -> bool:
    return event.type() is QEvent.Type.FocusOut and isinstance(editor, ChoosingLine) and editor.popup.isVisible()


def _is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed; with Ctrl it is the form's."""
    is_alone = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.type() is QEvent.Type.KeyPress and event.key() in _ENTER and is_alone
