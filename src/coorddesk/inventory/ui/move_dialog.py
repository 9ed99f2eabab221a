"""Moving devices to a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.inventory.service import Move, move_assets
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


class MoveDialog(RecordDialog):
    """Asks where to; without a place the devices are taken out of theirs."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected) -> None:
        """`devices` go together, as one change."""
        self._devices = devices
        super().__init__(desk, owner, _("Move {devices}", devices=devices.said), _("Move"), columns=1)

    def build(self, form: Form) -> None:
        """Where to, and why."""
        hint = _("Left empty, it is taken out of its place.")
        self._place = form.add("place", _("To place"), place_picker(self.desk), hint=hint)
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("It stands in the history of each device."))

    def data(self) -> Move:
        """The wish."""
        values = self.form.values()
        return Move(self._devices.chosen, values["place"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_move, wish)

    def said(self, result: Any) -> Message:
        """Where they are now."""
        place = self._place.line.text()
        if not place:
            return _("{devices}: taken out of its place.", devices=self._devices.said)
        return _("{devices}: moved to {place}.", devices=self._devices.said, place=place)


def _move(wish: Move, session: Session) -> None:
    move_assets(session, wish)
