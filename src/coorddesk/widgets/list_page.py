"""A page around one list: its bar, a field to search in, saved views, chips of what is filtered, and a card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.widgets.actions import make_action, menu_action, part
from coorddesk.widgets.chips import Chips
from coorddesk.widgets.controls import rule
from coorddesk.widgets.list_split import ListSplit
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.seen import seen_report
from coorddesk.widgets.tokens import ROOM, TIGHT
from coorddesk.widgets.views.codec import QueryCodec
from coorddesk.widgets.views.verbs import ViewVerbs
from coorddesk.widgets.views.viewed_page import ViewedPage
from coorddesk.widgets.views.views import Views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.widgets.actions import ActionBar
    from coorddesk.widgets.card import Card
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList

_SEARCH_WIDTH = 420
_LEAST_SIDE = 120
_VIEWS = "saved_view"


class ListPage(ViewedPage):
    """What every list of records has in common; the feature's page adds its verbs and filters.

    Enter opens the card of a record and goes into it, Esc comes back to the list, and from there closes the card.
    The query is the feature's frozen dataclass with a field `text`.
    """

    kinds: frozenset[str] = frozenset()
    """The tables whose change makes what is shown out of date."""

    def __init__(self, desk: Desk, name: str) -> None:
        """`name` is the page's key in the desk and in its memory."""
        super().__init__(desk)
        self._name = name
        self._is_stale = True
        self.print_seen = make_action(
            desk, self, _("Print what is seen…"), "printer", "Ctrl+P", lambda: desk.preview_report(*self._seen())
        )
        self.export_seen = make_action(
            desk, self, _("Export what is seen…"), "file-down", "Ctrl+E", lambda: desk.export_report(*self._seen())
        )

        part(self)

    def paper(self, others: Sequence[QAction] = ()) -> QAction:
        """An action for the page's bar: the ways onto paper and into files, those of the feature behind our own."""
        ours = [self.print_seen, self.export_seen]
        return menu_action(self.desk, self, _("Print or save the list"), "printer", [*ours, *others])

    def build(self, bar: ActionBar, search: Message, listing: RecordList, card: Card, side: QWidget | None) -> None:
        """Put the parts together; `side` stands at the left of the list, below the saved views."""
        self.list, self.card = listing, card
        self.codec = self.codec or QueryCodec(self.first_query(), listing.source)
        part(self)
        self.views = Views(self, self._name)
        self._view_verbs = ViewVerbs(self, self.views)
        make_action(self.desk, self, _("Groups…"), "layers", "Ctrl+G", listing.choose_groups)
        self.is_timeless = self.is_timeless and self.views.first is None
        self.search = SearchField(self.desk, search)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.chips = Chips(self.desk)
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        line.setSpacing(TIGHT)
        line.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.chips, 3, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(0)
        self.side = self._beside(side)
        self._split = ListSplit(self.desk.settings, self._name, self.side, listing, card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(line)
        layout.addWidget(rule())
        layout.addWidget(self._split, 1)
        self.search.searched.connect(lambda text: self.show_query(replace(self.query, text=text)))
        self.search.left.connect(self.list.setFocus)
        self.list.activated.connect(self.open_card)
        self.list.query_changed.connect(lambda _query: self.views.refresh())

    def _beside(self, side: QWidget | None) -> QWidget:
        """The saved views above the page's filters."""
        made = QFrame()
        made.setProperty("kind", "side")
        made.setMinimumWidth(_LEAST_SIDE)  # in a narrow window its buttons are cut off rather than the list
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.views.panel)
        if side is None:
            layout.addStretch(1)
        else:
            layout.addWidget(side, 1)
        return made

    def show_query(self, query: Any) -> None:
        """Let the list and the field show a query."""
        self.search.show_text(query.text)
        self.list.show_query(query)
        self.views.refresh()

    def open_card(self, record_id: int) -> None:
        """Select a record and open its card."""
        self.list.select([record_id])
        self._split.show_card(shown=True)
        self.card.show_record(record_id)
        self.card.setFocus()

    def shown(self) -> None:
        """Read what is shown, the first time or if it was left stale."""
        if self.list.query is None:
            if self.views.first is None:
                self.show_query(self.first_query())
            self.views.read(self._begin)
        elif self._is_stale:
            self.reload()
        self._is_stale = False

    def _begin(self) -> None:
        """Start with a view, if one was chosen, unless something else was asked for meanwhile."""
        if self.list.query is None and not self.views.open_first():
            self.show_query(self.first_query())

    def hold_back(self) -> None:
        """Count nothing and add nothing up: the list is there before that."""
        self.views.hold_back()
        self.list.totals.hold_back()

    def changed(self, changes: Changes) -> None:
        """Read again, now or when the page comes to the front."""
        if _VIEWS in changes.kinds and self.list.query is not None:
            self.views.read()
        if not changes.kinds & self.kinds:
            return
        if self.isVisible() and self.list.query is not None:
            self.reload()
        else:
            self._is_stale = True

    def open_record(self, subject: Subject) -> None:
        """Show the card of a record."""
        self.open_card(subject[1])

    def open_view(self, kind: str, view_id: int) -> None:
        """Open a saved view as soon as it is read; the whole list, if it is there no more."""
        del kind
        self.views.read(lambda: self.views.open(view_id))

    def focus_search(self) -> None:
        """Put the cursor into the field, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reload(self) -> None:
        """Read everything shown again."""
        self.list.reload()
        self.views.count_soon()
        if not self.card.isHidden():
            self.card.reload()

    def _seen(self) -> tuple[ReportKind, object]:
        """What is seen, as a report: by the name of the view that is on, or of the page."""
        on = self.views.on
        if on is None:
            return seen_report(self.list, self._name, self.title)
        return seen_report(self.list, f"{self._name}/{on.folded}", verbatim(on.name))
