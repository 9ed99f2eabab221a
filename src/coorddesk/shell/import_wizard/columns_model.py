"""The columns of a sheet as a list: what each is called, what stands in it, and the field that it feeds."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from coorddesk.core.messages import Message, _
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.importing.importer import Look
    from coorddesk.importing.kind import ImportField
    from coorddesk.widgets.desk import Look as Dress

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_SEPARATOR = "  ·  "
LEFT_OUT = _("Left out")


class Shown(IntEnum):
    """The columns of the list, from left to right."""

    HEADER = 0
    EXAMPLES = 1
    FIELD = 2
    DECIDED = 3


_TITLES: dict[Shown, Message] = {
    Shown.HEADER: _("Column in the sheet"),
    Shown.EXAMPLES: _("What stands in it"),
    Shown.FIELD: _("Taken as"),
    Shown.DECIDED: _("Remark"),
}


class ColumnsModel(QAbstractTableModel):
    """What people see of the mapping, and change in it.

    Signals:
        told: somebody said what a column is.
    """

    told = Signal()

    def __init__(self, dress: Dress) -> None:
        """Start without a sheet."""
        super().__init__()
        self._dress = dress
        self._look: Look | None = None
        self._fields: dict[str, ImportField] = {}
        self._feeds: list[str | None] = []
        self.mapping: dict[str, str] = {}

    def show_look(self, look: Look, fields: Sequence[ImportField], mapping: dict[str, str]) -> None:
        """Show another sheet, or the same one looked at anew; `mapping` is what was told of it so far."""
        self.beginResetModel()
        self._look = look
        self._fields = {field.key: field for field in fields}
        self._feeds = [column.fields[0] if column.fields else None for column in look.columns]
        self.mapping = dict(mapping)
        self.endResetModel()

    def choices(self) -> list[tuple[str, str]]:
        """What a column may be taken as: keys and titles, nothing first."""
        say = self._dress.texts.say
        return [("", say(LEFT_OUT)), *((field.key, say(field.title)) for field in self._fields.values())]

    def field_at(self, row: int) -> str:
        """The key of the field that a column feeds, '' for none."""
        return self._feeds[row] or ""

    def tell(self, row: int, key: str) -> None:
        """Take a column as a field; whichever fed it before feeds nothing."""
        assert self._look is not None
        if key == self.field_at(row):
            return
        for other, fed in enumerate(self._feeds):
            if key and fed == key:
                self._feeds[other] = None
                self.mapping[self._look.columns[other].label] = ""
        self._feeds[row] = key or None
        self.mapping[self._look.columns[row].label] = key
        self.dataChanged.emit(self.index(0, Shown.FIELD), self.index(self.rowCount() - 1, Shown.FIELD))
        self.told.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns the sheet has."""
        return 0 if parent.isValid() or self._look is None else len(self._look.columns)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many things are shown of each."""
        return len(Shown)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The title of what is shown."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._dress.texts.say(_TITLES[Shown(section)])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The field may be changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Shown.FIELD else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One thing of one column."""
        shown, fed = Shown(index.column()), self._feeds[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(index.row(), shown)
            case Qt.ItemDataRole.EditRole if shown is Shown.FIELD:
                return fed or ""
            case Qt.ItemDataRole.ForegroundRole:
                quiet = fed is None or shown in {Shown.EXAMPLES, Shown.DECIDED}
                return self._dress.theme.colour("muted" if quiet else "text")
            case Qt.ItemDataRole.DecorationRole if shown is Shown.HEADER:
                name, tone = ("circle-check", Tone.SUCCESS) if fed else ("circle-x", Tone.MUTED)
                return self._dress.theme.icon(name, tone)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a column as the field of a key."""
        if index.column() != Shown.FIELD or role != Qt.ItemDataRole.EditRole:
            return False
        self.tell(index.row(), str(value))
        return True

    def _text(self, row: int, shown: Shown) -> str:
        assert self._look is not None
        column, fed, say = self._look.columns[row], self._feeds[row], self._dress.texts.say
        match shown:
            case Shown.HEADER:
                return f"{column.label}  ({column.letter})" if column.label else column.letter
            case Shown.EXAMPLES:
                return _SEPARATOR.join(dict.fromkeys(column.examples))
            case Shown.FIELD:
                return say(self._fields[fed].title if fed else LEFT_OUT)
            case Shown.DECIDED:
                return " ".join(say(each.text) for each in self._look.decisions if each.column == column.label)
