"""What the help desk puts on paper: open tickets by age, work orders, and the figures of months and years."""

from coorddesk.helpdesk.reports.faq import FREQUENT_CAUSES
from coorddesk.helpdesk.reports.figures import FIGURE_REPORTS
from coorddesk.helpdesk.reports.lists import LIST_REPORTS
from coorddesk.helpdesk.reports.orders import ORDER_REPORTS

REPORTS = (*LIST_REPORTS, *ORDER_REPORTS, *FIGURE_REPORTS, FREQUENT_CAUSES)

__all__ = ["FIGURE_REPORTS", "LIST_REPORTS", "ORDER_REPORTS", "REPORTS"]
