"""What can be done with stock: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.stock.queries import KnownItem, StockRow, known_item
from coorddesk.stock.service import delete_item
from coorddesk.stock.ui.item_dialog import ItemDialog
from coorddesk.stock.ui.move_dialogs import (
    CountDialog,
    GiveOutDialog,
    ReceiveDialog,
    TakeBackDialog,
    TransferDialog,
    WriteOffDialog,
)
from coorddesk.stock.ui.moves_dialog import MovesDialog
from coorddesk.widgets.actions import make_action, part

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.record_dialog import RecordDialog
    from coorddesk.widgets.table.record_list import RecordList


class StockVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new item.
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
        self.new = new(_("New stock item"), "plus", "Ctrl+N", self._on_new)
        self.receive = self._moving(_("Receive…"), "package-plus", "R", ReceiveDialog)
        self.give_out = self._moving(_("Give out…"), "package-minus", "G", GiveOutDialog)
        self.take_back = self._moving(_p("stock", "Take back…"), "undo-2", "B", TakeBackDialog)
        self.count = self._moving(_p("stock", "Count…"), "list-checks", "C", CountDialog)
        self.transfer = self._moving(_("Move…"), "map-pin", "M", TransferDialog)
        self.write_off = self._moving(_("Lost or broken…"), "triangle-alert", "L", WriteOffDialog)
        part(page)
        self.moves = new(_("Its movements…"), "history", "H", self._on_moves)
        self.all_moves = new(_("All movements…"), "arrow-left-right", "J", self._on_all_moves)
        part(page)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def for_one(self) -> list[QAction]:
        """Those that need an item, the most usual first."""
        return [*self.daily(), self.moves, self.edit, self.delete]

    def daily(self) -> list[QAction]:
        """Those that move stock."""
        return [self.receive, self.give_out, self.take_back, self.count, self.transfer, self.write_off]

    def _moving(
        self, title: Message, icon: str, keys: str, dialog: Callable[[Desk, QWidget, KnownItem], RecordDialog]
    ) -> QAction:
        return make_action(self._desk, self._page, title, icon, keys, partial(self._on_move, dialog))

    def _refresh(self) -> None:
        row = self._selected()
        for action in self.for_one():
            action.setEnabled(row is not None)
        self.take_back.setEnabled(row is not None and row.lent > 0)

    def _selected(self) -> StockRow | None:
        """The one item selected."""
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, StockRow) else None

    def _on_move(self, dialog: Callable[[Desk, QWidget, KnownItem], RecordDialog]) -> None:
        """Read where the item stands first, so that the dialog opens filled in."""
        row = self._selected()
        if row is not None:
            opened = partial(self._open, dialog)
            self._desk.operations.read(self._page, partial(_known, row.id), opened, replaces="item")

    def _open(self, dialog: Callable[[Desk, QWidget, KnownItem], RecordDialog], item: KnownItem) -> None:
        dialog(self._desk, self._page, item).open()

    def _on_new(self) -> None:
        dialog = ItemDialog(self._desk, self._page, None)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        row = self._selected()
        if row is not None:
            ItemDialog(self._desk, self._page, row).open()

    def _on_moves(self) -> None:
        row = self._selected()
        if row is not None:
            MovesDialog(self._desk, self._page, row).open()

    def _on_all_moves(self) -> None:
        MovesDialog(self._desk, self._page, None).open()

    def _on_delete(self) -> None:
        row = self._selected()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            wish, said = Deletion(row.id, row.version), _("“{name}” deleted.", name=row.name)
            self._desk.operations.change(self, partial(_delete, wish), settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_deleting = False


def _known(item_id: int, session: Session) -> KnownItem:
    return known_item(session, item_id)


def _delete(wish: Deletion, session: Session) -> None:
    delete_item(session, wish)
