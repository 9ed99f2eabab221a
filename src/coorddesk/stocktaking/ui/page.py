"""The stocktakes: those that go on and how far they are, and those that were closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.stocktaking.queries import STAGE_TITLES, Stage, StocktakeQuery, stage_counts
from coorddesk.stocktaking.ui.cards import stocktake_card
from coorddesk.stocktaking.ui.sources import STAGE_TONES, Stocktakes
from coorddesk.stocktaking.ui.verbs import STOCKTAKES, StocktakeVerbs
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


def _read(_query: StocktakeQuery, session: Session) -> dict[Stage, int]:
    """In the lane."""
    return stage_counts(session)


def _choices(query: StocktakeQuery, counts: Mapping[Stage, int]) -> list[Choices]:
    choices = tuple(
        Choice(("stage", stage), STAGE_TITLES[stage], counts.get(stage, 0), query.stage is stage, STAGE_TONES[stage])
        for stage in Stage
    )
    return [Choices("stage", _("Stage"), choices)]


def _chips(query: StocktakeQuery, _counts: Mapping[Stage, int]) -> list[Chip]:
    return [] if query.stage is None else [Chip(STAGE_TITLES[query.stage], replace(query, stage=None))]


def _unfiltered(query: StocktakeQuery) -> StocktakeQuery:
    return replace(query, text="", stage=None)


class StocktakesPage(FilteredPage):
    """Counting has a screen of its own, over the window."""

    title = _("Stocktakes")
    kinds = frozenset({"stocktake", "stocktake_line", "place", "category", "person"})
    narrowing = Narrowing(_read, _choices, _chips, _unfiltered, _unfiltered)

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "stocktakes")
        listing = RecordList(desk, "stocktakes", Stocktakes(), _("Stocktakes"), (self._none_yet(), self._none_found()))
        verbs = self.verbs = StocktakeVerbs(desk, self, listing, STOCKTAKES)
        features, texts = desk.features, desk.texts
        part(self)
        offered = desk.offers(self, "stocktake", listing.selected_ids)
        printing = print_records(desk, self, "stocktake", listing.selected_ids)
        printing.setEnabled(False)
        listing.selection_changed.connect(lambda: printing.setEnabled(bool(listing.selected_ids())))
        card = Card(
            desk,
            "stocktake",
            lambda session, stocktake_id: stocktake_card(session, stocktake_id, features, texts),
            [verbs.count, printing],
            [*offered, verbs.end, verbs.edit, verbs.delete],
        )
        bar = ActionBar(desk, verbs.new, [*verbs.for_one(), printing], [self.paper()])
        self.build_filtered(bar, _("Search by name…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), *offered, printing]

    def first_query(self) -> StocktakeQuery:
        """Every stocktake, the latest first."""
        return StocktakeQuery()

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "clipboard-check",
            _("No stocktake yet"),
            _("Open one for a room, a building or a category: what should be there is written down, then you scan."),
            (Offer(_("Open a stocktake"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every stocktake"), self.show_all)
        return Emptiness("search", _("No stocktake is like that"), None, (offer,))
