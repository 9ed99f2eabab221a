"""What can be done with licences: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.licences.queries import LicenceRow
from coorddesk.licences.service import delete_licence
from coorddesk.licences.ui.key_dialog import show_key
from coorddesk.licences.ui.licence_dialog import LicenceDialog
from coorddesk.licences.ui.seats_dialog import GiveSeatsDialog, SeatsDialog
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class LicenceVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new licence.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        self._is_deleting = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(_("New licence"), "plus", "Ctrl+N", self._on_new)
        self.give = new(_("Give seats…"), "user", "G", self._on_give)
        self.seats = new(_("Seats…"), "list", "S", self._on_seats)
        self.key = new(_("Show the key…"), "key-round", "K", self._on_key)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def for_one(self) -> list[QAction]:
        """Those that need a licence, the most usual first."""
        return [self.give, self.seats, self.key, self.edit, self.delete]

    def _refresh(self) -> None:
        row = self._selected()
        for action in self.for_one():
            action.setEnabled(row is not None)
        self.key.setEnabled(row is not None and row.has_key)

    def _selected(self) -> LicenceRow | None:
        """The one licence selected."""
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, LicenceRow) else None

    def _on_new(self) -> None:
        dialog = LicenceDialog(self._desk, self._page, None)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        row = self._selected()
        if row is not None:
            LicenceDialog(self._desk, self._page, row).open()

    def _on_give(self) -> None:
        row = self._selected()
        if row is not None:
            GiveSeatsDialog(self._desk, self._page, row).open()

    def _on_seats(self) -> None:
        row = self._selected()
        if row is not None:
            SeatsDialog(self._desk, self._page, row).open()

    def _on_key(self) -> None:
        row = self._selected()
        if row is not None:
            show_key(self._desk, self._page, row)

    def _on_delete(self) -> None:
        row = self._selected()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            wish, said = Deletion(row.id, row.version), _("“{name}” deleted.", name=row.name)
            self._desk.operations.change(self, partial(_delete, wish), settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_deleting = False


def _delete(wish: Deletion, session: Session) -> None:
    delete_licence(session, wish)
