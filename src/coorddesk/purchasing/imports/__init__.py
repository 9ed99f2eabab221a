"""What sheets may bring of orders, of invoices and expenses, of contracts, and of what banks booked."""

from coorddesk.importing.kind import ImportKind
from coorddesk.purchasing.imports.bank_lines import BANK_LINES
from coorddesk.purchasing.imports.contracts import CONTRACTS
from coorddesk.purchasing.imports.invoices import INVOICES
from coorddesk.purchasing.imports.orders import ORDERS

__all__ = ["BANK_LINES", "CONTRACTS", "IMPORTS", "INVOICES", "ORDERS"]

IMPORTS: tuple[ImportKind, ...] = (ORDERS, INVOICES, CONTRACTS, BANK_LINES)
