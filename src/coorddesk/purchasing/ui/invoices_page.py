"""The invoices and credit notes: what is to be paid first, paid and put right from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.purchasing.queries import (
    FIELDS_OF_INVOICES,
    INVOICE_COLUMNS,
    INVOICE_SORTS,
    InvoiceQuery,
    InvoiceRow,
    invoice_ids,
    invoices_page,
    said_invoice_criteria,
    stated_invoices,
)
from coorddesk.purchasing.reports import INVOICE_LIST, INVOICES_OF_MONTH, UNPAID
from coorddesk.purchasing.rules.narrowing import InvoiceNeed
from coorddesk.purchasing.ui.invoice_card import read_invoice_card, tone_of
from coorddesk.purchasing.ui.invoice_filters import NARROWING, unfiltered
from coorddesk.purchasing.ui.invoice_part import invoice_part
from coorddesk.purchasing.ui.invoice_verbs import INVOICES, InvoiceVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.record_verbs import find_by_fields
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Invoices(Source[InvoiceRow, InvoiceQuery]):
    """Invoices as rows of a table."""

    columns = INVOICE_COLUMNS
    unsortable = frozenset(column.key for column in INVOICE_COLUMNS) - INVOICE_SORTS
    shown = ("number", "supplier", "state", "gross", "left", "due_on", "day", "label", "orders")

    def noun(self, count: int) -> Message:
        """How many invoices."""
        return _n("{count} invoice", "{count} invoices", count)

    def ids(self, session: Session, query: InvoiceQuery) -> Sequence[int]:
        """The invoices that a query means."""
        return invoice_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, InvoiceRow]:
        """Their rows."""
        return invoices_page(session, ids)

    def stated(self, session: Session, query: InvoiceQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        criteria = said_invoice_criteria(session, query.criteria)
        return (*super().stated(session, query), *stated_invoices(session, query).values(), *criteria)

    def is_narrowed(self, query: InvoiceQuery) -> bool:
        """Whether invoices are left out that are not over."""
        return replace(unfiltered(query), past=query.past) != query

    def dots(self) -> Mapping[str, Callable[[InvoiceRow], Tone | None]]:
        """How far each is, at a glance."""
        return {"state": tone_of, "due_on": _late}


class InvoicesPage(FilteredPage):
    """Invoices until they are paid."""

    title = _("Invoices")
    kinds = frozenset(
        {
            "invoice",
            "invoice_line",
            "payment",
            "purchase_order",
            "receipt",
            "budget_line",
            "supplier",
        }
    )
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "invoices")
        empty = (self._none_yet(), self._none_found())
        listing = RecordList(desk, "invoices", Invoices(), self.title, empty)
        verbs = self.verbs = InvoiceVerbs(desk, self, listing, INVOICES)
        part(self)
        criteria = find_by_fields(desk, self, FIELDS_OF_INVOICES, lambda query: replace(query, past=True))
        printing = print_records(desk, self, "invoice", listing.selected_ids)
        offered = desk.offers(self, "invoice", listing.selected_ids)
        features, texts = desk.features, desk.texts
        self.told = invoice_part(desk, self)
        card = Card(
            desk,
            "invoice",
            lambda session, invoice_id: read_invoice_card(session, invoice_id, features, texts),
            [verbs.pay, verbs.order, verbs.edit],
            [verbs.delete, printing, *offered],
            [self.told],
        )
        papers = print_lists(desk, self, (INVOICE_LIST, UNPAID, INVOICES_OF_MONTH), lambda: self.query)
        bar = ActionBar(desk, verbs.new, verbs.daily(), [criteria, self.paper(papers)])
        self.build_filtered(bar, _("Search by number, supplier, order…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing, *offered]
        verbs.added.connect(lambda entered: self.open_card(entered.id if hasattr(entered, "id") else entered))

    def first_query(self) -> InvoiceQuery:
        """Every invoice that is not paid, the latest first."""
        return InvoiceQuery()

    def open_list(self, about: Subject) -> None:
        """Show the invoices of a record, those that are over too."""
        query = InvoiceQuery.about(about)
        if query is not None:
            self.views.leave()
            self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show the invoices that need something."""
        if key in set(InvoiceNeed):
            self.show_narrowed(need=InvoiceNeed(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "file-text",
            _("No invoice is to be paid"),
            _("An invoice uses up what its order committed. One without an order is charged as it is."),
            (
                Offer(_("Enter an invoice"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Show those that are paid"), self._show_past, "history"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offers = (Offer(_("Show every invoice"), self.show_all), Offer(_("Show those that are paid"), self._show_past))
        return Emptiness("search", _("No invoice is like that"), None, offers)

    def _show_past(self) -> None:
        self.show_query(replace(unfiltered(self.query), past=True))


def _late(row: InvoiceRow) -> Tone | None:
    return Tone.DANGER if row.late else None
