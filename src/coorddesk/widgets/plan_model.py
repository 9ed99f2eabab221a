"""A bulk edit before it is written, as a table: each record with old and new, those that cannot be so first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coorddesk.core.editing import EditedRow, EditPlan
from coorddesk.core.messages import _
from coorddesk.core.tables import value_text

if TYPE_CHECKING:
    from coorddesk.core.fields import Field
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NOTHING = "\N{EM DASH}"


class PlanModel(QAbstractTableModel):
    """A row for each record: its name, why it is refused where any is, and a column for each field."""

    def __init__(self, look: Look, title: Message, parent: QObject) -> None:
        """Start empty; `title` is what a record is called."""
        super().__init__(parent)
        self._look = look
        self._title = title
        self._fields: tuple[Field, ...] = ()
        self._rows: list[EditedRow] = []
        self.has_remarks = False

    def show_plan(self, plan: EditPlan | None) -> None:
        """Show a plan; None for none that can be made."""
        self.beginResetModel()
        self._fields = () if plan is None else plan.fields
        rows = () if plan is None else plan.rows
        self._rows = sorted(rows, key=lambda row: row.refusal is None)  # a stable sort: their order is the list's
        self.has_remarks = any(row.refusal is not None for row in rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The name, the fields, and a remark where there is any."""
        return 0 if parent.isValid() else 1 + len(self._fields) + self.has_remarks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; what does not change is pale, a refusal is red."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.theme.colour(colour) if (colour := self._colour(row, index.column())) else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        place = self._place(section)
        return self._look.texts.say(self._fields[place].title if place >= 0 else self._heads()[section])

    def _heads(self) -> tuple[Message, Message]:
        return (self._title, _("Why not"))

    def _place(self, column: int) -> int:
        """The place of a column's field; below 0 for the name and the remark beside it."""
        return column - 1 - self.has_remarks

    def _text(self, row: EditedRow, column: int) -> str:
        place = self._place(column)
        if place >= 0:
            before, after = self._values(row, place)
            return before if before == after else f"{before} \N{RIGHTWARDS ARROW} {after}"
        if column == 0:
            return row.name
        return "" if row.refusal is None else self._look.texts.say(row.refusal)

    def _values(self, row: EditedRow, place: int) -> tuple[str, str]:
        kind, texts = self._fields[place].kind, self._look.texts
        before, after = (value_text(values[place], kind, texts) for values in (row.before, row.after))
        return " ".join(before.split()) or _NOTHING, " ".join(after.split()) or _NOTHING

    def _colour(self, row: EditedRow, column: int) -> str | None:
        place = self._place(column)
        if column and place < 0:
            return "danger"
        is_same = place >= 0 and row.before[place] == row.after[place]
        return "muted" if row.refusal is not None or is_same else None
