"""The saved views of a page: which there are, which one is on, and what becomes of the list when one is opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from coorddesk.core.messages import _
from coorddesk.core.views import State, ViewRow, views
from coorddesk.core.watched_views import see_view, watched_views
from coorddesk.feature import watched_lists
from coorddesk.widgets.table.layout import read_layout
from coorddesk.widgets.views.panel import Offered, ViewsPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature
    from coorddesk.widgets.views.viewed_page import ViewedPage

_COUNT_AFTER_MILLISECONDS = 300  # of quiet: counting must not hold up the list
KEPT = "remembered"
"""The table of choices that are no deeds: the screens that go by one are told by its name."""
_ORDER = {"sort", "descending"}
_QUERY = "query"


class Views(QObject):
    """Opens and counts the views of a page.

    Columns, widths, order and groups that somebody chooses while a view is on are remembered on this PC for that
    view; what it shows to everybody changes only when it is updated.
    """

    def __init__(self, page: ViewedPage, name: str) -> None:
        """`name` is the page's, in the desk and in its memory."""
        super().__init__(page)
        self.name = name
        self._page = page
        self._desk = page.desk
        assert page.codec is not None
        self.codec = page.codec
        self._first_key = f"first view.{name}"
        self._views: Sequence[ViewRow] = ()
        self._counts: Mapping[int | None, int] = {}
        self._on: ViewRow | None = None
        self.watched: frozenset[int] = frozenset()
        self._wanted: int | None = None
        self._is_held_back = False
        self.panel = ViewsPanel(self._desk)
        self.panel.opened.connect(self.open)
        self._count_soon = QTimer(self, interval=_COUNT_AFTER_MILLISECONDS, singleShot=True)
        self._count_soon.timeout.connect(self._count)

    @property
    def on(self) -> ViewRow | None:
        """The view that is on."""
        return self._on

    @property
    def first(self) -> str | None:
        """The name, as it is compared, of the view that the page starts with on this PC."""
        name = self._desk.settings.recall(self._first_key)
        return name if isinstance(name, str) else None

    @first.setter
    def first(self, name: str | None) -> None:
        self._desk.settings.remember(self._first_key, name)
        self.refresh()

    def view(self, view_id: int | None) -> ViewRow | None:
        """A view by its id, if it is there."""
        return next((view for view in self._views if view.id == view_id), None)

    def ids(self) -> list[int]:
        """The views in their order."""
        return [view.id for view in self._views]

    def read(self, done: Callable[[], None] | None = None) -> None:
        """Read which views there are."""

        def take(found: tuple[Sequence[ViewRow], frozenset[int]]) -> None:
            views_found, self.watched = found
            self._take(views_found)
            if done is not None:
                done()

        name = self.name
        self._desk.operations.read(self, partial(_read, name), take, replaces="views")

    def open_first(self) -> bool:
        """Open the view to start with, if it is still there."""
        found = next((view for view in self._views if view.folded == self.first), None)
        if found is not None:
            self.open(found.id)
        return found is not None

    def open(self, view_id: int | None) -> None:
        """Show what a view shows, as it was left on this PC; None for the whole list."""
        page, view = self._page, self.view(view_id)
        query, is_whole = (
            (page.first_query(), True) if view is None else self.codec.query_of(view.state.get(_QUERY, {}))
        )
        self._turn_on(view)
        page.show_query(page.list.sorting.as_left(query))
        if view is not None and view.id in self.watched:
            self._desk.operations.keep(self, partial(_see, self._desk.features, view.id), KEPT, self.refresh)
        if not is_whole:
            self._desk.say(_("This version does not know all filters of this view: more may be shown than was meant."))

    def take_on(self, view_id: int) -> None:
        """Let a view that was just saved from what is shown be on, as soon as it is read."""
        self._wanted = view_id
        if self.view(view_id) is not None:
            self._take(self._views)

    def leave(self) -> None:
        """Let no view be on any more, for the next query."""
        if self._on is not None:
            self._turn_on(None)

    def hold_back(self) -> None:
        """Count nothing."""
        self._is_held_back = True
        self._count_soon.stop()

    def count_soon(self) -> None:
        """Count again once it is quiet."""
        if not self._is_held_back:
            self._count_soon.start()

    def state(self) -> State:
        """What the list shows now."""
        return {_QUERY: self.codec.state_of(self._page.query), **self._page.list.standing.layout().state()}

    def refresh(self) -> None:
        """Show which view is on, and whether the list shows something else than it does."""
        on, first = self._on, self.first
        whole = self._desk.texts.say(self._page.whole)
        changed = on is not None and self._is_changed(on)
        offered = [Offered(None, whole, self._counts.get(None), is_on=on is None)]
        for view in self._views:
            is_on = on is not None and view.id == on.id
            count, is_first = self._counts.get(view.id), view.folded == first
            is_watched, is_changed = view.id in self.watched, is_on and changed
            offered.append(Offered(view.id, view.name, count, is_on, is_changed, is_first, is_watched))
        self.panel.show_views(offered)

    def _take(self, found: Sequence[ViewRow]) -> None:
        self._views = found
        saved = self.view(self._wanted)
        if saved is not None:
            self._wanted = None
        on = saved or self.view(None if self._on is None else self._on.id)
        if on != self._on:
            self._turn_on(on)
            if on is None:  # it was deleted: what it showed stays, as the whole list is laid out
                self._page.list.reload()
        self.refresh()
        self.count_soon()

    def _turn_on(self, view: ViewRow | None) -> None:
        """Go by the view's own columns, order and groups."""
        self._on = view
        if view is None:
            self._page.list.standing.use(self.name, None)
        else:
            self._page.list.standing.use(f"{self.name}/{view.folded}", read_layout(view.state))

    def _is_changed(self, view: ViewRow) -> bool:
        """Whether other records are meant; in which order they stand is no change."""
        now, kept = self.codec.state_of(self._page.query), view.state.get(_QUERY, {})
        return any(now.get(key) != kept.get(key) for key in {*now, *kept} - _ORDER)

    def _count(self) -> None:
        """Ask how many records each view shows, in one reading."""
        page, source = self._page, self._page.list.source
        wanted: dict[int | None, Any] = {None: page.first_query()}
        for view in self._views:
            wanted[view.id] = self.codec.query_of(view.state.get(_QUERY, {}))[0]

        def read(session: Session) -> dict[int | None, int]:
            return {view_id: source.count(session, query) for view_id, query in wanted.items()}

        def take(counts: Mapping[int | None, int]) -> None:
            self._counts = counts
            self.refresh()

        self._desk.operations.read(self, read, take, replaces="counts")


def _read(page: str, session: Session) -> tuple[Sequence[ViewRow], frozenset[int]]:
    """In the lane."""
    return views(session, page), watched_views(session)


def _see(features: Sequence[Feature], view_id: int, session: Session) -> None:
    """In the lane."""
    see_view(session, watched_lists(features), view_id)
