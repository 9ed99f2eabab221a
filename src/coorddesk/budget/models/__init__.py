"""The tables of the budget."""

from coorddesk.budget.models.ledger import BudgetDecision, BudgetMove
from coorddesk.budget.models.years import Account, BudgetLine, FiscalYear, FundingSource

__all__ = ["Account", "BudgetDecision", "BudgetLine", "BudgetMove", "FiscalYear", "FundingSource"]
