"""Notes, reminders and files on every card, whatever record it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.core.records import Subject
from coorddesk.feature import Feature, named
from coorddesk.notes.queries import AttachmentRow, ReminderRow, attachments_of, picture_of, reminders_of
from coorddesk.notes.rules import TABLES, AttachmentKind
from coorddesk.notes.service import About
from coorddesk.notes.ui.copies import Copies
from coorddesk.notes.ui.deeds import finish, put_off, remove, show_as_picture
from coorddesk.notes.ui.files_list import FilesList
from coorddesk.notes.ui.picture import Picture
from coorddesk.notes.ui.reminders_list import RemindersList
from coorddesk.notes.ui.taking_in import attach, choose_files, sources_in
from coorddesk.notes.ui.thumbnails import Thumbnails
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.tokens import SNUG

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QMimeData
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_BESIDE = 84
_WIDE, _HIGH = 344, 200


@dataclass(frozen=True)
class Noted:
    """All that is noted about a record, but what its history tells."""

    called: str
    reminders: Sequence[ReminderRow]
    files: Sequence[AttachmentRow]
    picture: AttachmentRow | None


class OnCards(QObject):
    """One for a window: what its cards share."""

    def __init__(self, desk: Desk, window: QObject) -> None:
        """Keep no picture yet."""
        super().__init__(window)
        self._desk = desk
        self._thumbnails = Thumbnails(desk)
        self._copies = Copies(desk, self)

    def part_for(self, card: QWidget) -> NotesOnCard:
        """The part of one card."""
        return NotesOnCard(self._desk, card, self._thumbnails, self._copies)


class NotesOnCard(QObject):
    """Implements `widgets.card_part.CardPart`."""

    kinds = TABLES

    def __init__(self, desk: Desk, card: QWidget, thumbnails: Thumbnails, copies: Copies) -> None:
        """Build what is shown, of no record yet."""
        super().__init__(card)
        self._desk = desk
        self._card = card
        self._copies = copies
        self._about: About | None = None
        self.aside = self._photo = Picture(desk, thumbnails, _BESIDE, _BESIDE)
        self._plan = Picture(desk, thumbnails, _WIDE, _HIGH)
        self._reminders = RemindersList(desk)
        self.above = QWidget()
        layout = QVBoxLayout(self.above)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addWidget(self._plan)
        layout.addWidget(self._reminders)
        self.above.hide()
        self.below = self._files = FilesList(desk, thumbnails)
        make = partial(make_action, desk, card)
        self.actions = (
            make(_("Write a note…"), "notebook-pen", "Ctrl+Shift+M", self._on_note_wanted),
            make(_("Remind…"), "bell-plus", "Ctrl+Shift+R", self._on_reminder_wanted),
            make(_("Attach files…"), "paperclip", "Ctrl+Shift+A", self._on_files_wanted),
        )
        make(_("Paste as a file"), "paperclip", "Ctrl+V", self._on_paste_wanted)
        self._connect()

    def reader(self) -> Any:
        """What reads all this in the lane."""
        return partial(_read, self._desk.features)

    def show(self, subject: Subject, read: Any) -> None:
        """Show what was read."""
        noted: Noted = read
        self._about = About(subject, noted.called)
        is_plan = noted.picture is not None and noted.picture.kind is AttachmentKind.PLAN
        self._photo.show_row(None if is_plan else noted.picture)
        self._plan.show_row(noted.picture if is_plan else None)
        self._reminders.show_rows(noted.reminders)
        self._files.show_rows(noted.files)
        self.above.setVisible(is_plan or bool(noted.reminders))

    def clear(self) -> None:
        """Show nothing."""
        self._about = None
        for picture in (self._photo, self._plan):
            picture.show_row(None)
        self._reminders.show_rows(())
        self._files.show_rows(())
        self._files.hide()
        self.above.hide()

    def opens(self, subject: Subject) -> bool:
        """Open a note."""
        kind, row_id = subject
        if kind != "note" or self._about is None:
            return False
        from coorddesk.notes.ui.note_dialog import NoteDialog  # each dialog loads when it is first wanted

        NoteDialog(self._desk, self._card, self._about, row_id).open()
        return True

    def takes(self, data: QMimeData) -> bool:
        """Files, or a picture."""
        has_files = any(url.isLocalFile() for url in data.urls())
        return self._about is not None and (has_files or data.hasImage())

    def take(self, data: QMimeData) -> None:
        """Attach them to the record that is shown."""
        self._attach(sources_in(self._desk, data))

    def _connect(self) -> None:
        for picture in (self._photo, self._plan):
            picture.opened.connect(partial(self._on_file_asked, "open"))
        self._files.asked.connect(self._on_file_asked)
        self._files.adding_wanted.connect(self._on_files_wanted)
        self._reminders.opened.connect(lambda row: self._open_reminder(row.id))
        self._reminders.done.connect(self._on_done)
        self._reminders.put_off.connect(self._on_put_off)

    def _on_note_wanted(self) -> None:
        if self._about is not None:
            from coorddesk.notes.ui.note_dialog import NoteDialog

            NoteDialog(self._desk, self._card, self._about).open()

    def _on_reminder_wanted(self) -> None:
        self._open_reminder(None)

    def _open_reminder(self, reminder_id: int | None) -> None:
        if self._about is not None:
            from coorddesk.notes.ui.reminder_dialog import ReminderDialog

            ReminderDialog(self._desk, self._card, self._about, reminder_id).open()

    def _on_done(self, row: ReminderRow) -> None:
        if self._about is not None:
            finish(self._desk, self._card, row, self._about.called)

    def _on_put_off(self, row: ReminderRow, day: date) -> None:
        if self._about is not None:
            put_off(self._desk, self._card, row, self._about.called, day)

    def _on_files_wanted(self) -> None:
        if self._about is not None:
            self._attach(choose_files(self._desk, self._card))

    def _on_paste_wanted(self) -> None:
        if self.takes(data := QGuiApplication.clipboard().mimeData()):
            self.take(data)
        else:
            self._desk.say(_("The clipboard holds no file and no picture to attach."))

    def _attach(self, sources: Sequence[Any]) -> None:
        if self._about is not None and sources:
            attach(self._desk, self._card, self._about, sources)

    def _on_file_asked(self, key: str, row: AttachmentRow) -> None:
        if self._about is None:
            return
        match key:
            case "open":
                self._copies.open(self._card, row)
            case "save":
                self._copies.save(self._card, row)
            case "edit":
                from coorddesk.notes.ui.file_dialog import FileDialog

                FileDialog(self._desk, self._card, self._about, row.id).open()
            case "picture":
                show_as_picture(self._desk, self._card, row, self._about.called)
            case "remove":
                remove(self._desk, self._card, row, self._about.called)


def _read(features: Sequence[Feature], session: Session, subject: Subject, pictured: Sequence[Subject]) -> Noted:
    """In the lane."""
    return Noted(
        named(session, features, [subject]).get(subject, ""),
        reminders_of(session, subject),
        attachments_of(session, subject),
        picture_of(session, subject, *pictured),
    )
