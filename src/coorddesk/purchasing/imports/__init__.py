"""What sheets may bring of orders, of invoices and expenses, and of what banks booked."""

from coorddesk.importing.kind import ImportKind

IMPORTS: tuple[ImportKind, ...] = ()
