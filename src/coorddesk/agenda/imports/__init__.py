"""What calendar files and sheets may bring of closures."""

from coorddesk.agenda.imports.calendar_file import CalendarFile, LeftOut, names_of, read_calendar
from coorddesk.agenda.imports.closures import CLOSURES

__all__ = ["CLOSURES", "CalendarFile", "LeftOut", "names_of", "read_calendar"]
