"""The stocktakes: those that go on and how far they are, and those that were closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _
from coorddesk.stocktaking.queries import STAGE_TITLES, Stage, StocktakeQuery, stage_counts
from coorddesk.stocktaking.ui.cards import stocktake_card
from coorddesk.stocktaking.ui.sources import STAGE_TONES, Stocktakes
from coorddesk.stocktaking.ui.verbs import StocktakeVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.report_menu import print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk


class StocktakesPage(ListPage):
    """Counting has a screen of its own, over the window."""

    title = _("Stocktakes")
    kinds = frozenset({"stocktake", "stocktake_line", "place", "category", "person"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "stocktakes")
        listing = RecordList(desk, "stocktakes", Stocktakes(), _("Stocktakes"), (self._none_yet(), self._none_found()))
        self.verbs = StocktakeVerbs(desk, self, listing)
        self._filters = FilterTree(desk, "stocktakes")
        features, texts = desk.features, desk.texts
        part(self)
        offered = desk.offers(self, "stocktake", listing.selected_ids)
        printing = print_records(desk, self, "stocktake", listing.selected_ids)
        card = Card(
            desk,
            "stocktake",
            lambda session, stocktake_id: stocktake_card(session, stocktake_id, features, texts),
            [self.verbs.count, printing],
            [*offered, self.verbs.end, self.verbs.edit, self.verbs.delete],
        )
        bar = ActionBar(desk, self.verbs.new, [*self.verbs.for_one(), printing], [self.paper()])
        self.build(bar, _("Search by name…"), listing, card, self._filters)
        listing.menu_actions = [*self.verbs.for_one(), *offered, printing]
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self._show_all)

    def first_query(self) -> StocktakeQuery:
        """Every stocktake, the latest first."""
        return StocktakeQuery()

    def show_query(self, query: Any) -> None:
        """Show the stocktakes that a query means, and what it is."""
        super().show_query(query)
        self._read_counts()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_counts()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a stocktake; a search that leaves it out is dropped."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self._show_all()
            self.list.select([subject[1]])

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "clipboard-check",
            _("No stocktake yet"),
            _("Open one for a room, a building or a category: what should be there is written down, then you scan."),
            (Offer(_("Open a stocktake"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every stocktake"), self._show_all)
        return Emptiness("search", _("No stocktake is like that"), None, (offer,))

    def _show_all(self) -> None:
        self.show_query(replace(self.query, text="", stage=None))

    def _read_counts(self) -> None:
        self.desk.operations.read(self, stage_counts, self._show_counts, replaces="filters")

    def _show_counts(self, counts: Mapping[Stage, int]) -> None:
        query: StocktakeQuery = self.query
        choices = tuple(
            Choice(stage, STAGE_TITLES[stage], counts.get(stage, 0), query.stage is stage, STAGE_TONES[stage])
            for stage in Stage
        )
        self._filters.show_choices([Choices("stage", _("Stage"), choices)])
        chips = [] if query.stage is None else [Chip(STAGE_TITLES[query.stage], replace(query, stage=None))]
        self.chips.show_chips(chips)

    def _on_filter_toggled(self, key: str) -> None:
        stage = Stage(key)
        self.show_query(replace(self.query, stage=None if self.query.stage is stage else stage))
