"""The dry run as a list: rows of one verdict, each cell as it would be, changed ones with what they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coorddesk.core.messages import _
from coorddesk.core.tables import Column, cell_text
from coorddesk.importing.exporting import columns_of
from coorddesk.importing.plan import PlannedRow, RefusedRow, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_ROW, _REASON = "row", "reason"
OLD_ROLE = Qt.ItemDataRole.UserRole
"""What a changed cell says now; None for a cell that does not change."""


@dataclass(frozen=True)
class Cell:
    """What a cell of the list shows; `colour` is a name in the theme's colours."""

    text: str
    colour: str = "text"
    ground: str | None = None
    old: str | None = None
    tip: str | None = None


_BLANK = Cell("")


class PlanModel(QAbstractTableModel):
    """Rows are turned into text when they are first painted."""

    def __init__(self, look: Look) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look = look
        self._planned: Planned | None = None
        self._verdict = Verdict.NEW
        self._columns: Sequence[Column[Any]] = ()
        self._rows: Sequence[PlannedRow] | Sequence[RefusedRow] = ()
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self._new_names: dict[str, frozenset[str]] = {}

    def show_plan(self, planned: Planned, verdict: Verdict) -> None:
        """Show the rows of a verdict."""
        self.beginResetModel()
        self._planned, self._verdict = planned, verdict
        self._cells = {}
        self._new_names = {key: frozenset(names) for key, names in planned.summary.creates.items()}
        self._columns, self._rows = self._content(planned, verdict)
        self.endResetModel()

    def width_at(self, column: int) -> int:
        """How many letters a column has room for."""
        return 6 if column == 0 else self._columns[column - 1].width

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are kept to be shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The row's number in the file, then its fields."""
        return len(self._columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        title = _("Row") if section == 0 else self._columns[section - 1].title
        return self._look.texts.say(title)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One thing about one cell."""
        cell = self.cell_at(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or cell.text or None
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.theme.colour(cell.colour)
            case Qt.ItemDataRole.BackgroundRole if cell.ground is not None:
                return self._look.theme.colour(cell.ground)
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.tip or cell.text
            case _ if role == OLD_ROLE:
                return cell.old
        return None

    def cell_at(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        if row not in self._cells:
            self._cells[row] = self._shown(self._rows[row])
        return self._cells[row][column]

    def _content(
        self, planned: Planned, verdict: Verdict
    ) -> tuple[Sequence[Column[Any]], Sequence[PlannedRow] | Sequence[RefusedRow]]:
        if verdict is Verdict.REFUSED:
            columns, refused = planned.looked.importer.refused_table(planned.summary)
            named = {column.key: column for column in columns}
            cells = [column for column in columns if column.key not in {_ROW, _REASON}]
            return [named[_REASON], *cells], refused
        examples = planned.summary.examples[verdict]
        fed = {key for column in planned.looked.look.columns for key in column.fields}
        if verdict is Verdict.CHANGED:
            fed = {key for row in examples for key in row.values}
        return [column for column in columns_of(planned.looked.kind) if column.key in fed], examples

    def _shown(self, row: PlannedRow | RefusedRow) -> tuple[Cell, ...]:
        number = Cell(str(row.row), "muted")
        if isinstance(row, RefusedRow):
            return (number, *(self._refused(row, column) for column in self._columns))
        return (number, *(self._planned_cell(row, column) for column in self._columns))

    def _refused(self, row: RefusedRow, column: Column[Any]) -> Cell:
        text = cell_text(column.value(row), column.kind, self._look.texts)
        if column.key == _REASON:
            return Cell(text, "danger")
        reasons = [self._look.texts.say(each.reason) for each in row.refusals if column.key in each.column.split(" + ")]
        return Cell(text, "danger", "danger_soft", tip=f"{text}\n{' '.join(reasons)}") if reasons else Cell(text)

    def _planned_cell(self, row: PlannedRow, column: Column[Any]) -> Cell:
        if column.key not in row.values:
            return _BLANK
        text = cell_text(column.value(row.values), column.kind, self._look.texts)
        if self._verdict is Verdict.CHANGED:
            old = cell_text(column.value(row.old), column.kind, self._look.texts)
            return Cell(text, "on_accent_soft", "accent_soft", old, self._changed(old, text))
        if row.values[column.key] in self._new_names.get(column.key, ()):
            return Cell(text, "success", tip=self._look.texts.say(_("“{name}” would be created", name=text)))
        return Cell(text)

    def _changed(self, old: str, new: str) -> str:
        return self._look.texts.say(_("now “{old}”, then “{new}”", old=old, new=new))
