"""The verbs of maintenance: the log, schedules and their turns, checklists, repairs and what is lent meanwhile."""

from coorddesk.maintenance.service.checklists import (
    ChecklistDetails,
    ChecklistEdit,
    create_checklist,
    delete_checklist,
    edit_checklist,
)
from coorddesk.maintenance.service.doing import (
    Doing,
    Postponing,
    Skipping,
    Turns,
    do_maintenance,
    postpone_maintenance,
    skip_maintenance,
)
from coorddesk.maintenance.service.entries import (
    EntryDetails,
    EntryEdit,
    NewEntries,
    delete_entry,
    edit_entry,
    log_maintenance,
)
from coorddesk.maintenance.service.loans import LendMeanwhile, TakeBack, lend_meanwhile, take_loan_back
from coorddesk.maintenance.service.plans import PlanDetails, PlanEdit, create_plan, delete_plan, edit_plan
from coorddesk.maintenance.service.repairs import (
    Advance,
    End,
    NewRepair,
    RepairDetails,
    RepairEdit,
    advance_repair,
    delete_repair,
    edit_repair,
    end_repair,
    open_repair,
)
from coorddesk.maintenance.service.repointing import repoint

__all__ = [
    "Advance",
    "ChecklistDetails",
    "ChecklistEdit",
    "Doing",
    "End",
    "EntryDetails",
    "EntryEdit",
    "LendMeanwhile",
    "NewEntries",
    "NewRepair",
    "PlanDetails",
    "PlanEdit",
    "Postponing",
    "RepairDetails",
    "RepairEdit",
    "Skipping",
    "TakeBack",
    "Turns",
    "advance_repair",
    "create_checklist",
    "create_plan",
    "delete_checklist",
    "delete_entry",
    "delete_plan",
    "delete_repair",
    "do_maintenance",
    "edit_checklist",
    "edit_entry",
    "edit_plan",
    "edit_repair",
    "end_repair",
    "lend_meanwhile",
    "log_maintenance",
    "open_repair",
    "postpone_maintenance",
    "repoint",
    "skip_maintenance",
    "take_loan_back",
]
