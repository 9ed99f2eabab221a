"""Giving devices another status."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.inventory.queries import LabelRow
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import StatusChange, change_status
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class StatusDialog(RecordDialog):
    """Asks which; retiring has a dialog of its own."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected, labels: Sequence[LabelRow]) -> None:
        """`devices` change together, to one of `labels`."""
        self._devices = devices
        self._labels = {label.id: label for label in labels if label.meta is not MetaStatus.RETIRED}
        super().__init__(desk, owner, _("Status of {devices}", devices=devices.said), _("Change"), columns=1)

    def build(self, form: Form) -> None:
        """Which, and why."""
        choices = [(label.id, label.title) for label in self._labels.values()]
        editor = form.add("status", _("New status"), ChoiceEditor(self.desk, choices))
        rows = self._devices.rows
        now = next((i for i, label in self._labels.items() if rows and label.title == rows[0].status), None)
        if now is not None:
            editor.set_value(now)
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("It stands in the history of each device."))

    def data(self) -> StatusChange:
        """The wish."""
        values = self.form.values()
        return StatusChange(self._devices.chosen, values["status"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_change, wish)

    def said(self, result: Any) -> Message:
        """What they are now."""
        status = self._labels[self.form.editor("status").value()].title
        return _("{devices}: {status}.", devices=self._devices.said, status=status)


def _change(wish: StatusChange, session: Session) -> None:
    change_status(session, wish)
