"""Making a round: the list in its order, one key for each stop, and what one wants to know beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.rounds.queries import CheckRow, Insight, TourRow, checks, insight, tour
from coorddesk.rounds.rules import Outcome
from coorddesk.rounds.service import Look, end_tour, look, take_back
from coorddesk.rounds.ui.cards import check_card
from coorddesk.rounds.ui.fault_dialog import FaultDialog
from coorddesk.rounds.ui.stops_list import StopsList
from coorddesk.rounds.ui.tour_head import TourHead
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.card import Card
from coorddesk.widgets.controls import rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_KINDS = frozenset({"round_tour", "round_check", "ticket", "asset", "place"})
_CARD_WIDTH = 360


@dataclass(frozen=True)
class Read:
    """A tour and its stops by now."""

    row: TourRow
    checks: tuple[CheckRow, ...]


class TouringWindow(QDialog):
    """Stands over the window; each key is written at once, so that it may be left at any moment."""

    def __init__(self, desk: Desk, owner: QWidget, tour_id: int, called: str) -> None:
        """Make a tour; `open` shows it."""
        super().__init__(owner)
        self._desk = desk
        self._id = tour_id
        self._is_busy = self._is_reporting = False
        self.setWindowTitle(desk.texts.say(_("Round: {name}", name=called)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.head = TourHead(desk, called)
        self.answer = ScanAnswer(desk)
        self.list = StopsList(desk)
        texts = desk.texts
        self.card = Card(desk, "round_check", lambda session, i: check_card(session, i, texts), [], [])
        self.card.can_close(can=False)
        self._make_verbs()
        self._lay_out()
        self.list.picked.connect(self.card.show_record)
        self.list.opened.connect(lambda: self._look(Outcome.OK))
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show it, nearly as large as the window that it stands over, and read."""
        self.resize(self.sizeHint())
        super().open()
        self._refresh()
        self.answer.say(Tone.ACCENT, _("Look at the first, then press O if all is well, F for a fault, S to skip it."))
        self.list.setFocus()

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.97 if owner is not None else QSize(1_100, 760)

    def _make_verbs(self) -> None:
        new = partial(make_action, self._desk, self)
        self.ok = new(_p("round verb", "OK"), "circle-check", "O", partial(self._look, Outcome.OK))
        self.fault = new(_p("round verb", "Fault…"), "triangle-alert", "F", self._on_fault)
        self.skip = new(_p("round verb", "Skip"), "arrow-right", "S", partial(self._look, Outcome.SKIPPED))
        self.back = new(_p("counting", "Take back"), "undo-2", "Ctrl+Z", self._on_back)
        self.end = new(_("End the round"), "archive", "F9", self._on_end)
        self.leave = new(_p("counting", "Leave"), "log-out", "Ctrl+W", self.reject)
        for action in (self.ok, self.fault, self.skip, self.back):
            keys = action.shortcut().toString()
            action.setIconText(f"{action.iconText()}\N{EN SPACE}{keys}")

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        verbs.setSpacing(HAIR)
        for action in (self.ok, self.fault, self.skip, self.back):
            verbs.addWidget(_button(action))
        verbs.addStretch()
        for action in (self.end, self.leave):
            verbs.addWidget(_button(action))
        said = QHBoxLayout()
        said.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        said.addWidget(self.answer)
        board = QSplitter(Qt.Orientation.Horizontal)
        board.setChildrenCollapsible(False)
        board.setHandleWidth(1)
        board.addWidget(self.list)
        board.addWidget(self.card)
        board.setStretchFactor(0, 1)
        board.setSizes([1_000, _CARD_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(said)
        layout.addLayout(verbs)
        layout.addWidget(rule())
        layout.addWidget(board, 1)

    def _refresh(self) -> None:
        self._desk.operations.read(self, partial(_read, self._id), self._on_read, self._on_refused, replaces="tour")

    def _on_read(self, read: Read | None) -> None:
        if read is None:
            self.reject()  # deleted, by another program perhaps
            return
        self.list.show_checks(read.checks)
        self.head.show_tour(read.row)
        self.end.setEnabled(read.row.ended_at is None)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self._refresh()
            self.card.reload()  # the last stop stays the current one

    def _look(self, outcome: Outcome) -> None:
        check = self.list.current()
        if check is None or self._is_busy:
            return
        self._is_busy = True
        done = partial(self._on_looked, check, outcome)
        work = partial(_look, Look(check.id, outcome))
        self._desk.operations.change(self, work, done, self._on_refused, settled=self._on_settled)

    def _on_looked(self, check: CheckRow, outcome: Outcome, _nothing: None) -> None:
        is_ok = outcome is Outcome.OK
        said = _("{thing}: OK", thing=check.called) if is_ok else _("{thing}: skipped", thing=check.called)
        self.answer.say(Tone.SUCCESS if is_ok else Tone.ACCENT, said)
        self.list.go_on(check.id)

    def _on_fault(self) -> None:
        check = self.list.current()
        if check is not None and not self._is_busy and not self._is_reporting:
            self._is_reporting = True
            work = partial(_insight, check.id)
            self._desk.operations.read(self, work, self._on_insight, self._on_refused)

    def _on_insight(self, seen: Insight | None) -> None:
        self._is_reporting = False
        if seen is None:
            return
        if seen.check.ticket_id is not None:
            self.answer.say(
                Tone.WARNING, _("Ticket n° {number} tells it already.", number=digits(seen.check.ticket_id))
            )
            return
        dialog = FaultDialog(self._desk, self, seen)
        dialog.saved.connect(partial(self._on_reported, seen.check))
        dialog.finished.connect(lambda _result: self.list.setFocus())
        dialog.open()

    def _on_reported(self, check: CheckRow, number: int) -> None:
        said = _("{thing}: fault, ticket n° {number}", thing=check.called, number=digits(number))
        self.answer.say(Tone.WARNING, said)
        self.list.go_on(check.id)

    def _on_back(self) -> None:
        work = partial(_take_back, self._id)
        self._desk.operations.change(self, work, self._on_taken_back, self._on_refused)

    def _on_taken_back(self, deed: Message) -> None:
        self.answer.say(Tone.ACCENT, _("Taken back"), deed)

    def _on_end(self) -> None:
        work = partial(_end, self._id)
        self._desk.operations.change(self, work, lambda _nothing: self.accept(), self._on_refused)

    def _on_settled(self) -> None:
        self._is_busy = False

    def _on_refused(self, error: UserError) -> None:
        self._is_reporting = False
        self.answer.say(Tone.DANGER, error.message)


def _button(action: QAction) -> QWidget:
    """A button that leaves the keyboard in the list."""
    made = tool_button(action)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _read(tour_id: int, session: Session) -> Read | None:
    """In the lane."""
    row = tour(session, tour_id)
    return None if row is None else Read(row, checks(session, tour_id))


def _insight(check_id: int, session: Session) -> Insight | None:
    """In the lane."""
    return insight(session, check_id)


def _look(wish: Look, session: Session) -> None:
    """In the lane."""
    look(session, wish)


def _take_back(tour_id: int, session: Session) -> Message:
    """In the lane."""
    return take_back(session, tour_id)


def _end(tour_id: int, session: Session) -> None:
    """In the lane."""
    end_tour(session, tour_id)
