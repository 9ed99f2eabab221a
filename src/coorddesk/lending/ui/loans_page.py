"""The list of loans and reservations: who has what, until when, and what is overdue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _, _p
from coorddesk.lending.queries import FIELDS_OF_LOANS, LoanQuery
from coorddesk.lending.rules import Standing
from coorddesk.lending.ui.loan_card import card_of
from coorddesk.lending.ui.loan_verbs import LoanVerbs
from coorddesk.lending.ui.loans_source import NARROWING, Loans, toggled
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class LoansPage(FilteredPage):
    """How loans stand narrows the list; a loan's things are on its card."""

    title = _("Loans")
    whole = _p("view", "All that is not over")
    narrowing = NARROWING
    kinds = frozenset({"loan", "loan_line", "loan_wish", "kit", "kit_item", "person", "person_group", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "loans")
        listing = RecordList(desk, "loans", Loans(), _("Loans"), (self._none_yet(), self._none_found()))
        self.verbs = verbs = LoanVerbs(desk, self, listing)
        features, texts = desk.features, desk.texts
        part(self)
        card = Card(
            desk,
            "loan",
            lambda session, loan_id: card_of(session, loan_id, features, texts),
            [verbs.take_back, verbs.extend, verbs.printing],
            [verbs.prepare, verbs.hand_out, verbs.edit, verbs.cancel],
        )
        from coorddesk.lending.reports.lists import LISTS  # papers, which name this list's columns

        by_field = make_action(desk, self, _("Filter by any field…"), "list-filter", "F", self._on_by_field)
        paper = self.paper(print_lists(desk, self, LISTS, lambda: listing.query))
        bar = ActionBar(desk, verbs.lend, [verbs.reserve, *verbs.daily()], [by_field, verbs.remind, verbs.kits, paper])
        self.build_filtered(bar, _("Search by borrower, device, number…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), verbs.printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> LoanQuery:
        """Everything that is not over, by the day it is due."""
        return LoanQuery()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a loan; a list that leaves it out is widened. Of a kit, what belongs to it."""
        if subject[0] == "kit":
            self.verbs.open_kit(subject[1])
            return
        super().open_record(subject)

    def open_list(self, about: Subject) -> None:
        """Show the loans of a person, a class, a device or a kit, those that are over too."""
        self.views.leave()
        query = LoanQuery.about(about)
        assert query is not None
        self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show the loans that stand so."""
        self.views.leave()
        self.show_query(LoanQuery(standings=frozenset({Standing(key)})))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "hand-helping",
            _("Nothing is on loan"),
            _("Scan a badge and a device at the counter, or take in a list of loans that are under way."),
            (
                Offer(_("Go to the counter"), lambda: self.verbs.lend.trigger(), "scan-barcode"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("loans"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No loan is like that"), None, (Offer(_("Show every loan"), self.show_all),))

    def _on_filter_toggled(self, key: Any) -> None:
        """Standings are several at once."""
        self.show_query(toggled(self.query, key))

    def _on_by_field(self) -> None:
        from coorddesk.widgets.criteria_dialog import CriteriaDialog  # the list is there without any dialog

        dialog = CriteriaDialog(self.desk, self, lambda _session: FIELDS_OF_LOANS, self.query.criteria)
        dialog.chosen.connect(lambda criteria: self.show_query(replace(self.query, criteria=criteria)))
        dialog.open()
