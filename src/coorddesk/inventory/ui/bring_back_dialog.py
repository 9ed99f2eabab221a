"""Bringing retired devices back into use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.inventory.service import BringBack, bring_back_assets
from coorddesk.inventory.ui.pickers import place_picker
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class BringBackDialog(RecordDialog):
    """Asks where they stand from now on."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected) -> None:
        """`devices` come back together, into stock."""
        self._devices = devices
        title = _("Bring {devices} back into use", devices=devices.said)
        super().__init__(desk, owner, title, _("Bring back"), columns=1)

    def build(self, form: Form) -> None:
        """Where to, and why."""
        form.add("place", _("To place"), place_picker(self.desk))
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("It stands in the history of each device."))

    def data(self) -> BringBack:
        """The wish."""
        values = self.form.values()
        return BringBack(self._devices.chosen, values["place"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_bring_back, wish)

    def said(self, result: Any) -> Message:
        """That they are there again."""
        return _("{devices}: back in stock.", devices=self._devices.said)


def _bring_back(wish: BringBack, session: Session) -> None:
    bring_back_assets(session, wish)
