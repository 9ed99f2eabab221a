"""The words that nobody knows as a list: where each stands, how often, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.shell.import_wizard.choice_line import Choice
from coorddesk.shell.import_wizard.words import Fate, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_USE = "="
"""Before the name that is used in place of a word."""


class Told(IntEnum):
    """The columns of the list, from left to right."""

    FIELD = 0
    WORD = 1
    ROWS = 2
    FATE = 3


_TITLES: dict[Told, Message] = {
    Told.FIELD: _("Field"),
    Told.WORD: _("In the sheet"),
    Told.ROWS: _p("how many rows have it", "Rows"),
    Told.FATE: _("What becomes of it"),
}
FATE_ICONS = {Fate.CREATE: "circle-plus", Fate.USE: "arrow-right", Fate.EMPTY: "circle-dot", Fate.REFUSE: "circle-x"}


class WordsModel(QAbstractTableModel):
    """What people see of the words, and decide about them.

    Signals:
        told: something was decided.
    """

    told = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        """Start without words."""
        super().__init__(parent)
        self._look = look
        self.words: list[Word] = []
        self._names: Mapping[str, Sequence[str]] = {}

    def show_words(self, words: list[Word], names: Mapping[str, Sequence[str]]) -> None:
        """Show words; `names` are all that the desk knows, by field."""
        self.beginResetModel()
        self.words, self._names = words, names
        self.endResetModel()

    def choices(self, row: int) -> list[Choice]:
        """What may become of a word: the nearest names first, all others last."""
        word, say = self.words[row], self._look.texts.say
        nearest = [Choice(_USE + name, say(_("Use “{name}”", name=name)), say(_("near"))) for name in word.nearest]
        fates = [fate for fate in Fate if fate is not Fate.USE and (fate is not Fate.CREATE or word.is_creatable)]
        others = [
            Choice(_USE + name, say(_("Use “{name}”", name=name)))
            for name in self._names.get(word.field.key, ())
            if name not in word.nearest
        ]
        return [*nearest, *(Choice(fate.value, say(fate_words(fate, word))) for fate in fates), *others]

    def present(self, row: int) -> str:
        """The key of the choice that a word stands at."""
        word = self.words[row]
        return _USE + word.meant if word.fate is Fate.USE else word.fate.value

    def take(self, row: int, key: str) -> None:
        """Decide about one word."""
        if key == self.present(row):
            return
        uses = key.startswith(_USE)
        fate, meant = (Fate.USE, key.removeprefix(_USE)) if uses else (Fate(key), "")
        self.words[row] = replace(self.words[row], fate=fate, meant=meant)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Told) - 1))
        self.told.emit()

    def take_all(self, field_key: str, fate: Fate) -> None:
        """Decide about all words of a field."""
        self.words = [
            replace(word, fate=fate, meant="") if word.field.key == field_key else word for word in self.words
        ]
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Told) - 1))
        self.told.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """A row for each word."""
        return 0 if parent.isValid() else len(self.words)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """What is said of each."""
        return 0 if parent.isValid() else len(Told)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._look.texts.say(_TITLES[Told(section)])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What becomes of a word may be changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Told.FATE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One thing about a word."""
        word, told = self.words[index.row()], Told(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(word, told)
            case Qt.ItemDataRole.ToolTipRole:
                return self._look.texts.say(_("First in row {row}", row=verbatim(str(word.first_row))))
            case Qt.ItemDataRole.ForegroundRole if told in {Told.FIELD, Told.ROWS}:
                return self._look.theme.colour("muted")
        return None

    def _text(self, word: Word, told: Told) -> str:
        say = self._look.texts.say
        match told:
            case Told.FIELD:
                return say(word.field.title)
            case Told.WORD:
                return word.text
            case Told.ROWS:
                return self._look.texts.number(word.count)
            case Told.FATE:
                return say(fate_words(word.fate, word))


def fate_words(fate: Fate, word: Word) -> Message:
    """What becomes of a word, in words."""
    match fate:
        case Fate.CREATE:
            return _("Create “{name}”", name=word.text)
        case Fate.USE:
            return _("Use “{name}”", name=word.meant)
        case Fate.EMPTY:
            return _("Leave it empty")
        case Fate.REFUSE:
            return _("Refuse the rows")
