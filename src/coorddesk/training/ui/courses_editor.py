"""The editor of the courses of a programme: picked by title, and put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.training.queries import course_options
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.records_editor import RecordsEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_LINES = 7


class CoursesEditor(RecordsEditor):
    """Alt+Up and Alt+Down put a course elsewhere."""

    def __init__(self, desk: Desk) -> None:
        """Start with none."""
        super().__init__(desk, RecordPicker(desk, course_options, hint=_("Type a title")), _LINES)
        make_action(desk, self._list, _("Move up"), "arrow-up", "Alt+Up", lambda: self._move(-1))
        make_action(desk, self._list, _("Move down"), "arrow-down", "Alt+Down", lambda: self._move(1))

    def _move(self, steps: int) -> None:
        row, there = self._list.currentRow(), self._list.currentRow() + steps
        if row >= 0 and 0 <= there < self._list.count():
            self._list.insertItem(there, self._list.takeItem(row))
            self._list.setCurrentRow(there)
            self.changed.emit()


def hint_of_courses() -> Message:
    """How courses are picked, left out and put in order, for the form."""
    return _("Type a title to add one; in the list Del takes one out, Alt+Up and Alt+Down put it elsewhere.")
