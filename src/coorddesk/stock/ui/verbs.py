"""What can be done with stock: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.stock.queries import KnownItem, StockRow, known_item
from coorddesk.stock.service import delete_item
from coorddesk.stock.service.merging import ITEM_MERGE
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
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.editing import EditKind
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.record_dialog import RecordDialog

Dialog = Callable[["Desk", "QWidget", KnownItem], "RecordDialog"]


class StockVerbs(RecordVerbs):
    """What comes, goes and is counted, besides what is done with any record."""

    def make_own(self) -> None:
        """The daily ones, and the ledger."""
        new = partial(make_action, self.desk, self.page)
        self.receive = self._moving(_("Receive…"), "package-plus", "R", ReceiveDialog)
        self.give_out = self._moving(_("Give out…"), "package-minus", "G", GiveOutDialog)
        self.take_back = self._moving(_p("stock", "Take back…"), "undo-2", "B", TakeBackDialog)
        self.count = self._moving(_p("stock", "Count…"), "list-checks", "C", CountDialog)
        self.transfer = self._moving(_("Move…"), "map-pin", "M", TransferDialog)
        self.write_off = self._moving(_("Lost or broken…"), "triangle-alert", "L", WriteOffDialog)
        part(self.page)
        self.moves = new(_("Its movements…"), "history", "H", self._on_moves)
        self.all_moves = new(_("All movements…"), "arrow-left-right", "J", self._on_all_moves)

    def of_own(self) -> list[QAction]:
        """What moves stock, and its story."""
        return [*self.daily(), self.moves]

    def daily(self) -> list[QAction]:
        """Those that move stock."""
        return [self.receive, self.give_out, self.take_back, self.count, self.transfer, self.write_off]

    def refresh(self) -> None:
        """Offer what fits the selection: only what is out can come back."""
        super().refresh()
        row: StockRow | None = self.selected()
        self.take_back.setEnabled(row is not None and row.lent > 0)

    def _moving(self, title: Message, icon: str, keys: str, dialog: Dialog) -> QAction:
        return make_action(self.desk, self.page, title, icon, keys, partial(self._on_move, dialog))

    def _on_move(self, dialog: Dialog) -> None:
        """Read where the item stands first, so that the dialog opens filled in."""
        row: StockRow | None = self.selected()
        if row is not None:
            opened = partial(self._open, dialog)
            self.desk.operations.read(self.page, partial(_known, row.id), opened, replaces="item")

    def _open(self, dialog: Dialog, item: KnownItem) -> None:
        dialog(self.desk, self.page, item).open()

    def _on_moves(self) -> None:
        row: StockRow | None = self.selected()
        if row is not None:
            MovesDialog(self.desk, self.page, row).open()

    def _on_all_moves(self) -> None:
        MovesDialog(self.desk, self.page, None).open()


def _known(item_id: int, session: Session) -> KnownItem:
    return known_item(session, item_id)


def _delete(session: Session, row: StockRow) -> None:
    delete_item(session, Deletion(row.id, row.version))


def edits_of_stock() -> EditKind:
    """Loaded once somebody edits many at once."""
    from coorddesk.stock.service.bulk_edit import STOCK_EDITS  # the list is there without it

    return STOCK_EDITS


ITEMS = Ways(_("New stock item"), StockRow, ItemDialog, _delete, lambda row: str(row.name), ITEM_MERGE)
