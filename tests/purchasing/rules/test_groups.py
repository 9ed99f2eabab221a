"""Documents that hang together stay together, and no others."""

from __future__ import annotations

from dataclasses import replace

from coorddesk.budget.rules.vat import Amounts
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.documents import Documents, Invoice, InvoiceLine, Order, OrderLine, Receipt
from coorddesk.purchasing.rules.documents import Request as Asked
from coorddesk.purchasing.rules.documents import RequestLine as Need
from coorddesk.purchasing.rules.groups import groups_of
from tests.purchasing.bought import day

PRICE = Price(1, 100)


def order(number: int, *needs: int | None) -> Order:
    lines = (OrderLine(10 * number + place, 1, PRICE, request_line_id=need) for place, need in enumerate(needs))
    return Order(number, (), tuple(lines))


def invoice(number: int, *lines: int | None) -> Invoice:
    charges = (InvoiceLine(100 * number + place, 1, Amounts(100), line) for place, line in enumerate(lines))
    return Invoice(number, day(1), lines=tuple(charges))


def test_each_document_is_in_one_group() -> None:
    requests = (Asked(1, (), (Need(1, 1, PRICE), Need(2, 1, PRICE))), Asked(2, (), (Need(3, 1, PRICE),)))
    orders = (order(1, 1), order(2, 2), order(3, None), order(4, None))
    invoices = (invoice(1, 30, 40), invoice(2, None), invoice(3, 10))
    receipts = (Receipt(1, day(1), ((30, 1),)), Receipt(2, day(1), ((20, 1),)))
    whole = Documents(requests, orders, receipts, invoices)
    assert groups_of(whole) == [
        Documents(requests[:1], orders[:2], receipts[1:], invoices[2:]),
        Documents(requests[1:]),
        Documents((), orders[2:], receipts[:1], invoices[:1]),
        Documents(invoices=(invoices[1],)),
    ]
    assert groups_of(Documents()) == []


def test_an_invoice_ties_an_order_to_nothing_that_is_not_there() -> None:
    alone = Documents(orders=(order(1, 7),), invoices=(invoice(1, 99),))
    parts = groups_of(alone)
    assert parts == [replace(alone, invoices=()), replace(alone, orders=())]
