"""The suppliers: who sells, repairs or lends to us, and what came from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.queries import SUPPLIER_COLUMNS, SupplierQuery, SupplierRow, supplier_ids, supplier_page
from coorddesk.directory.ui.cards import supplier_card
from coorddesk.directory.ui.record_verbs import SUPPLIERS, RecordVerbs
from coorddesk.widgets.actions import ActionBar
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk


class Suppliers(Source[SupplierRow, SupplierQuery]):
    """Suppliers as rows of a table."""

    columns = SUPPLIER_COLUMNS
    shown = ("name", "contact", "email", "phone", "customer_number")

    def noun(self, count: int) -> Message:
        """How many suppliers."""
        return _n("{count} supplier", "{count} suppliers", count)

    def ids(self, session: Session, query: SupplierQuery) -> Sequence[int]:
        """The suppliers that a query means."""
        return supplier_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SupplierRow]:
        """Their rows."""
        return supplier_page(session, ids)

    def is_narrowed(self, query: SupplierQuery) -> bool:
        """Whether suppliers are left out."""
        return bool(query.text)


class SuppliersPage(ListPage):
    """What was bought from a supplier is on its card."""

    title = _("Suppliers")
    is_timeless = True
    kinds = frozenset({"supplier", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "suppliers")
        listing = RecordList(desk, "suppliers", Suppliers(), _("Suppliers"), (self._none_yet(), self._none_found()))
        self.verbs = RecordVerbs(desk, self, listing, SUPPLIERS)
        features = desk.features
        card = Card(
            desk,
            "supplier",
            lambda session, supplier_id: supplier_card(session, supplier_id, features),
            [self.verbs.edit],
            [self.verbs.delete],
        )
        bar = ActionBar(desk, self.verbs.new, self.verbs.for_one(), [])
        self.build(bar, _("Search by name or contact…"), listing, card, None)
        listing.menu_actions = self.verbs.for_one()
        self.verbs.added.connect(self.open_card)

    def first_query(self) -> SupplierQuery:
        """Every supplier."""
        return SupplierQuery()

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
        self.show_query(replace(self.query, text=""))
