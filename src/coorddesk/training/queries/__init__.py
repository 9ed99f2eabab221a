"""What screens and papers read of training."""

from coorddesk.training.queries.attended import Grid, GridCell, grid, tallies
from coorddesk.training.queries.certificates import certificates, latest_issued
from coorddesk.training.queries.headcounts import headcounts
from coorddesk.training.queries.papers import issued_of, session_papers
from coorddesk.training.queries.registrations import (
    REGISTRATION_COLUMNS,
    RegistrationRow,
    places_of,
    registration,
    registrations,
    registrations_of,
)
from coorddesk.training.queries.support import (
    SUPPORT_COLUMNS,
    FromTicket,
    SupportQuery,
    SupportRow,
    from_ticket,
    support,
    support_ids,
    support_page,
)

__all__ = [
    "REGISTRATION_COLUMNS",
    "SUPPORT_COLUMNS",
    "FromTicket",
    "Grid",
    "GridCell",
    "RegistrationRow",
    "SupportQuery",
    "SupportRow",
    "certificates",
    "from_ticket",
    "grid",
    "headcounts",
    "issued_of",
    "latest_issued",
    "places_of",
    "registration",
    "registrations",
    "registrations_of",
    "session_papers",
    "support",
    "support_ids",
    "support_page",
    "tallies",
]
