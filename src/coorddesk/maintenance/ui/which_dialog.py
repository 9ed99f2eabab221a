"""Which device a new repair or a new entry is about, where it was not started from the device itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.maintenance.ui.pickers import asset_picker
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_WIDTH = 480


class WhichDialog(QDialog):
    """Asks for a device, and goes on with it: nothing is written by this alone."""

    def __init__(
        self, desk: Desk, owner: QWidget, title: Message, go_on: Callable[[tuple[int, ...], Message], None]
    ) -> None:
        """`go_on` gets the id of the device, and what it is called."""
        super().__init__(owner)
        self._go_on = go_on
        self.setWindowTitle(desk.texts.say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(desk, 1)
        self.form.add("device", _("Device"), asset_picker(desk), required=True)
        self.form.settle()
        forward = button(desk, _p("button", "Next"), ButtonKind.PRIMARY)
        forward.setDefault(True)
        forward.clicked.connect(self._on_next)
        back = button(desk, _("Cancel"))
        back.clicked.connect(self.reject)
        buttons = QDialogButtonBox()
        buttons.addButton(forward, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def open(self) -> None:
        """Show the dialog, the keyboard in its field."""
        super().open()
        self.form.focus_first()

    def _on_next(self) -> None:
        try:
            asset_id = self.form.values()["device"]
        except UserError:
            return  # the form says it beside the field
        called = verbatim(self.form.editor("device").text())
        self.accept()
        self._go_on((asset_id,), called)
