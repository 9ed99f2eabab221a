"""Saying that what has just come back is damaged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.inventory.rules import CONDITION_TITLES, Condition
from coorddesk.lending.service.damage import Damage, note_damage
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_BAD = (Condition.DAMAGED, Condition.DEAD, Condition.WORN)


class DamageDialog(RecordDialog):
    """Damaged, unless something else is said: Enter is enough."""

    def __init__(self, desk: Desk, owner: QWidget, devices: tuple[int, ...], called: str) -> None:
        """Ask about devices that are back."""
        self._devices = devices
        self._called = called
        super().__init__(desk, owner, _("{device} came back damaged", device=called), columns=1)

    def build(self, form: Form) -> None:
        """How bad, and what one sees."""
        choices = [(condition, CONDITION_TITLES[condition]) for condition in _BAD]
        form.add("note", _("What is wrong"), TextEditor(self.desk), hint=_("It stands in the history of each device."))
        form.add("condition", _("Condition"), ChoiceEditor(self.desk, choices))

    def data(self) -> Damage:
        """The wish."""
        values = self.form.values()
        return Damage(self._devices, values["condition"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(note_damage, wish=wish)

    def said(self, result: Any) -> Message:
        """That it is noted."""
        return _("{device} came back damaged: that is noted.", device=self._called)
