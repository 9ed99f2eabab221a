"""What sheets may bring of orders, of invoices and expenses, and of what banks booked."""

from coorddesk.importing.kind import ImportKind
from coorddesk.purchasing.imports.bank_lines import BANK_LINES
from coorddesk.purchasing.imports.orders import ORDERS

__all__ = ["BANK_LINES", "IMPORTS", "ORDERS"]

IMPORTS: tuple[ImportKind, ...] = (ORDERS, BANK_LINES)
