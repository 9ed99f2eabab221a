"""What the budget puts on paper: the situation, the ledger, and what became of grants."""

from coorddesk.budget.reports.grants import GRANTS
from coorddesk.budget.reports.ledger import LEDGER
from coorddesk.budget.reports.situation import SIGNED_SITUATION, SITUATION, SITUATION_REPORTS

REPORTS = (*SITUATION_REPORTS, LEDGER, GRANTS)

__all__ = ["GRANTS", "LEDGER", "REPORTS", "SIGNED_SITUATION", "SITUATION", "SITUATION_REPORTS"]
