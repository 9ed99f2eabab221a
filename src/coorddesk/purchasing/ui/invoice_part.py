"""What an invoice is about, on its card: its lines, and its payments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Money, _, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import PaymentRow
from coorddesk.purchasing.service import delete_payment
from coorddesk.purchasing.ui.invoice_card import told_invoice
from coorddesk.purchasing.ui.told_part import LineDeed, ToldPart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def invoice_part(desk: Desk, page: QWidget) -> ToldPart:
    """A payment may be taken back."""
    deeds = {"take_back": LineDeed(_p("payment", "Take back"), "undo-2", partial(_take_back, desk, page))}
    texts = desk.texts
    kinds = frozenset({"payment"})
    return ToldPart(desk, page, lambda session, invoice_id: told_invoice(session, invoice_id, texts), deeds, kinds)


def _take_back(desk: Desk, page: QWidget, payment: PaymentRow) -> None:
    said = _("The payment of {amount} is taken back.", amount=Money(payment.cents))
    desk.operations.change(page, partial(_taken_back, Deletion(payment.id, payment.version)), said=said)


def _taken_back(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_payment(session, wish)
