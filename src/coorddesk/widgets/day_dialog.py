"""The dialog that asks of which day something is wanted: book values, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coorddesk.widgets.desk import Desk

_LEAST_WIDTH = 340


class DayDialog(QDialog):
    """Today stands in it; Enter takes it, and Ctrl+Enter as in any form."""

    def __init__(self, desk: Desk, owner: QWidget | None, title: Message, take: Callable[[date], object]) -> None:
        """`take` gets the day."""
        super().__init__(owner)
        self._take = take
        self.setWindowTitle(desk.texts.say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(desk, columns=1)
        self.form.add("day", _("On which day"), DateEditor(desk, desk.clock), required=True).set_value(
            desk.clock.today()
        )
        show, cancel = button(desk, _("Show"), ButtonKind.PRIMARY), button(desk, _("Cancel"))
        buttons = QDialogButtonBox()
        buttons.addButton(show, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        show.setDefault(True)
        show.clicked.connect(self._on_show)
        cancel.clicked.connect(self.reject)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self, self._on_show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        self.setMinimumWidth(_LEAST_WIDTH)

    def open(self) -> None:
        """Show the dialog, the keyboard in its field."""
        super().open()
        self.form.focus_first()

    def _on_show(self) -> None:
        try:
            day: date = self.form.values()["day"]
        except UserError:
            return  # it stands beside the field
        self.accept()
        self._take(day)
