"""The verbs on notes, reminders and attached files, whatever record they are about."""

from coorddesk.notes.service.attachments import (
    AttachmentDetails,
    NewFile,
    attach_files,
    edit_attachment,
    make_picture,
    remove_attachment,
)
from coorddesk.notes.service.notes import NoteDetails, delete_note, edit_note, write_note
from coorddesk.notes.service.owners import forget, repoint
from coorddesk.notes.service.reminders import (
    ReminderDetails,
    add_reminder,
    delete_reminder,
    edit_reminder,
    finish_reminder,
    put_off_reminder,
)
from coorddesk.notes.service.rows import About, Seen

__all__ = [
    "About",
    "AttachmentDetails",
    "NewFile",
    "NoteDetails",
    "ReminderDetails",
    "Seen",
    "add_reminder",
    "attach_files",
    "delete_note",
    "delete_reminder",
    "edit_attachment",
    "edit_note",
    "edit_reminder",
    "finish_reminder",
    "forget",
    "make_picture",
    "put_off_reminder",
    "remove_attachment",
    "repoint",
    "write_note",
]
