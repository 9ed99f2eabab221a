"""What purchasing puts on paper: requests, quotes side by side, orders, receipts, invoices, accounts, contracts."""

from coorddesk.purchasing.reports.contracts import CONTRACT_LIST, CONTRACT_REPORTS, INSTALMENT_SCHEDULE
from coorddesk.purchasing.reports.invoices import INVOICE_LIST, INVOICE_REPORTS, INVOICES_OF_MONTH, UNPAID
from coorddesk.purchasing.reports.orders import ORDER_LIST, ORDER_REPORTS, OUTSTANDING, PURCHASE_ORDERS
from coorddesk.purchasing.reports.quotes import COMPARED_QUOTES
from coorddesk.purchasing.reports.receipts import RECEIPTS
from coorddesk.purchasing.reports.requests import PURCHASE_REQUESTS, REQUEST_LIST
from coorddesk.purchasing.reports.suppliers import SUPPLIER_STATEMENTS

REPORTS = (
    PURCHASE_REQUESTS,
    COMPARED_QUOTES,
    REQUEST_LIST,
    *ORDER_REPORTS,
    RECEIPTS,
    *INVOICE_REPORTS,
    SUPPLIER_STATEMENTS,
    *CONTRACT_REPORTS,
)

__all__ = [
    "COMPARED_QUOTES",
    "CONTRACT_LIST",
    "CONTRACT_REPORTS",
    "INSTALMENT_SCHEDULE",
    "INVOICES_OF_MONTH",
    "INVOICE_LIST",
    "INVOICE_REPORTS",
    "ORDER_LIST",
    "ORDER_REPORTS",
    "OUTSTANDING",
    "PURCHASE_ORDERS",
    "PURCHASE_REQUESTS",
    "RECEIPTS",
    "REPORTS",
    "REQUEST_LIST",
    "SUPPLIER_STATEMENTS",
    "UNPAID",
]
