"""A quote is chosen: its order is drawn up, and opened to be looked over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.purchasing.queries import OrderRow, QuoteRow, order_row
from coorddesk.purchasing.service import QuoteChoice, choose_quote
from coorddesk.purchasing.ui.order_dialog import OrderDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def choose(desk: Desk, owner: QWidget, quote: QuoteRow) -> None:
    """Choose a quote: its order is drawn up, and opened to be looked over before it is sent."""
    wish = QuoteChoice(quote.id, quote.version, desk.clock.today())
    said = _("Order to {supplier} drawn up. It commits nothing until it is sent.", supplier=quote.supplier)
    desk.operations.change(owner, partial(_choose, wish), partial(_open, desk, owner), said=said)


def _choose(wish: QuoteChoice, session: Session) -> OrderRow | None:
    """In the lane."""
    return order_row(session, choose_quote(session, wish))


def _open(desk: Desk, owner: QWidget, row: OrderRow | None) -> None:
    if row is not None:
        desk.open_record(("purchase_order", row.id))
        OrderDialog(desk, owner, row).open()
