"""What sheets may bring of loans and of kits."""

from coorddesk.lending.imports.kits import KITS
from coorddesk.lending.imports.loans import LOANS

__all__ = ["IMPORTS", "KITS", "LOANS"]

IMPORTS = (LOANS, KITS)
