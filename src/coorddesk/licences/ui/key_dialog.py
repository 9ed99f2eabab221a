"""The key of a licence, shown because somebody asked for it, and gone with the dialog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from coorddesk.core.messages import _
from coorddesk.licences.queries import LicenceRow
from coorddesk.licences.service import show_key as read_key
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_WIDTH, _LINES = 460, 3


class KeyDialog(QDialog):
    """The key to read or to copy."""

    def __init__(self, desk: Desk, owner: QWidget, licence: LicenceRow, key: str) -> None:
        """Show `key`, which was read for this dialog alone."""
        super().__init__(owner)
        self._desk, self._licence, self._key = desk, licence, key
        say = desk.texts.say
        self.setWindowTitle(say(_("Key of “{licence}”", licence=licence.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.text = QPlainTextEdit(key, readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(say(_("Licence key")))
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing() + ROOM)
        self.copy = button(desk, _("Copy the key"), ButtonKind.PRIMARY)
        close = button(desk, _("Close"))
        self.copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.text)
        layout.addWidget(label(desk, _("The history keeps that you saw it. Look who else does."), kind="muted"))
        layout.addLayout(buttons)
        self.copy.setDefault(True)
        self.copy.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self.accept()
        self._desk.say(_("The key of “{licence}” is in the clipboard.", licence=self._licence.name))


def show_key(desk: Desk, owner: QWidget, licence: LicenceRow) -> None:
    """Read the key of a licence, which the history keeps, and show it."""
    desk.operations.change(owner, partial(_read, licence.id), partial(_show, desk, owner, licence))


def _read(licence_id: int, session: Session) -> str:
    """In the lane."""
    return read_key(session, licence_id)


def _show(desk: Desk, owner: QWidget, licence: LicenceRow, key: str) -> None:
    KeyDialog(desk, owner, licence, key).open()
