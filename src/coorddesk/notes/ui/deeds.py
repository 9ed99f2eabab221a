"""What is done with reminders and files at one click: written at once, said, and undone like anything else."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.notes.queries import AttachmentRow, ReminderRow
from coorddesk.notes.service import Seen, finish_reminder, make_picture, put_off_reminder, remove_attachment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

Called = Message | str


def finish(desk: Desk, owner: QWidget, row: ReminderRow, called: Called) -> None:
    """Note that it is done."""
    said = _("Done: “{text}”", text=row.text)
    desk.operations.change(owner, partial(_finish, Seen(row.id, row.version, called)), said=said)


def put_off(desk: Desk, owner: QWidget, row: ReminderRow, called: Called, day: date) -> None:
    """Let it come again on another day."""
    said = _("“{text}” comes again on {day}.", text=row.text, day=day)
    desk.operations.change(owner, partial(_put_off, Seen(row.id, row.version, called), day), said=said)


def show_as_picture(desk: Desk, owner: QWidget, row: AttachmentRow, called: Called) -> None:
    """Put it at the head of the card."""
    said = _("“{file}” is the picture of {record} now.", file=row.name, record=called)
    desk.operations.change(owner, partial(_show_as_picture, Seen(row.id, row.version, called)), said=said)


def remove(desk: Desk, owner: QWidget, row: AttachmentRow, called: Called) -> None:
    """Take it from its record."""
    said = _("“{file}” was removed from {record}.", file=row.name, record=called)
    desk.operations.change(owner, partial(_remove, Seen(row.id, row.version, called)), said=said)


def _finish(seen: Seen, session: Session) -> None:
    finish_reminder(session, seen)


def _put_off(seen: Seen, day: date, session: Session) -> None:
    put_off_reminder(session, seen, day)


def _show_as_picture(seen: Seen, session: Session) -> None:
    make_picture(session, seen)


def _remove(seen: Seen, session: Session) -> None:
    remove_attachment(session, seen)
