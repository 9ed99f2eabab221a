"""What can be done with rounds: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.rounds.queries import RoundRow, TourRow
from coorddesk.rounds.service import begin_tour, delete_round, delete_tour
from coorddesk.rounds.ui.round_dialog import RoundDialog
from coorddesk.rounds.ui.touring import TouringWindow
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session


class RoundVerbs(RecordVerbs):
    """Making a round, besides what is done with any record."""

    def make_own(self) -> None:
        """One key begins the round, or goes on with it."""
        self._is_beginning = False  # a second press meanwhile is a slip
        self.make = make_action(self.desk, self.page, _("Make the round…"), "footprints", "T", self._on_make)

        self.forget = make_action(self.desk, self.page, _("Delete its last tour"), "undo-2", "", self._on_forget)

    def of_own(self) -> list[QAction]:
        """What is done each morning; a tour is deleted from the menus."""
        return [self.make]

    def refresh(self) -> None:
        """It needs a round too."""
        super().refresh()
        self.forget.setEnabled(self.delete.isEnabled())

    def _on_make(self) -> None:
        row: RoundRow | None = self.selected()
        if row is not None and not self._is_beginning:
            self._is_beginning = True
            work, done = partial(_begin, row.id), partial(self._on_begun, row.name)
            self.desk.operations.change(self, work, done, settled=self._on_begin_settled)

    def _on_forget(self) -> None:
        row: RoundRow | None = self.selected()
        if row is not None and row.last is None:
            self.desk.say(_("This round was never made."))
        elif row is not None and row.last is not None:
            said = _("The tour of {day} deleted.", day=row.last.day)
            self.desk.operations.change(self, partial(_forget, row.last), said=said)

    def _on_begun(self, called: str, tour_id: int) -> None:
        TouringWindow(self.desk, self.page, tour_id, called).open()

    def _on_begin_settled(self) -> None:
        self._is_beginning = False


def _begin(round_id: int, session: Session) -> int:
    """In the lane."""
    return begin_tour(session, round_id)


def _forget(last: TourRow, session: Session) -> None:
    """In the lane."""
    delete_tour(session, Deletion(last.id, last.version))


def _delete(session: Session, row: RoundRow) -> None:
    delete_round(session, Deletion(row.id, row.version))


ROUNDS = Ways(_("New round"), RoundRow, RoundDialog, _delete, lambda row: str(row.name))
