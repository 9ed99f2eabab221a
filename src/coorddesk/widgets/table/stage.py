"""Where a list's table stands, or what is said in its place: that there is nothing yet, or nothing like that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from coorddesk.widgets.empty import EmptyState

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.empty import Emptiness


class Stage(QStackedWidget):
    """Blank until something is known."""

    def __init__(self, desk: Desk, table: QWidget) -> None:
        """`table` is shown when there are records."""
        super().__init__()
        self._desk = desk
        self._table = table
        self._empty = QWidget()
        self.addWidget(self._empty)
        self.addWidget(table)

    def show_table(self) -> None:
        """There are records."""
        self.setCurrentWidget(self._table)

    def show_emptiness(self, emptiness: Emptiness) -> None:
        """There are none: say so, and offer what to do about it."""
        state = EmptyState(self._desk, emptiness)
        old, self._empty = self._empty, state
        self.addWidget(state)
        self.setCurrentWidget(state)
        self.removeWidget(old)
        old.deleteLater()
        before = self._table
        for offer in state.buttons:
            QWidget.setTabOrder(before, offer)
            before = offer

    def part(self) -> QWidget | None:
        """What shows the records; until they are there the keyboard waits."""
        shown = self.currentWidget()
        return None if shown is self._empty and not isinstance(shown, EmptyState) else shown
