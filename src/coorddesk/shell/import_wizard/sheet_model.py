"""The sheet as it stands in the file, cell by cell, and what was found to be its headers, its table and neither."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coorddesk.core.messages import Message, _, digits
from coorddesk.importing.reading.sheet import column_index, column_letter
from coorddesk.shell.import_wizard.file_rows import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.importing.look import Look, SeenColumn
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.widgets.desk import Look as Dress

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_BELOW = 20  # rows that are shown below the table, so that one sees where it ends


class Part(Enum):
    """What a cell belongs to."""

    HEADER = auto()
    TABLE = auto()
    LEFT_OUT = auto()  # a column that feeds nothing
    OUTSIDE = auto()  # above or below the table, or beside it


_SAID: dict[Part, Message] = {
    Part.HEADER: _("header"),
    Part.LEFT_OUT: _("left out"),
    Part.OUTSIDE: _("not in the table"),
}


class SheetCell(NamedTuple):
    """What a cell shows."""

    text: str
    part: Part


class SheetModel(QAbstractTableModel):
    """Rows and columns are those of the file; only what is painted is read."""

    def __init__(self, dress: Dress, rows: FileRows, parent: QObject) -> None:
        """Start without a sheet."""
        super().__init__(parent)
        self._dress = dress
        self._rows = rows
        self._look: Look | None = None
        self._by_index: dict[int, SeenColumn] = {}
        self._width = 0
        self._height = 0
        self._first_letter = 0
        rows.arrived.connect(self._on_arrived)

    def show_look(self, look: Look) -> None:
        """Show a sheet, or the same one understood in another way: what is scrolled to then stays where it is."""
        width = 1 + max((column.index for column in look.columns), default=-1)
        height = look.last_row + _BELOW
        anew = (width, height) != (self._width, self._height)
        if anew:
            self.beginResetModel()
        self._look, self._width, self._height = look, width, height
        self._by_index = {column.index: column for column in look.columns}
        if look.columns:
            self._first_letter = column_index(look.columns[0].letter) - look.columns[0].index
        if anew:
            self.endResetModel()
        else:
            self._tell_changed(0, height - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, height - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(width - 1, 0))

    def column_at(self, place: int) -> SeenColumn | None:
        """The column at a place; None for a blank one."""
        return self._by_index.get(place)

    def letter(self, place: int) -> str:
        """What a spreadsheet calls the column."""
        return column_letter(self._first_letter + place)

    def cell_at(self, row: int, place: int) -> SheetCell:
        """What a cell shows."""
        return SheetCell(spread(self._rows.row(row + 1), place), self.part_of(row + 1, place))

    def part_of(self, number: int, place: int) -> Part:
        """What the cell in a row of the file belongs to."""
        look, column = self._look, self._by_index.get(place)
        if look is None or column is None or column.beside:
            return Part.OUTSIDE
        if number < look.header_row or number > look.last_row:
            return Part.OUTSIDE
        if number < look.header_row + look.header_depth:
            return Part.HEADER
        return Part.TABLE if column.fields else Part.LEFT_OUT

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are down to the end of the table, and some below it."""
        return 0 if parent.isValid() else self._height

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are with a header or a value."""
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The numbers of rows, those of the headers marked; the letters of columns."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.letter(section)
        look, number = self._look, section + 1
        if look is not None and look.header_row <= number < look.header_row + look.header_depth:
            return self._dress.texts.say(_("Headers {row}", row=digits(number)))
        return str(number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; what it belongs to is said to those who do not see it."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        text, part = self.cell_at(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and part in _SAID:
            return f"{text}, {self._dress.texts.say(_SAID[part])}"
        return text or None if role == Qt.ItemDataRole.ToolTipRole else text

    def _on_arrived(self, numbers: Sequence[int]) -> None:
        if numbers and self._height:
            self._tell_changed(min(numbers) - 1, min(max(numbers), self._height) - 1)

    def _tell_changed(self, first: int, last: int) -> None:
        if self._width and first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._width - 1))
