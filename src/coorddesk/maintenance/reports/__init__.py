"""What maintenance puts on paper: what is due, the log with its costs, repairs and their slips, checklists."""

from coorddesk.maintenance.reports.due import CHECKLIST_SHEETS, MAINTENANCE_DUE
from coorddesk.maintenance.reports.log import LOG_REPORTS
from coorddesk.maintenance.reports.repairs import REPAIR_REPORTS

PLAN_REPORTS = (MAINTENANCE_DUE, CHECKLIST_SHEETS)
REPORTS = (MAINTENANCE_DUE, *LOG_REPORTS, *REPAIR_REPORTS, CHECKLIST_SHEETS)

__all__ = ["LOG_REPORTS", "PLAN_REPORTS", "REPAIR_REPORTS", "REPORTS"]
