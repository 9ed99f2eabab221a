"""Truths about notes, reminders and attachments that need no database."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _, _p


class NoteKind(StrEnum):
    """What a note is of: a thought, or what was said to somebody, and how."""

    NOTE = "note"
    CALL = "call"
    VISIT = "visit"
    MAIL = "mail"
    MEETING = "meeting"


NOTE_KIND_TITLES: dict[NoteKind, Message] = {
    NoteKind.NOTE: _("Note"),
    NoteKind.CALL: _("Telephone call"),
    NoteKind.VISIT: _("Visit"),
    NoteKind.MAIL: _p("note", "Mail"),
    NoteKind.MEETING: _("Meeting"),
}


class AttachmentKind(StrEnum):
    """What an attached file is; the first photo of a record is its picture."""

    DOCUMENT = "document"
    PHOTO = "photo"
    PLAN = "plan"


ATTACHMENT_KIND_TITLES: dict[AttachmentKind, Message] = {
    AttachmentKind.DOCUMENT: _("Document"),
    AttachmentKind.PHOTO: _("Photo"),
    AttachmentKind.PLAN: _("Plan"),
}
