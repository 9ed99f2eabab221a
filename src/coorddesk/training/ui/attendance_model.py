"""The attendance sheet as a grid: a row for each printed row, a column for each half-day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.training.queries import Grid, GridCell
from coorddesk.training.queries.papers import HalfDayOn
from coorddesk.training.rules.typing import PRESENT, Typed, all_but, cell_text, typed
from coorddesk.training.rules.words import ATTENDANCE_STATE_TITLES, HALF_TITLES
from coorddesk.training.service import Cell, Guest, TypedSheet, WalkIn

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

NUMBER, NAME, FIRST_HALF_DAY = 0, 1, 2
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Row:
    """Somebody on the sheet; who has no registration walked in."""

    registration: int | None
    name: str
    department: str = ""


class AttendanceModel(QAbstractTableModel):
    """What is typed so far, beside what stands.

    Signals:
        refused: a cell was typed that means nothing; the sentence says why.
        typed_in: something was typed that means something.
    """

    refused = Signal(object)
    typed_in = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        """Start with an empty sheet."""
        super().__init__(parent)
        self._look = look
        self._half_days: Sequence[HalfDayOn] = ()
        self._said: dict[tuple[int, int], Typed] = {}
        self._stored: dict[tuple[int, int], Typed] = {}
        self._cells: dict[tuple[int, int], GridCell] = {}
        self._session_id = 0
        self.rows: list[Row] = []

    def show_grid(self, seen: Grid) -> None:
        """Show the sheet of a session as it stands."""
        self.beginResetModel()
        self._session_id, self._half_days = seen.session_id, seen.half_days
        self.rows = [Row(each.registration, each.listed, each.department) for each in seen.people]
        places = {row.registration: place for place, row in enumerate(self.rows)}
        self._cells = {(places[who], half_day): cell for (who, half_day), cell in seen.cells.items()}
        self._stored = {key: cell.said for key, cell in self._cells.items()}
        self._said = dict(self._stored)
        self.endResetModel()

    def put(self, index: Index, said: Typed | None) -> None:
        """Write a cell."""
        key = (index.row(), index.column() - FIRST_HALF_DAY)
        if said is None:
            self._said.pop(key, None)
        else:
            self._said[key] = said
        self.dataChanged.emit(index, index)
        self.typed_in.emit()

    def put_all_but(self, column: int, text: str) -> None:
        """Let all of a half-day be present but those named by their rows. Raises `UserError`."""
        for row, said in enumerate(all_but(text, len(self.rows))):
            self._said[row, column - FIRST_HALF_DAY] = said
        self._column_changed(column)

    def put_others(self, column: int) -> None:
        """Let all of a half-day be present of whom nothing is said yet."""
        for row in range(len(self.rows)):
            self._said.setdefault((row, column - FIRST_HALF_DAY), PRESENT)
        self._column_changed(column)

    def add_walk_in(self, name: str, column: int) -> None:
        """Add somebody who came without being registered, present in a half-day."""
        row = len(self.rows)
        self.beginInsertRows(_NOWHERE, row, row)
        self.rows.append(Row(None, name))
        self._said[row, column - FIRST_HALF_DAY] = PRESENT
        self.endInsertRows()
        self.typed_in.emit()

    def missing(self) -> int:
        """How many cells of those registered are empty."""
        registered = sum(row.registration is not None for row in self.rows)
        told = sum(self.rows[row].registration is not None for row, _half_day in self._said)
        return registered * len(self._half_days) - told

    def wish(self) -> TypedSheet:
        """What was typed anew."""
        cells, came = [], []
        for place, row in enumerate(self.rows):
            said = [(half_day.slots, self._said.get((place, at))) for at, half_day in enumerate(self._half_days)]
            if row.registration is None:
                came.append(WalkIn(Guest(row.name), tuple((slots, each) for slots, each in said if each is not None)))
                continue
            cells += [
                Cell(row.registration, slots, each)
                for at, (slots, each) in enumerate(said)
                if each != self._stored.get((place, at))
            ]
        return TypedSheet(self._session_id, tuple(cells), tuple(came))

    def half_day_title(self, column: int) -> Message:
        """What a column is of: "7 Sept 2026, Morning"."""
        half_day = self._half_days[column - FIRST_HALF_DAY]
        return _("{day}, {half}", day=half_day.day, half=HALF_TITLES[half_day.half])

    def said_by(self, index: Index) -> Message | None:
        """Who typed a cell that stands, and when; None where nothing stands, or it is typed anew."""
        key = (index.row(), index.column() - FIRST_HALF_DAY)
        cell = self._cells.get(key)
        if cell is None or self._said.get(key) != cell.said:
            return None
        return _("typed by {name}, {moment}", name=cell.typed_by, moment=cell.typed_at)

    def _column_changed(self, column: int) -> None:
        self.dataChanged.emit(self.index(0, column), self.index(len(self.rows) - 1, column))
        self.typed_in.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Those on the sheet."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number, the name, and the half-days."""
        return 0 if parent.isValid() else FIRST_HALF_DAY + len(self._half_days)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The half-days, in two lines."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section < FIRST_HALF_DAY:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        say = self._look.texts.say
        if section < FIRST_HALF_DAY:
            return say(_("N°")) if section == NUMBER else say(_("Name"))
        half_day = self._half_days[section - FIRST_HALF_DAY]
        return f"{self._look.texts.date(half_day.day)}\n{say(HALF_TITLES[half_day.half])}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only half-days are typed."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST_HALF_DAY else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is typed, and in full for a screen reader."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            said_by = self.said_by(index)
            return None if said_by is None else self._look.texts.say(said_by)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= FIRST_HALF_DAY:
            return Qt.AlignmentFlag.AlignCenter
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if index.column() == NUMBER:
            return str(index.row() + 1) if row.registration is not None else "+"
        if index.column() == NAME:
            return row.name
        said = self._said.get((index.row(), index.column() - FIRST_HALF_DAY))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = verbatim("") if said is None else ATTENDANCE_STATE_TITLES[said.state]
            return f"{row.name} {self._look.texts.say(title)}".strip()
        return cell_text(said)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed into a cell."""
        try:
            said = typed(str(value))
        except UserError as error:
            self.refused.emit(error.message)
            return False
        self.put(index, said)
        return role == Qt.ItemDataRole.EditRole
