"""The stock: what is there of it, what is to be ordered, and all that comes and goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.stock.queries import (
    FIELDS_OF_STOCK,
    STOCK_COLUMNS,
    StockQuery,
    StockRow,
    all_stated,
    stock_ids,
    stock_page,
)
from coorddesk.stock.reports import ORDER_LIST, REPORTS
from coorddesk.stock.rules import StockState
from coorddesk.stock.ui.card import state_tone, stock_card
from coorddesk.stock.ui.filters import NARROWING, unfiltered
from coorddesk.stock.ui.verbs import ITEMS, StockVerbs, edits_of_stock
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.record_verbs import ManyVerbs
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


class Stock(Source[StockRow, StockQuery]):
    """Stock items as rows of a table."""

    columns = STOCK_COLUMNS
    shown = ("name", "level", "unit", "state", "to_order", "lent", "category", "place", "reference")
    groupable = ("kind", "state", "category", "place", "supplier")
    paths = frozenset({"place"})

    def noun(self, count: int) -> Message:
        """How many items."""
        return _n("{count} stock item", "{count} stock items", count)

    def ids(self, session: Session, query: StockQuery) -> Sequence[int]:
        """The items that a query means."""
        return stock_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, StockRow]:
        """Their rows."""
        return stock_page(session, ids)

    def stated(self, session: Session, query: StockQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *all_stated(session, query))

    def is_narrowed(self, query: StockQuery) -> bool:
        """Whether items are left out."""
        return replace(unfiltered(query), everything=query.everything) != query

    def dots(self) -> Mapping[str, Callable[[StockRow], Tone | None]]:
        """How each stands, at a glance."""
        return {"state": state_tone}


class StockPage(FilteredPage):
    """What is received, given out and counted is written into a ledger, of which everything here is the sum."""

    title = _("Stock")
    kinds = frozenset({"stock_item", "stock_move", "stock_fit", "category", "supplier", "place", "person", "model"})
    is_timeless = True
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "stock")
        listing = RecordList(desk, "stock", Stock(), _("Stock"), (self._none_yet(), self._none_found()))
        verbs = self.verbs = StockVerbs(desk, self, listing, ITEMS)
        many = ManyVerbs(desk, self, FIELDS_OF_STOCK, edits_of_stock, listing)
        features, texts = desk.features, desk.texts
        part(self)
        offered_first = desk.offers(self, "stock_item", listing.selected_ids, first=True)
        offered = desk.offers(self, "stock_item", listing.selected_ids)
        printing = print_records(desk, self, "stock_item", listing.selected_ids)
        order = make_action(
            desk, self, _("Order list…"), "file-text", "O", lambda: desk.preview_report(ORDER_LIST, None)
        )
        rest = [verbs.moves, verbs.edit, verbs.merge, verbs.delete, *offered, printing]
        card = Card(
            desk,
            "stock_item",
            lambda session, item_id: stock_card(session, item_id, features, texts),
            [verbs.receive, verbs.give_out, verbs.count, *offered_first],
            [verbs.take_back, verbs.transfer, verbs.write_off, *rest],
        )
        papers = print_lists(desk, self, REPORTS, lambda: listing.query)
        bar = ActionBar(
            desk,
            verbs.new,
            [*verbs.daily(), order],
            [many.by_field, many.together, verbs.all_moves, self.paper(papers)],
        )
        self.build_filtered(bar, _("Search by name, reference or barcode…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), many.together, *offered_first, *offered, printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> StockQuery:
        """All that is kept."""
        return StockQuery()

    def open_list(self, about: Subject) -> None:
        """Show the items of a place or a supplier."""
        narrowed: dict[str, Any] = dict((about,))
        if narrowed.keys() <= {"place", "supplier", "category"}:
            self.show_narrowed(**narrowed)

    def show_alert(self, key: str) -> None:
        """Show what is to be ordered."""
        self.show_narrowed(state=StockState(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "boxes",
            _("Nothing is kept in stock yet"),
            _("Toners, cables, mice, lamps: what is counted rather than numbered one by one."),
            (
                Offer(_("Add a stock item"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("stock"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No stock item is like that"), None, (Offer(_("Show all stock"), self.show_all),))
