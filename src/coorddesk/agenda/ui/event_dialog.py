"""The form of an event that is in the agenda alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.agenda.queries import event_row
from coorddesk.agenda.rules import minutes_typed
from coorddesk.agenda.service import EventDetails, EventEdit, create_event, edit_event
from coorddesk.core.dated import clock_text
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import LineEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_FIELDS = ("title", "first", "last", "starts", "ends", "place", "note")


class TimeEditor(LineEditor):
    """A time of the day, as people type it: 9:05, 14h; its value is minutes since midnight."""

    def value(self) -> int | None:
        """The minutes. Raises `UserError` for what is no time."""
        return minutes_typed(self.line.text())

    def shown(self, value: Any) -> str:
        """The time as it is typed."""
        return clock_text(value) if isinstance(value, int) else super().shown(value)


class EventDialog(RecordDialog):
    """Puts an event into the agenda, or changes one."""

    def __init__(
        self, desk: Desk, owner: QWidget, edited: int | None, day: date, calendar: Message | None = None
    ) -> None:
        """`edited` is the id of the event to change, None for a new one on a day; `calendar` is whose it is."""
        self._edited, self._day, self._calendar = edited, day, calendar
        title = _("New event") if edited is None else _("Edit the event")
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """What it is, when and where."""
        desk = self.desk
        whose = None
        if self._calendar is not None:
            whose = _(
                "Of the calendar “{name}”: when its file is taken in again, that has the last word", name=self._calendar
            )
        form.add("title", _p("agenda", "What"), TextEditor(desk), required=True, hint=whose, wide=True)
        form.add("first", _("First day"), DateEditor(desk, desk.clock), required=True)
        hint = _("Blank if it is for one day")
        form.add("last", _("Last day"), DateEditor(desk, desk.clock), hint=hint)
        form.add("starts", _p("agenda", "From"), TimeEditor(desk, hint=verbatim("14:00")))
        form.add("ends", _p("agenda", "To"), TimeEditor(desk, hint=verbatim("16:30")))
        form.add("place", _("Place"), TextEditor(desk), wide=True)
        form.add("note", _("Note"), NotesEditor(desk), wide=True)
        form.editor("first").set_value(self._day)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The event to change."""
        return None if self._edited is None else partial(_load, self._edited)

    def data(self) -> EventDetails | EventEdit:
        """The wish; without a last day it is for one."""
        values = self.form.values()
        details = EventDetails(**values | {"last": values["last"] or values["first"]})
        if self._edited is None:
            return details
        assert self.version is not None
        return EventEdit(self._edited, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        title = self.form.editor("title").value()
        return _("“{name}” added.", name=title) if self._edited is None else _("“{name}” saved.", name=title)


def _load(event_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = event_row(session, event_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {field: getattr(row, field) for field in _FIELDS})


def _save(wish: EventDetails | EventEdit, session: Session) -> None:
    """In the lane."""
    if isinstance(wish, EventDetails):
        create_event(session, wish)
    else:
        edit_event(session, wish)
