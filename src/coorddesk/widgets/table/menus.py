"""The menus of a list: of a record, of a heading among them, of the columns, of the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from coorddesk.core.messages import _

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class ListMenus(QObject):
    """Opens each where it is asked for; what may be done with records is the list's `menu_actions`."""

    def __init__(self, desk: Desk, listing: RecordList) -> None:
        """Follow the list, once it is built."""
        super().__init__(listing)
        self._desk = desk
        self._list = listing
        self._header = listing.table.horizontalHeader()
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_header_menu_wanted)
        listing.table.menu_wanted.connect(self._on_menu_wanted)
        listing.foot.columns_wanted.connect(self._on_columns_wanted)
        listing.foot.groups_wanted.connect(self.choose_groups)

    def choose_groups(self) -> None:
        """Open the menu of groups."""
        foot = self._list.foot
        foot.pop_up(self._list.groups.menu(self._list), foot.groups)

    def _on_columns_wanted(self) -> None:
        foot = self._list.foot
        foot.pop_up(self._list.columns.menu(self._list.table.currentIndex().column()), foot.columns)

    def _on_header_menu_wanted(self, position: QPoint) -> None:
        menu = self._list.columns.menu(self._header.logicalIndexAt(position))
        _pop_up(menu, self._header.mapToGlobal(position))

    def _on_menu_wanted(self, position: QPoint) -> None:
        menu = QMenu(self._list)
        row, ids = self._list.table.current_row(), self._list.model.ids
        if row is not None and ids[row] < 0:
            self._add_group_actions(menu, ids[row])
        else:
            menu.addActions(self._list.menu_actions)
            menu.addSeparator()
            menu.addActions(self._list.clipboard.actions)
        _pop_up(menu, position)

    def _add_group_actions(self, menu: QMenu, number: int) -> None:
        headings, say = self._list.model.headings, self._desk.texts.say
        records = headings.records(number)
        noun = self._list.source.noun(len(records))
        menu.addAction(say(_("Select these ({what})", what=noun)), lambda: self._list.select(records))
        folded = headings.is_folded(number)
        menu.addAction(say(_("Unfold") if folded else _("Fold")), lambda: headings.press(number))
        menu.addSeparator()
        self._list.groups.add_folding(menu)


def _pop_up(menu: QMenu, position: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(position)
