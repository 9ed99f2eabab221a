"""What can be done with groups from the list of people: keeping them, joining one, the new school year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class GroupVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        list_asked: the id of a group whose people should be shown.
    """

    list_asked = Signal(int)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        make = partial(make_action, desk, page)
        self.join = make(_("Put into a group…"), "users", "Ctrl+J", self._on_join)
        self.keep = make(_("Groups and classes…"), "users", "Ctrl+Shift+G", self._on_keep)
        self.roll_over = make(_("New school year…"), "calendar", "", self._on_roll_over)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.join.setEnabled(bool(self._list.selected_ids()))

    def _on_join(self) -> None:
        from coorddesk.directory.ui.group_dialog import JoinDialog  # dialogs come when they are asked for

        people = self._list.selected_ids()
        if people:
            JoinDialog(self._desk, self._page, people).open()

    def _on_keep(self) -> None:
        from coorddesk.directory.ui.groups_dialog import GroupsDialog  # as above

        dialog = GroupsDialog(self._desk, self._page)
        dialog.list_asked.connect(self.list_asked)
        dialog.open()

    def _on_roll_over(self) -> None:
        from coorddesk.directory.ui.rollover_dialog import RolloverDialog  # with the importer, as above

        RolloverDialog(self._desk, self._page).open()
