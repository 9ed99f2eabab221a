"""What to think of on a day, about a record."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.notes.queries import reminder
from coorddesk.notes.rules import presets
from coorddesk.notes.service import (
    About,
    ReminderDetails,
    Seen,
    add_reminder,
    delete_reminder,
    edit_reminder,
)
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_LINES = 3
_DAY_WIDTH = 144


class ReminderDialog(RecordDialog):
    """A new reminder of a record, or one that is there."""

    def __init__(self, desk: Desk, owner: QWidget, about: About, reminder_id: int | None = None) -> None:
        """`reminder_id` is that of a reminder to change."""
        self._about = about
        self._reminder_id = reminder_id
        super().__init__(desk, owner, _("Reminder of {record}", record=about.called), columns=1)
        if reminder_id is not None:
            delete = button(desk, _("Delete the reminder"), ButtonKind.QUIET, "trash-2")
            delete.clicked.connect(self._on_delete_clicked)
            self.add_button(delete)

    def build(self, form: Form) -> None:
        """What, and when; the usual days are one key away."""
        form.add("text", _("What to think of"), NotesEditor(self.desk, _LINES), required=True)
        editor = _DayEditor(self.desk, presets(self.desk.clock.today()))
        form.add("day", _("Day"), editor, required=True)
        editor.set_value(presets(self.desk.clock.today())[0][1])

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The reminder as it stands."""
        return None if self._reminder_id is None else partial(_load, self._reminder_id)

    def data(self) -> ReminderDetails:
        """The wish."""
        return ReminderDetails(**self.form.values())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        if self._reminder_id is None:
            return partial(_add, self._about, wish)
        return partial(_edit, self._seen(), wish)

    def said(self, result: Any) -> Message:
        """On which day it comes."""
        day = self.form.values()["day"]
        return _("{record}: you will be reminded on {day}.", record=self._about.called, day=day)

    def _seen(self) -> Seen:
        assert self._reminder_id is not None
        return Seen(self._reminder_id, self.version or 0, self._about.called)

    def _on_delete_clicked(self) -> None:
        said = _("Reminder of {record} deleted.", record=self._about.called)
        self.desk.operations.change(self, partial(_delete, self._seen()), self._on_deleted, self.show_error, said=said)

    def _on_deleted(self, _done: object) -> None:
        self.form.settle()
        self.accept()


class _DayEditor(DateEditor):
    """A day, and buttons for those that are chosen most."""

    def __init__(self, desk: Desk, days: tuple[tuple[Message, date], ...]) -> None:
        super().__init__(desk, desk.clock)
        self.line.setFixedWidth(_DAY_WIDTH)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        for title, day in days:
            choose = button(desk, title, ButtonKind.QUIET)
            choose.clicked.connect(partial(self.set_value, day))
            layout.addWidget(choose)
        layout.addStretch(1)


def _load(reminder_id: int, session: Session) -> Loaded:
    row = reminder(session, reminder_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {"text": row.text, "day": row.day})


def _add(about: About, wish: ReminderDetails, session: Session) -> int:
    return add_reminder(session, about, wish)


def _edit(seen: Seen, wish: ReminderDetails, session: Session) -> None:
    edit_reminder(session, seen, wish)


def _delete(seen: Seen, session: Session) -> None:
    delete_reminder(session, seen)
