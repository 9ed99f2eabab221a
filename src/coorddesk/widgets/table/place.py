"""A reader's place in a list: the selection, the current record and the scroll, kept while it is read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from coorddesk.widgets.table.difference import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coorddesk.widgets.table.model import RecordModel
    from coorddesk.widgets.table.view import RecordTable

_Flag = QItemSelectionModel.SelectionFlag


class Place(QObject):
    """Finds the way back after each arrival of rows.

    Qt itself carries the current record along with the rows that stay, and the selection where rows only come and go.
    Here is what it leaves open: the selection through a new order, the scroll, and a current record that is gone.
    """

    def __init__(self, table: RecordTable, model: RecordModel) -> None:
        """Watch the model for arrivals."""
        super().__init__(table)
        self._table = table
        self._model = model
        self.is_moving = False
        """Whether the selection is on its way to the new order and not to be believed."""
        self._left = _Left()
        model.arriving.connect(self._on_arriving)
        model.arrived.connect(self._on_arrived)

    def select(self, wanted: Iterable[int]) -> int:
        """Select records by id in place of what is selected, and show the first; returns how many are in the list."""
        sought = set(wanted)
        self._model.headings.reveal(sought)
        rows = self._rows_of(sought)
        if rows:
            first = self._model.index(rows[0], 0)
            self._table.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
            self._select_rows(rows)
            self._table.scrollTo(first)
        return len(rows)

    def _on_arriving(self, reordered: bool) -> None:
        ids = self._model.ids
        top = self._table.top()
        self._left = _Left(
            is_moved=reordered,
            top_id=None if top is None else ids[top[0]],
            top_offset=0 if top is None else top[1],
            current_row=self._table.current_row(),
            selected=self._table.selected_ids() if reordered else [],
        )
        if reordered:  # or Qt would follow each selected cell by itself
            self.is_moving = True
            self._table.selectionModel().clearSelection()

    def _on_arrived(self) -> None:
        left, self._left = self._left, _Left()
        if left.selected:
            self._select_rows(self._rows_of(left.selected))
        self.is_moving = False
        has_current = self._table.currentIndex().isValid()
        if not has_current and left.current_row is not None and self._model.ids:
            beside = self._model.index(min(left.current_row, len(self._model.ids) - 1), 0)
            self._table.selectionModel().setCurrentIndex(beside, _Flag.NoUpdate)
        if not left.is_moved:
            self._scroll_back(left)
        elif has_current:
            self._table.scrollTo(self._table.currentIndex())
        else:
            self._table.scrollToTop()

    def _scroll_back(self, left: _Left) -> None:
        """Put the row that stood at the top there again; at the very top, newcomers are welcome to be seen."""
        if left.top_id is not None and left.top_id in self._model.ids:
            self._table.scroll_to(self._model.ids.index(left.top_id), left.top_offset)

    def _rows_of(self, wanted: Iterable[int]) -> list[int]:
        sought = set(wanted)
        return [row for row, record_id in enumerate(self._model.ids) if record_id in sought]

    def _select_rows(self, rows: list[int]) -> None:
        selection = QItemSelection()
        last_column = self._model.columnCount() - 1
        for first, last in ranges(rows):
            selection.select(self._model.index(first, 0), self._model.index(last, last_column))
        self._table.selectionModel().select(selection, _Flag.ClearAndSelect)


@dataclass(frozen=True)
class _Left:
    """What the reader left: None for a top that was the very top, and for no current record."""

    is_moved: bool = False
    top_id: int | None = None
    top_offset: int = 0
    current_row: int | None = None
    selected: Sequence[int] = ()
