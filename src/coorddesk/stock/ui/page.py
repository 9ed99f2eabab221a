"""The stock: what is there of it, what is to be ordered, and all that comes and goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.stock.queries import STOCK_COLUMNS, StockQuery, StockRow, stated, stock_ids, stock_page
from coorddesk.stock.reports import ORDER_LIST, REPORTS
from coorddesk.stock.rules import StockState
from coorddesk.stock.ui.card import state_tone, stock_card
from coorddesk.stock.ui.filters import Offered, chips_of, choices_of, read_offered, unfiltered
from coorddesk.stock.ui.verbs import StockVerbs
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject
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
        return (*super().stated(session, query), *stated(session, query).values())

    def is_narrowed(self, query: StockQuery) -> bool:
        """Whether items are left out."""
        return unfiltered(query) != query

    def dots(self) -> Mapping[str, Callable[[StockRow], Tone | None]]:
        """How each stands, at a glance."""
        return {"state": state_tone}


class StockPage(ListPage):
    """What is received, given out and counted is written into a ledger, of which everything here is the sum."""

    title = _("Stock")
    is_timeless = True
    kinds = frozenset({"stock_item", "stock_move", "stock_fit", "category", "supplier", "place", "person", "model"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "stock")
        listing = RecordList(desk, "stock", Stock(), _("Stock"), (self._none_yet(), self._none_found()))
        self.verbs = StockVerbs(desk, self, listing)
        self._filters = FilterTree(desk, "stock")
        features, texts = desk.features, desk.texts
        part(self)
        offered = desk.offers(self, "stock_item", listing.selected_ids)
        printing = print_records(desk, self, "stock_item", listing.selected_ids)
        order = make_action(
            desk, self, _("Order list…"), "file-text", "O", lambda: desk.preview_report(ORDER_LIST, None)
        )
        card = Card(
            desk,
            "stock_item",
            lambda session, item_id: stock_card(session, item_id, features, texts),
            [self.verbs.receive, self.verbs.give_out, self.verbs.count],
            [
                self.verbs.take_back,
                self.verbs.transfer,
                self.verbs.write_off,
                self.verbs.moves,
                self.verbs.edit,
                self.verbs.delete,
                *offered,
                printing,
            ],
        )
        papers = print_lists(desk, self, REPORTS, lambda: listing.query)
        bar = ActionBar(desk, self.verbs.new, [*self.verbs.daily(), order], [self.verbs.all_moves, self.paper(papers)])
        self.build(bar, _("Search by name, reference or barcode…"), listing, card, self._filters)
        listing.menu_actions = [*self.verbs.for_one(), *offered, printing]
        self.verbs.added.connect(self.open_card)
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self._show_all)

    def first_query(self) -> StockQuery:
        """All that is kept."""
        return StockQuery()

    def show_query(self, query: Any) -> None:
        """Show the items that a query means, and what it is."""
        super().show_query(query)
        self._read_offered()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_offered()

    def open_record(self, subject: Subject) -> None:
        """Show the card of an item; a list that leaves it out is widened."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self._show_all()
            self.list.select([subject[1]])

    def open_list(self, about: Subject) -> None:
        """Show the items of a place or a supplier."""
        narrowed: dict[str, Any] = dict((about,))
        if narrowed.keys() <= {"place", "supplier", "category"}:
            self.views.leave()
            self.show_query(replace(unfiltered(self.query), **narrowed))

    def show_alert(self, key: str) -> None:
        """Show what is to be ordered."""
        self.views.leave()
        self.show_query(replace(unfiltered(self.query), state=StockState(key)))

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
        return Emptiness("search", _("No stock item is like that"), None, (Offer(_("Show all stock"), self._show_all),))

    def _show_all(self) -> None:
        self.show_query(unfiltered(self.query))

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        field, value = key
        is_on = getattr(self.query, field) == value
        self.show_query(replace(self.query, **{field: None if is_on else value}))

    def _read_offered(self) -> None:
        work = partial(read_offered, self.query)
        self.desk.operations.read(self, work, self._show_offered, replaces="filters")

    def _show_offered(self, offered: Offered) -> None:
        query: StockQuery = self.query
        self._filters.show_choices(choices_of(query, offered))
        self.chips.show_chips(chips_of(query, offered))
