"""The lines of a grid as Qt sees them, and a blank one for the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coorddesk.widgets.grid.cells import GridColumn
from coorddesk.widgets.grid.lines import Line, Lines

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_READ = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole}


class GridModel(QAbstractTableModel):
    """Keeps every text as it was typed; a cell that cannot be understood says why.

    Signals:
        typed_in: something was typed.
    """

    typed_in = Signal()

    def __init__(self, look: Look, columns: Sequence[GridColumn], parent: QObject, *, grows: bool = True) -> None:
        """`grows` keeps a blank line at the end; without it the lines are those that are shown."""
        super().__init__(parent)
        self._look, self.columns, self._grows = look, tuple(columns), grows
        self.means = Lines(columns, look.texts)
        """What lines mean."""
        self._lines: list[Line] = []
        self.show_lines(())

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those with something in them."""
        return tuple(line for line in self._lines if self.means.is_filled(line))

    def line(self, row: int) -> Line:
        """A line."""
        return self._lines[row]

    def values(self, row: int) -> dict[str, Any]:
        """What a line says, by key, as far as it is understood."""
        return self.means.values(self._lines[row].texts)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self._lines = [*lines, *((self.means.blank(),) if self._grows else ())]
        self.endResetModel()

    def write_text(self, row: int, column: int, text: str) -> None:
        """Write a cell."""
        self._put(row, self.means.typed(self._lines[row], self._lines[row - 1] if row else None, column, text))

    def put_beside(self, row: int, beside: Any) -> None:
        """Keep something with a line that is not seen in it."""
        self._put(row, Line(self._lines[row].texts, self._lines[row].id, beside))

    def add(self, lines: Sequence[Line]) -> int:
        """Add lines before the blank one; returns the row of the first."""
        row = len(self._lines) - (1 if self._grows else 0)
        self.beginInsertRows(_NOWHERE, row, row + len(lines) - 1)
        self._lines[row:row] = lines
        self.endInsertRows()
        self.typed_in.emit()
        return row

    def take_out(self, row: int) -> None:
        """Take a line out; the blank one stays."""
        if self._grows and row < len(self._lines) - 1:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._lines[row]
            self.endRemoveRows()
            self.typed_in.emit()

    def move(self, row: int, by: int) -> bool:
        """Let a line change places with its neighbour."""
        last = len(self._lines) - (2 if self._grows else 1)
        if not (0 <= row <= last and 0 <= row + by <= last):
            return False
        lines = self._lines
        lines[row], lines[row + by] = lines[row + by], lines[row]
        self.dataChanged.emit(self.index(min(row, row + by), 0), self.index(max(row, row + by), len(self.columns) - 1))
        self.typed_in.emit()
        return True

    def _put(self, row: int, line: Line) -> None:
        """Let a line be so; a blank one follows the last."""
        if line == self._lines[row]:
            return
        self._lines[row] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        if self._grows and self.means.is_filled(self._lines[-1]):
            self.beginInsertRows(_NOWHERE, len(self._lines), len(self._lines))
            self._lines.append(self.means.blank())
            self.endInsertRows()
        self.typed_in.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The lines, and the blank one."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is told is not typed."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].is_typed else plain

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings, over their cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(self.columns[section]))
        return self._look.texts.say(self.columns[section].title) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is typed, or told; what is wrong is red, and says why."""
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role in _READ:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self.means.trouble(line, index.column()) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            if not column.is_typed:
                return self._look.theme.colour("muted" if column.told is not None else "text")
            return self._look.theme.colour("danger") if self.means.trouble(line, index.column()) else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, understood or not."""
        self.write_text(index.row(), index.column(), str(value))
        return role == Qt.ItemDataRole.EditRole

    def _text(self, line: Line, column: int) -> str:
        told = self.columns[column].told
        if told is None:
            return line.texts[column]
        return told(self.means.values(line.texts), self._look.texts) if self.means.is_filled(line) else ""


def _alignment(column: GridColumn) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column.cells.is_right else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
