"""The strip over the sheet: which field each column feeds, how it came to that, and how its cells are read."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.kind import FieldType
from coorddesk.shell.import_wizard.choice_line import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.importing.kind import ImportField
    from coorddesk.importing.look import Look
    from coorddesk.shell.import_wizard.sheet_model import SheetModel
    from coorddesk.widgets.desk import Look as Dress

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_JOINED = frozenset({FieldType.TEXT, FieldType.LINK})
NOTHING, TWO = "", "+"
_AND = "&"
"""Before the key of a field that several columns feed together."""

LEFT_OUT = _("Left out")
READINGS: dict[str, Message] = {
    "dmy": _("day first: 31/01/2026"),
    "mdy": _("month first: 01/31/2026"),
    "ymd": _("year first: 26/01/31"),
    ",": _("decimal comma: 1 234,50"),
    ".": _("decimal point: 1,234.50"),
}


class Decided(IntEnum):
    """The lines of the strip, from the top down."""

    FIELD = 0
    WHY = 1
    READS = 2


TITLES: dict[Decided, Message] = {
    Decided.FIELD: _("Taken as"),
    Decided.WHY: _("Why"),
    Decided.READS: _("Reads as"),
}


class StripModel(QAbstractTableModel):
    """What was decided about each column; the columns are those of the sheet below.

    Signals:
        mapping_told: what columns feed, by "[C]": the text of `Options.mapping` each.
        two_fields_asked: the place of a column that should feed two fields.
        reading_told: the key of a field and how its cells are read.
    """

    mapping_told = Signal(object)
    two_fields_asked = Signal(int)
    reading_told = Signal(str, str)

    def __init__(self, dress: Dress, sheet: SheetModel, parent: QObject) -> None:
        """Stand over `sheet`."""
        super().__init__(parent)
        self._dress = dress
        self._sheet = sheet
        self._fields: dict[str, ImportField] = {}
        self._feeds: dict[int, tuple[str, ...]] = {}
        self._width = 0

    def show_look(self, look: Look, fields: Sequence[ImportField]) -> None:
        """Show what was decided; the sheet below shows the same look by now."""
        width = self._sheet.columnCount()
        anew = width != self._width
        if anew:
            self.beginResetModel()
        self._fields = {field.key: field for field in fields}
        self._feeds = {column.index: column.fields for column in look.columns}
        self._width = width
        if anew:
            self.endResetModel()
        else:
            self._tell_changed()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(width - 1, 0))

    def feeds(self, place: int) -> tuple[str, ...]:
        """The keys of the fields that a column feeds."""
        return self._feeds.get(place, ())

    def choices(self, index: Index) -> list[Choice]:
        """What may be chosen in a cell of the strip."""
        say = self._dress.texts.say
        column = self._sheet.column_at(index.column())
        if column is None:
            return []
        if index.row() == Decided.READS:
            return [Choice(each, say(READINGS.get(each, verbatim(each)))) for each in column.readings]
        choices = [Choice(NOTHING, say(LEFT_OUT))]
        for key, field in self._fields.items():
            letters = [self._sheet.letter(place) for place, keys in self._feeds.items() if key in keys]
            elsewhere = ", ".join(letter for letter in letters if letter != column.letter)
            now = say(_("now column {letters}", letters=elsewhere)) if elsewhere else ""
            choices.append(Choice(key, say(field.title), now))
            if elsewhere and field.type in _JOINED:
                together = say(_("together with column {letters}", letters=elsewhere))
                choices.append(Choice(_AND + key, say(field.title), together))
        return [*choices, Choice(TWO, say(_("Two fields…")))]

    def present(self, index: Index) -> str:
        """The key of the choice that a cell of the strip stands at."""
        if index.row() == Decided.READS:
            column = self._sheet.column_at(index.column())
            return (column.reading if column is not None else None) or ""
        return "+".join(self.feeds(index.column()))

    def take(self, index: Index, key: str) -> None:
        """Decide a cell of the strip anew."""
        if key == self.present(index):
            return
        if index.row() == Decided.READS:
            self.reading_told.emit(self.feeds(index.column())[0], key)
        elif key == TWO:
            self.two_fields_asked.emit(index.column())
        else:
            self.tell(index.column(), key)

    def tell(self, place: int, key: str) -> None:
        """Let a column feed fields ("model", "manufacturer+model", "" none); another that fed them does so no more."""
        keys = tuple(filter(None, key.removeprefix(_AND).split("+")))
        told = {place: keys}
        for other, fed in self._feeds.items():
            if other == place or not set(fed) & set(keys):
                continue
            told[other] = fed if key.startswith(_AND) else tuple(each for each in fed if each not in keys)
        self._feeds |= told
        self._tell_changed()
        self.mapping_told.emit({f"[{self._sheet.letter(each)}]": "+".join(told[each]) for each in sorted(told)})

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The lines of the strip."""
        return 0 if parent.isValid() else len(Decided)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The columns of the sheet."""
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The letter and the header of a column; what a line of the strip says."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._dress.texts.say(TITLES[Decided(section)])
        column = self._sheet.column_at(section)
        letter = self._sheet.letter(section)
        return f"{letter}  {column.label}" if column is not None and column.label != f"[{letter}]" else letter

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The field may be changed, and the reading where there is a choice."""
        column, flags = self._sheet.column_at(index.column()), super().flags(index)
        free = index.row() == Decided.FIELD or (index.row() == Decided.READS and column and column.readings)
        return flags | Qt.ItemFlag.ItemIsEditable if column is not None and free else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One decision about one column."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.EditRole:
                return self._text(index.column(), Decided(index.row()))
            case Qt.ItemDataRole.AccessibleTextRole:
                line = self._dress.texts.say(TITLES[Decided(index.row())])
                header = self.headerData(index.column(), Qt.Orientation.Horizontal)
                return f"{header}, {line}: {self._text(index.column(), Decided(index.row()))}"
        return None

    def _text(self, place: int, line: Decided) -> str:
        say, column, feeds = self._dress.texts.say, self._sheet.column_at(place), self.feeds(place)
        if column is None:
            return ""
        match line:
            case Decided.FIELD if column.beside and not feeds:
                return say(_("Another table"))
            case Decided.FIELD:
                return " + ".join(say(self._fields[key].title) for key in feeds if key in self._fields) or say(LEFT_OUT)
            case Decided.WHY:
                return say(column.why) if column.why is not None and column.fields == feeds else ""
            case Decided.READS:
                return say(column.reads) if column.reads is not None and feeds else ""

    def _tell_changed(self) -> None:
        if self._width:
            self.dataChanged.emit(self.index(0, 0), self.index(len(Decided) - 1, self._width - 1))
