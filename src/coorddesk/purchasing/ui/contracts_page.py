"""The contracts: what costs money again and again, when notice is to be given, and what of it is committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.purchasing.queries.contracts import (
    CONTRACT_COLUMNS,
    ContractQuery,
    ContractRow,
    contract_ids,
    contracts_page,
    stated_contracts,
)
from coorddesk.purchasing.reports.contracts import CONTRACT_REPORTS
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.contract_words import ContractState
from coorddesk.purchasing.ui.contract_card import STATE_TONES, read_contract_card
from coorddesk.purchasing.ui.contract_filters import NARROWING, unfiltered
from coorddesk.purchasing.ui.contract_part import contract_part
from coorddesk.purchasing.ui.contract_verbs import CONTRACTS, ContractVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Contracts(Source[ContractRow, ContractQuery]):
    """Contracts as rows of a table."""

    columns = CONTRACT_COLUMNS
    shown = ("name", "supplier", "state", "ends_on", "notice_by", "every", "price", "yearly")
    groupable = ("kind", "state", "supplier")

    def noun(self, count: int) -> Message:
        """How many contracts."""
        return _n("{count} contract", "{count} contracts", count)

    def ids(self, session: Session, query: ContractQuery) -> Sequence[int]:
        """The contracts that a query means."""
        return contract_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, ContractRow]:
        """Their rows."""
        return contracts_page(session, ids)

    def stated(self, session: Session, query: ContractQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *stated_contracts(session, query).values())

    def is_narrowed(self, query: ContractQuery) -> bool:
        """Whether contracts are left out that are not over."""
        return replace(unfiltered(query), past=query.past) != query

    def dots(self) -> Mapping[str, Callable[[ContractRow], Tone | None]]:
        """How each stands, at a glance; a notice to give stands out."""
        return {"state": lambda row: STATE_TONES[row.state], "notice_by": _noticed}


class ContractsPage(FilteredPage):
    """Contracts that run, the one whose notice is due first at the top."""

    title = _("Contracts")
    kinds = frozenset(
        {
            "contract",
            "contract_step",
            "contract_about",
            "instalment",
            "instalment_change",
            "invoice",
            "fiscal_year",
            "budget_line",
            "supplier",
        }
    )
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "contracts")
        listing = RecordList(desk, "contracts", Contracts(), self.title, (self._none_yet(), self._none_found()))
        verbs = self.verbs = ContractVerbs(desk, self, listing, CONTRACTS)
        part(self)
        printing = print_records(desk, self, "contract", listing.selected_ids)
        features, texts = desk.features, desk.texts
        self.told = contract_part(desk, self)
        card = Card(
            desk,
            "contract",
            lambda session, contract_id: read_contract_card(session, contract_id, features, texts),
            [verbs.commit, verbs.renew, verbs.terminate],
            [verbs.edit, verbs.reprice, verbs.take_back, verbs.delete, printing],
            [self.told],
        )
        bar = ActionBar(
            desk,
            verbs.new,
            [verbs.commit_all, *verbs.for_one()],
            [self.paper(print_lists(desk, self, CONTRACT_REPORTS, lambda: listing.query))],
        )
        self.build_filtered(bar, _("Search by name, supplier, number…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), verbs.take_back, printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> ContractQuery:
        """Every contract that is not over."""
        return ContractQuery()

    def open_list(self, about: Subject) -> None:
        """Show the contracts of a supplier, or those that cover a record."""
        query = ContractQuery.about(about)
        if query is not None:
            self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show the contracts that an alert is about."""
        self.show_narrowed(need=ContractNeed(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "calendar-clock",
            _("No contract yet"),
            _("Copiers, the internet line, a yearly licence: what each costs, and by when notice is to be given."),
            (
                Offer(_("Write a contract down"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("contracts"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every contract"), self.show_all)
        return Emptiness("search", _("No contract is like that"), None, (offer,))


def _noticed(row: ContractRow) -> Tone | None:
    return Tone.WARNING if row.state is ContractState.TO_DECIDE or row.now.is_missed else None
