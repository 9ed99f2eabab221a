"""What a request is about, on its card: its lines, the quotes for them side by side, and the orders that came."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import QuoteRow
from coorddesk.purchasing.service import delete_quote
from coorddesk.purchasing.ui.quote_choice import choose
from coorddesk.purchasing.ui.request_card import told_request
from coorddesk.purchasing.ui.told_part import LineDeed, ToldPart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def request_part(desk: Desk, page: QWidget) -> ToldPart:
    """Its deeds are those of quotes: chosen, put right, deleted."""
    deeds = {
        "choose": LineDeed(_p("quote", "Order from it"), "truck", partial(_choose, desk, page)),
        "edit": LineDeed(_p("quote", "Edit"), "pencil", partial(_edit, desk, page)),
        "delete": LineDeed(_p("quote", "Delete"), "trash-2", partial(_delete, desk, page)),
    }
    texts = desk.texts
    return ToldPart(desk, page, lambda session, request_id: told_request(session, request_id, texts), deeds)


def _choose(desk: Desk, page: QWidget, quote: QuoteRow) -> None:
    choose(desk, page, quote)


def _edit(desk: Desk, page: QWidget, quote: QuoteRow) -> None:
    from coorddesk.purchasing.ui.quote_dialog import QuoteDialog  # when it is wanted

    QuoteDialog(desk, page, quote.request_id, quote).begin()


def _delete(desk: Desk, page: QWidget, quote: QuoteRow) -> None:
    said = _("“{name}” deleted.", name=quote.called)
    desk.operations.change(page, partial(_deleted, Deletion(quote.id, quote.version)), said=said)


def _deleted(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_quote(session, wish)
