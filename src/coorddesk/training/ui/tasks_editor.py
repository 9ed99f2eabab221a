"""The editor of what is to be done for a session: a line for each, so many days before or after it, or on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.training.rules.checklists import CheckLine, days_text, days_typed
from coorddesk.training.service import TaskWish
from coorddesk.training.ui.checklist_editor import DAY_LETTER
from coorddesk.widgets.forms.date_editor import date_typed
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk


class TasksEditor(LinesEditor):
    """Its value is a tuple of `TaskWish`; what is done stays so."""

    columns = (("when", _p("checklist", "When")), ("words", _("To do")))
    widths = (110,)
    lines_seen = 4

    def __init__(self, desk: Desk) -> None:
        """Start with the blank line."""
        self._clock = desk.clock
        self._letter = desk.texts.say(DAY_LETTER)
        self._known: dict[int, TaskWish] = {}
        super().__init__(desk)

    def value(self) -> tuple[TaskWish, ...]:
        """The lines. Raises `UserError` if a day is none."""
        return tuple(self._task(line[0], self.said(line)) for _row, line in self.typed())

    def sketch(self) -> tuple[TaskWish, ...]:
        """The lines that are understood so far."""
        try:
            return tuple(self._task(line[0], self.said(line)) for _row, line in self._filled())
        except UserError:
            return (TaskWish(None, ""),)

    def set_value(self, value: Any) -> None:
        """Show tasks."""
        self._known = {each.id: each for each in value or () if each.id is not None}
        self.set_state([(each.id, (self._when(each), each.words)) for each in value or ()])

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show the checklist of a course."""
        self.set_value([TaskWish(None, each.words, each.days) for each in lines])

    def shown(self, value: Any) -> str:
        """The tasks, a line each."""
        return (
            value if isinstance(value, str) else "\n".join(f"{self._when(each)} {each.words}" for each in value or ())
        )

    def _when(self, task: TaskWish) -> str:
        if task.days is not None:
            return days_text(task.days, self._letter)
        return "" if task.due_on is None else self.look.texts.date(task.due_on)

    def _task(self, task_id: int | None, said: dict[str, str]) -> TaskWish:
        done_on = self._known[task_id].done_on if task_id in self._known else None
        task = TaskWish(None, said["words"], None, done_on, task_id)
        day = self._day(said["when"])
        return replace(task, due_on=day) if day is not None else replace(task, days=days_typed(said["when"]))

    def _day(self, text: str) -> date | None:
        """A day of the calendar, None where it is one that counts from the session."""
        try:
            return date_typed(text, self._clock.today()) if text.count("/") or text.count("-") > 1 else None
        except UserError:
            return None
