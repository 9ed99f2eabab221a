"""The list of loans and reservations: who has what, until when, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _
from coorddesk.lending.queries import LoanQuery
from coorddesk.lending.rules import Standing
from coorddesk.lending.ui.loan_card import card_of
from coorddesk.lending.ui.loan_verbs import LoanVerbs
from coorddesk.lending.ui.loans_source import (
    Loans,
    Offered,
    chips_of,
    choices_of,
    read_offered,
    toggled,
    unfiltered,
)
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.report_menu import print_lists
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk


class LoansPage(ListPage):
    """How loans stand narrows the list; a loan's things are on its card."""

    title = _("Loans")
    kinds = frozenset({"loan", "loan_line", "loan_wish", "kit", "kit_item", "person", "person_group", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "loans")
        listing = RecordList(desk, "loans", Loans(), _("Loans"), (self._none_yet(), self._none_found()))
        self.verbs = verbs = LoanVerbs(desk, self, listing)
        self._filters = FilterTree(desk, "loans")
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

        paper = self.paper(print_lists(desk, self, LISTS, lambda: listing.query))
        bar = ActionBar(desk, verbs.lend, [verbs.reserve, *verbs.for_one()], [verbs.remind, verbs.kits, paper])
        self.build(bar, _("Search by borrower, device, number…"), listing, card, self._filters)
        listing.menu_actions = [*verbs.for_one(), verbs.printing]
        self._filters.toggled.connect(lambda key: self.show_query(toggled(self.query, key)))
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self._show_all)
        verbs.added.connect(self.open_card)

    def first_query(self) -> LoanQuery:
        """Everything that is not over, by the day it is due."""
        return LoanQuery()

    def show_query(self, query: Any) -> None:
        """Show the loans that a query means, and what it is."""
        super().show_query(query)
        self._read_offered()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_offered()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a loan; a list that leaves it out is widened. Of a kit, what belongs to it."""
        if subject[0] == "kit":
            self.verbs.open_kit(subject[1])
            return
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self.show_query(LoanQuery(past=True, sort=self.query.sort, descending=self.query.descending))
            self.list.select([subject[1]])

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
        return Emptiness("search", _("No loan is like that"), None, (Offer(_("Show every loan"), self._show_all),))

    def _show_all(self) -> None:
        self.show_query(unfiltered(self.query))

    def _read_offered(self) -> None:
        query: LoanQuery = self.query
        self.desk.operations.read(
            self, lambda session: read_offered(session, query), self._show_offered, replaces="filters"
        )

    def _show_offered(self, offered: Offered) -> None:
        query: LoanQuery = self.query
        self._filters.show_choices(choices_of(query, offered))
        self.chips.show_chips(chips_of(query, offered))
