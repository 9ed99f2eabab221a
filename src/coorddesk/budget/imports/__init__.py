"""What sheets may bring of a budget: its lines with what was voted on them, and plans of accounts."""

from coorddesk.budget.imports.accounts import ACCOUNTS
from coorddesk.budget.imports.lines import BUDGET_LINES

__all__ = ["ACCOUNTS", "BUDGET_LINES", "IMPORTS"]

IMPORTS = (BUDGET_LINES, ACCOUNTS)
