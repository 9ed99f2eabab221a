"""The editor of a length of opening hours, typed as people write one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.working_time import length_text, length_typed
from coorddesk.widgets.forms.editors import LineEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class LengthEditor(LineEditor):
    """Its value is a number of minutes; a day is as long as the house is usually open."""

    def __init__(self, look: Look, day: int) -> None:
        """`day` is how many minutes one is."""
        super().__init__(look)
        self._day = day
        self.line.editingFinished.connect(self._on_editing_finished)

    def value(self) -> int | None:
        """The minutes. Raises `UserError` if what is typed is no length."""
        return length_typed(self.line.text(), self._day)

    def shown(self, value: Any) -> str:
        """Minutes as hours and minutes."""
        return self.look.texts.say(length_text(value)) if isinstance(value, int) else super().shown(value)

    def _on_editing_finished(self) -> None:
        """Write what was understood in full, so that a slip is seen."""
        try:
            minutes = self.value()
        except UserError:
            return
        if minutes is not None:
            self.set_value(minutes)


def hint_of_lengths(day: int) -> Message:
    """How lengths are typed, for the form."""
    return _("Opening hours alone count: 30 min, 2 h 30, or 1 d, which is {day}.", day=length_text(day))
