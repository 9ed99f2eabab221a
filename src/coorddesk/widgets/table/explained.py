"""Figures of a list that tell what they are made of: a record's, those of a heading, the sum of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from coorddesk.widgets.table.source import Source
    from coorddesk.widgets.table.total_row import TotalRow
    from coorddesk.widgets.table.view import RecordTable


class ExplainedFigures(QObject):
    """Enter on a figure asks for it, or two clicks; the columns are those that the source names in `explained`.

    Signals:
        opened: the ids of the records behind a figure, and the key of its column.
    """

    opened = Signal(object, str)

    def __init__(self, source: Source[Any, Any], table: RecordTable, total_row: TotalRow) -> None:
        """Follow the table of a list, and the row of its sums."""
        super().__init__(table)
        self._source, self._table, self._records = source, table, table.records
        table.figure_opened.connect(self._on_opened)
        total_row.opened.connect(lambda place: self._explain(self.all_ids(), place))

    def current_key(self) -> str:
        """The key of the column that the keyboard is in."""
        index = self._table.currentIndex()
        return self._source.columns[index.column()].key if index.isValid() else ""

    def all_ids(self) -> list[int]:
        """The ids of every record that was found, folded away or not."""
        return [each for number in self._records.ids for each in self._ids_in(number)]

    def _ids_in(self, number: int) -> Sequence[int]:
        """The records that a row stands for; a heading whose records are shown stands for none but them."""
        headings = self._records.headings
        if number > 0:
            return (number,)
        return headings.records(number) if headings.is_folded(number) else ()

    def _on_opened(self, row: int, place: int) -> None:
        number = self._records.ids[row]
        self._explain([number] if number > 0 else self._records.headings.records(number), place)

    def _explain(self, ids: Sequence[int], place: int) -> None:
        self.opened.emit(list(ids), self._source.columns[place].key)
