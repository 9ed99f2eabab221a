"""Sorting a list: asked for in its heading, done by the database, remembered for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.source import Source


class Sorting(QObject):
    """Keeps the heading's arrow where the query says, and the choice under the key "sort.NAME".

    Signals:
        wanted: the key of a column, and whether downwards.
    """

    wanted = Signal(str, bool)

    def __init__(self, desk: Desk, name: str, source: Source[Any, Any], header: QHeaderView) -> None:
        """Start without an arrow."""
        super().__init__(header)
        self._desk = desk
        self._key = f"sort.{name}"
        self._source = source
        self._header = header
        self._shown = ("", False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def use(self, name: str) -> None:
        """Go by another name in the memory."""
        self._key = f"sort.{name}"

    def forget(self) -> None:
        """Remember nothing under this name any more."""
        self._desk.settings.remember(self._key, None)

    def as_left(self, query: Any) -> Any:
        """A query, sorted as the list was when its user left it."""
        key, descending = self._desk.settings.recall(self._key) or (None, False)
        if not isinstance(key, str) or not self._source.can_sort(key):
            return query
        return self._source.sorted_by(query, key, descending=descending)

    def show(self, query: Any) -> None:
        """Put the arrow where the query says."""
        self._shown = self._source.sort_of(query)
        self._point()

    def choose(self, query: Any, key: str, *, descending: bool) -> Any:
        """The query sorted another way, which is remembered."""
        self._desk.settings.remember(self._key, [key, descending])
        return self._source.sorted_by(query, key, descending=descending)

    def on_heading_clicked(self, place: int, descending: bool) -> None:
        """Pass on what a click asks for; where it asks for nothing new, the arrow goes back."""
        key = self._source.columns[place].key if place >= 0 else ""
        if not self._shown[0] or self._shown == (key, descending):
            return  # the heading says what is so already
        if not key or key in self._source.unsortable:
            self._point()
        else:
            self.wanted.emit(key, descending)

    def _point(self) -> None:
        key, descending = self._shown
        place = next((place for place, column in enumerate(self._source.columns) if column.key == key), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(place, order)
