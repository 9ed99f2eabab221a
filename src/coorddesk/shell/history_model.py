"""The history as a list: change sets, the latest first, fetched as one scrolls."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.story import ChangeSetRow
    from coorddesk.widgets.desk import Desk

Index = QModelIndex | QPersistentModelIndex

_AT_ONCE = 200
_PICTURES = {"do": "circle-dot", "undo": "undo-2", "redo": "redo-2", "told": "info"}
SOURCES = {
    "window": _("Window"),
    "command line": _("Command line"),
    "kiosk": _("Kiosk"),
    "clock": _p("from where", "By itself"),
}
_NOWHERE = QModelIndex()


class HistoryColumn(IntEnum):
    """The columns, from left to right."""

    DEED = 0
    MOMENT = 1
    ACTOR = 2
    SOURCE = 3


_TITLES: dict[HistoryColumn, Message] = {
    HistoryColumn.DEED: _("What was done"),
    HistoryColumn.MOMENT: _("When"),
    HistoryColumn.ACTOR: _("Who"),
    HistoryColumn.SOURCE: _("From where"),
}


class HistoryModel(QAbstractTableModel):
    """Rows of the history, read in the reading lane.

    Signals:
        read: more rows are there.
    """

    read = Signal()

    def __init__(self, desk: Desk) -> None:
        """Hold nothing yet; `reload` reads the latest."""
        super().__init__()
        self._desk = desk
        self._rows: list[ChangeSetRow] = []
        self._is_whole = True
        self._is_reading_anew = False
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    def reload(self) -> None:
        """Read the latest change sets anew, as many as there are."""
        asked = max(_AT_ONCE, len(self._rows))
        self._is_reading_anew = True
        self._desk.operations.read(
            self,
            lambda session: _latest(session, None, asked),
            lambda rows: self._replace(rows, asked),
            settled=self._on_settled,
            replaces="rows",
        )

    def row_at(self, row: int) -> ChangeSetRow:
        """The change set shown there."""
        return self._rows[row]

    def place_of(self, change_set: int | None) -> int | None:
        """The row of a change set, if it was read."""
        return next((place for place, row in enumerate(self._rows) if row.id == change_set), None)

    def _on_settled(self) -> None:
        self._is_reading_anew = False

    def _replace(self, rows: Sequence[ChangeSetRow], asked: int) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._is_whole = len(rows) < asked
        self.endResetModel()
        self.read.emit()

    def _append(self, rows: Sequence[ChangeSetRow]) -> None:
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows += rows
        self._is_whole = len(rows) < _AT_ONCE
        self.endInsertRows()
        self.read.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return len(HistoryColumn)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be earlier ones, which follow those that are being read anew."""
        return not self._is_whole and not self._is_reading_anew

    def fetchMore(self, parent: Index) -> None:
        """Ask for earlier ones."""
        self._is_whole = True  # until the answer says otherwise
        last = self._rows[-1].id
        self._desk.operations.read(
            self, lambda session: _latest(session, last, _AT_ONCE), self._append, replaces="rows"
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts.say(_TITLES[HistoryColumn(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        row = self._rows[index.row()]
        is_deed = index.column() == HistoryColumn.DEED
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, HistoryColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole if is_deed:
                text, undone = self._text(row, HistoryColumn.DEED), self._desk.texts.say(_p("change", "undone"))
                return text if row.stands else f"{text} ({undone})"
            case Qt.ItemDataRole.FontRole if is_deed and not row.stands:
                return self._struck
            case Qt.ItemDataRole.ForegroundRole if not row.stands or not is_deed:
                return self._desk.theme.colour("muted")
            case Qt.ItemDataRole.DecorationRole if is_deed:
                return self._desk.theme.icon(_PICTURES[row.direction], Tone.ACCENT if row.stands else Tone.MUTED)
        return None

    def _text(self, row: ChangeSetRow, column: HistoryColumn) -> str:
        texts = self._desk.texts
        match column:
            case HistoryColumn.DEED:
                return texts.say(row.deed)
            case HistoryColumn.MOMENT:
                return texts.moment(row.moment)
            case HistoryColumn.ACTOR:
                return row.actor
            case HistoryColumn.SOURCE:
                return texts.say(SOURCES[row.source]) if row.source in SOURCES else row.source


def _latest(session: Session, before: int | None, limit: int) -> list[ChangeSetRow]:
    from coorddesk.core import story  # loads SQL, which comes after the first paint

    return story.change_sets(session, limit=limit, before=before)
