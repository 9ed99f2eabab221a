"""What screens, papers and imports read of the help desk."""

from coorddesk.helpdesk.queries.alerts import alerts
from coorddesk.helpdesk.queries.belonging import belongings
from coorddesk.helpdesk.queries.called import names
from coorddesk.helpdesk.queries.cards import (
    EventRow,
    LinkRow,
    RatingRow,
    StepRow,
    TicketCard,
    WorkRow,
    deadlines_on,
    ticket_card,
    ticket_log,
    work_on,
)
from coorddesk.helpdesk.queries.choices import (
    CategoryRow,
    CauseRow,
    DiagnosisRow,
    FaultRow,
    QuestionRow,
    TeamRow,
    categories,
    causes,
    diagnoses,
    faults,
    faults_of,
    teams,
)
from coorddesk.helpdesk.queries.costs import costs
from coorddesk.helpdesk.queries.counts import choice_counts
from coorddesk.helpdesk.queries.criteria import FIELDS_OF_TICKETS, categories_below, said_ticket_criteria, ticket_claims
from coorddesk.helpdesk.queries.events import events_of
from coorddesk.helpdesk.queries.findings import findings
from coorddesk.helpdesk.queries.found import hits
from coorddesk.helpdesk.queries.lists import TICKET_SORTS, TicketQuery, ticket_ids, ticket_matches
from coorddesk.helpdesk.queries.mine import person_called, tickets_kept, tickets_meant
from coorddesk.helpdesk.queries.options import (
    category_options,
    cause_options,
    problem_options,
    team_options,
    template_options,
)
from coorddesk.helpdesk.queries.problems import (
    PROBLEM_COLUMNS,
    PROBLEM_SORTS,
    ProblemQuery,
    ProblemRow,
    problem_counts,
    problem_ids,
    problem_page,
    problem_row,
)
from coorddesk.helpdesk.queries.queues import QUEUE_TITLES, Queue, queue_claims, queue_counts, status_counts
from coorddesk.helpdesk.queries.ready import (
    MacroRow,
    RecurringRow,
    RuleRow,
    TargetRow,
    TemplateRow,
    macros,
    recurring,
    rules,
    targets,
    templates,
)
from coorddesk.helpdesk.queries.reported import Reported, already_reported
from coorddesk.helpdesk.queries.rows import TICKET_COLUMNS, TicketRow, ticket, ticket_page
from coorddesk.helpdesk.queries.stating import AMONG, said_filters, stated
from coorddesk.helpdesk.queries.sums import sums_of_tickets, ticket_sums
from coorddesk.helpdesk.queries.timelines import timeline

__all__ = [
    "AMONG",
    "FIELDS_OF_TICKETS",
    "PROBLEM_COLUMNS",
    "PROBLEM_SORTS",
    "QUEUE_TITLES",
    "TICKET_COLUMNS",
    "TICKET_SORTS",
    "CategoryRow",
    "CauseRow",
    "DiagnosisRow",
    "EventRow",
    "FaultRow",
    "LinkRow",
    "MacroRow",
    "ProblemQuery",
    "ProblemRow",
    "QuestionRow",
    "Queue",
    "RatingRow",
    "RecurringRow",
    "Reported",
    "RuleRow",
    "StepRow",
    "TargetRow",
    "TeamRow",
    "TemplateRow",
    "TicketCard",
    "TicketQuery",
    "TicketRow",
    "WorkRow",
    "alerts",
    "already_reported",
    "belongings",
    "categories",
    "categories_below",
    "category_options",
    "cause_options",
    "causes",
    "choice_counts",
    "costs",
    "deadlines_on",
    "diagnoses",
    "events_of",
    "faults",
    "faults_of",
    "findings",
    "hits",
    "macros",
    "names",
    "person_called",
    "problem_counts",
    "problem_ids",
    "problem_options",
    "problem_page",
    "problem_row",
    "queue_claims",
    "queue_counts",
    "recurring",
    "rules",
    "said_filters",
    "said_ticket_criteria",
    "stated",
    "status_counts",
    "sums_of_tickets",
    "targets",
    "team_options",
    "teams",
    "template_options",
    "templates",
    "ticket",
    "ticket_card",
    "ticket_claims",
    "ticket_ids",
    "ticket_log",
    "ticket_matches",
    "ticket_page",
    "ticket_sums",
    "tickets_kept",
    "tickets_meant",
    "timeline",
    "work_on",
]
