"""What purchases tell of other records and of their own: names, stories, what belongs to somebody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.messages import Message, _n
from coorddesk.core.records import Belongings, Entry
from coorddesk.core.story import of_subject
from coorddesk.directory.models import Supplier
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES
from coorddesk.purchasing.models import (
    BankLine,
    Contract,
    Instalment,
    Invoice,
    OrderLine,
    Payment,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    Receipt,
    RequestLine,
    SupplierMeeting,
    SupplierRating,
)
from coorddesk.purchasing.queries.contracts_told import contract_belongings
from coorddesk.purchasing.queries.invoice_rows import invoices_page
from coorddesk.purchasing.queries.invoices import InvoiceQuery, invoice_ids
from coorddesk.purchasing.queries.order_rows import orders_page
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids
from coorddesk.purchasing.queries.request_rows import requests_page
from coorddesk.purchasing.queries.requests import RequestQuery, request_ids

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_OWN = {table.__tablename__ for table in (PurchaseRequest, PurchaseOrder, Invoice, Quote, Receipt, Contract)}


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What requests, quotes, orders, receipts, invoices and their lines, ratings and meetings are called."""
    if kind not in _NAMED:
        return {}
    wanted = _NAMED[kind]
    rows = session.execute(wanted.where(wanted.selected_columns[0].in_(ids)))
    return {row_id: " · ".join(word for word in said if word) for row_id, *said in rows}


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on own records, newest first; those on a supplier are told by the directory."""
    if subject[0] not in _OWN:
        return ()
    deeds = of_subject(session, subject, _KEPT)
    return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The orders, invoices and requests of a supplier, a place, a person or a budget line; by which a device came."""
    looks = (_orders, _invoices, _requests, contract_belongings)
    return tuple(chain.from_iterable(look(session, subject, limit) for look in looks))


def _orders(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    query = OrderQuery.about(subject)
    ids = () if query is None else order_ids(session, query)
    if len(ids):
        first = tuple(row.hit for row in _in_order(orders_page, session, ids[:limit]))
        yield Belongings(_bought(subject[0], len(ids)), PurchaseOrder.__tablename__, first)


def _invoices(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    query = InvoiceQuery.about(subject)
    ids = () if query is None else invoice_ids(session, query)
    if len(ids):
        first = tuple(row.hit for row in _in_order(invoices_page, session, ids[:limit]))
        yield Belongings(_n("{count} invoice", "{count} invoices", len(ids)), Invoice.__tablename__, first)


def _requests(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    query = RequestQuery.about(subject)
    ids = () if query is None else request_ids(session, query)
    if len(ids):
        first = tuple(row.hit for row in _in_order(requests_page, session, ids[:limit]))
        title = _n("{count} purchase request", "{count} purchase requests", len(ids))
        yield Belongings(title, PurchaseRequest.__tablename__, first)


def _bought(kind: str, count: int) -> Message:
    """How many orders, or by how many a device came."""
    if kind in {"asset", "lot"}:
        return _n("Bought with {count} purchase order", "Bought with {count} purchase orders", count)
    return _n("{count} purchase order", "{count} purchase orders", count)


def _in_order(page: Callable[[Session, Sequence[int]], Mapping[int, Any]], session: Session, ids: Any) -> list[Any]:
    rows = page(session, ids)
    return [rows[row_id] for row_id in ids if row_id in rows]


_NAMED: dict[str, Select[*tuple[Any, ...]]] = {
    "bank_line": select(BankLine.id, BankLine.label),
    "purchase_request": select(PurchaseRequest.id, PurchaseRequest.title, PurchaseRequest.reference),
    "purchase_order": select(PurchaseOrder.id, PurchaseOrder.reference, Supplier.name).join(
        Supplier, Supplier.id == PurchaseOrder.supplier_id
    ),
    "quote": select(Quote.id, Supplier.name, Quote.number).join(Supplier, Supplier.id == Quote.supplier_id),
    "contract": select(Contract.id, Contract.name),
    "instalment": select(Instalment.id, Contract.name).join(Contract, Contract.id == Instalment.contract_id),
    "receipt": select(Receipt.id, Receipt.number, PurchaseOrder.reference).join(
        PurchaseOrder, PurchaseOrder.id == Receipt.order_id
    ),
    "invoice": select(Invoice.id, Invoice.number, Supplier.name).join(Supplier, Supplier.id == Invoice.supplier_id),
    "payment": select(Payment.id, Invoice.number, Payment.reference).join(Invoice, Invoice.id == Payment.invoice_id),
    "order_line": select(OrderLine.id, OrderLine.label, PurchaseOrder.reference).join(
        PurchaseOrder, PurchaseOrder.id == OrderLine.order_id
    ),
    "request_line": select(RequestLine.id, RequestLine.label, PurchaseRequest.reference).join(
        PurchaseRequest, PurchaseRequest.id == RequestLine.request_id
    ),
    "supplier_rating": select(SupplierRating.id, Supplier.name).join(
        Supplier, Supplier.id == SupplierRating.supplier_id
    ),
    "supplier_meeting": select(SupplierMeeting.id, Supplier.name).join(
        Supplier, Supplier.id == SupplierMeeting.supplier_id
    ),
}
