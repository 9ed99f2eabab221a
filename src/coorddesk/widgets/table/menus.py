"""The menus of a list: of a record, of a heading among them, of the columns, of the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from coorddesk.widgets.table.columns import Columns
    from coorddesk.widgets.table.foot import Foot
    from coorddesk.widgets.table.group_choice import GroupChoice
    from coorddesk.widgets.table.view import RecordTable

    Actions = Callable[[], Sequence[Sequence[QAction]]]
    """What may be done with records, in parts."""


class ListMenus(QObject):
    """Opens each where it is asked for."""

    def __init__(self, table: RecordTable, foot: Foot, columns: Columns, groups: GroupChoice, actions: Actions) -> None:
        """Follow the parts of a list."""
        super().__init__(table)
        self._table, self._foot, self._columns, self._groups, self._actions = table, foot, columns, groups, actions
        self._header = table.horizontalHeader()
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_header_menu_wanted)
        table.menu_wanted.connect(self._on_menu_wanted)
        foot.columns_wanted.connect(self._on_columns_wanted)
        foot.groups_wanted.connect(self.choose_groups)

    def choose_groups(self) -> None:
        """Open the menu of groups."""
        self._foot.pop_up(self._groups.menu(self._table), self._foot.groups)

    def _on_columns_wanted(self) -> None:
        self._foot.pop_up(self._columns.menu(self._table.currentIndex().column()), self._foot.columns)

    def _on_header_menu_wanted(self, position: QPoint) -> None:
        menu = self._columns.menu(self._header.logicalIndexAt(position))
        _pop_up(menu, self._header.mapToGlobal(position))

    def _on_menu_wanted(self, position: QPoint) -> None:
        row, ids = self._table.current_row(), self._table.records.ids
        is_heading = row is not None and ids[row] < 0
        _pop_up(self._groups.heading_menu(ids[row or 0], self._table) if is_heading else self._record_menu(), position)

    def _record_menu(self) -> QMenu:
        menu = QMenu(self._table)
        for place, part in enumerate(self._actions()):
            if place:
                menu.addSeparator()
            menu.addActions(part)
        return menu


def _pop_up(menu: QMenu, position: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(position)
