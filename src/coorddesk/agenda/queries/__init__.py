"""What can be asked of the agenda."""

from coorddesk.agenda.queries.closures import ClosureRow, closure_row, closures
from coorddesk.agenda.queries.events import EVENT, EventRow, calendars, event_row, hits, names, timeline
from coorddesk.agenda.queries.findings import findings
from coorddesk.agenda.queries.hours import OpeningRow, calendar_mark, opening, opening_hours

__all__ = [
    "EVENT",
    "ClosureRow",
    "EventRow",
    "OpeningRow",
    "calendar_mark",
    "calendars",
    "closure_row",
    "closures",
    "event_row",
    "findings",
    "hits",
    "names",
    "opening",
    "opening_hours",
    "timeline",
]
