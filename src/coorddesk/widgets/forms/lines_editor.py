"""A small table in a form: a line for each of a few things that belong to a record, and a blank one for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

Line = tuple[int | None, tuple[str, ...]]
"""The id of what is known already, and the text of each cell."""

_ID = Qt.ItemDataRole.UserRole


class LinesEditor(Editor):
    """Typing in the blank line adds one, Del takes one out; a subclass says its `columns` and what lines mean.

    `columns` are the key and title of each, `widths` those of all but the last in pixels, `lines_seen` how many lines
    there is room for.
    """

    columns: tuple[tuple[str, Message], ...]
    widths: tuple[int, ...]
    lines_seen = 4

    def __init__(self, look: Look) -> None:
        """Start with the blank line."""
        self.table = QTableWidget(0, len(self.columns))
        super().__init__(look, self.table)
        self._is_filling = False
        self._dress()
        make_action(look, self.table, _("Take out"), "trash-2", "Del", self._on_removed)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.itemChanged.connect(self._on_item_changed)
        self.set_value(None)

    def state(self) -> object:
        """Every line with something in it, as typed."""
        return tuple(line for _row, line in self._filled())

    def set_state(self, state: Any) -> None:
        """Show lines again, and the blank one."""
        self._is_filling = True
        self.table.setRowCount(0)
        for line_id, texts in (*state, (None, ("",) * len(self.columns))):
            self._add_line(line_id, texts)
        self.table.setCurrentCell(0, 0)
        self._is_filling = False
        self.changed.emit()

    def text(self) -> str:
        """All of them, a line each."""
        return "\n".join(", ".join(filter(None, texts)) for _row, (_id, texts) in self._filled())

    def typed(self) -> list[tuple[int, Line]]:
        """The lines with something in them and their rows; what is being typed is taken in first."""
        self._finish_typing()
        return self._filled()

    def said(self, line: Line) -> dict[str, str]:
        """What a line says, by the keys of its columns."""
        return dict(zip((key for key, _title in self.columns), line[1], strict=True))

    def _dress(self) -> None:
        table, say = self.table, self.look.texts.say
        table.setProperty("kind", "field")
        table.setHorizontalHeaderLabels([say(title) for _key, title in self.columns])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)  # Tab goes on to the next field; while a cell is typed in, to the next cell
        table.setWordWrap(False)
        table.setItemDelegate(PaddedDelegate(table))
        own_enter(table, lambda: table.editItem(table.currentItem()))
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        for column, width in enumerate(self.widths):
            header.resizeSection(column, width)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setFixedHeight((self.lines_seen + 1) * ROW_HEIGHT)

    def _filled(self) -> list[tuple[int, Line]]:
        lines = ((row, self._line(row)) for row in range(self.table.rowCount()))
        return [(row, line) for row, line in lines if any(line[1])]

    def _line(self, row: int) -> Line:
        cells = [self.table.item(row, column) for column in range(len(self.columns))]
        texts = tuple("" if cell is None else cell.text().strip() for cell in cells)
        return None if cells[0] is None else cells[0].data(_ID), texts

    def _add_line(self, line_id: int | None, texts: Sequence[str]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(_ID, line_id)
            self.table.setItem(row, column, item)

    def _finish_typing(self) -> None:
        """Take in what is being typed in a cell: it counts as soon as the keyboard leaves it."""
        typing = QApplication.focusWidget()
        if typing is not None and typing is not self.table and self.table.isAncestorOf(typing):
            self.table.setFocus()

    def _on_item_changed(self, _item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        if any(self._line(self.table.rowCount() - 1)[1]):
            self._is_filling = True
            self._add_line(None, ("",) * len(self.columns))
            self._is_filling = False
        self.changed.emit()

    def _on_removed(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < self.table.rowCount() - 1:  # the blank line stays
            self.table.removeRow(row)
            self.changed.emit()
