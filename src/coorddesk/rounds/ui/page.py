"""The rounds: which are to be made today, and what the last ones found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.rounds.queries import RoundQuery, today_counts
from coorddesk.rounds.rules import TODAY_TITLES, Today
from coorddesk.rounds.ui.cards import round_card
from coorddesk.rounds.ui.sources import TODAY_TONES, Rounds
from coorddesk.rounds.ui.verbs import ROUNDS, RoundVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import FilteredPage, Narrowing
from coorddesk.widgets.report_menu import print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def _read(_query: RoundQuery, session: Session) -> dict[Today, int]:
    """In the lane."""
    return today_counts(session)


def _choices(query: RoundQuery, counts: Mapping[Today, int]) -> list[Choices]:
    choices = tuple(
        Choice(("today", today), TODAY_TITLES[today], counts.get(today, 0), query.today is today, TODAY_TONES[today])
        for today in Today
    )
    return [Choices("today", _("Today"), choices)]


def _chips(query: RoundQuery, _counts: Mapping[Today, int]) -> list[Chip]:
    return [] if query.today is None else [Chip(TODAY_TITLES[query.today], replace(query, today=None))]


def _unfiltered(query: RoundQuery) -> RoundQuery:
    return replace(query, text="", today=None)


class RoundsPage(FilteredPage):
    """Making a round has a screen of its own, over the window."""

    title = _("Rounds")
    kinds = frozenset({"round", "round_tour", "round_check", "asset", "place"})
    narrowing = Narrowing(_read, _choices, _chips, _unfiltered, _unfiltered)

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "rounds")
        listing = RecordList(desk, "rounds", Rounds(), _("Rounds"), (self._none_yet(), self._none_found()))
        verbs = self.verbs = RoundVerbs(desk, self, listing, ROUNDS)
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "round", listing.selected_ids)
        card = Card(
            desk,
            "round",
            lambda session, round_id: round_card(session, round_id, features, texts),
            [verbs.make, printing],
            [verbs.edit, verbs.forget, verbs.delete],
        )
        bar = ActionBar(desk, verbs.new, [*verbs.for_one(), printing], [self.paper()])
        self.build_filtered(bar, _("Search by name…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), verbs.forget, printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> RoundQuery:
        """Every round by name."""
        return RoundQuery()

    def show_alert(self, key: str) -> None:
        """Show the rounds that are to be made, or gone on with."""
        self.show_narrowed(today=Today(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "footprints",
            _("No round yet"),
            _("List the devices and rooms that you look at each morning: then one key for each says that all is well."),
            (
                Offer(_("Set up a round"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("rounds"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every round"), self.show_all)
        return Emptiness("search", _("No round is like that"), None, (offer,))
