"""What can be done with invoices: paid, put right, taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import InvoiceRow, invoice_card
from coorddesk.purchasing.service import delete_invoice
from coorddesk.purchasing.ui.invoice_dialog import InvoiceDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session


class InvoiceVerbs(RecordVerbs):
    """Payments are for one or for many; the rest is done with one."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.pay = new(_p("invoice", "Pay…"), "check", "P", self._on_pay)
        self.order = new(_("Show its order"), "truck", "O", self._on_order)

    def daily(self) -> list[QAction]:
        """Those that have a button of their own."""
        return [self.pay, self.order, self.edit, self.delete]

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.pay, self.order]

    def refresh(self) -> None:
        """What is left to pay may be paid, of several at once."""
        super().refresh()
        rows = self.rows()
        self.pay.setEnabled(any(row.left for row in rows))
        row = self.selected()
        self.order.setEnabled(row is not None and bool(row.orders))

    def rows(self) -> Sequence[InvoiceRow]:
        """The invoices selected that were painted."""
        rows = map(self.list.row, self.list.selected_ids())
        return [row for row in rows if isinstance(row, InvoiceRow)]

    def _on_pay(self) -> None:
        from coorddesk.purchasing.ui.pay_dialog import PayDialog  # each dialog when it is wanted

        rows = [row for row in self.rows() if row.left]
        if rows:
            PayDialog(self.desk, self.page, rows).open()

    def _on_order(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.operations.read(self.page, partial(_order_of, row.id), self._on_order_read)

    def _on_order_read(self, order_id: int | None) -> None:
        if order_id is not None:
            self.desk.open_record(("purchase_order", order_id))


def _order_of(invoice_id: int, session: Session) -> int | None:
    """In the lane: the first order that an invoice is of."""
    card = invoice_card(session, invoice_id)
    return card.orders[0].id if card is not None and card.orders else None


def _delete(session: Session, row: InvoiceRow) -> None:
    delete_invoice(session, Deletion(row.id, row.version))


INVOICES = Ways(_("New invoice"), InvoiceRow, InvoiceDialog, _delete, lambda row: str(row.number))
"""The dialogs of what is done with invoices."""
