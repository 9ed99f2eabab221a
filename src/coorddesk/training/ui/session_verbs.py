"""What can be done with sessions: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.training.queries import SessionRow
from coorddesk.training.reports.sheets import SHEETS
from coorddesk.training.rules.states import FOLLOWING, is_back
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import delete_session
from coorddesk.training.ui.session_deeds import CancelDialog, CopySessionDialog, WriteDialog, step
from coorddesk.training.ui.session_dialog import SessionDialog
from coorddesk.widgets.actions import gather, make_action, menu_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

_STEPS = (
    (SessionState.OPEN, _("Open for registration"), "door-open", "O"),
    (SessionState.CONFIRMED, _p("training session", "Confirm"), "check", "C"),
    (SessionState.HELD, _p("training session", "It was held"), "circle-check", "H"),
    (SessionState.CLOSED, _p("training session", "Close"), "archive", "L"),
)


class SessionVerbs(RecordVerbs):
    """Its steps, its people and its papers, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.people = new(_p("training", "Participants"), "users", "P", self._on_people)
        self.sheet = new(_("Attendance sheet"), "printer", "A", self._on_sheet)
        self.attendance = new(_("Type the attendance…"), "keyboard", "T", self._on_attendance)
        self.write = new(_("Write to those registered…"), "mail", "W", self._on_write)
        self.steps = {
            state: new(title, icon, keys, partial(self._on_step, state)) for state, title, icon, keys in _STEPS
        }
        self.cancel = new(_("Cancel…"), "circle-x", "X", self._on_cancel)
        self.back = new(_("One step back"), "undo-2", "B", self._on_back)
        self.way = [*self.steps.values(), self.cancel, self.back]
        gather(self.desk, _p("training session", "State"), self.way)
        self.step = menu_action(self.desk, self.page, _p("training session", "State"), "circle-dot", self.way)
        self.copy = new(_("Copy to another date…"), "copy", "D", self._on_copy)

    def daily(self) -> list[QAction]:
        """Those that have a button of their own; the steps share one."""
        return [self.people, self.sheet, self.attendance, self.step, self.edit, self.copy]

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.people, self.sheet, self.attendance, self.write, self.copy]

    def refresh(self) -> None:
        """Steps are taken by several at once, where each of them may."""
        super().refresh()
        for action in (self.sheet, self.step):
            action.setEnabled(bool(self.list.selected_ids()))
        rows = self._rows()
        states = {row.state for row in rows}
        for state, action in self.steps.items():
            action.setEnabled(bool(states) and all(_leads(each, state) for each in states))
        self.cancel.setEnabled(bool(states) and all(SessionState.CANCELLED in FOLLOWING[each] for each in states))
        before = {_before(each) for each in states}
        self.back.setEnabled(len(before) == 1 and None not in before)
        self.write.setEnabled(bool(rows) and all(row.is_coming for row in rows))

    def _rows(self) -> Sequence[SessionRow]:
        """The sessions selected that were painted."""
        rows = map(self.list.row, self.list.selected_ids())
        return [row for row in rows if isinstance(row, SessionRow)]

    def _on_people(self) -> None:
        from coorddesk.training.ui.participants_window import ParticipantsWindow  # each window when it is wanted

        row = self.selected()
        if row is not None:
            ParticipantsWindow(self.desk, self.page, row.id).open()

    def _on_sheet(self) -> None:
        ids = tuple(self.list.selected_ids())
        if ids:
            self.desk.preview_report(SHEETS, ids)

    def _on_attendance(self) -> None:
        from coorddesk.training.ui.attendance_window import AttendanceWindow  # as above

        row = self.selected()
        if row is not None:
            AttendanceWindow(self.desk, self.page, row.id).open()

    def _on_write(self) -> None:
        ids = self.list.selected_ids()
        if ids:
            WriteDialog(self.desk, self.page, ids).open()

    def _on_step(self, state: SessionState) -> None:
        ids = self.list.selected_ids()
        if ids:
            step(self.desk, self.page, ids, state)

    def _on_cancel(self) -> None:
        ids = self.list.selected_ids()
        if ids:
            CancelDialog(self.desk, self.page, ids).open()

    def _on_back(self) -> None:
        before = {_before(row.state) for row in self._rows()}
        state = before.pop() if len(before) == 1 else None
        if state is not None:
            step(self.desk, self.page, self.list.selected_ids(), state)

    def _on_copy(self) -> None:
        row = self.selected()
        if row is not None:
            dialog = CopySessionDialog(self.desk, self.page, row)
            dialog.saved.connect(self.added)
            dialog.open()


def _leads(before: SessionState, after: SessionState) -> bool:
    """Whether a step goes on, rather than back."""
    return after in FOLLOWING[before] and not is_back(before, after)


def _before(state: SessionState) -> SessionState | None:
    """What a step back leads to, if there is one."""
    return next((each for each in FOLLOWING[state] if is_back(state, each)), None)


def _delete(session: Session, row: SessionRow) -> None:
    delete_session(session, Deletion(row.id, row.version))


SESSIONS = Ways(_("New session"), SessionRow, SessionDialog, _delete, lambda row: str(row.title))
