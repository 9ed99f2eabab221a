"""What needs doing about purchases, for the bell of the window; each goes with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert
from coorddesk.purchasing.models import Invoice, PurchaseOrder, PurchaseRequest
from coorddesk.purchasing.queries.contracts_told import contract_alerts
from coorddesk.purchasing.queries.invoices import InvoiceQuery, invoice_ids
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids
from coorddesk.purchasing.queries.requests import RequestQuery, request_ids
from coorddesk.purchasing.rules.narrowing import InvoiceNeed, OrderNeed, RequestNeed

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Late deliveries, requests to approve, quotes that expire, invoices that are due, contracts to decide on."""
    return [*_orders(session), *_requests(session), *_invoices(session), *contract_alerts(session, today)]


def _orders(session: Session) -> Iterator[Alert]:
    if count := len(order_ids(session, OrderQuery(need=OrderNeed.LATE))):
        text = _n("{count} delivery is late", "{count} deliveries are late", count)
        advice = _("Ask the supplier, say a new day, or cancel what will not come.")
        yield Alert(OrderNeed.LATE.value, PurchaseOrder.__tablename__, text, advice, is_urgent=True)


def _requests(session: Session) -> Iterator[Alert]:
    kind = PurchaseRequest.__tablename__
    if count := len(request_ids(session, RequestQuery(need=RequestNeed.APPROVE))):
        text = _n("{count} purchase request is to be approved", "{count} purchase requests are to be approved", count)
        yield Alert(RequestNeed.APPROVE.value, kind, text, _("Approve it, or refuse it and say why."))
    if count := len(request_ids(session, RequestQuery(need=RequestNeed.CHOOSE))):
        text = _n(
            "Quotes for {count} purchase request expire soon", "Quotes for {count} purchase requests expire soon", count
        )
        yield Alert(RequestNeed.CHOOSE.value, kind, text, _("Compare them and choose one, or ask for new ones."))


def _invoices(session: Session) -> Iterator[Alert]:
    kind = Invoice.__tablename__
    if count := len(invoice_ids(session, InvoiceQuery(need=InvoiceNeed.OVERDUE))):
        text = _n("{count} invoice is overdue", "{count} invoices are overdue", count)
        yield Alert(
            InvoiceNeed.OVERDUE.value, kind, text, _("Have it paid, and write the payment down."), is_urgent=True
        )
    if count := len(invoice_ids(session, InvoiceQuery(need=InvoiceNeed.DUE))):
        text = _n("{count} invoice is due within a week", "{count} invoices are due within a week", count)
        yield Alert(InvoiceNeed.DUE.value, kind, text, _("Have it paid in time."))
