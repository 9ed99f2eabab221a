"""What can be done with budget lines: explained, changed, given credits and moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coorddesk.budget.queries.line_list import (
    LineFigures,
)
from coorddesk.budget.service import LineOrder, delete_line, order_lines
from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.record_dialog import RecordDialog
    from coorddesk.widgets.table.record_list import RecordList


class LineVerbs(RecordVerbs):
    """The page says which year is shown.

    Signals:
        why_wanted: the ids of some lines, and the key of the column whose figure is to be explained.
        first_year_wanted: there is no year to add a line to.
    """

    why_wanted = Signal(object, str)
    first_year_wanted = Signal()

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList, year_id: Callable[[], int | None]) -> None:
        """Make every action; `year_id` is the year that is shown, None where there is none."""
        self._year_id = year_id
        super().__init__(desk, page, listing, Ways(_("New line"), LineFigures, self._form, _delete, _name))

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.why = new(_("Why this figure?"), "circle-help", "W", self._on_why)
        self.moves = new(_("Its moves"), "list", "T", self._on_moves)
        self.decide = new(_("Decide on credits…"), "clipboard-check", "D", self._on_decide)
        self.transfer = new(_("Transfer…"), "arrow-left-right", "X", self._on_transfer)
        self.up = new(_("Move up"), "arrow-up", "Alt+Up", lambda: self._on_moved(-1))
        self.down = new(_("Move down"), "arrow-down", "Alt+Down", lambda: self._on_moved(1))

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.moves]

    def for_one(self) -> list[QAction]:
        """What needs lines stands before what is done with the year."""
        return [self.why, self.moves, self.transfer, self.edit, self.up, self.down, self.delete]

    def refresh(self) -> None:
        """The order of lines is seen only where the list stands in it."""
        super().refresh()
        is_ordered = self.list.query is not None and self.list.query.sort == "position"
        for action in (self.up, self.down):
            action.setEnabled(is_ordered and len(self.list.selected_ids()) == 1)

    def offer_for(self, *, year: bool) -> None:
        """Without a year there is nothing to decide on, and no figure to ask about."""
        self.refresh()
        for action in (self.why, self.decide, self.transfer):
            action.setEnabled(year)

    def _form(self, desk: Desk, owner: QWidget, row: LineFigures | None) -> RecordDialog:
        from coorddesk.budget.ui.line_dialog import LineDialog  # the list is there without any dialog, here and below

        return LineDialog(desk, owner, self._year_id(), row)

    def _on_new(self) -> None:
        if self._year_id() is None:
            self.first_year_wanted.emit()
        else:
            super()._on_new()

    def _on_why(self) -> None:
        """The current figure of the lines selected, or else what is available on them."""
        ids = self.list.selected_ids() or self.list.figures.all_ids()
        self.why_wanted.emit(ids, self.list.figures.current_key())

    def _on_moves(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.open_list("budget_move", ("budget_line", row.id))

    def _on_decide(self) -> None:
        from coorddesk.budget.ui.decision_dialog import DecisionDialog

        year_id = self._year_id()
        if year_id is not None:
            DecisionDialog(self.desk, self.page, year_id).open()

    def _on_transfer(self) -> None:
        from coorddesk.budget.ui.transfer_dialog import TransferDialog

        year_id = self._year_id()
        if year_id is not None:
            TransferDialog(self.desk, self.page, year_id, self.selected()).open()

    def _on_moved(self, steps: int) -> None:
        row, year_id = self.selected(), self._year_id()
        if row is not None and year_id is not None:
            ids = self.list.figures.all_ids()
            place = ids.index(row.id)
            if 0 <= place + steps < len(ids):
                ids.insert(place + steps, ids.pop(place))
                self.desk.operations.change(self, partial(_order, year_id, ids))


def _order(year_id: int, ids: Sequence[int], session: Session) -> None:
    """In the lane."""
    order_lines(session, LineOrder(year_id, tuple(ids)))


def _delete(session: Session, row: LineFigures) -> None:
    delete_line(session, Deletion(row.id, row.version))


def _name(row: LineFigures) -> str:
    return row.called
