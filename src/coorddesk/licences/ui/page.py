"""The licences: what is licensed, how many seats are free, until when, and who has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.licences.queries import (
    ALERTED,
    FIELDS_OF_LICENCES,
    LICENCE_COLUMNS,
    LicenceQuery,
    LicenceRow,
    all_stated,
    licence_ids,
    licence_page,
)
from coorddesk.licences.reports import REPORTS
from coorddesk.licences.ui.card import STATE_TONES, licence_card
from coorddesk.licences.ui.filters import NARROWING, unfiltered
from coorddesk.licences.ui.verbs import LICENCES, LicenceVerbs, edits_of_licences
from coorddesk.widgets.actions import ActionBar, part
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


class Licences(Source[LicenceRow, LicenceQuery]):
    """Licences as rows of a table."""

    columns = LICENCE_COLUMNS
    unsortable = frozenset({"idle"})
    shown = ("name", "state", "expiry", "seats", "taken", "left", "manufacturer", "kind")
    groupable = ("kind", "state", "manufacturer", "supplier")

    def noun(self, count: int) -> Message:
        """How many licences."""
        return _n("{count} licence", "{count} licences", count)

    def ids(self, session: Session, query: LicenceQuery) -> Sequence[int]:
        """The licences that a query means."""
        return licence_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, LicenceRow]:
        """Their rows."""
        return licence_page(session, ids)

    def stated(self, session: Session, query: LicenceQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *all_stated(session, query))

    def is_narrowed(self, query: LicenceQuery) -> bool:
        """Whether licences are left out that are valid."""
        return replace(unfiltered(query), everything=query.everything) != query

    def dots(self) -> Mapping[str, Callable[[LicenceRow], Tone | None]]:
        """Whether each is valid, at a glance."""
        return {"state": lambda row: STATE_TONES[row.state]}


class LicencesPage(FilteredPage):
    """Keys stay hidden until one is asked for."""

    title = _("Licences")
    kinds = frozenset({"licence", "licence_seat", "manufacturer", "supplier", "person", "asset"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "licences")
        listing = RecordList(desk, "licences", Licences(), _("Licences"), (self._none_yet(), self._none_found()))
        verbs = self.verbs = LicenceVerbs(desk, self, listing, LICENCES)
        many = ManyVerbs(desk, self, FIELDS_OF_LICENCES, edits_of_licences, listing)
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "licence", listing.selected_ids)
        offered = desk.offers(self, "licence", listing.selected_ids)
        card = Card(
            desk,
            "licence",
            lambda session, licence_id: licence_card(session, licence_id, features, texts),
            [verbs.give, verbs.key],
            [verbs.seats, verbs.edit, verbs.merge, verbs.delete, printing, *offered],
        )
        papers = print_lists(desk, self, REPORTS, lambda: listing.query)
        bar = ActionBar(desk, verbs.new, [*verbs.for_one(), many.together], [many.by_field, self.paper(papers)])
        self.build_filtered(bar, _("Search by name or order number…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), many.together, printing, *offered]
        verbs.added.connect(self.open_card)

    def first_query(self) -> LicenceQuery:
        """All that is valid."""
        return LicenceQuery()

    def open_list(self, about: Subject) -> None:
        """Show the licences of a publisher or a supplier."""
        narrowed: dict[str, Any] = dict((about,))
        if narrowed.keys() <= {"manufacturer", "supplier"}:
            self.show_narrowed(**narrowed)

    def show_alert(self, key: str) -> None:
        """Show what ends soon, is used too much or though it expired, or has seats to take back."""
        self.show_narrowed(**ALERTED[key])

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "key-round",
            _("No licence yet"),
            _("Programs by the seat, for the whole site or by subscription: who has them, and until when."),
            (
                Offer(_("Add a licence"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("licences"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        return Emptiness(
            "search", _("No licence is like that"), None, (Offer(_("Show every valid licence"), self.show_all),)
        )
