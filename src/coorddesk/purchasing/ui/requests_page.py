"""The purchase requests: what is needed and why, approved, quoted and ordered from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.purchasing.queries import (
    FIELDS_OF_REQUESTS,
    REQUEST_COLUMNS,
    REQUEST_SORTS,
    RequestQuery,
    RequestRow,
    request_ids,
    requests_page,
    said_request_criteria,
    stated_requests,
)
from coorddesk.purchasing.reports import REQUEST_LIST
from coorddesk.purchasing.rules.narrowing import RequestNeed
from coorddesk.purchasing.ui.quotes_part import request_part
from coorddesk.purchasing.ui.request_card import read_request_card
from coorddesk.purchasing.ui.request_filters import NARROWING, unfiltered
from coorddesk.purchasing.ui.request_verbs import REQUESTS, RequestVerbs
from coorddesk.purchasing.ui.tones import REQUEST_TONES
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.record_verbs import find_by_fields
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


class Requests(Source[RequestRow, RequestQuery]):
    """Requests as rows of a table."""

    columns = REQUEST_COLUMNS
    unsortable = frozenset(column.key for column in REQUEST_COLUMNS) - REQUEST_SORTS
    shown = ("reference", "title", "state", "gross", "requester", "quotes", "needed_by", "to_order")

    def noun(self, count: int) -> Message:
        """How many requests."""
        return _n("{count} purchase request", "{count} purchase requests", count)

    def ids(self, session: Session, query: RequestQuery) -> Sequence[int]:
        """The requests that a query means."""
        return request_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, RequestRow]:
        """Their rows."""
        return requests_page(session, ids)

    def stated(self, session: Session, query: RequestQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        criteria = said_request_criteria(session, query.criteria)
        return (*super().stated(session, query), *stated_requests(session, query).values(), *criteria)

    def is_narrowed(self, query: RequestQuery) -> bool:
        """Whether requests are left out that are not over."""
        return replace(unfiltered(query), past=query.past) != query

    def dots(self) -> Mapping[str, Callable[[RequestRow], Tone | None]]:
        """How far each is, at a glance."""
        return {"state": lambda row: REQUEST_TONES[row.state]}


class RequestsPage(FilteredPage):
    """Requests from the need to the order."""

    title = _("Purchase requests")
    kinds = frozenset(
        {
            "purchase_request",
            "request_line",
            "request_step",
            "quote",
            "quote_line",
            "purchase_order",
            "order_step",
            "budget_move",
            "supplier",
            "person",
        }
    )
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "purchase-requests")
        empty = (self._none_yet(), self._none_found())
        listing = RecordList(desk, "purchase-requests", Requests(), self.title, empty)
        verbs = self.verbs = RequestVerbs(desk, self, listing, REQUESTS)
        part(self)
        criteria = find_by_fields(desk, self, FIELDS_OF_REQUESTS, lambda query: replace(query, past=True))
        printing = print_records(desk, self, "purchase_request", listing.selected_ids)
        offered = desk.offers(self, "purchase_request", listing.selected_ids)
        features, texts = desk.features, desk.texts
        self.told = request_part(desk, self)
        card = Card(
            desk,
            "purchase_request",
            lambda session, request_id: read_request_card(session, request_id, features, texts),
            [verbs.approve, verbs.quote, verbs.compare, verbs.order],
            [*verbs.way, verbs.edit, verbs.copy, verbs.delete, printing, *offered],
            [self.told],
        )
        papers = print_lists(desk, self, (REQUEST_LIST,), lambda: self.query)
        bar = ActionBar(desk, verbs.new, verbs.daily(), [criteria, self.paper(papers)])
        self.build_filtered(bar, _("Search by what is needed, reference, person…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), *verbs.way, printing, *offered]
        verbs.added.connect(self.open_card)

    def first_query(self) -> RequestQuery:
        """Every request that is not over, the latest first."""
        return RequestQuery()

    def open_list(self, about: Subject) -> None:
        """Show the requests of a record, those that are over too."""
        query = RequestQuery.about(about)
        if query is not None:
            self.views.leave()
            self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show the requests that need something."""
        if key in set(RequestNeed):
            self.show_narrowed(need=RequestNeed(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "clipboard-list",
            _("No purchase request is open"),
            _("Say what is needed and why. Once approved, it keeps its credits free until it is ordered."),
            (
                Offer(_("Write a request"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Show those that are over"), self._show_past, "history"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offers = (Offer(_("Show every request"), self.show_all), Offer(_("Show those that are over"), self._show_past))
        return Emptiness("search", _("No request is like that"), None, offers)

    def _show_past(self) -> None:
        self.show_query(replace(unfiltered(self.query), past=True))
