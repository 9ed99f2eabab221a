"""What can be done with orders: sent, received, invoiced, cut, cancelled, reopened, ordered again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import OrderRow
from coorddesk.purchasing.rules.words import OrderState, OrderStepKind
from coorddesk.purchasing.service import delete_order
from coorddesk.purchasing.ui.order_dialog import OrderDialog
from coorddesk.widgets.actions import gather, make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

_OPEN = frozenset({OrderState.SENT, OrderState.PARTLY_RECEIVED, OrderState.RECEIVED})
_UNDER_WAY = _OPEN | {OrderState.INVOICED}


class OrderVerbs(RecordVerbs):
    """Its way from the supplier to the payment, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.send = new(_p("purchase order", "Send…"), "truck", "S", self._on_send)
        self.paper = new(_p("purchase order", "Its paper"), "printer", "P", self._on_paper)
        self.receive = new(_("Receive…"), "package-plus", "R", self._on_receive)
        self.invoice = new(_("Enter an invoice…"), "file-text", "I", self._on_invoice)
        self.credit = new(_("Enter a credit note…"), "file-text", "G", self._on_credit)
        self.again = new(_("Order again…"), "copy", "D", self._on_again)
        self.news = new(_("News of it…"), "calendar-clock", "W", self._on_news)
        self.cut = new(_("Cancel a part…"), "package-minus", "X", self._on_cut)
        self.cancel = new(_("Cancel the order…"), "circle-x", "K", partial(self._on_step, OrderStepKind.CANCELLED))
        self.reopen = new(_("Reopen…"), "undo-2", "B", partial(self._on_step, OrderStepKind.REOPENED))
        self.rate = new(_("Rate the supplier…"), "star", "N", self._on_rate)
        self.others = [self.news, self.credit, self.cut, self.cancel, self.reopen, self.rate]
        gather(self.desk, _p("purchase order", "More"), self.others)

    def daily(self) -> list[QAction]:
        """Those that have a button of their own."""
        return [self.send, self.receive, self.invoice, self.paper, self.edit, self.again]

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.send, self.receive, self.invoice, self.paper, self.again]

    def refresh(self) -> None:
        """Offer what its state allows."""
        super().refresh()
        row = self.selected()
        state = None if row is None else row.state
        for action in (self.send, self.edit, self.delete):
            action.setEnabled(state is OrderState.DRAFT and (action is not self.send or row.lines > 0))
        self.news.setEnabled(row is not None and state not in {OrderState.DRAFT, OrderState.CANCELLED})
        self.receive.setEnabled(row is not None and row.to_receive > 0)
        self.invoice.setEnabled(state in _UNDER_WAY)
        self.credit.setEnabled(row is not None and row.invoiced > 0)
        self.cut.setEnabled(state in _OPEN)
        self.cancel.setEnabled(state in _UNDER_WAY)
        self.reopen.setEnabled(state is OrderState.CANCELLED)
        self.rate.setEnabled(row is not None and state is not OrderState.DRAFT)
        self.paper.setEnabled(bool(self.list.selected_ids()))

    def _on_send(self) -> None:
        from coorddesk.purchasing.ui.send_dialog import SendDialog  # each dialog when it is wanted

        row = self.selected()
        if row is not None:
            SendDialog(self.desk, self.page, row).open()

    def _on_paper(self) -> None:
        from coorddesk.purchasing.ui.papers import print_many  # as above

        ids = self.list.selected_ids()
        if ids:
            print_many(self.desk, "purchase_order", ids)

    def _on_receive(self) -> None:
        from coorddesk.purchasing.ui.receive_dialog import ReceiveDialog  # as above

        row = self.selected()
        if row is not None:
            ReceiveDialog(self.desk, self.page, row.id, row.reference).begin()

    def _on_invoice(self) -> None:
        from coorddesk.purchasing.ui.invoice_dialog import invoice_order  # as above

        row = self.selected()
        if row is not None:
            invoice_order(self.desk, self.page, row.id)

    def _on_credit(self) -> None:
        from coorddesk.purchasing.ui.invoice_dialog import credit_order  # as above

        row = self.selected()
        if row is not None:
            credit_order(self.desk, self.page, row.id)

    def _on_again(self) -> None:
        from coorddesk.purchasing.ui.ordering import order_again  # as above

        row = self.selected()
        if row is not None:
            order_again(self.desk, self.page, row.id, self.added.emit)

    def _on_news(self) -> None:
        from coorddesk.purchasing.ui.news_dialog import NewsDialog  # as above

        row = self.selected()
        if row is not None:
            NewsDialog(self.desk, self.page, row).open()

    def _on_cut(self) -> None:
        from coorddesk.purchasing.ui.cut_dialog import CutDialog  # as above

        row = self.selected()
        if row is not None:
            CutDialog(self.desk, self.page, row).begin()

    def _on_step(self, kind: OrderStepKind) -> None:
        from coorddesk.purchasing.ui.send_dialog import StepDialog  # as above

        row = self.selected()
        if row is not None:
            StepDialog(self.desk, self.page, row, kind).open()

    def _on_rate(self) -> None:
        from coorddesk.purchasing.ui.rating_dialog import RatingDialog  # as above

        row = self.selected()
        if row is not None:
            RatingDialog(self.desk, self.page, row.supplier_id, row.supplier, None, row).open()


def _delete(session: Session, row: OrderRow) -> None:
    delete_order(session, Deletion(row.id, row.version))


ORDERS = Ways(_("New order"), OrderRow, OrderDialog, _delete, lambda row: str(row.reference))
"""The dialogs of what is done with orders."""
