"""The suppliers: who sells, repairs or lends to us, and what came from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.queries import (
    SUPPLIER_COLUMNS,
    SupplierQuery,
    SupplierRow,
    supplier_counts,
    supplier_ids,
    supplier_page,
)
from coorddesk.directory.reports import SUPPLIERS as SUPPLIER_REPORT
from coorddesk.directory.rules import SUPPLIER_KIND_FILTERS, SupplierKind
from coorddesk.directory.ui.cards import supplier_card
from coorddesk.directory.ui.record_verbs import SUPPLIERS
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.record_verbs import RecordVerbs
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Suppliers(Source[SupplierRow, SupplierQuery]):
    """Suppliers as rows of a table."""

    columns = SUPPLIER_COLUMNS
    shown = ("name", "kind", "contact", "email", "phone", "contacts", "customer_number")
    groupable = ("kind",)

    def noun(self, count: int) -> Message:
        """How many suppliers."""
        return _n("{count} supplier", "{count} suppliers", count)

    def ids(self, session: Session, query: SupplierQuery) -> Sequence[int]:
        """The suppliers that a query means."""
        return supplier_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SupplierRow]:
        """Their rows."""
        return supplier_page(session, ids)

    def stated(self, session: Session, query: SupplierQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        kind = () if query.kind is None else (SUPPLIER_KIND_FILTERS[query.kind],)
        return (*super().stated(session, query), *kind)

    def is_narrowed(self, query: SupplierQuery) -> bool:
        """Whether suppliers are left out."""
        return bool(query.text) or query.kind is not None


class SuppliersPage(ListPage):
    """What was bought from a supplier is on its card."""

    title = _("Suppliers")
    is_timeless = True
    kinds = frozenset({"supplier", "contact", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "suppliers")
        listing = RecordList(desk, "suppliers", Suppliers(), _("Suppliers"), (self._none_yet(), self._none_found()))
        self.verbs = RecordVerbs(desk, self, listing, SUPPLIERS)
        self._filters = FilterTree(desk, "suppliers")
        features = desk.features
        part(self)
        offered_first = desk.offers(self, "supplier", listing.selected_ids, first=True)
        offered = desk.offers(self, "supplier", listing.selected_ids)
        printing = print_records(desk, self, "supplier", listing.selected_ids)
        card = Card(
            desk,
            "supplier",
            lambda session, supplier_id: supplier_card(session, supplier_id, features),
            [*offered_first, self.verbs.edit],
            [*offered, self.verbs.delete, printing],
        )
        bar = ActionBar(
            desk,
            self.verbs.new,
            self.verbs.for_one(),
            [self.paper(print_lists(desk, self, [SUPPLIER_REPORT], lambda: listing.query))],
        )
        self.build(bar, _("Search by name or contact…"), listing, card, self._filters)
        listing.menu_actions = [*offered_first, *offered, *self.verbs.for_one(), printing]
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self._show_all)
        self.verbs.added.connect(self.open_card)

    def first_query(self) -> SupplierQuery:
        """Every supplier."""
        return SupplierQuery()

    def show_query(self, query: Any) -> None:
        """Show the suppliers that a query means, and what it is."""
        super().show_query(query)
        self._read_counts()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_counts()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a supplier; a search that leaves it out is dropped."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self._show_all()
            self.list.select([subject[1]])

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "truck",
            _("No supplier yet"),
            _("They also come by themselves with a sheet of devices that names them."),
            (
                Offer(_("Add a supplier"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("suppliers"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every supplier"), self._show_all)
        return Emptiness("search", _("No supplier is called so"), None, (offer,))

    def _show_all(self) -> None:
        self.show_query(replace(self.query, text="", kind=None))

    def _read_counts(self) -> None:
        self.desk.operations.read(self, supplier_counts, self._show_counts, replaces="filters")

    def _show_counts(self, counts: Mapping[SupplierKind, int]) -> None:
        query: SupplierQuery = self.query
        choices = tuple(
            Choice(kind, SUPPLIER_KIND_FILTERS[kind], count, query.kind is kind) for kind, count in counts.items()
        )
        self._filters.show_choices([Choices("kind", _("Kind of supplier"), choices)])
        self.chips.show_chips(
            [] if query.kind is None else [Chip(SUPPLIER_KIND_FILTERS[query.kind], replace(query, kind=None))]
        )

    def _on_filter_toggled(self, key: str) -> None:
        kind = SupplierKind(key)
        self.show_query(replace(self.query, kind=None if self.query.kind is kind else kind))
