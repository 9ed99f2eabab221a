"""What cards, dialogs, papers and the search box read about notes, reminders and attached files."""

from coorddesk.notes.queries.findings import findings
from coorddesk.notes.queries.found import hits
from coorddesk.notes.queries.pictures import picture_bytes, picture_of, thumbnails
from coorddesk.notes.queries.rows import (
    AttachmentRow,
    NoteRow,
    ReminderRow,
    attachment,
    attachments_of,
    due_count,
    note,
    notes_of,
    open_reminders,
    reminder,
    reminders_of,
)
from coorddesk.notes.queries.timelines import timeline

__all__ = [
    "AttachmentRow",
    "NoteRow",
    "ReminderRow",
    "attachment",
    "attachments_of",
    "due_count",
    "findings",
    "hits",
    "note",
    "notes_of",
    "open_reminders",
    "picture_bytes",
    "picture_of",
    "reminder",
    "reminders_of",
    "thumbnails",
    "timeline",
]
