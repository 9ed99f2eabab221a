"""The places: sites, buildings and rooms as a tree, with the card of one beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.core.records import Subject, Tally
from coorddesk.directory.queries import PlaceRow, place_tree
from coorddesk.directory.ui.cards import place_card
from coorddesk.directory.ui.place_tree import PlaceTree
from coorddesk.directory.ui.place_verbs import PlaceVerbs
from coorddesk.feature import Feature, tallies
from coorddesk.widgets.actions import ActionBar
from coorddesk.widgets.card import Card
from coorddesk.widgets.controls import rule
from coorddesk.widgets.empty import Emptiness, EmptyState, Offer
from coorddesk.widgets.page import Page
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SEARCH_WIDTH = 420
_CARD_WIDTH = 400
_KINDS = frozenset({"place", "asset", "person"})


class PlacesPage(Page):
    """What stands in a place is on its card, a click away; a place is renamed, moved and deleted here."""

    title = _("Places")

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk)
        self._is_stale = True
        self._wanted: int | None = None
        self._read: tuple[Sequence[PlaceRow], Sequence[Tally]] = ((), ())
        self.tree = PlaceTree(desk)
        self.verbs = PlaceVerbs(desk, self, self.tree)
        features = desk.features
        self.card = Card(
            desk,
            "place",
            lambda session, place_id: place_card(session, place_id, features),
            [self.verbs.edit],
            [self.verbs.new_inside, self.verbs.move, self.verbs.delete, *self.verbs.offered, self.verbs.sheets],
        )
        self.card.can_close(can=False)
        self.search = SearchField(desk, _("Search by name or path…"))
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self._build(ActionBar(desk, self.verbs.new, self.verbs.for_one(), []))
        self._connect()

    def _build(self, bar: ActionBar) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        line.addWidget(self.search, 2)
        line.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._emptiness())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self._stack)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setSizes([1_000, _CARD_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(line)
        layout.addWidget(rule())
        layout.addWidget(split, 1)

    def _emptiness(self) -> QWidget:
        detail = _("Sites, buildings and rooms: say where things are, then find what stands in each.")
        first = Offer(_("Add a site"), self.verbs.new.trigger, "plus")
        second = Offer(_("Import a sheet"), lambda: self.desk.start_import("places"), "file-spreadsheet")
        return EmptyState(self.desk, Emptiness("map-pin", _("No place yet"), detail, (first, second)))

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._show())
        self.search.left.connect(self.tree.setFocus)
        self.tree.chosen.connect(self._on_chosen)
        self.tree.opened.connect(lambda _place_id: self.card.setFocus())
        self.tree.menu_wanted.connect(self._on_menu_wanted)
        self.card.left.connect(self.tree.setFocus)
        self.verbs.added.connect(self._on_added)

    def _on_chosen(self, place_id: int | None) -> None:
        if place_id is None:
            self.card.say(None)
        else:
            self.card.show_record(place_id)

    def _on_added(self, place_id: int) -> None:
        self._wanted = place_id
        self.reload()

    def _on_menu_wanted(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.verbs.for_one())
        menu.popup(position)

    def _on_read(self, read: tuple[Sequence[PlaceRow], Sequence[Tally]]) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        places, counted = self._read
        self.tree.show_places(places, counted, self.search.text())
        self._stack.setCurrentIndex(0 if places else 1)
        self.card.setVisible(bool(places))
        if self._wanted is not None and self.tree.select(self._wanted):
            self._wanted = None

    def shown(self) -> None:
        """Read the tree, the first time or if it was left stale."""
        if self._is_stale:
            self.reload()
            self.tree.setFocus()

    def changed(self, changes: Changes) -> None:
        """Read again, now or when the page comes to the front."""
        if changes.kinds & _KINDS:
            self._is_stale = True
            if self.isVisible():
                self.reload()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a place; a search that leaves it out is dropped."""
        self._wanted = subject[1]
        self.search.show_text("")
        self._show()

    def open_list(self, about: Subject) -> None:
        """Show the places inside a place: where it stands in the tree, opened."""
        self.tree.unfold(about[1])
        self.open_record(about)

    def focus_search(self) -> None:
        """Put the cursor into the field, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reload(self) -> None:
        """Read the tree and the card again."""
        self._is_stale = False
        self.desk.operations.read(self, partial(_read, self.desk.features), self._on_read, replaces="places")
        self.card.reload()


def _read(features: Sequence[Feature], session: Session) -> tuple[Sequence[PlaceRow], Sequence[Tally]]:
    """In the lane."""
    return place_tree(session), tallies(session, features, "place")
