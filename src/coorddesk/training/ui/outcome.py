"""What was just done in a window that stands over the other, and the way to take it back there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.desk import Desk


class Outcome(QWidget):
    """Says what was done, what should be looked at, and what was refused; Ctrl+Z takes the last deed back."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Listen to what is told of deeds while the window is open."""
        super().__init__()
        self._desk = desk
        self._change_set: int | None = None
        self.done, self.doubt = Notice(desk, Tone.SUCCESS), Notice(desk, Tone.WARNING)
        self.trouble = Notice(desk, Tone.DANGER)
        self.undo = make_action(desk, window, _p("button", "Undo"), "undo-2", "Ctrl+Z", self._on_undo)
        self._button = tool_button(self.undo)
        self.undo.setVisible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        layout.setSpacing(TIGHT)
        for part in (self.done, self.doubt, self.trouble):
            layout.addWidget(part, 1)
        layout.addWidget(self._button)
        self.setVisible(False)
        desk.operations.told.connect(self._on_told)

    def say(self, done: Message | None, doubt: Message | None = None, trouble: Message | None = None) -> None:
        """Say these in place of those before."""
        for notice, said in ((self.done, done), (self.doubt, doubt), (self.trouble, trouble)):
            notice.say(said)
        self.setVisible(any(said is not None for said in (done, doubt, trouble)))

    def refuse(self, error: UserError) -> None:
        """Say why nothing was done."""
        self._offer(None)
        self.say(None, trouble=error.message)

    def _on_told(self, said: Message, change_set: int | None) -> None:
        self._offer(change_set)
        self.say(said)

    def _offer(self, change_set: int | None) -> None:
        self._change_set = change_set
        self.undo.setVisible(change_set is not None)

    def _on_undo(self) -> None:
        if self._change_set is not None:
            change_set, self._change_set = self._change_set, None
            work = partial(_take_back, change_set)
            self._desk.operations.job(self, _p("button", "Undo"), work, self._on_undone, self.refuse)

    def _on_undone(self, deed: Message) -> None:
        self._offer(None)
        self.say(_("Undone: {deed}", deed=deed))


def _take_back(change_set: int, database: Database, progress: Progress) -> Message:
    """As a job: what was taken back."""
    from coorddesk.core import undo  # SQL is loaded by now
    from coorddesk.core.database import Lane

    with database.transaction(lane=Lane.JOBS) as session:
        return undo.undo(session, change_set, progress)
