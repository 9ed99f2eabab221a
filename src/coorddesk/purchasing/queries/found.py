"""What the search box finds of purchases: requests, orders, invoices, contracts, by numbers, words and suppliers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.records import Hit
from coorddesk.purchasing.queries.contracts_told import contract_hits
from coorddesk.purchasing.queries.invoice_rows import invoices_page
from coorddesk.purchasing.queries.invoices import InvoiceQuery, invoice_ids
from coorddesk.purchasing.queries.order_rows import orders_page
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids
from coorddesk.purchasing.queries.request_rows import requests_page
from coorddesk.purchasing.queries.requests import RequestQuery, request_ids

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """A document by its number (rank 0), what begins with the text (1), then what holds every word of it."""
    if not words(text):
        return ()
    looks = (_orders, _requests, _invoices, contract_hits)
    return [hit for look in looks for hit in look(session, text, limit)]


def _orders(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(order_ids(session, OrderQuery(text, past=True))[:limit])
    page = orders_page(session, ids)
    for row in (page[order_id] for order_id in ids):
        yield replace(row.hit, rank=_rank(row.reference, row.label, text))


def _requests(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(request_ids(session, RequestQuery(text, past=True))[:limit])
    page = requests_page(session, ids)
    for row in (page[request_id] for request_id in ids):
        yield replace(row.hit, rank=_rank(row.reference, row.title, text))


def _invoices(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(invoice_ids(session, InvoiceQuery(text, past=True))[:limit])
    page = invoices_page(session, ids)
    for row in (page[invoice_id] for invoice_id in ids):
        yield replace(row.hit, rank=_rank(row.number, row.supplier, text))


def _rank(number: str, name: str, text: str) -> int:
    if fold(number) == text:
        return 0
    return 1 if fold(name).startswith(text) or fold(number).startswith(text) else 2
