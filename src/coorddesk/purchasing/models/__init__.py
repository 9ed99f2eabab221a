"""The tables of purchasing."""

from coorddesk.purchasing.models.invoices import Invoice, InvoiceLine, Payment
from coorddesk.purchasing.models.orders import OrderCut, OrderLine, OrderStep, PurchaseOrder, Receipt, ReceiptLine
from coorddesk.purchasing.models.requests import PurchaseRequest, Quote, QuoteLine, RequestLine, RequestStep

__all__ = [
    "Invoice",
    "InvoiceLine",
    "OrderCut",
    "OrderLine",
    "OrderStep",
    "Payment",
    "PurchaseOrder",
    "PurchaseRequest",
    "Quote",
    "QuoteLine",
    "Receipt",
    "ReceiptLine",
    "RequestLine",
    "RequestStep",
]
