"""What screens, papers and imports read of maintenance."""

from coorddesk.maintenance.queries.belonging import belongings
from coorddesk.maintenance.queries.called import names
from coorddesk.maintenance.queries.checklists import ChecklistRow, checklist, checklists
from coorddesk.maintenance.queries.costs import cost_so_far, costs
from coorddesk.maintenance.queries.criteria import FIELDS_OF_ENTRIES, FIELDS_OF_PLANS, FIELDS_OF_REPAIRS
from coorddesk.maintenance.queries.due import DueRow, all_due, due_devices, plans_of_device
from coorddesk.maintenance.queries.entries import (
    ENTRY_COLUMNS,
    ENTRY_SORTS,
    EntryQuery,
    EntryRow,
    entry,
    entry_counts,
    entry_ids,
    entry_page,
)
from coorddesk.maintenance.queries.findings import findings
from coorddesk.maintenance.queries.found import hits
from coorddesk.maintenance.queries.options import asset_options, checklist_options, plan_options
from coorddesk.maintenance.queries.plans import (
    PLAN_COLUMNS,
    PlanQuery,
    PlanRow,
    plan,
    plan_counts,
    plan_ids,
    plan_page,
)
from coorddesk.maintenance.queries.repairs import (
    REPAIR_COLUMNS,
    REPAIR_SORTS,
    RepairQuery,
    RepairRow,
    StepRow,
    is_loan_out,
    repair,
    repair_counts,
    repair_ids,
    repair_page,
    repair_under_way,
    steps_of,
)
from coorddesk.maintenance.queries.stated import all_stated, said, stated
from coorddesk.maintenance.queries.timelines import timeline

__all__ = [
    "ENTRY_COLUMNS",
    "ENTRY_SORTS",
    "FIELDS_OF_ENTRIES",
    "FIELDS_OF_PLANS",
    "FIELDS_OF_REPAIRS",
    "PLAN_COLUMNS",
    "REPAIR_COLUMNS",
    "REPAIR_SORTS",
    "ChecklistRow",
    "DueRow",
    "EntryQuery",
    "EntryRow",
    "PlanQuery",
    "PlanRow",
    "RepairQuery",
    "RepairRow",
    "StepRow",
    "all_due",
    "all_stated",
    "asset_options",
    "belongings",
    "checklist",
    "checklist_options",
    "checklists",
    "cost_so_far",
    "costs",
    "due_devices",
    "entry",
    "entry_counts",
    "entry_ids",
    "entry_page",
    "findings",
    "hits",
    "is_loan_out",
    "names",
    "plan",
    "plan_counts",
    "plan_ids",
    "plan_options",
    "plan_page",
    "plans_of_device",
    "repair",
    "repair_counts",
    "repair_ids",
    "repair_page",
    "repair_under_way",
    "said",
    "stated",
    "steps_of",
    "timeline",
]
