"""The parts of a list's page side by side: filters, the list, and the card of one record, which comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from coorddesk.core.messages import _n

if TYPE_CHECKING:
    from coorddesk.widgets.card import Card
    from coorddesk.widgets.desk import Memory
    from coorddesk.widgets.table.record_list import RecordList

_CARD_WIDTH = 380
_SIDE_WIDTH = 232


class ListSplit(QSplitter):
    """Lets the card show what is selected, and remembers widths and whether it is open.

    Esc in the list closes the card.
    """

    def __init__(self, memory: Memory, name: str, side: QWidget, listing: RecordList, card: Card) -> None:
        """`name` is the page's key in the desk's memory."""
        super().__init__(Qt.Orientation.Horizontal)
        self._memory = memory
        self._name = name
        self._list = listing
        self._card = card
        self._was_read = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for part in (side, _framed(listing), card):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        card.setVisible(bool(memory.recall(f"card.{name}", default=False)))
        widths = memory.recall(f"split.{name}")
        fits = isinstance(widths, list) and len(widths) == self.count()
        self.setSizes(widths if fits else [_SIDE_WIDTH, 1_000, _CARD_WIDTH])
        listing.selection_changed.connect(self._on_selection_changed)
        listing.table.installEventFilter(self)
        card.left.connect(listing.setFocus)
        card.closed.connect(self._on_card_closed)
        self.splitterMoved.connect(lambda: memory.remember(f"split.{name}", self.sizes()))

    def show_card(self, *, shown: bool) -> None:
        """Open the card or close it."""
        if shown is self._card.isHidden():
            self._card.setVisible(shown)
            self._memory.remember(f"card.{self._name}", shown)

    def _on_selection_changed(self) -> None:
        if not self._was_read:  # the table takes the keyboard once it is there to be seen
            self._was_read = True
            self._list.setFocus()
        if self._card.isHidden():
            return
        selected = self._list.selected_ids()
        if len(selected) == 1:
            self._card.show_record(selected[0])
        else:
            self._card.say(_n("{count} selected", "{count} selected", len(selected)) if selected else None)

    def _on_card_closed(self) -> None:
        self.show_card(shown=False)
        self._list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the list closes the card."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress and not self._card.isHidden():
            self._on_card_closed()
            return True
        return super().eventFilter(watched, event)


def _framed(listing: RecordList) -> QWidget:
    frame = QFrame()
    frame.setProperty("kind", "sheet")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(listing)
    return frame
