"""The help desk: what is asked for, how far it is, and until when it is promised."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _, _p
from coorddesk.helpdesk.queries import FIELDS_OF_TICKETS, QUEUE_TITLES, Queue, TicketQuery
from coorddesk.helpdesk.reports import LIST_REPORTS
from coorddesk.helpdesk.reports.figures import FIGURES_SHOWN, period_shown
from coorddesk.helpdesk.ui.card import card_of
from coorddesk.helpdesk.ui.filters import narrowing_of, toggled
from coorddesk.helpdesk.ui.source import Tickets
from coorddesk.helpdesk.ui.verbs import TicketVerbs
from coorddesk.widgets.actions import ActionBar, gather, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.record_verbs import find_by_fields
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.core.records import Subject
    from coorddesk.helpdesk.rules.figures import Behind, Period
    from coorddesk.helpdesk.ui.figures_dialog import FiguresDialog
    from coorddesk.widgets.desk import Desk


class HelpdeskPage(FilteredPage):
    """Queues with counters at its side, one key for each verb, and what is promised on every card."""

    title = _p("tab", "Help desk")
    whole = _p("view", "All that is not over")
    kinds = frozenset(
        {
            *("ticket", "ticket_event", "ticket_device", "ticket_link", "ticket_step", "ticket_work", "rating"),
            *("ticket_category", "team", "cause", "problem", "person", "place", "supplier", "asset"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "helpdesk")
        self._figures: FiguresDialog | None = None
        features, texts, actor = desk.features, desk.texts, desk.actor.name
        self.narrowing = narrowing_of(actor)
        source = Tickets(actor, desk.clock)
        listing = RecordList(desk, "tickets", source, _("Tickets"), (self._none_yet(), self._none_found()))
        verbs = self.verbs = TicketVerbs(desk, self, listing)
        part(self)
        gather(desk, _p("tickets", "Queues"), self._queue_keys(desk))
        by_field = find_by_fields(desk, self, FIELDS_OF_TICKETS, lambda query: replace(query, past=True))
        offered = desk.offers(self, "ticket", listing.selected_ids)
        printing = print_records(desk, self, "ticket", listing.selected_ids)
        card = Card(
            desk,
            "ticket",
            lambda session, ticket_id: card_of(session, ticket_id, features, texts),
            [verbs.resolve, verbs.answer, verbs.note],
            [verbs.assign, verbs.start, verbs.wait, *verbs.others(), *offered, printing],
        )
        papers = print_lists(desk, self, LIST_REPORTS, lambda: listing.query)
        self.figures = make_action(desk, self, _("Figures…"), "chart-column", "I", self.show_figures)
        bar = ActionBar(desk, verbs.new, verbs.daily(), [by_field, self.figures, self.paper(papers)])
        self.build_filtered(bar, _("Search by number, words, device, place or person…"), listing, card)
        listing.menu_actions = [*verbs.daily(), *verbs.others(), *offered, printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> TicketQuery:
        """All that is not over, what presses most first."""
        return TicketQuery()

    def toggled(self, name: str, value: Any) -> TicketQuery:
        """Several values of a filter may be on; a queue is one."""
        return toggled(self.query, name, value)

    def open_list(self, about: Subject) -> None:
        """Show the tickets of a record, over or not."""
        query = TicketQuery.about(about)
        if query is not None:
            self.views.leave()
            self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show a queue, the figures, or open what comes again and is due."""
        if key in set(Queue):
            self.show_narrowed(queue=Queue(key))
        elif key.startswith(FIGURES_SHOWN):
            self.show_figures(period_shown(key))
        else:
            self.verbs.open_recurring()

    def _queue_keys(self, desk: Desk) -> list[QAction]:
        """A digit turns to each queue, in their order at the side."""
        titles = enumerate(QUEUE_TITLES.items(), 1)
        return [
            make_action(desk, self, title, "list", str(place % 10), partial(self.show_narrowed, queue=queue))
            for place, (queue, title) in titles
        ]

    def show_figures(self, period: Period | None = None) -> None:
        """Show the figures, as they were left unless a period is asked for."""
        if self._figures is None:
            from coorddesk.helpdesk.ui.figures_dialog import FiguresDialog  # a start needs none

            self._figures = FiguresDialog(self.desk, self)
            self._figures.wanted.connect(self._on_figure_wanted)
        self._figures.begin(period)

    def _on_figure_wanted(self, behind: Behind) -> None:
        self.show_narrowed(past=True, behind=behind)
        self.list.setFocus()

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "life-buoy",
            _("No ticket is open"),
            _("What somebody reports by telephone, at the counter or at the kiosk stands here until it is done."),
            (
                Offer(_("Open a ticket"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("tickets"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No ticket is like that"), None, (Offer(_("Show all open ones"), self.show_all),))
