"""The grid in which paper answers are typed: a row to a sheet, a column to a question, numbers as they were ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from coorddesk.core.messages import Message, _p, digits
from coorddesk.surveys.queries import QuestionRow, TypedSheet
from coorddesk.surveys.rules import QuestionKind, is_whole, may_become
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.widgets.desk import Look

_PAGE, _FIRST = 0, 1
_PAGE_WIDTH, _NUMBER_WIDTH, _STATE_WIDTH = 76, 46, 40
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BLANK = {Qt.Key.Key_Space, Qt.Key.Key_Minus}
_STATES = {
    "kept": ("circle-check", Tone.SUCCESS),
    "refused": ("circle-alert", Tone.DANGER),
    "changed": ("pencil", Tone.MUTED),
}


@dataclass(eq=False)
class Line:
    """A sheet in the grid; without an id it was not kept yet. `state` is "", "changed", "kept" or "refused"."""

    page: str
    answers: dict[int, int | str] = field(default_factory=dict)
    id: int | None = None
    version: int = 0
    state: str = ""


class SheetGrid(QTableWidget):
    """A key that answers the question goes on to the next; after the last one the next sheet begins.

    Signals:
        left: the user went on from a line that was changed.
        moved: the user stands on a question, or on the page number (-1).
        wrong: what was typed is no answer to the question.
        ended: the last question of the last line was passed.
    """

    left = Signal(object)
    moved = Signal(int)
    wrong = Signal(int)
    ended = Signal()

    def __init__(self, look: Look) -> None:
        """Without questions yet."""
        super().__init__(0, 0)
        self._look = look
        self._asked: Sequence[QuestionRow] = ()
        self.lines: list[Line] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)  # of the cells that take words
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(PaddedDelegate(self))
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.currentCellChanged.connect(self._on_moved)

    def show_questions(self, asked: Sequence[QuestionRow]) -> None:
        """A column for each, under its number."""
        say = self._look.texts.say
        self._asked = asked
        self.setColumnCount(len(asked) + 2)
        titles = [say(_p("survey", "Page")), *(say(digits(number)) for number in range(1, len(asked) + 1)), ""]
        self.setHorizontalHeaderLabels(titles)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.resizeSection(_PAGE, _PAGE_WIDTH)
        for column, each in enumerate(asked, start=_FIRST):
            is_text = each.kind is QuestionKind.TEXT
            header.resizeSection(column, _NUMBER_WIDTH)
            if is_text:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            item = self.horizontalHeaderItem(column)
            if item is not None:
                item.setToolTip(each.text)
                if is_text:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                    item.setText(f"{item.text()} · {each.text}")
        header.resizeSection(len(asked) + _FIRST, _STATE_WIDTH)

    def show_sheets(self, sheets: Sequence[TypedSheet]) -> None:
        """A line for each sheet that was typed."""
        self.lines = []
        self.setRowCount(0)
        for each in sheets:
            page = "" if each.number is None else str(each.number)
            self.add(Line(page, dict(each.answers), each.id, each.version, "kept"))

    def add(self, line: Line) -> None:
        """One more line below."""
        self.lines.append(line)
        self.insertRow(self.rowCount())
        self.show_line(line)

    def take_out(self, line: Line) -> None:
        """A line that is no longer there."""
        row = self.lines.index(line)
        self.lines.remove(line)
        self.removeRow(row)

    def show_line(self, line: Line) -> None:
        """What a line holds by now, and how it stands."""
        row = self.lines.index(line)
        self._put(row, _PAGE, line.page, takes_words=line.id is None)
        for column, each in enumerate(self._asked, start=_FIRST):
            is_text = each.kind is QuestionKind.TEXT
            self._put(row, column, str(line.answers.get(each.id, "")), is_centred=not is_text, takes_words=is_text)
        self._put(row, len(self._asked) + _FIRST, "")
        state = self.item(row, len(self._asked) + _FIRST)
        if state is not None and line.state in _STATES:
            icon, tone = _STATES[line.state]
            state.setIcon(self._look.theme.icon(icon, tone))
            state.setData(Qt.ItemDataRole.AccessibleTextRole, self._look.texts.say(_STATE_TITLES[line.state]))

    def begin(self, line: Line) -> None:
        """Stand on the first question of a line."""
        self.setCurrentCell(self.lines.index(line), _FIRST)

    @property
    def line(self) -> Line | None:
        """Where the user stands."""
        row = self.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, space leaves out, Enter goes on, Backspace takes back."""
        line, column = self.line, self.currentColumn()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        is_typing = self.state() is QAbstractItemView.State.EditingState  # what its line leaves over is not ours
        if line is None or is_typing or not plain or not 0 <= column <= len(self._asked):
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self._go_on()
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._take_back(line, column)
        elif not (self._write(event) if self._is_words(column) else self._press(event, line, column)):
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Words that were typed are the answer; the keyboard goes on to the next question."""
        had_focus, cell = editor.hasFocus(), self.indexAt(editor.geometry().center())
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        item = self.item(cell.row(), cell.column())
        if item is None or hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            return
        self._answer(self.lines[cell.row()], cell.column(), item.text().strip())
        if had_focus and cell.row() == self.currentRow() and cell.column() == self.currentColumn():
            self._go_on()

    def _is_words(self, column: int) -> bool:
        return column == _PAGE or self._asked[column - _FIRST].kind is QuestionKind.TEXT

    def _write(self, event: QKeyEvent) -> bool:
        """Open the cell with the first letter in it; a blank is no word."""
        if event.text().strip():
            return self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.AnyKeyPressed, event)
        if event.key() == Qt.Key.Key_Space:
            self._go_on()
        return event.key() == Qt.Key.Key_Space

    def _press(self, event: QKeyEvent, line: Line, column: int) -> bool:
        """A digit, or what leaves the question out."""
        if event.key() in _BLANK:
            self._answer(line, column, "")
            self._go_on()
            return True
        if event.text().isascii() and event.text().isdigit():
            self._type(line, column, event.text())
            return True
        return False

    def _type(self, line: Line, column: int, key: str) -> None:
        asked = self._asked[column - _FIRST]
        known = line.answers.get(asked.id)
        begun = str(known) if known is not None and not is_whole(str(known), asked.kind, asked.choices) else ""
        typed = begun + key if may_become(begun + key, asked.kind, asked.choices) else key
        if not may_become(typed, asked.kind, asked.choices):
            self.wrong.emit(column - _FIRST)
            return
        self._answer(line, column, typed)
        if is_whole(typed, asked.kind, asked.choices):
            self._go_on()

    def _answer(self, line: Line, column: int, typed: str) -> None:
        if column == _PAGE:
            is_new = line.page != typed and line.id is None  # a page that was kept keeps its code
            line.page = typed if is_new else line.page
        else:
            asked = self._asked[column - _FIRST]
            said: int | str = typed if asked.kind is QuestionKind.TEXT or not typed else int(typed)
            is_new = line.answers.get(asked.id, "") != said
            if said == "":
                line.answers.pop(asked.id, None)
            else:
                line.answers[asked.id] = said
        if is_new:
            line.state = "changed"
        self.show_line(line)

    def _take_back(self, line: Line, column: int) -> None:
        asked = None if column == _PAGE else self._asked[column - _FIRST]
        if (asked is None and line.page) or (asked is not None and asked.id in line.answers):
            self._answer(line, column, "")
        elif column > _FIRST:
            self.setCurrentCell(self.currentRow(), column - 1)

    def _go_on(self) -> None:
        row, column = self.currentRow(), self.currentColumn()
        if column < len(self._asked):
            self.setCurrentCell(row, column + 1)
        elif row + 1 < len(self.lines):
            self.setCurrentCell(row + 1, _FIRST)
        else:
            self.ended.emit()

    def _on_moved(self, row: int, column: int, before: int, _column_before: int) -> None:
        if row != before and 0 <= before < len(self.lines) and self.lines[before].state == "changed":
            self.left.emit(self.lines[before])
        if 0 <= row < len(self.lines) and column <= len(self._asked):
            self.moved.emit(column - _FIRST)

    def _put(self, row: int, column: int, text: str, *, is_centred: bool = True, takes_words: bool = False) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
            if is_centred:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        editable = Qt.ItemFlag.ItemIsEditable
        item.setFlags(item.flags() | editable if takes_words else item.flags() & ~editable)
        item.setText(text)


_STATE_TITLES: dict[str, Message] = {
    "kept": _p("sheet", "Kept"),
    "refused": _p("sheet", "Refused"),
    "changed": _p("sheet", "Not kept yet"),
}
