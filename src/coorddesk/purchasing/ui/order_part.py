"""What an order is about, on its card: its lines, what came of them, and what was invoiced."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import ReceiptRow
from coorddesk.purchasing.service import delete_receipt
from coorddesk.purchasing.ui.link_dialog import LinkDialog
from coorddesk.purchasing.ui.order_card import told_order
from coorddesk.purchasing.ui.papers import print_about
from coorddesk.purchasing.ui.told_part import LineDeed, ToldPart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def order_part(desk: Desk, page: QWidget) -> ToldPart:
    """Its deeds are those of receipts: printed, taken back."""
    deeds = {
        "print": LineDeed(_p("receipt", "Print"), "printer", partial(_print, desk)),
        "link": LineDeed(_p("receipt", "Find in the inventory"), "link", partial(_link, desk, page)),
        "take_back": LineDeed(_p("receipt", "Take back"), "undo-2", partial(_take_back, desk, page)),
    }
    texts = desk.texts
    kinds = frozenset({"receipt", "receipt_line", "invoice", "payment"})
    return ToldPart(desk, page, lambda session, order_id: told_order(session, order_id, texts), deeds, kinds)


def _print(desk: Desk, receipt: ReceiptRow) -> None:
    print_about(desk, ("receipt", receipt.id))


def _link(desk: Desk, page: QWidget, receipt: ReceiptRow) -> None:
    LinkDialog(desk, page, receipt).open()


def _take_back(desk: Desk, page: QWidget, receipt: ReceiptRow) -> None:
    said = _("The receipt is taken back.")
    desk.operations.change(page, partial(_taken_back, Deletion(receipt.id, receipt.version)), said=said)


def _taken_back(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_receipt(session, wish)
