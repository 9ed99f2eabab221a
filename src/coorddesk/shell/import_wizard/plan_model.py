"""The dry run on a grid: every row of the sheet with its verdict, every cell as it would be, and what it was."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coorddesk.core.messages import _
from coorddesk.shell.import_wizard.file_rows import spread
from coorddesk.shell.import_wizard.plan_rows import STATUS, STATUS_LETTERS, Mark, PlanCell, PlanColumn, PlanRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.importing.plan import Verdict
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_CACHED = 4000  # rows


class PlanModel(QAbstractTableModel):
    """Rows are put together when they are first painted.

    Signals:
        corrected: the number of a row, the place of a cell in it, and what was typed there.
    """

    corrected = Signal(int, int, str)

    def __init__(self, look: Look, rows: FileRows, parent: QObject) -> None:
        """Start without a plan."""
        super().__init__(parent)
        self._look = look
        self._texts = rows
        self.rows: PlanRows | None = None
        self._numbers: Sequence[int] = ()
        self._typed: dict[int, set[int]] = {}
        self._cells: dict[int, tuple[PlanCell, ...]] = {}
        rows.arrived.connect(self._on_arrived)

    def show_plan(self, planned: Planned, verdict: Verdict | None) -> None:
        """Show a plan: all of its rows, or those of one verdict."""
        self.beginResetModel()
        self.rows = PlanRows(planned, self._look)
        self._typed.clear()
        self._cells.clear()
        self._numbers = self.rows.numbers(verdict)
        self.endResetModel()

    def show_rows(self, verdict: Verdict | None) -> None:
        """Show all rows, or those of one verdict."""
        if self.rows is not None:
            self.beginResetModel()
            self._numbers = self.rows.numbers(verdict)
            self.endResetModel()

    def number_at(self, row: int) -> int:
        """The number in the file of a row of the grid."""
        return self._numbers[row]

    def row_of(self, number: int) -> int | None:
        """The row of the grid that shows a row of the file; None if it is not among those shown."""
        row = bisect_left(self._numbers, number)
        return row if row < len(self._numbers) and self._numbers[row] == number else None

    def column_at(self, column: int) -> PlanColumn | None:
        """A column of the grid; None for the one that says what becomes of a row."""
        return None if column == STATUS or self.rows is None else self.rows.columns[column - 1]

    def first_trouble_in(self, number: int) -> int:
        """The first column of a row that has a refused cell, or the one that says what becomes of it."""
        cells = self._cells_of(number)
        return next((column for column, cell in enumerate(cells[1:], 1) if cell.mark is Mark.REFUSED), STATUS)

    def cell_at(self, row: int, column: int) -> PlanCell:
        """What a cell shows."""
        return self._cells_of(self._numbers[row])[column]

    def letters_at(self, column: int) -> int:
        """How many letters a column has room for."""
        shown = self.column_at(column)
        return STATUS_LETTERS if shown is None else shown.letters

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows of the verdicts shown."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """What becomes of the row, then the columns that feed fields."""
        return 0 if parent.isValid() or self.rows is None else len(self.rows.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The field, and which column of the file feeds it; the numbers of rows."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._numbers[section])
        column = self.column_at(section)
        if column is None:
            return self._look.texts.say(_("What becomes of it"))
        return column.label if role == Qt.ItemDataRole.ToolTipRole else column.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of the file may be corrected."""
        column = self.column_at(index.column())
        free = column is not None and column.place is not None
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if free else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One thing about one cell."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell_at(index.row(), index.column()).text
            case Qt.ItemDataRole.EditRole:
                column = self.column_at(index.column())
                texts = self._texts.row(self._numbers[index.row()])
                return "" if column is None or column.place is None else spread(texts, column.place)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                cell = self.cell_at(index.row(), index.column())
                return cell.tip or cell.text or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Correct a cell."""
        column, number, text = self.column_at(index.column()), self._numbers[index.row()], str(value)
        if role != Qt.ItemDataRole.EditRole or column is None or column.place is None:
            return False
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self._typed.setdefault(number, set()).add(column.place)
        self._texts.correct(number, column.place, text)
        self.corrected.emit(number, column.place, text)
        return True

    def _cells_of(self, number: int) -> tuple[PlanCell, ...]:
        cells = self._cells.get(number)
        if cells is None:
            assert self.rows is not None
            texts = self._texts.row(number)
            cells = self.rows.cells(number, texts, self._typed.get(number, ()))
            if texts is not None:
                if len(self._cells) >= _CACHED:
                    self._cells.clear()
                self._cells[number] = cells
        return cells

    def _on_arrived(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._cells.pop(number, None)
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
