"""Truths about notes, reminders and attachments that need no database."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from pathlib import PurePath

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.pictures import PICTURE_SUFFIXES
from coorddesk.core.tidy import tidy

TABLES = frozenset({"note", "reminder", "attachment"})
"""Whose rows tell of other records: a change of these alone is no change of the record."""


class NoteKind(StrEnum):
    """What a note is of: a thought, or what was said to somebody, and how."""

    NOTE = "note"
    CALL = "call"
    VISIT = "visit"
    MAIL = "mail"
    MEETING = "meeting"


NOTE_KIND_TITLES: dict[NoteKind, Message] = {
    NoteKind.NOTE: _p("note", "Note"),
    NoteKind.CALL: _("Telephone call"),
    NoteKind.VISIT: _("Visit"),
    NoteKind.MAIL: _p("note", "Mail"),
    NoteKind.MEETING: _("Meeting"),
}
NOTE_KIND_ICONS: dict[NoteKind, str] = {
    NoteKind.NOTE: "sticky-note",
    NoteKind.CALL: "phone",
    NoteKind.VISIT: "footprints",
    NoteKind.MAIL: "mail",
    NoteKind.MEETING: "users",
}


class AttachmentKind(StrEnum):
    """What an attached file is; the first photo or plan of a record is its picture."""

    DOCUMENT = "document"
    PHOTO = "photo"
    PLAN = "plan"


ATTACHMENT_KIND_TITLES: dict[AttachmentKind, Message] = {
    AttachmentKind.DOCUMENT: _("Document"),
    AttachmentKind.PHOTO: _("Photo"),
    AttachmentKind.PLAN: _("Plan"),
}

MOST_BYTES = 25_000_000
"""Of one attached file: enough for a scan of many pages, and what a server's table still carries."""

_LONGEST_NAME = 120
_EXCERPT = 60
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_PROGRAMS = re.compile(
    r"app|appimage|apk|bat|cmd|com|cpl|deb|desktop|dll|exe|hta|inf|jar|jse?|lnk|ms[cip]|pif|ps1|py|reg|rpm|scr|sh|url"
    r"|vb[es]?|ws[fh]"
)


def file_name(text: str) -> str:
    """A name that every system can write: without signs that separate folders, not too long, its ending kept."""
    name = PurePath(_NOT_IN_NAMES.sub("-", tidy(text)).strip(". "))
    stem, ending = name.stem or "-", name.suffix[:_LONGEST_NAME]
    if _DEVICES.fullmatch(str(name)):
        stem = f"-{stem}"
    return f"{stem[: _LONGEST_NAME - len(ending)]}{ending}"


def kept_ending(name: str, before: str) -> str:
    """A new name for a file; without an ending, or with another one, it keeps that of the name before."""
    ending = PurePath(before).suffix
    return name if fold(name).endswith(fold(ending)) else f"{name}{ending}"


def is_picture_name(name: str) -> bool:
    """Whether a file of that name is a picture, as its ending says."""
    return name.lower().endswith(PICTURE_SUFFIXES)


def is_program_name(name: str) -> bool:
    """Whether opening a file of that name would run it."""
    return _PROGRAMS.fullmatch(PurePath(name).suffix.lower().removeprefix(".")) is not None


def attachment_kind(name: str, subject_kind: str, *, is_picture: bool) -> AttachmentKind:
    """What a new file is, as its name and its record say."""
    if subject_kind == "place" and "plan" in re.split(r"[^a-z]+", fold(name)):
        return AttachmentKind.PLAN
    return AttachmentKind.PHOTO if is_picture else AttachmentKind.DOCUMENT


def size_said(size: int) -> Message:
    """A number of bytes as people say it."""
    if size < 1_000_000:
        return _("{count} kB", count=max(1, round(size / 1_000)))
    return _("{count} MB", count=round(size / 1_000_000))


def size_refusal(name: str, size: int) -> Message | None:
    """Why a file of so many bytes is not attached; None where it is."""
    if not size:
        return _("{name} is empty, so there is nothing to attach.", name=name)
    if size <= MOST_BYTES:
        return None
    return _(
        "{name} has {size}, more than the {most} that can be attached. Make it smaller, or note down where it is.",
        name=name,
        size=size_said(size),
        most=size_said(MOST_BYTES),
    )


def due_said(day: date, today: date) -> Message:
    """When a reminder's day is, seen from today."""
    days = (day - today).days
    match days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case -1:
            return _("yesterday")
    if days < 0:
        return _n("{count} day late", "{count} days late", -days)
    return _n("in {count} day", "in {count} days", days)


def first_of_next_month(today: date) -> date:
    """The first day of the month after today's."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def presets(today: date) -> tuple[tuple[Message, date], ...]:
    """The days that a reminder is most often put off to."""
    return (
        (_("Tomorrow"), today + timedelta(days=1)),
        (_("In a week"), today + timedelta(days=7)),
        (_("On the first of next month"), first_of_next_month(today)),
    )


def excerpt(text: str) -> str:
    """The beginning of what somebody wrote, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1].rstrip()}…"
