"""What can be done with stocktakes: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.stocktaking.queries import Stage, StocktakeRow
from coorddesk.stocktaking.service import delete_stocktake
from coorddesk.stocktaking.ui.close_dialog import CloseDialog, read_closing
from coorddesk.stocktaking.ui.counting import CountingWindow
from coorddesk.stocktaking.ui.new_dialog import NewStocktakeDialog, StocktakeDialog
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class StocktakeVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new stocktake.
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
        self.new = new(_("New stocktake"), "plus", "Ctrl+N", self._on_new)
        self.count = new(_("Count…"), "scan-barcode", "C", self._on_count)
        self.end = new(_("Close the stocktake…"), "archive", "F9", self._on_end)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def for_one(self) -> list[QAction]:
        """Those that need a stocktake."""
        return [self.count, self.end, self.edit, self.delete]

    def refresh(self) -> None:
        """Offer what fits the selection."""
        row = self._selected()
        is_one = len(self._list.selected_ids()) == 1
        for action in (self.edit, self.delete):
            action.setEnabled(is_one)
        for action in (self.count, self.end):
            action.setEnabled(is_one and (row is None or row.stage is Stage.OPEN))

    def _selected(self) -> StocktakeRow | None:
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, StocktakeRow) else None

    def _on_new(self) -> None:
        dialog = NewStocktakeDialog(self._desk, self._page)
        dialog.saved.connect(self.added)
        dialog.saved.connect(lambda stocktake_id: count_in(self._desk, self._page, stocktake_id))
        dialog.open()

    def _on_count(self) -> None:
        row = self._selected()
        if row is not None and row.stage is Stage.OPEN:
            CountingWindow(self._desk, self._page, row.id, row.name).open()

    def _on_end(self) -> None:
        row = self._selected()
        if row is not None:
            self._desk.operations.read(self, partial(read_closing, row.id), self._on_closing_read)

    def _on_closing_read(self, read: Any) -> None:
        if read is not None:
            CloseDialog(self._desk, self._page, read).open()

    def _on_edit(self) -> None:
        row = self._selected()
        if row is not None:
            StocktakeDialog(self._desk, self._page, row).open()

    def _on_delete(self) -> None:
        row = self._selected()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            wish = Deletion(row.id, row.version)
            said = _("“{name}” deleted.", name=row.name)
            work = partial(_delete, wish)
            self._desk.operations.change(self, work, settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_deleting = False


def count_in(desk: Desk, owner: QWidget, stocktake_id: int) -> None:
    """Open the counting screen of a stocktake that is known by its id."""

    def show(read: Any) -> None:
        if read is not None:
            CountingWindow(desk, owner, stocktake_id, read[0].name).open()

    desk.operations.read(owner, partial(read_closing, stocktake_id), show)


def _delete(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_stocktake(session, wish)
