"""What can be done with requests: handed in, approved, refused, quoted, compared and ordered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import RequestRow
from coorddesk.purchasing.rules.states import MAY_BECOME
from coorddesk.purchasing.rules.words import RequestState
from coorddesk.purchasing.service import delete_request
from coorddesk.purchasing.ui.decide_dialog import DecideDialog, decide_at_once
from coorddesk.purchasing.ui.request_dialog import RequestDialog
from coorddesk.widgets.actions import gather, make_action, menu_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.errors import UserError

_STEPS = (
    (RequestState.TO_APPROVE, _("Hand in"), "arrow-right", "H"),
    (RequestState.APPROVED, _p("purchase request", "Approve…"), "thumbs-up", "A"),
    (RequestState.REFUSED, _p("purchase request", "Refuse…"), "circle-x", "R"),
    (RequestState.DRAFT, _("Take back to draft"), "undo-2", "B"),
)
_WITH_WORDS = frozenset({RequestState.APPROVED, RequestState.REFUSED})


class RequestVerbs(RecordVerbs):
    """Its steps, its quotes and its order, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.steps = {
            state: new(title, icon, keys, partial(self._on_step, state)) for state, title, icon, keys in _STEPS
        }
        self._stepped: tuple[int, int] | None = None
        self.way = list(self.steps.values())
        self.approve = self.steps[RequestState.APPROVED]
        gather(self.desk, _p("purchase request", "State"), self.way)
        self.step = menu_action(self.desk, self.page, _p("purchase request", "State"), "circle-dot", self.way)
        self.quote = new(_("Add a quote…"), "file-input", "Q", self._on_quote)
        self.compare = new(_("Compare quotes…"), "columns-3", "C", self._on_compare)
        self.order = new(_("Order…"), "truck", "O", self._on_order)
        self.copy = new(_("Write it again…"), "copy", "D", self._on_copy)

    def daily(self) -> list[QAction]:
        """Those that have a button of their own; the steps share one."""
        return [self.step, self.quote, self.compare, self.order, self.edit, self.copy]

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.quote, self.compare, self.order, self.copy]

    def refresh(self) -> None:
        """Offer what its state allows."""
        super().refresh()
        row = self.selected()
        state = None if row is None else row.state
        if row is not None and self._stepped != (row.id, row.version):
            self._stepped = None  # read again since
        for each, action in self.steps.items():
            action.setEnabled(state is not None and each in MAY_BECOME[state])
        self.step.setEnabled(state is not None)
        self.edit.setEnabled(state is RequestState.DRAFT)
        self.delete.setEnabled(state is RequestState.DRAFT)
        self.quote.setEnabled(state is not None and state is not RequestState.REFUSED)
        self.compare.setEnabled(row is not None and row.quotes > 0)
        self.order.setEnabled(row is not None and row.to_order > 0)

    def _on_step(self, state: RequestState) -> None:
        row = self.selected()
        if row is None:
            return
        if state in _WITH_WORDS:
            DecideDialog(self.desk, self.page, row, state).open()
        elif self._stepped != (row.id, row.version):  # a key pressed twice, before the list is read again
            self._stepped = row.id, row.version
            decide_at_once(self.desk, self.page, row, state, self._on_step_refused)

    def _on_step_refused(self, error: UserError) -> None:
        self._stepped = None
        self.desk.warn(self.page, error)

    def _on_quote(self) -> None:
        from coorddesk.purchasing.ui.quote_dialog import QuoteDialog  # each dialog when it is wanted

        row = self.selected()
        if row is not None:
            QuoteDialog(self.desk, self.page, row.id, None).begin()

    def _on_compare(self) -> None:
        from coorddesk.purchasing.ui.compare_dialog import CompareDialog  # as above

        row = self.selected()
        if row is not None:
            CompareDialog(self.desk, self.page, row.id).open()

    def _on_order(self) -> None:
        from coorddesk.purchasing.ui.ordering import order_request  # as above

        row = self.selected()
        if row is not None:
            order_request(self.desk, self.page, row.id)

    def _on_copy(self) -> None:
        from coorddesk.purchasing.ui.ordering import copy_request  # as above

        row = self.selected()
        if row is not None:
            copy_request(self.desk, self.page, row.id, self.added.emit)


def _delete(session: Session, row: RequestRow) -> None:
    delete_request(session, Deletion(row.id, row.version))


REQUESTS = Ways(_("New request"), RequestRow, RequestDialog, _delete, lambda row: str(row.title))
"""The dialogs of what is done with requests."""
