"""Giving devices to a person, or taking them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.inventory.service import Assignment, assign_assets
from coorddesk.inventory.ui.pickers import person_picker, place_picker
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class AssignDialog(RecordDialog):
    """Asks to whom; without a person the devices are taken back."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected) -> None:
        """`devices` go together, as one change."""
        self._devices = devices
        super().__init__(desk, owner, _("Assign {devices}", devices=devices.said), _("Assign"), columns=1)

    def build(self, form: Form) -> None:
        """To whom, where to at that, and why."""
        hint = _("Left empty, it is taken back and goes to stock.")
        self._holder = form.add("holder", _("To person"), person_picker(self.desk), hint=hint)
        hint = _("Left empty, it stays where it is.")
        form.add("place", _("And to place"), place_picker(self.desk), hint=hint)
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("It stands in the history of each device."))

    def data(self) -> Assignment:
        """The wish."""
        values = self.form.values()
        return Assignment(self._devices.chosen, values["holder"], values["place"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_assign, wish)

    def said(self, result: Any) -> Message:
        """Who has them now."""
        holder = self._holder.line.text()
        if not holder:
            return _("{devices}: taken back.", devices=self._devices.said)
        return _("{devices}: assigned to {person}.", devices=self._devices.said, person=holder)


def _assign(wish: Assignment, session: Session) -> None:
    assign_assets(session, wish)
