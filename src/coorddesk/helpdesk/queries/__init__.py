"""What screens, papers and imports read of the help desk."""

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
from coorddesk.helpdesk.queries.criteria import (
    FIELDS_OF_TICKETS,
    categories_below,
    said_ticket_criteria,
    ticket_claims,
)
from coorddesk.helpdesk.queries.events import (
    events_of,
)
from coorddesk.helpdesk.queries.lists import (
    TICKET_SORTS,
    TicketQuery,
    ticket_ids,
    ticket_matches,
)
from coorddesk.helpdesk.queries.options import (
    category_options,
    cause_options,
    problem_options,
    team_options,
    template_options,
)
from coorddesk.helpdesk.queries.queues import (
    QUEUE_TITLES,
    Queue,
    queue_claims,
    queue_counts,
    status_counts,
)
from coorddesk.helpdesk.queries.rows import (
    TICKET_COLUMNS,
    TicketRow,
    ticket,
    ticket_page,
)

__all__ = [
    "FIELDS_OF_TICKETS",
    "QUEUE_TITLES",
    "TICKET_COLUMNS",
    "TICKET_SORTS",
    "EventRow",
    "LinkRow",
    "Queue",
    "RatingRow",
    "StepRow",
    "TicketCard",
    "TicketQuery",
    "TicketRow",
    "WorkRow",
    "categories_below",
    "category_options",
    "cause_options",
    "deadlines_on",
    "events_of",
    "problem_options",
    "queue_claims",
    "queue_counts",
    "said_ticket_criteria",
    "status_counts",
    "team_options",
    "template_options",
    "ticket",
    "ticket_card",
    "ticket_claims",
    "ticket_ids",
    "ticket_log",
    "ticket_matches",
    "ticket_page",
    "work_on",
]
