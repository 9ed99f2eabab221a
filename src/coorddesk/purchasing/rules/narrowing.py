"""Where requests, orders and invoices want somebody: for filters of their lists, for alerts, for the command line."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from coorddesk.core.messages import Message, _p

SOON_DAYS = 7
"""So many days ahead, what is due is said to be due soon."""
QUOTE_DAYS = 14
"""So many days ahead, it is said that a quote expires."""


class RequestNeed(StrEnum):
    """What somebody should do about a request."""

    APPROVE = "approve"
    ORDER = "order"
    CHOOSE = "choose"


REQUEST_NEED_TITLES: dict[RequestNeed, Message] = {
    RequestNeed.APPROVE: _p("purchase request", "To be approved"),
    RequestNeed.ORDER: _p("purchase request", "To be ordered"),
    RequestNeed.CHOOSE: _p("purchase request", "Quotes that expire soon"),
}


class OrderNeed(StrEnum):
    """What somebody should do about an order."""

    SEND = "send"
    RECEIVE = "receive"
    LATE = "late"
    INVOICE = "invoice"
    PAY = "pay"


ORDER_NEED_TITLES: dict[OrderNeed, Message] = {
    OrderNeed.SEND: _p("purchase order", "To be sent"),
    OrderNeed.RECEIVE: _p("purchase order", "Still to come"),
    OrderNeed.LATE: _p("purchase order", "Late"),
    OrderNeed.INVOICE: _p("purchase order", "Received, not invoiced"),
    OrderNeed.PAY: _p("purchase order", "Invoiced, not paid"),
}


class InvoiceNeed(StrEnum):
    """What somebody should do about an invoice."""

    UNPAID = "unpaid"
    DUE = "due"
    OVERDUE = "overdue"


INVOICE_NEED_TITLES: dict[InvoiceNeed, Message] = {
    InvoiceNeed.UNPAID: _p("invoice", "To be paid"),
    InvoiceNeed.DUE: _p("invoice", "Due within a week"),
    InvoiceNeed.OVERDUE: _p("invoice", "Overdue"),
}


def soon(today: date) -> date:
    """The last day that is said to be soon."""
    return today + timedelta(days=SOON_DAYS)


def days_late(expected_on: date | None, today: date) -> int:
    """By how many days something is late that should have come; 0 if it is not, or nobody said when."""
    return 0 if expected_on is None else max(0, (today - expected_on).days)
