"""What may be done with the views of a page: saved, updated, renamed, ordered, deleted, and one to start with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from coorddesk.core.messages import Message, _
from coorddesk.core.views import State, ViewSeen, delete_view, order_views, update_view
from coorddesk.core.watched_views import stop_watching, watch_view
from coorddesk.feature import watched_lists
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.views.views import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature
    from coorddesk.widgets.views.viewed_page import ViewedPage
    from coorddesk.widgets.views.views import Views


class ViewVerbs(QObject):
    """Everything but the start is written to the desk, and undone like any other deed."""

    def __init__(self, page: ViewedPage, views: Views) -> None:
        """Follow the panel, and put what is done most into the page's menu."""
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self._views = views
        panel = views.panel
        self.save = make_action(page.desk, page, _("Save as a view…"), "save", "Ctrl+Shift+S", self._on_save)
        panel.save_wanted.connect(self._on_save)
        panel.update_wanted.connect(self._on_update)
        panel.menu_wanted.connect(self._on_menu_wanted)
        panel.rename_wanted.connect(self._on_rename)
        panel.delete_wanted.connect(self._on_delete)
        panel.ordered.connect(self._on_ordered)

    def menu(self, view_id: int) -> QMenu:
        """A new menu of what can be done with a view."""
        views, menu = self._views, QMenu(self._page)
        view = views.view(view_id)
        assert view is not None
        if views.on is not None and views.on.id == view_id:
            self._add(menu, _("Let this view show what is shown now"), self._on_update)
            menu.addSeparator()
        is_first = view.folded == views.first
        start = menu.addAction(self._desk.texts.say(_("Start with this view on this PC")))
        start.setCheckable(True)
        start.setChecked(is_first)
        start.triggered.connect(lambda: setattr(views, "first", None if is_first else view.folded))
        self._offer_watching(menu, view_id)
        self._add(menu, _("Rename…"), partial(self._on_rename, view_id))
        ids = views.ids()
        place = ids.index(view_id)
        for text, by in ((_("Move up"), -1), (_("Move down"), 1)):
            if 0 <= place + by < len(ids):
                self._add(menu, text, partial(self._on_ordered, _moved(ids, place, by)))
        menu.addSeparator()
        self._add(menu, _("Delete the view"), partial(self._on_delete, view_id))
        return menu

    def _offer_watching(self, menu: QMenu, view_id: int) -> None:
        """Where the list is one whose views may be watched."""
        if any(each.page == self._views.name for each in watched_lists(self._desk.features)):
            is_watched = view_id in self._views.watched
            watch = menu.addAction(self._desk.texts.say(_("Tell me when something new stands in it")))
            watch.setCheckable(True)
            watch.setChecked(is_watched)
            work = partial(_stop if is_watched else _watch, self._desk.features, view_id)
            watch.triggered.connect(lambda: self._desk.operations.keep(self, work, KEPT, self._views.read))

    def _add(self, menu: QMenu, text: Message, take: Callable[[], object]) -> None:
        menu.addAction(self._desk.texts.say(text).replace("&", "&&")).triggered.connect(lambda _checked: take())

    def _on_menu_wanted(self, view_id: int, where: QPoint) -> None:
        menu = self.menu(view_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _on_save(self) -> None:
        from coorddesk.widgets.views.name_dialog import SaveViewDialog  # seldom wanted

        dialog = SaveViewDialog(self._desk, self._page, self._views.name, self._views.state())
        dialog.saved.connect(self._views.take_on)
        dialog.open()

    def _on_update(self) -> None:
        view, state = self._views.on, self._views.state()
        if view is not None:
            said = _("The view “{name}” shows this now.", name=view.name)
            work = partial(_update, ViewSeen(view.id, view.version), state)
            self._desk.operations.change(self, work, lambda _result: self._page.list.standing.forget(), said=said)

    def _on_rename(self, view_id: int) -> None:
        from coorddesk.widgets.views.name_dialog import RenameViewDialog  # seldom wanted

        view = self._views.view(view_id)
        if view is not None:
            RenameViewDialog(self._desk, self._page, view).open()

    def _on_delete(self, view_id: int) -> None:
        view = self._views.view(view_id)
        if view is not None:
            said = _("The view “{name}” is deleted.", name=view.name)
            self._desk.operations.change(self, partial(_delete, ViewSeen(view.id, view.version)), said=said)

    def _on_ordered(self, ids: Sequence[int]) -> None:
        self._desk.operations.change(self, partial(_order, self._views.name, tuple(ids)))


def _moved(ids: Sequence[int], place: int, by: int) -> list[int]:
    order = list(ids)
    order.insert(place + by, order.pop(place))
    return order


def _update(seen: ViewSeen, state: State, session: Session) -> None:
    update_view(session, seen, state)


def _delete(seen: ViewSeen, session: Session) -> None:
    delete_view(session, seen)


def _order(page: str, ids: Sequence[int], session: Session) -> None:
    order_views(session, page, ids)


def _watch(features: Sequence[Feature], view_id: int, session: Session) -> None:
    watch_view(session, watched_lists(features), view_id)


def _stop(_features: Sequence[Feature], view_id: int, session: Session) -> None:
    stop_watching(session, view_id)
