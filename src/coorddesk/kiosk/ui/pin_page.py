"""The digits that let somebody leave the kiosk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.kiosk.rules import PIN_DIGITS, opens
from coorddesk.kiosk.ui.touch import HEADING, TITLE, page_column, row_of, said, touch_button, touch_font
from coorddesk.widgets.controls import ButtonKind, PushButton
from coorddesk.widgets.tokens import SNUG

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.widgets.desk import Look

_KEY_WIDTH = 120
_TRIES = 5
_PAUSE_MILLISECONDS = 30_000
_DOT = "●"


class PinPage(QWidget):
    """A pad of digits. After some wrong ones it answers nothing for a while.

    Signals:
        opened: these were the digits.
        given_up: back to the kiosk.
    """

    opened = Signal()
    given_up = Signal()

    def __init__(self, look: Look, kept: str) -> None:
        """`kept` is what `locked_with` made of the digits."""
        super().__init__()
        self._kept, self._typed, self._wrong = kept, "", 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = page_column(self)
        column.addWidget(said(look, _("PIN to leave the kiosk"), TITLE, bold=True))
        self.dots = said(look, "", TITLE)
        column.addWidget(self.dots)
        self.trouble = said(look, "", kind="error")
        column.addWidget(self.trouble)
        self._pad = QWidget()
        pad = QGridLayout(self._pad)
        pad.setContentsMargins(0, 0, 0, 0)
        pad.setSpacing(SNUG)
        for place, digit in enumerate("123456789"):
            pad.addWidget(self._key(look, digit), place // 3, place % 3)
        pad.addWidget(self._key(look, "0"), 3, 1)
        column.addLayout(row_of(self._pad))
        self._look = look
        self.enter = touch_button(look, _("Leave the kiosk"), ButtonKind.PRIMARY, "log-out")
        self.enter.clicked.connect(self._on_enter)
        back = touch_button(look, _("Back to the kiosk"))
        back.clicked.connect(self.given_up)
        delete = touch_button(look, _("Delete a digit"), ButtonKind.PLAIN, "delete")
        delete.clicked.connect(self._delete)
        column.addLayout(row_of(self.enter, back, delete))
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits of a keyboard count too."""
        text = event.text()
        if len(text) == 1 and text.isascii() and text.isdecimal():
            self._add(text)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter()
        elif event.key() == Qt.Key.Key_Backspace:
            self._delete()
        else:
            super().keyPressEvent(event)

    def _key(self, look: Look, digit: str) -> PushButton:
        key = PushButton(digit)
        key.setFont(touch_font(look, HEADING, bold=True))
        key.setFixedWidth(_KEY_WIDTH)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(partial(self._add, digit))
        return key

    def _add(self, digit: str) -> None:
        if self._pad.isEnabled() and len(self._typed) < PIN_DIGITS.stop - 1:
            self._show(self._typed + digit)

    def _delete(self) -> None:
        self._show(self._typed[:-1])

    def _show(self, typed: str) -> None:
        self._typed = typed
        self.dots.setText(_DOT * len(typed))

    def _on_enter(self) -> None:
        if not self._typed or not self._pad.isEnabled():
            return
        typed = self._typed
        self._show("")
        if opens(typed, self._kept):
            self.opened.emit()
            return
        self._wrong += 1
        say = self._look.texts.say
        self.trouble.setText(say(_("These are not the digits.")))
        if self._wrong % _TRIES == 0:
            self._pad.setEnabled(False)
            self.trouble.setText(say(_("Too many wrong ones. Wait half a minute.")))
            QTimer.singleShot(_PAUSE_MILLISECONDS, self, self._go_on)

    def _go_on(self) -> None:
        self._pad.setEnabled(True)
        self.trouble.setText("")
