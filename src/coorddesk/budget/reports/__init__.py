"""What the budget puts on paper: the situation, the ledger, and what became of grants."""

from coorddesk.budget.reports.situation import SITUATION, SITUATION_REPORTS

REPORTS = (*SITUATION_REPORTS,)

__all__ = ["REPORTS", "SITUATION", "SITUATION_REPORTS"]
