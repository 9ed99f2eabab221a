"""What calendar files and sheets may bring: days closed, and the events of others."""

from coorddesk.agenda.imports.calendar_file import CalendarFile, LeftOut, names_of, read_calendar
from coorddesk.agenda.imports.closures import CLOSURES
from coorddesk.agenda.imports.events_file import EventsFile, Reader, read_events
from coorddesk.agenda.imports.looking import Found, TakenAs, look_into

__all__ = [
    "CLOSURES",
    "CalendarFile",
    "EventsFile",
    "Found",
    "LeftOut",
    "Reader",
    "TakenAs",
    "look_into",
    "names_of",
    "read_calendar",
    "read_events",
]
