"""The crash dialog: our bug, said plainly, with a text that can be copied; the program goes on."""

from __future__ import annotations

import platform
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from coorddesk import __version__
from coorddesk.core.messages import _, _p
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Look

_WIDTH, _HEIGHT = 680, 460


class CrashDialog(QDialog):
    """Shows what happened; further bugs while it is open are added to it, so that it never comes twice."""

    def __init__(self, look: Look, owner: QWidget | None) -> None:
        """Build it without a text yet."""
        super().__init__(owner)
        self._look = look
        say = look.texts.say
        self.setWindowTitle(say(_("A fault in CoordDesk")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName(say(_("What happened, in technical words")))
        self._text.setTabChangesFocus(True)
        self._copied = label(look, kind="muted")
        copy = button(look, _("Copy the text"), icon="copy")
        copy.clicked.connect(self._on_copy_clicked)
        close = button(look, _("Go on working"), ButtonKind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addWidget(copy)
        buttons.addWidget(self._copied, 1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(self._head())
        layout.addWidget(self._text, 1)
        layout.addLayout(buttons)
        close.setFocus()

    def add(self, text: str) -> None:
        """Show what happened below what happened before."""
        self._text.appendPlainText(text)

    def text(self) -> str:
        """All that is shown."""
        return self._text.toPlainText()

    def _head(self) -> QHBoxLayout:
        look = self._look
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(label(look, _("This is a fault of CoordDesk, not yours."), TypeScale.HEADING, wrap=True))
        words.addWidget(
            label(
                look,
                _(
                    "What you were just doing was not written; everything before it is safe, and you can go on "
                    "working. Nothing has been sent to anybody. If you want it mended, copy the text below and send "
                    "it yourself."
                ),
                wrap=True,
            )
        )
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(Picture(look, "bug", AIRY, Tone.WARNING), alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._copied.setText(self._look.texts.say(_p("to the clipboard", "Copied.")))


def report_of(error: BaseException) -> str:
    """What a developer needs to know: versions and the trace, in no language but Python's."""
    versions = f"CoordDesk {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"
