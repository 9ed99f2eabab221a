"""Setting up a kiosk on its own PC: three questions, asked at its first start."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.kiosk.rules import MOST_NAME, PIN_DIGITS, SALT_BYTES, KioskPlace, is_pin, locked_with
from coorddesk.kiosk.ui.touch import (
    SMALL,
    TEXT,
    TITLE,
    page_column,
    row_of,
    said,
    touch_button,
    touch_font,
    touch_sheet,
)
from coorddesk.widgets.controls import ButtonKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from coorddesk.widgets.desk import Look


class SetUpPage(QWidget):
    """Asks the coordinator; whoever comes later finds the kiosk.

    Signals:
        answered: the `KioskPlace`.
    """

    answered = Signal(object)

    def __init__(self, look: Look) -> None:
        """Build the three questions."""
        super().__init__()
        self._look = look
        self.setWindowTitle("CoordDesk")
        self.setStyleSheet(touch_sheet(look.theme.colours))
        column = page_column(self)
        column.addStretch(1)
        column.addWidget(said(look, _("Set up this kiosk"), TITLE, bold=True))
        self.name = self._ask(
            column,
            _("1. What is it called?"),
            _("As people name it: “Library”. Each ticket says at which kiosk it was reported."),
        )
        browse = touch_button(look, _("Choose the folder…"), ButtonKind.PLAIN, "folder-open")
        browse.clicked.connect(self._on_browse)
        self.desk = self._ask(
            column,
            _("2. Where is the desk?"),
            _("A folder that this PC and the desk's both see, or the address of the desk on its server."),
            browse,
        )
        least, most = PIN_DIGITS.start, PIN_DIGITS.stop - 1
        about = _("{least} to {most} digits. Who does not know them cannot leave the kiosk.", least=least, most=most)
        self.pin = self._ask(column, _("3. Which PIN lets one leave?"), about)
        self.pin.setMaxLength(most)
        self.trouble = said(look, "", kind="error")
        column.addWidget(self.trouble)
        self.begin = touch_button(look, _("Begin"), ButtonKind.PRIMARY, "check")
        self.begin.clicked.connect(self._on_begin)
        column.addLayout(row_of(self.begin))
        column.addStretch(2)

    def _ask(self, column: QVBoxLayout, question: Message, about: Message, *beside: QWidget) -> QLineEdit:
        column.addWidget(said(self._look, question, bold=True))
        field = QLineEdit()
        field.setFont(touch_font(self._look, TEXT))
        field.setAccessibleName(self._look.texts.say(question))
        row = row_of(*beside)
        row.insertWidget(0, field, 1000)
        column.addLayout(row)
        column.addWidget(said(self._look, about, SMALL, "muted"))
        return field

    def _on_browse(self) -> None:
        title = self._look.texts.say(_("The folder that the kiosk and the desk share"))
        if folder := QFileDialog.getExistingDirectory(self, title, self.desk.text()):
            self.desk.setText(folder)

    def _on_begin(self) -> None:
        name, desk, pin = tidy(self.name.text())[:MOST_NAME], self.desk.text().strip(), self.pin.text()
        wrong = self._wrong(name, KioskPlace(name, desk), pin)
        self.trouble.setText("" if wrong is None else self._look.texts.say(wrong))
        if wrong is None:
            self.answered.emit(KioskPlace(name, desk, locked_with(pin, secrets.token_bytes(SALT_BYTES))))

    def _wrong(self, name: str, place: KioskPlace, pin: str) -> Message | None:
        """The first thing that cannot be; a share that is away today is told now, not found out later."""
        if not name:
            return _("Say what the kiosk is called.")
        if not place.desk or (place.has_folder and not Path(place.desk).is_dir()):
            return _("There is no folder “{folder}”. Choose one that both PCs see.", folder=place.desk)
        if not is_pin(pin):
            return _("The PIN needs {least} to {most} digits.", least=PIN_DIGITS.start, most=PIN_DIGITS.stop - 1)
        return None
