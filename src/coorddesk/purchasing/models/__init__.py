"""The tables of purchasing."""

from coorddesk.purchasing.models.bank import BankLine, BankMatch
from coorddesk.purchasing.models.contracts import (
    Contract,
    ContractAbout,
    ContractStep,
    Instalment,
    InstalmentChange,
)
from coorddesk.purchasing.models.invoices import Invoice, InvoiceLine, Payment
from coorddesk.purchasing.models.orders import OrderCut, OrderLine, OrderStep, PurchaseOrder, Receipt, ReceiptLine
from coorddesk.purchasing.models.requests import PurchaseRequest, Quote, QuoteLine, RequestLine, RequestStep
from coorddesk.purchasing.models.suppliers import SupplierMeeting, SupplierRating

__all__ = [
    "BankLine",
    "BankMatch",
    "Contract",
    "ContractAbout",
    "ContractStep",
    "Instalment",
    "InstalmentChange",
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
    "SupplierMeeting",
    "SupplierRating",
]
