"""The counting screen: scan the label of a room, then what stands there; everything by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.directory.queries import place_options
from coorddesk.stocktaking.ui.answers import Answer
from coorddesk.stocktaking.ui.board import Board, Read, read_board
from coorddesk.stocktaking.ui.counting_verbs import CountingVerbs
from coorddesk.stocktaking.ui.head import RoomHead
from coorddesk.stocktaking.ui.scanning import Scanning
from coorddesk.widgets.actions import tool_button
from coorddesk.widgets.controls import rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.scan_field import ScanField
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_KINDS = frozenset({"stocktake", "stocktake_line", "asset", "place"})
_MOST_SUGGESTED = 8


class CountingWindow(QDialog):
    """Stands over the window; what is scanned is written at once, so that it may be left at any moment."""

    def __init__(self, desk: Desk, owner: QWidget, stocktake_id: int, called: str) -> None:
        """Count in a stocktake that is open; `open` shows it."""
        super().__init__(owner)
        self._desk = desk
        self._id = stocktake_id
        self._places: Sequence[Option] = ()
        self._was_read = False
        self.setWindowTitle(desk.texts.say(_("Count: {name}", name=called)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.scanning = Scanning(desk, stocktake_id, self)
        self.head = RoomHead(desk)
        self.field = ScanField(desk, self, _("Scan or type: a room, then what stands there"))
        self.field.takes_undo = True
        self.answer = ScanAnswer(desk)
        self.verbs = CountingVerbs(desk, self, self.scanning)
        self.board = Board(desk, stocktake_id, [self.verbs.note])
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it, nearly as large as the window that it stands over, and read."""
        self.resize(self.sizeHint())
        super().open()
        self._refresh()
        self.field.setFocus()

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        verbs.setSpacing(HAIR)
        for action in self.verbs.about_things():
            verbs.addWidget(self._verb(action))
        verbs.addStretch()
        for action in self.verbs.about_all():
            verbs.addWidget(self._verb(action, words=action is self.verbs.end))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        for part in (self.field, self.answer):
            line = QHBoxLayout()
            line.setContentsMargins(ROOM, 0, ROOM, TIGHT)
            line.addWidget(part)
            layout.addLayout(line)
        layout.addLayout(verbs)
        layout.addWidget(rule())
        layout.addWidget(self.board, 1)

    def _verb(self, action: QAction, *, words: bool = True) -> QWidget:
        """A button that gives the keyboard back to the field."""
        made = tool_button(action, words=words)
        self.field.keep(made)
        return made

    def _connect(self) -> None:
        self.field.take_keys_of(self.board.list.table)
        self.field.take_keys_of(self.board.filters)
        self.field.scanned.connect(self.scanning.scan)
        self.field.undo_wanted.connect(self.scanning.take_back)
        self.field.paused.connect(self._on_paused)
        self.field.chosen.connect(self._on_place_chosen)
        self.scanning.answered.connect(self._on_answered)
        self.scanning.went.connect(self._on_went)
        self.board.room_wanted.connect(self.scanning.go_to)
        self.verbs.answered.connect(self._on_answered)
        self.verbs.done.connect(self.field.setFocus)
        self.verbs.watch(self.board)
        self._desk.operations.committed.connect(self._on_committed)

    def _refresh(self) -> None:
        work = partial(read_board, self._id, self.scanning.room[0])
        self._desk.operations.read(self, work, self._on_read, self._on_refused, replaces="board")

    def _on_read(self, read: Read | None) -> None:
        if read is None or read.row.closed_at is not None:
            self.reject()  # deleted or closed, by another program perhaps
            return
        if not self._was_read:
            self._was_read = True
            if len(read.rooms) == 1:
                self._enter(read.rooms[0].id, read.rooms[0].path)
            elif self.scanning.last is None:
                self.answer.say(Tone.ACCENT, _("Scan the label of a room, or type its name."))
        self.head.show_progress(read.progress, in_room=self.scanning.room[0] is not None)
        self.board.show_read(read)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self._refresh()

    def _on_went(self) -> None:
        room_id, path = self.scanning.room
        self.head.show_room(path)
        self.board.show_room(room_id)
        self._refresh()

    def _on_answered(self, said: Answer) -> None:
        self.answer.say(said.tone, said.said, said.detail)
        if self.scanning.last is not None:
            self.board.show_line(self.scanning.last.line_id)
        self.verbs.refresh()

    def _on_refused(self, error: UserError) -> None:
        self.answer.say(Tone.DANGER, error.message)

    def _on_paused(self, text: str) -> None:
        """Suggest rooms for what is typed."""
        self._desk.operations.read(self, partial(_rooms, text), self._on_places_found, replaces="places")

    def _on_places_found(self, places: Sequence[Option]) -> None:
        self._places = places
        self.field.offer(places)

    def _on_place_chosen(self, place_id: int) -> None:
        self._enter(place_id, next((each.name for each in self._places if each.id == place_id), ""))

    def _enter(self, place_id: int, path: str) -> None:
        self.scanning.go_to(place_id, path)
        self.answer.say(Tone.ACCENT, _("Now in {place}", place=path), _("Scan what stands here."))

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.97 if owner is not None else QSize(1_100, 760)


def _rooms(text: str, session: Session) -> Sequence[Option]:
    """In the lane."""
    return place_options(session, text, _MOST_SUGGESTED)
