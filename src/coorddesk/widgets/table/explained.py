"""Figures of a list that tell what they are made of: a record's, those of a heading, the sum of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from coorddesk.widgets.table.record_list import RecordList


class ExplainedFigures(QObject):
    """Enter on a figure asks for it, or two clicks; the columns are those that the source names in `explained`.

    Signals:
        opened: the ids of the records behind a figure, and the key of its column.
    """

    opened = Signal(object, str)

    def __init__(self, listing: RecordList) -> None:
        """Follow the table of a list, and the row of its sums."""
        super().__init__(listing)
        self._list = listing
        listing.table.figure_opened.connect(self._on_opened)
        listing.total_row.opened.connect(lambda place: self._explain(self.all_ids(), place))

    def current_key(self) -> str:
        """The key of the column that the keyboard is in."""
        index = self._list.table.currentIndex()
        return self._list.source.columns[index.column()].key if index.isValid() else ""

    def all_ids(self) -> list[int]:
        """The ids of every record that was found, folded away or not."""
        return [each for number in self._list.model.ids for each in self._ids_in(number)]

    def _ids_in(self, number: int) -> Sequence[int]:
        """The records that a row stands for; a heading whose records are shown stands for none but them."""
        headings = self._list.model.headings
        if number > 0:
            return (number,)
        return headings.records(number) if headings.is_folded(number) else ()

    def _on_opened(self, row: int, place: int) -> None:
        number = self._list.model.ids[row]
        self._explain([number] if number > 0 else self._list.model.headings.records(number), place)

    def _explain(self, ids: Sequence[int], place: int) -> None:
        self.opened.emit(list(ids), self._list.source.columns[place].key)
