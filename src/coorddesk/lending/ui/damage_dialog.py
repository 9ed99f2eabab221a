"""Saying that what has just come back is damaged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.inventory.rules import CONDITION_TITLES, Condition
from coorddesk.lending.rules import said_things
from coorddesk.lending.service.damage import Damage, note_damage
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_BAD = (Condition.DAMAGED, Condition.DEAD, Condition.WORN)


class DamageDialog(RecordDialog):
    """Damaged, unless something else is said: Enter is enough."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Sequence[tuple[int, str]]) -> None:
        """Ask about devices that are back; of several, which."""
        self._devices = tuple(devices)
        super().__init__(desk, owner, self._title(), columns=1)

    def build(self, form: Form) -> None:
        """Which, how bad, and what one sees."""
        choices = [(condition, CONDITION_TITLES[condition]) for condition in _BAD]
        if len(self._devices) > 1:
            form.add("devices", _("Which of them"), ChecksEditor(self.desk, self._devices), required=True)
        form.add("note", _("What is wrong"), TextEditor(self.desk), hint=_("It stands in the history of each device."))
        form.add("condition", _("Condition"), ChoiceEditor(self.desk, choices))

    def data(self) -> Damage:
        """The wish."""
        values = self.form.values()
        return Damage(tuple(sorted(self._damaged())), values["condition"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(note_damage, wish=wish)

    def said(self, result: Any) -> Message:
        """That it is noted."""
        damaged = self._damaged()
        called = said_things([title for device, title in self._devices if device in damaged])
        return _("{device} came back damaged: that is noted.", device=called)

    def _title(self) -> Message:
        if len(self._devices) > 1:
            return _("Something came back damaged")
        return _("{device} came back damaged", device=self._devices[0][1])

    def _damaged(self) -> frozenset[int]:
        if len(self._devices) == 1:
            return frozenset({self._devices[0][0]})
        ticked: frozenset[int] = self.form.editor("devices").value()
        return ticked
