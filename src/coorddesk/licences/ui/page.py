"""The licences: what is licensed, how many seats are free, until when, and who has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.licences.queries import (
    LICENCE_COLUMNS,
    LicenceQuery,
    LicenceRow,
    licence_ids,
    licence_page,
    stated,
)
from coorddesk.licences.reports import REPORTS
from coorddesk.licences.rules import LicenceState
from coorddesk.licences.ui.card import STATE_TONES, licence_card
from coorddesk.licences.ui.filters import OFF, Offered, chips_of, choices_of, read_offered, unfiltered
from coorddesk.licences.ui.verbs import LicenceVerbs
from coorddesk.widgets.actions import ActionBar, part
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


class Licences(Source[LicenceRow, LicenceQuery]):
    """Licences as rows of a table."""

    columns = LICENCE_COLUMNS
    unsortable = frozenset({"idle"})
    shown = ("name", "manufacturer", "kind", "seats", "taken", "left", "state", "expiry")
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
        return (*super().stated(session, query), *stated(session, query).values())

    def is_narrowed(self, query: LicenceQuery) -> bool:
        """Whether licences are left out that are valid."""
        return replace(unfiltered(query), everything=query.everything) != query

    def dots(self) -> Mapping[str, Callable[[LicenceRow], Tone | None]]:
        """Whether each is valid, at a glance."""
        return {"state": lambda row: STATE_TONES[row.state]}


class LicencesPage(ListPage):
    """Keys stay hidden until one is asked for."""

    title = _("Licences")
    kinds = frozenset({"licence", "licence_seat", "manufacturer", "supplier", "person", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "licences")
        listing = RecordList(desk, "licences", Licences(), _("Licences"), (self._none_yet(), self._none_found()))
        self.verbs = LicenceVerbs(desk, self, listing)
        self._filters = FilterTree(desk, "licences")
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "licence", listing.selected_ids)
        card = Card(
            desk,
            "licence",
            lambda session, licence_id: licence_card(session, licence_id, features, texts),
            [self.verbs.give, self.verbs.key],
            [self.verbs.seats, self.verbs.edit, self.verbs.delete, printing],
        )
        papers = print_lists(desk, self, REPORTS, lambda: listing.query)
        bar = ActionBar(desk, self.verbs.new, self.verbs.for_one(), [self.paper(papers)])
        self.build(bar, _("Search by name or order number…"), listing, card, self._filters)
        listing.menu_actions = [*self.verbs.for_one(), printing]
        self.verbs.added.connect(self.open_card)
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self._show_all)

    def first_query(self) -> LicenceQuery:
        """All that is valid."""
        return LicenceQuery()

    def show_query(self, query: Any) -> None:
        """Show the licences that a query means, and what it is."""
        super().show_query(query)
        self._read_offered()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_offered()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a licence; a list that leaves it out is widened."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self.show_query(replace(unfiltered(self.query), everything=True))
            self.list.select([subject[1]])

    def open_list(self, about: Subject) -> None:
        """Show the licences of a publisher or a supplier."""
        narrowed: dict[str, Any] = dict((about,))
        if narrowed.keys() <= {"manufacturer", "supplier"}:
            self.views.leave()
            self.show_query(replace(unfiltered(self.query), **narrowed))

    def show_alert(self, key: str) -> None:
        """Show what ends soon, is used too much, or has seats to take back."""
        self.views.leave()
        every = unfiltered(self.query)
        narrowed: dict[str, Any] = {"state": LicenceState.ENDING} if key == "ending" else {key: True}
        self.show_query(replace(every, **narrowed))

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
            "search", _("No licence is like that"), None, (Offer(_("Show every valid licence"), self._show_all),)
        )

    def _show_all(self) -> None:
        self.show_query(unfiltered(self.query))

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        field, value = key
        is_on = getattr(self.query, field) == value
        self.show_query(replace(self.query, **{field: OFF[field] if is_on else value}))

    def _read_offered(self) -> None:
        work = partial(read_offered, self.query)
        self.desk.operations.read(self, work, self._show_offered, replaces="filters")

    def _show_offered(self, offered: Offered) -> None:
        query: LicenceQuery = self.query
        self._filters.show_choices(choices_of(query, offered))
        self.chips.show_chips(chips_of(query, offered))
