"""The form of a meeting with a supplier: what was talked over, with whom, and when to meet next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries import MeetingRow
from coorddesk.purchasing.service import Meeting, MeetingEdit, edit_meeting, meet_supplier
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("day", "people", "words", "next_on")


class MeetingDialog(RecordDialog):
    """The day is today."""

    def __init__(
        self, desk: Desk, owner: QWidget, supplier_id: int, supplier: str, edited: MeetingRow | None = None
    ) -> None:
        """`edited` is the meeting to change, None for a new one."""
        self._supplier_id, self._supplier, self._edited = supplier_id, supplier, edited
        super().__init__(desk, owner, _("Meeting with {supplier}", supplier=supplier), _("Save"), columns=2)
        if edited is not None:
            self.form.show_values({key: getattr(edited, key) for key in _OWN})

    def build(self, form: Form) -> None:
        """When, with whom, about what, and when next."""
        day = form.add("day", _p("meeting", "Day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        form.add("people", _p("meeting", "With whom"), TextEditor(self.desk))
        form.add("words", _p("meeting", "What was talked over"), NotesEditor(self.desk, 6), required=True, wide=True)
        hint = _("That day stands in the agenda.")
        form.add("next_on", _p("meeting", "Next meeting"), DateEditor(self.desk, self.desk.clock), hint=hint)

    def data(self) -> Meeting | MeetingEdit:
        """The wish."""
        values = self.form.values()
        details = Meeting(self._supplier_id, values["day"], values["words"], values["people"], values["next_on"])
        return details if self._edited is None else MeetingEdit(self._edited.id, self._edited.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_meet, wish)

    def said(self, result: Any) -> Message:
        """Whom."""
        return _("Meeting with {supplier} saved.", supplier=self._supplier)


def _meet(wish: Meeting | MeetingEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, Meeting):
        return meet_supplier(session, wish)
    edit_meeting(session, wish)
    return wish.id
