"""Writing down what was thought or said about a record, and changing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.notes.queries import note
from coorddesk.notes.rules import NOTE_KIND_TITLES
from coorddesk.notes.service import About, NoteDetails, Seen, delete_note, edit_note, write_note
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_LINES = 7


class NoteDialog(RecordDialog):
    """A new note about a record, or one that is there."""

    def __init__(self, desk: Desk, owner: QWidget, about: About, note_id: int | None = None) -> None:
        """`note_id` is that of a note to change."""
        self._about = about
        self._note_id = note_id
        title = _("Note about {record}", record=about.called)
        super().__init__(desk, owner, title, columns=2)
        if note_id is not None:
            delete = button(desk, _("Delete the note"), ButtonKind.QUIET, "trash-2")
            delete.clicked.connect(self._on_delete_clicked)
            self.add_button(delete)

    def build(self, form: Form) -> None:
        """The text first: most notes are no more than that."""
        form.add("text", _("Text"), NotesEditor(self.desk, _LINES), required=True, wide=True)
        kinds = tuple(NOTE_KIND_TITLES.items())
        form.add("kind", _("What it was"), ChoiceEditor(self.desk, kinds))
        day = form.add("day", _("Day"), DateEditor(self.desk, self.desk.clock))
        day.set_value(self.desk.clock.today())

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The note as it stands."""
        return None if self._note_id is None else partial(_load, self._note_id)

    def data(self) -> NoteDetails:
        """The wish."""
        return NoteDetails(**self.form.values())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        if self._note_id is None:
            return partial(_write, self._about, wish)
        return partial(_edit, self._seen(), wish)

    def said(self, result: Any) -> Message:
        """That it is kept."""
        return _("Noted about {record}.", record=self._about.called)

    def _seen(self) -> Seen:
        assert self._note_id is not None
        return Seen(self._note_id, self.version or 0, self._about.called)

    def _on_delete_clicked(self) -> None:
        said = _("Note about {record} deleted.", record=self._about.called)
        self.desk.operations.change(self, partial(_delete, self._seen()), self._on_deleted, self.show_error, said=said)

    def _on_deleted(self, _done: object) -> None:
        self.form.settle()
        self.accept()


def _load(note_id: int, session: Session) -> Loaded:
    row = note(session, note_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    day = clock_of(session).local(row.moment).date()
    return Loaded(row.version, {"text": row.text, "kind": row.kind, "day": day})


def _write(about: About, wish: NoteDetails, session: Session) -> int:
    return write_note(session, about, wish)


def _edit(seen: Seen, wish: NoteDetails, session: Session) -> None:
    edit_note(session, seen, wish)


def _delete(seen: Seen, session: Session) -> None:
    delete_note(session, seen)
