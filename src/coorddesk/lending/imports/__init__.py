"""What sheets may bring of loans."""

from coorddesk.lending.imports.loans import LOANS

__all__ = ["IMPORTS", "LOANS"]

IMPORTS = (LOANS,)
