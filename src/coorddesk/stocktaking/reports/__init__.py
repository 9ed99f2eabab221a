"""What stocktakes put on paper: the sheets to count with, and the report to sign."""

from coorddesk.stocktaking.reports.closing import STOCKTAKE_REPORT
from coorddesk.stocktaking.reports.counting_sheets import COUNTING_SHEETS

REPORTS = (STOCKTAKE_REPORT, COUNTING_SHEETS)

__all__ = ["REPORTS"]
