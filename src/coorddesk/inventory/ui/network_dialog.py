"""How a device is reached in the network: a line for each of its addresses; and its configuration file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.queries.network import interfaces
from coorddesk.inventory.service import NetworkEdit, attach_configuration, edit_network
from coorddesk.inventory.ui.interfaces_editor import INTERFACES_HINT, InterfacesEditor
from coorddesk.notes.imports import read_file
from coorddesk.widgets.controls import button
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class NetworkDialog(RecordDialog):
    """Shows all addresses of one device and saves them together."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected) -> None:
        """`devices` is one."""
        self._asset_id = devices.ids[0]
        self._said = devices.said
        title = _("Network addresses of {device}", device=devices.said)
        super().__init__(desk, owner, title, _("Save"), columns=1)
        configuration = button(desk, _("Attach a configuration file…"), icon="paperclip")
        configuration.clicked.connect(self._on_configuration)
        self.add_button(configuration)

    def build(self, form: Form) -> None:
        """The table."""
        form.add("interfaces", _("Network addresses"), InterfacesEditor(self.desk), hint=INTERFACES_HINT, wide=True)

    def loading(self) -> Callable[[Session], Loaded]:
        """The addresses so far."""
        return partial(_load, self._asset_id)

    def data(self) -> NetworkEdit:
        """The wish."""
        assert self.version is not None
        return NetworkEdit(self._asset_id, self.version, self.form.values()["interfaces"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """What another device has too, or that all is saved."""
        shared: Sequence[Message] = result
        return shared[0] if shared else _("{device} saved.", device=self._said)

    def _on_configuration(self) -> None:
        name, _pattern = QFileDialog.getOpenFileName(self, self.desk.texts.say(_("Attach a configuration file")))
        if name:
            self.attach(Path(name))

    def attach(self, path: Path) -> None:
        """Keep a file as the next version of the configuration; the form stays as it is."""
        asset_id, said = self._asset_id, self._said
        self.desk.operations.change(
            self,
            partial(_attach, asset_id, path),
            None,
            self.show_error,
            said=lambda number: _(
                "{device}: version {number} of its configuration is kept.", device=said, number=number
            ),
        )


def _load(asset_id: int, session: Session) -> Loaded:
    """In the lane."""
    card = asset_card(session, asset_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(card.row.version, {"interfaces": interfaces(session, asset_id)})


def _attach(asset_id: int, path: Path, session: Session) -> int:
    return attach_configuration(session, asset_id, read_file(path, ("asset", asset_id)))


def _edit(wish: NetworkEdit, session: Session) -> tuple[Message, ...]:
    return edit_network(session, wish)
