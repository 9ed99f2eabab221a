"""Requests, quotes, orders and invoices as they were written down, for forms: with the version that was read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import select

from coorddesk.purchasing.models import (
    Invoice,
    InvoiceLine,
    OrderLine,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    QuoteLine,
    RequestLine,
)
from coorddesk.purchasing.rules.details import (
    Charge,
    InvoiceDetails,
    Item,
    Need,
    Offer,
    OrderDetails,
    QuoteDetails,
    RequestDetails,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

Details = TypeVar("Details")
Line = TypeVar("Line", Need, Offer, Item, Charge)
LineRow = TypeVar("LineRow", RequestLine, QuoteLine, OrderLine, InvoiceLine)


@dataclass(frozen=True)
class Written(Generic[Details]):
    """A document as it is written, with the version that was read, and what people call it by."""

    id: int
    version: int
    called: str
    details: Details


def request_as_written(session: Session, request_id: int) -> Written[RequestDetails] | None:
    """A request with its lines; None if it is no longer there."""
    row = session.get(PurchaseRequest, request_id)
    if row is None:
        return None
    lines = _lines(session, RequestLine, RequestLine.request_id == row.id)
    needs = (_copied(Need, line) for line in lines)
    details = RequestDetails(row.title, row.justification, row.requester_id, row.needed_by, tuple(needs), row.notes)
    return Written(row.id, row.version, row.reference, details)


def quote_as_written(session: Session, quote_id: int) -> Written[QuoteDetails] | None:
    """A quote with its lines; None if it is no longer there."""
    row = session.get(Quote, quote_id)
    if row is None:
        return None
    offers = tuple(_copied(Offer, line) for line in _lines(session, QuoteLine, QuoteLine.quote_id == row.id))
    said = (row.supplier_id, row.number, row.day, row.valid_until, row.discount)
    return Written(row.id, row.version, row.number, QuoteDetails(*said, offers, row.notes))


def order_as_written(session: Session, order_id: int) -> Written[OrderDetails] | None:
    """An order with its lines; None if it is no longer there."""
    row = session.get(PurchaseOrder, order_id)
    if row is None:
        return None
    items = tuple(_copied(Item, line) for line in _lines(session, OrderLine, OrderLine.order_id == row.id))
    details = OrderDetails(
        row.supplier_id,
        row.day,
        items,
        row.request_id,
        row.quote_id,
        row.discount,
        row.engagement_number,
        row.is_chorus,
        row.place_id,
        row.expected_on,
        row.notes,
    )
    return Written(row.id, row.version, row.reference, details)


def invoice_as_written(session: Session, invoice_id: int) -> Written[InvoiceDetails] | None:
    """An invoice or a credit note with its lines; None if it is no longer there."""
    row = session.get(Invoice, invoice_id)
    if row is None:
        return None
    charges = tuple(_copied(Charge, line) for line in _lines(session, InvoiceLine, InvoiceLine.invoice_id == row.id))
    said = (row.supplier_id, row.number, row.day, charges, row.kind, row.order_id, row.due_on, row.notes)
    return Written(row.id, row.version, row.number, InvoiceDetails(*said))


def _lines(session: Session, kind: type[LineRow], claim: ColumnElement[bool]) -> Sequence[LineRow]:
    return session.scalars(select(kind).where(claim).order_by(kind.position, kind.id)).all()


def _copied(kind: type[Line], row: object) -> Line:
    """A line of a form that says what a row says."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})
