"""The ledger: every move of money, with the document that wrote it; what is wrong is taken back, never edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.budget.queries import DecisionRow, MoveQuery, MoveRow, decision
from coorddesk.budget.reports import LEDGER
from coorddesk.budget.ui.move_card import read_move_card
from coorddesk.budget.ui.move_filters import NARROWING
from coorddesk.budget.ui.move_source import Moves
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_DECISION = "budget_decision"


class MovesPage(FilteredPage):
    """Enter opens the card of a move, O its document, L its line."""

    title = _("Ledger")
    kinds = frozenset({"budget_move", "budget_line", "budget_decision", "fiscal_year"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "moves")
        listing = RecordList(desk, "moves", Moves(), self.title, (self._none_yet(), self._none_found()))
        new = partial(make_action, desk, self)
        self.document = new(_("Open the document"), "external-link", "O", self._on_document)
        self.line = new(_("Its budget line"), "coins", "T", self._on_line)
        self.correct = new(_p("budget decision", "Take back…"), "undo-2", "B", self._on_correct)
        part(self)
        texts = desk.texts
        card = Card(
            desk,
            "budget_move",
            lambda session, move_id: read_move_card(session, move_id, texts),
            [self.document, self.line],
            [self.correct],
        )
        papers = print_lists(desk, self, (LEDGER,), lambda: self.query)
        bar = ActionBar(desk, self.document, [self.line, self.correct], [self.paper(papers)], icon="external-link")
        self.build_filtered(bar, _("Search by document or line…"), listing, card)
        listing.menu_actions = [self.document, self.line, self.correct]
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def first_query(self) -> MoveQuery:
        """Every move, the latest first."""
        return MoveQuery()

    def open_list(self, about: Subject) -> None:
        """Show the moves of a line, a year or a document."""
        query = MoveQuery.about(about)
        if query is not None:
            self.views.leave()
            self.show_query(query)
            self.list.setFocus()

    def _refresh(self) -> None:
        row = self._selected()
        for action in (self.document, self.line):
            action.setEnabled(row is not None)
        self.correct.setEnabled(row is not None and row.document[0] == _DECISION and row.counter_of_id is None)

    def _selected(self) -> MoveRow | None:
        ids = self.list.selected_ids()
        row = self.list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, MoveRow) else None

    def _on_document(self) -> None:
        row = self._selected()
        if row is not None:
            self.desk.open_record(row.opens)

    def _on_line(self) -> None:
        row = self._selected()
        if row is not None:
            self.desk.open_record(("budget_line", row.line_id))

    def _on_correct(self) -> None:
        row = self._selected()
        if row is not None and row.document[0] == _DECISION:
            work = partial(_decision, row.document[1])
            self.desk.operations.read(self, work, self._take_back, replaces="decision")

    def _take_back(self, found: DecisionRow) -> None:
        from coorddesk.budget.ui.correction_dialog import CorrectionDialog  # the list is there without any dialog

        CorrectionDialog(self.desk, self, found).open()

    def _none_yet(self) -> Emptiness:
        hint = _(
            "Each decision, order, invoice and payment writes here what it means for the lines of the budget. "
            "Begin in the situation, by deciding on credits."
        )
        return Emptiness("coins", _("Nothing was written yet"), hint)

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No move is like that"), None, (Offer(_("Show every move"), self.show_all),))


def _decision(decision_id: int, session: Session) -> DecisionRow:
    """In the lane; of which nothing stands any more, there is nothing to take back."""
    found = decision(session, decision_id)
    if found is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    if found.is_taken_back:
        raise UserError(_("Nothing of it is left to take back."))
    return found
