"""Purchases in the agenda: deliveries that are expected, invoices that are due, quotes that expire, meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import _
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.models import Invoice, PurchaseOrder, PurchaseRequest, Quote, SupplierMeeting
from coorddesk.purchasing.queries.contracts_told import contract_events
from coorddesk.purchasing.queries.invoice_rows import invoices_page
from coorddesk.purchasing.queries.orders import COMING
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, RequestState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DELIVERY = DatedKind("delivery", _("Expected deliveries"), "truck")
_INVOICE = DatedKind("invoice-due", _("Invoices due"), "coins")
_QUOTE = DatedKind("quote-expires", _("Quotes that expire"), "clipboard-list")
_MEETING = DatedKind("supplier-meeting", _("Meetings with suppliers"), "users")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """Four statements, those of a page of invoices, and those of contracts."""
    today = clock_of(session).today()
    found = (_deliveries, _invoices, _quotes, _meetings)
    dated = [each for look in found for each in look(session, period, today)]
    return [*dated, *contract_events(session, period)]


def _deliveries(session: Session, period: Period, today: date) -> Iterator[Dated]:
    """What has come by then stays on the day on which it was expected."""
    wanted = (
        select(PurchaseOrder.id, PurchaseOrder.reference, PurchaseOrder.expected_on, PurchaseOrder.state, Supplier.name)
        .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        .where(
            PurchaseOrder.expected_on.between(period.first, period.last),
            PurchaseOrder.state.not_in((OrderState.DRAFT, OrderState.CANCELLED)),
        )
        .order_by(PurchaseOrder.expected_on, PurchaseOrder.id)
    )
    rows: Sequence[Any] = session.execute(wanted).all()
    for order_id, reference, day, state, supplier in rows:
        title = _("Delivery {reference}, {supplier}", reference=reference, supplier=supplier)
        stands = state_on(day, today) if state in COMING else DatedState.DONE
        yield Dated(_DELIVERY, title, day, day, ("purchase_order", order_id), "expected", state=stands)


def _invoices(session: Session, period: Period, today: date) -> Iterator[Dated]:
    due = Invoice.due_on.between(period.first, period.last)
    ids = session.scalars(select(Invoice.id).where(due, Invoice.kind == InvoiceKind.INVOICE).order_by(Invoice.id)).all()
    page = invoices_page(session, ids)
    for row in (page[invoice_id] for invoice_id in ids):
        if row.due_on is not None:
            title = _("Invoice {number} of {supplier} is due", number=row.number, supplier=row.supplier)
            state = state_on(row.due_on, today) if row.left else DatedState.DONE
            yield Dated(_INVOICE, title, row.due_on, row.due_on, ("invoice", row.id), "due", state=state)


def _quotes(session: Session, period: Period, today: date) -> Iterator[Dated]:  # noqa: ARG001 - as the others
    """The last day of quotes for requests of which none was chosen yet."""
    chosen = select(Quote.request_id).where(Quote.is_chosen)
    wanted = (
        select(PurchaseRequest.id, PurchaseRequest.reference, Quote.id, Quote.valid_until, Supplier.name)
        .join(PurchaseRequest, PurchaseRequest.id == Quote.request_id)
        .join(Supplier, Supplier.id == Quote.supplier_id)
        .where(
            Quote.valid_until.between(period.first, period.last),
            PurchaseRequest.state != RequestState.REFUSED,
            Quote.request_id.not_in(chosen),
        )
        .order_by(Quote.valid_until, Quote.id)
    )
    rows: Sequence[Any] = session.execute(wanted).all()
    for request_id, reference, quote_id, day, supplier in rows:
        title = _("Last day of the quote of {supplier} ({reference})", supplier=supplier, reference=reference)
        yield Dated(_QUOTE, title, day, day, ("purchase_request", request_id), str(quote_id))


def _meetings(session: Session, period: Period, today: date) -> Iterator[Dated]:
    """The next meeting that the last one with each supplier named."""
    meeting = aliased(SupplierMeeting)
    last = select(func.max(meeting.day)).where(meeting.supplier_id == Supplier.id).correlate(Supplier).scalar_subquery()
    wanted = (
        select(Supplier.id, Supplier.name, SupplierMeeting.next_on)
        .join(SupplierMeeting, SupplierMeeting.supplier_id == Supplier.id)
        .where(SupplierMeeting.next_on.between(period.first, period.last), SupplierMeeting.day == last)
        .order_by(SupplierMeeting.next_on, SupplierMeeting.id)
    )
    rows: Sequence[Any] = session.execute(wanted).all()
    for supplier_id, name, day in rows:
        title = _("Meeting with {supplier}", supplier=name)
        yield Dated(_MEETING, title, day, day, ("supplier", supplier_id), "meeting", state=state_on(day, today))
