"""What stands below the scan field: states and rooms with what is left, the lines of a stocktake, the card of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from coorddesk.core.messages import _, _n, _p, verbatim
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.stocktaking.queries import (
    LineQuery,
    LineRow,
    Progress,
    RoomLeft,
    StocktakeRow,
    progress,
    rooms_left,
    stocktake,
)
from coorddesk.stocktaking.rules import COUNT_FIELDS, LINE_STATE_TITLES, LineState
from coorddesk.stocktaking.ui.cards import line_card
from coorddesk.stocktaking.ui.sources import STATE_TONES, Lines
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.table.record_list import RecordList, with_selected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QResizeEvent
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_SIDE_WIDTH, _CARD_WIDTH = 250, 340
_ROOM_FOR_CARD = 1_000


@dataclass(frozen=True)
class Read:
    """All that is counted by now: the stocktake, how far it is, what is left in each room."""

    row: StocktakeRow
    progress: Progress
    rooms: tuple[RoomLeft, ...]


class Board(QSplitter):
    """Shows what is left in the room, or whatever is chosen on the left.

    Signals:
        room_wanted: the id and path of a room that was chosen; (None, "") to leave it.
        opened: the row of a line: double-clicked, or current when Enter was pressed.
        picked: other lines are selected.
    """

    room_wanted = Signal(object, str)
    opened = Signal(object)
    picked = Signal()

    def __init__(self, desk: Desk, stocktake_id: int, verbs: Sequence[QAction]) -> None:
        """Read nothing yet; `verbs` stand on the card of a line."""
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self._id = stocktake_id
        self._state: LineState | None = LineState.EXPECTED
        self._here_only = True
        self._room: int | None = None
        self._read: Read | None = None
        self.filters = FilterTree(desk, "counting")
        nothing = Emptiness(
            "circle-check",
            _("Nothing of that kind here"),
            _("Scan the label of the next room, or choose on the left what to look at."),
        )
        self.list = RecordList(desk, "counting", Lines(), _("Things of the stocktake"), (nothing, nothing))
        texts = desk.texts
        self.card = Card(desk, "stocktake_line", lambda session, i: line_card(session, i, texts), verbs, [])
        self.card.can_close(can=False)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for part in (self.filters, _framed(self.list), self.card):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.setSizes([_SIDE_WIDTH, 1_000, _CARD_WIDTH])
        self.filters.toggled.connect(self._on_toggled)
        self.list.selection_changed.connect(self._on_selected)
        self.list.activated.connect(self._on_activated)

    def show_room(self, room_id: int | None) -> None:
        """Show what is left there."""
        self._room = room_id
        self._query()

    def show_read(self, read: Read) -> None:
        """Show new numbers, and the lines as they are by now."""
        self._read = read
        self._show_choices()
        self._query()

    def toggle_room(self) -> None:
        """Show what is left everywhere, or in the room alone."""
        self._here_only = not self._here_only
        self._show_choices()
        self._query()

    def show_line(self, line_id: int | None) -> None:
        """Show the card of what was scanned last."""
        if line_id is not None:
            self.card.show_record(line_id)

    def selected(self) -> list[LineRow]:
        """The lines that are selected, as far as they were painted."""
        rows = (self.list.row(line_id) for line_id in self.list.selected_ids())
        return [row for row in rows if isinstance(row, LineRow)]

    def with_selected(self, work: Callable[[list[LineRow]], object]) -> None:
        """Do something with all lines that are selected, those too that were never painted."""
        with_selected(self.list, work)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the list."""
        return self.list.table.hasFocus()

    def _query(self) -> None:
        states = frozenset() if self._state is None else frozenset({self._state})
        room = self._room if self._here_only else None
        query: LineQuery = self.list.query or LineQuery(self._id)
        self.list.show_query(replace(query, states=states, room=room))

    def _show_choices(self) -> None:
        if self._read is None:
            return
        here = self._here_only and self._room is not None
        counts = self._read.progress.room if here else self._read.progress.whole
        states = tuple(
            Choice(
                ("state", state),
                LINE_STATE_TITLES[state],
                getattr(counts, COUNT_FIELDS[state]),
                self._state is state,
                STATE_TONES[state],
            )
            for state in LineState
        )
        where = (
            Choice(("here", True), _("This room"), None, self._here_only),
            Choice(("here", False), _("Everywhere"), None, not self._here_only),
        )
        rooms = tuple(
            Choice(("room", (room.id, room.path)), verbatim(self._short(room.path)), room.left, room.id == self._room)
            for room in self._read.rooms
        )
        self.filters.show_choices(
            [
                Choices("state", _p("filter", "Show"), states),
                Choices("here", _p("filter", "Where"), where),
                Choices("rooms", _("Left in each room"), rooms),
            ]
        )

    def _short(self, path: str) -> str:
        """The path of a room without what all of them stand in."""
        around = self._read.row.place if self._read is not None else None
        if path == around:
            return path.rpartition(PATH_SEPARATOR)[2]
        return path.removeprefix(f"{around}{PATH_SEPARATOR}") if around else path

    def _on_toggled(self, key: tuple[str, Any]) -> None:
        kind, value = key
        match kind:
            case "state":
                self._state = None if self._state is value else value
            case "here":
                self._here_only = value
            case "room":
                is_left = value[0] == self._room
                self.room_wanted.emit(None if is_left else value[0], "" if is_left else value[1])
                return
        self._show_choices()
        self._query()

    def _on_selected(self) -> None:
        ids = self.list.selected_ids()
        if self.has_keyboard() and len(ids) == 1:
            self.card.show_record(ids[0])
        elif self.has_keyboard() and ids:
            self.card.say(_n("{count} selected", "{count} selected", len(ids)))
        self.picked.emit()

    def _on_activated(self, line_id: int) -> None:
        row = self.list.row(line_id)
        if isinstance(row, LineRow):
            self.opened.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list needs the room of the card."""
        super().resizeEvent(event)
        self.card.setVisible(self.width() >= _ROOM_FOR_CARD)


def read_board(stocktake_id: int, room_id: int | None, session: Session) -> Read | None:
    """In the lane; None if the stocktake is no longer there."""
    row = stocktake(session, stocktake_id)
    if row is None:
        return None
    return Read(row, progress(session, stocktake_id, room_id), rooms_left(session, stocktake_id))


def _framed(listing: RecordList) -> QWidget:
    frame = QFrame()
    frame.setProperty("kind", "sheet")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(listing)
    return frame
