"""What leaves the agenda: calendar files for other programs, and leaves on paper."""

from coorddesk.agenda.reports.calendars import Wanted, calendar_file, calendar_text
from coorddesk.agenda.reports.folder import Kept, keep_folder
from coorddesk.agenda.reports.leaves import AGENDA_LEAF, AGENDA_LIST, LeafChoice, month_of, week_of

__all__ = [
    "AGENDA_LEAF",
    "AGENDA_LIST",
    "Kept",
    "LeafChoice",
    "Wanted",
    "calendar_file",
    "calendar_text",
    "keep_folder",
    "month_of",
    "week_of",
]
