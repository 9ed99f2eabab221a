"""A page around one list: its bar, a field to search in, chips of what is filtered, and the card of a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _n
from coorddesk.widgets.chips import Chips
from coorddesk.widgets.controls import rule
from coorddesk.widgets.page import Page
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from coorddesk.core.database import Changes
    from coorddesk.core.feature import Subject
    from coorddesk.widgets.actions import ActionBar
    from coorddesk.widgets.card import Card
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList

_SEARCH_WIDTH = 420
_CARD_WIDTH = 380
_SIDE_WIDTH = 232


class ListPage(Page):
    """What every list of records has in common; the feature's page adds its verbs and filters.

    Enter opens the card of a record and goes into it, Esc comes back to the list, and from there closes the card.
    The query is the feature's frozen dataclass with a field `text`.
    """

    kinds: frozenset[str] = frozenset()
    """The tables whose change makes what is shown out of date."""

    def __init__(self, desk: Desk, name: str) -> None:
        """`name` is the page's key in the desk's memory."""
        super().__init__(desk)
        self._name = name
        self._is_stale = True
        self._was_read = False

    def build(self, bar: ActionBar, search: Message, listing: RecordList, card: Card, side: QWidget | None) -> None:
        """Put the parts together; `side` stands at the left of the list."""
        self.list, self.card, self.side = listing, card, side
        self.search = SearchField(self.desk, search)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.chips = Chips(self.desk)
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        line.setSpacing(TIGHT)
        line.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.chips, 3, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(0)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        for part in (side, self._framed(listing), card):
            if part is not None:
                self._split.addWidget(part)
        self._split.setStretchFactor(self._split.count() - 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(line)
        layout.addWidget(rule())
        layout.addWidget(self._split, 1)
        card.setVisible(bool(self.desk.settings.recall(f"card.{self._name}", default=False)))
        self._set_widths()
        self._connect()

    @property
    def query(self) -> Any:
        """What the list shows."""
        return self.list.query

    def first_query(self) -> Any:
        """What the list shows at first; the feature's page says it."""
        raise NotImplementedError

    def show_query(self, query: Any) -> None:
        """Let the list and the field show a query."""
        self.search.show_text(query.text)
        self.list.show_query(query)

    def open_card(self, record_id: int) -> None:
        """Select a record and open its card."""
        self.list.select([record_id])
        self._show_card(shown=True)
        self.card.show_record(record_id)
        self.card.setFocus()

    def _framed(self, listing: RecordList) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "sheet")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(listing)
        return frame

    def _set_widths(self) -> None:
        widths = self.desk.settings.recall(f"split.{self._name}")
        count = self._split.count()
        if not isinstance(widths, list) or len(widths) != count:
            widths = [1_000, _CARD_WIDTH] if self.side is None else [_SIDE_WIDTH, 1_000, _CARD_WIDTH]
        self._split.setSizes(widths)

    def _connect(self) -> None:
        self.search.searched.connect(lambda text: self.show_query(replace(self.query, text=text)))
        self.search.left.connect(self.list.setFocus)
        self.list.activated.connect(self.open_card)
        self.list.selection_changed.connect(self._on_selection_changed)
        self.list.table.installEventFilter(self)
        self.card.left.connect(self.list.setFocus)
        self.card.closed.connect(self._on_card_closed)
        self._split.splitterMoved.connect(self._on_splitter_moved)

    def _on_selection_changed(self) -> None:
        if not self._was_read:  # the table takes the keyboard once it is there to be seen
            self._was_read = True
            self.list.setFocus()
        if self.card.isHidden():
            return
        selected = self.list.selected_ids()
        if len(selected) == 1:
            self.card.show_record(selected[0])
        else:
            self.card.say(_n("{count} selected", "{count} selected", len(selected)) if selected else None)

    def _on_card_closed(self) -> None:
        self._show_card(shown=False)
        self.list.setFocus()

    def _on_splitter_moved(self) -> None:
        self.desk.settings.remember(f"split.{self._name}", self._split.sizes())

    def _show_card(self, *, shown: bool) -> None:
        if shown is self.card.isHidden():
            self.card.setVisible(shown)
            self.desk.settings.remember(f"card.{self._name}", shown)

    def shown(self) -> None:
        """Read what is shown, the first time or if it was left stale."""
        if self.query is None:
            self.show_query(self.first_query())
        elif self._is_stale:
            self.reload()
        self._is_stale = False

    def changed(self, changes: Changes) -> None:
        """Read again, now or when the page comes to the front."""
        if not changes.kinds & self.kinds:
            return
        if self.isVisible() and self.query is not None:
            self.reload()
        else:
            self._is_stale = True

    def open_record(self, subject: Subject) -> None:
        """Show the card of a record."""
        self.open_card(subject[1])

    def focus_search(self) -> None:
        """Put the cursor into the field, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reload(self) -> None:
        """Read everything shown again."""
        self.list.reload()
        if not self.card.isHidden():
            self.card.reload()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the list closes the card."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress and not self.card.isHidden():
            self._on_card_closed()
            return True
        return super().eventFilter(watched, event)
