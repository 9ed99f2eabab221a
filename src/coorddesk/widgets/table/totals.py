"""What a list adds up to: all that was found and what is selected, computed by the database once it is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.grouping import Sums
    from coorddesk.widgets.table.source import Source

_AFTER_MILLISECONDS = 250  # of quiet: adding up must not hold up the list while somebody types or selects


class Totals(QObject):
    """Reads sums after the list; what they were before stands until then.

    Signals:
        changed: `found` or `selected` are others.
    """

    changed = Signal()

    def __init__(self, desk: Desk, source: Source[Any, Any], parent: QObject) -> None:
        """Start without any."""
        super().__init__(parent)
        self._desk = desk
        self._source = source
        self._query: Any = None
        self._ids: Sequence[int] = ()
        self._is_held_back = False
        self.found: Sums = {}
        self.selected: Sums = {}
        self._find_soon = QTimer(self, interval=_AFTER_MILLISECONDS, singleShot=True)
        self._find_soon.timeout.connect(self._find)
        self._select_soon = QTimer(self, interval=_AFTER_MILLISECONDS, singleShot=True)
        self._select_soon.timeout.connect(self._select)

    @property
    def selected_count(self) -> int:
        """How many records are selected."""
        return len(self._ids)

    def of_query(self, query: Any) -> None:
        """Add up what a query finds, soon."""
        if self._has_sums():
            self._query = query
            self._find_soon.start()

    def wait(self) -> None:
        """Add nothing up while the list is being read: what was found comes first."""
        self._find_soon.stop()

    def of_selection(self, ids: Sequence[int]) -> None:
        """Add up records, soon; none at once."""
        self._ids = ids
        self.selected = {}
        if self._has_sums():
            if ids:
                self._select_soon.start()
            else:
                self._select_soon.stop()

    def hold_back(self) -> None:
        """Add nothing up any more."""
        self._is_held_back = True
        self._find_soon.stop()
        self._select_soon.stop()

    def _has_sums(self) -> bool:
        return not self._is_held_back and any(column.total for column in self._source.columns)

    def _find(self) -> None:
        source, query = self._source, self._query

        def read(session: Session) -> Sums:
            return source.sums(session, query)

        self._desk.operations.read(self, read, self._on_found, replaces="found")

    def _select(self) -> None:
        source, ids = self._source, self._ids

        def read(session: Session) -> Sums:
            return source.sums_of(session, ids)

        self._desk.operations.read(self, read, self._on_selected, replaces="selected")

    def _on_found(self, sums: Sums) -> None:
        self.found = sums
        self.changed.emit()

    def _on_selected(self, sums: Sums) -> None:
        if self._ids and not self._select_soon.isActive():
            self.selected = sums
            self.changed.emit()
