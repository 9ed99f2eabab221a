"""The purchase orders: sent, received, invoiced and cancelled from here; what is still to come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.purchasing.queries import (
    FIELDS_OF_ORDERS,
    ORDER_COLUMNS,
    ORDER_SORTS,
    OrderQuery,
    OrderRow,
    order_ids,
    orders_page,
    said_order_criteria,
    stated_orders,
)
from coorddesk.purchasing.reports import ORDER_LIST, OUTSTANDING
from coorddesk.purchasing.rules.narrowing import OrderNeed
from coorddesk.purchasing.ui.order_card import read_order_card
from coorddesk.purchasing.ui.order_filters import NARROWING, unfiltered
from coorddesk.purchasing.ui.order_part import order_part
from coorddesk.purchasing.ui.order_verbs import ORDERS, OrderVerbs
from coorddesk.purchasing.ui.tones import ORDER_TONES
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


class Orders(Source[OrderRow, OrderQuery]):
    """Orders as rows of a table."""

    columns = ORDER_COLUMNS
    unsortable = frozenset(column.key for column in ORDER_COLUMNS) - ORDER_SORTS
    shown = ("reference", "supplier", "state", "gross", "label", "came", "expected_on", "day", "remaining")

    def noun(self, count: int) -> Message:
        """How many orders."""
        return _n("{count} purchase order", "{count} purchase orders", count)

    def ids(self, session: Session, query: OrderQuery) -> Sequence[int]:
        """The orders that a query means."""
        return order_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, OrderRow]:
        """Their rows."""
        return orders_page(session, ids)

    def stated(self, session: Session, query: OrderQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        criteria = said_order_criteria(session, query.criteria)
        return (*super().stated(session, query), *stated_orders(session, query).values(), *criteria)

    def is_narrowed(self, query: OrderQuery) -> bool:
        """Whether orders are left out that are not over."""
        return replace(unfiltered(query), past=query.past) != query

    def dots(self) -> Mapping[str, Callable[[OrderRow], Tone | None]]:
        """How far each is, at a glance."""
        return {"state": lambda row: ORDER_TONES[row.state], "expected_on": _late}


class OrdersPage(FilteredPage):
    """Orders from the draft to the payment."""

    title = _("Purchase orders")
    kinds = frozenset(
        {
            "purchase_order",
            "order_line",
            "order_step",
            "order_cut",
            "receipt",
            "receipt_line",
            "invoice",
            "payment",
            "budget_line",
            "supplier",
            "place",
        }
    )
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "purchase-orders")
        empty = (self._none_yet(), self._none_found())
        listing = RecordList(desk, "purchase-orders", Orders(), self.title, empty)
        verbs = self.verbs = OrderVerbs(desk, self, listing, ORDERS)
        part(self)
        criteria = find_by_fields(desk, self, FIELDS_OF_ORDERS, lambda query: replace(query, past=True))
        printing = print_records(desk, self, "purchase_order", listing.selected_ids)
        offered = desk.offers(self, "purchase_order", listing.selected_ids)
        features, texts = desk.features, desk.texts
        self.told = order_part(desk, self)
        card = Card(
            desk,
            "purchase_order",
            lambda session, order_id: read_order_card(session, order_id, features, texts),
            [verbs.send, verbs.receive, verbs.invoice, verbs.paper],
            [verbs.edit, verbs.again, *verbs.others, verbs.delete, printing, *offered],
            [self.told],
        )
        papers = print_lists(desk, self, (ORDER_LIST, OUTSTANDING), lambda: self.query)
        bar = ActionBar(desk, verbs.new, verbs.daily(), [criteria, self.paper(papers)])
        self.build_filtered(bar, _("Search by reference, supplier, what is ordered…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), *verbs.others, printing, *offered]
        verbs.added.connect(self.open_card)

    def first_query(self) -> OrderQuery:
        """Every order that is not over, the latest first."""
        return OrderQuery()

    def open_list(self, about: Subject) -> None:
        """Show the orders of a record, those that are over too."""
        query = OrderQuery.about(about)
        if query is not None:
            self.views.leave()
            self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show the orders that need something."""
        if key in set(OrderNeed):
            self.show_narrowed(need=OrderNeed(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "truck",
            _("No purchase order is open"),
            _("An order commits its budget lines once it is sent, and gives back what does not come."),
            (
                Offer(_("Write an order"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Show those that are over"), self._show_past, "history"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offers = (Offer(_("Show every order"), self.show_all), Offer(_("Show those that are over"), self._show_past))
        return Emptiness("search", _("No order is like that"), None, offers)

    def _show_past(self) -> None:
        self.show_query(replace(unfiltered(self.query), past=True))


def _late(row: OrderRow) -> Tone | None:
    return Tone.DANGER if row.late else None
