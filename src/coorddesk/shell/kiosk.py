"""The screen of a public PC; until the help desk fills it, a calm page that says what will be here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.shell.centred import centred
from coorddesk.widgets.controls import Picture, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_WIDTH, _LOGO = 480, 96
_KEYS = "Ctrl+Alt+Q"


class KioskScreen(QWidget):
    """Fills the screen, and opens no desk: whoever stands before it must not get at one."""

    def __init__(self, look: Look) -> None:
        """Build it."""
        super().__init__()
        self.setWindowTitle("CoordDesk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        QShortcut(QKeySequence(_KEYS), self, self.close)
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        words = QVBoxLayout(column)
        words.setSpacing(ROOM)
        middle = Qt.AlignmentFlag.AlignHCenter
        words.addWidget(Picture(look, "coorddesk", _LOGO, Tone.ACCENT), alignment=middle)
        for text, scale, kind in (
            (_("Something does not work?"), TypeScale.TITLE, ""),
            (_("Please tell the coordinator. With the help desk, a coming version will take your message here."),
             TypeScale.BODY, "muted"),
            (_("{keys} leaves this screen.", keys=_KEYS), TypeScale.CAPTION, "muted"),
        ):  # fmt: skip
            said = label(look, text, scale, kind, wrap=True)
            said.setAlignment(middle)
            words.addWidget(said)
        layout = QVBoxLayout(self)
        layout.addWidget(centred(column))
