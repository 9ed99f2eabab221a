"""What sheets may bring of maintenance: the log, schedules, checklists."""

from coorddesk.maintenance.imports.checklists import CHECKLISTS
from coorddesk.maintenance.imports.entries import LOG
from coorddesk.maintenance.imports.plans import PLANS

__all__ = ["CHECKLISTS", "LOG", "PLANS"]
