"""The lines of a grid as they are typed: texts that may mean nothing yet, and a blank line for the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coorddesk.core.errors import UserError
from coorddesk.widgets.grid.cells import GridColumn

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_READ = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole}


@dataclass(frozen=True)
class Line:
    """A line as typed: the texts of its cells, the id of one that is known already, and what goes with it unseen."""

    texts: tuple[str, ...]
    id: int | None = None
    beside: Any = None


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
        self._typed = [place for place, column in enumerate(columns) if column.told is None]
        self._lines: list[Line] = []
        self.show_lines(())

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those with something in them."""
        return tuple(line for line in self._lines if self.is_filled(line))

    def line(self, row: int) -> Line:
        """A line."""
        return self._lines[row]

    def is_filled(self, line: Line) -> bool:
        """Whether it says anything that a new line does not."""
        return line.id is not None or line.texts != self._blank().texts

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self._lines = [*lines, *((self._blank(),) if self._grows else ())]
        self.endResetModel()

    def line_of(self, values: Mapping[str, Any], line_id: int | None = None, beside: Any = None) -> Line:
        """A line that says these values by key."""
        texts = self._look.texts
        return Line(tuple(each.cells.write(values.get(each.key), texts) for each in self.columns), line_id, beside)

    def write_text(self, row: int, column: int, text: str) -> None:
        """Write a cell; what is understood is written in full, so that a slip is seen."""
        before = self._lines[row]
        converts = self.columns[column].converts
        if converts is not None:
            text = converts(text, self._understood(before.texts), self._look.texts)
        said = self._in_full(column, text)
        if said == before.texts[column]:
            return
        texts = [*before.texts[:column], said, *before.texts[column + 1 :]]
        if row > 0 and not self.is_filled(before):
            for place, each in enumerate(self.columns):
                if each.repeats and place != column:
                    texts[place] = self._lines[row - 1].texts[place]
        self._follow(before.texts, texts, column)
        self._lines[row] = Line(tuple(texts), before.id, before.beside)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self._grow()
        self.typed_in.emit()

    def _follow(self, before: Sequence[str], texts: list[str], typed: int) -> None:
        """Write what follows from what was typed, where nothing else was typed in its place."""
        for place, column in enumerate(self.columns):
            if column.follows is not None and place != typed:
                said = [
                    column.cells.write(column.follows(self._understood(each)), self._look.texts)
                    for each in (before, texts)
                ]
                if texts[place] in {"", said[0]}:
                    texts[place] = said[1]

    def put_beside(self, row: int, beside: Any) -> None:
        """Keep something with a line that is not seen in it."""
        before = self._lines[row]
        if before.beside != beside:
            self._lines[row] = Line(before.texts, before.id, beside)
            self._grow()
            self.typed_in.emit()

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

    def values(self, row: int) -> dict[str, Any]:
        """What a line says, by key, as far as it is understood."""
        return self._understood(self._lines[row].texts)

    def _understood(self, texts: Sequence[str]) -> dict[str, Any]:
        found = {}
        for place in self._typed:
            column = self.columns[place]
            try:
                found[column.key] = column.cells.read(texts[place])
            except UserError:
                continue
        return found

    def value(self, row: int, column: int) -> Any:
        """What a cell says. Raises `UserError`."""
        return self.columns[column].cells.read(self._lines[row].texts[column])

    def trouble(self, row: int, column: int) -> str:
        """Why a cell cannot be understood, "" if it can."""
        if self.columns[column].told is not None:
            return ""
        try:
            self.value(row, column)
        except UserError as error:
            return self._look.texts.say(error.message)
        return ""

    def _blank(self) -> Line:
        return self.line_of({each.key: each.first for each in self.columns})

    def _grow(self) -> None:
        if self._grows and self.is_filled(self._lines[-1]):
            row = len(self._lines)
            self.beginInsertRows(_NOWHERE, row, row)
            self._lines.append(self._blank())
            self.endInsertRows()

    def _in_full(self, column: int, text: str) -> str:
        cells = self.columns[column].cells
        try:
            value = cells.read(text)
        except UserError:
            return text.strip()
        return cells.write(value, self._look.texts)

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
            return int(self._alignment(section))
        return self._look.texts.say(self.columns[section].title) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is typed, or told; what is wrong is red, and says why."""
        row, column = index.row(), index.column()
        if role in _READ:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self.trouble(row, column) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            if not self.columns[column].is_typed:
                return self._look.theme.colour("muted" if self.columns[column].told is not None else "text")
            return self._look.theme.colour("danger") if self.trouble(row, column) else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, understood or not."""
        self.write_text(index.row(), index.column(), str(value))
        return role == Qt.ItemDataRole.EditRole

    def _text(self, row: int, column: int) -> str:
        told = self.columns[column].told
        if told is None:
            return self._lines[row].texts[column]
        return told(self.values(row), self._look.texts) if self.is_filled(self._lines[row]) else ""

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        across = Qt.AlignmentFlag.AlignRight if self.columns[column].cells.is_right else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter
