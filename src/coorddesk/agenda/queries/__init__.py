"""What can be asked of the agenda."""

from coorddesk.agenda.queries.closures import ClosureRow, closure_row, closures
from coorddesk.agenda.queries.findings import findings
from coorddesk.agenda.queries.hours import OpeningRow, calendar_mark, opening, opening_hours

__all__ = [
    "ClosureRow",
    "OpeningRow",
    "calendar_mark",
    "closure_row",
    "closures",
    "findings",
    "opening",
    "opening_hours",
]
