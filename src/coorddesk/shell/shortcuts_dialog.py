"""The keyboard's page: every command that has keys (F1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coorddesk.widgets.desk import Look

_WIDTH, _HEIGHT = 620, 600
_IN_LISTS: tuple[tuple[Message, Message], ...] = (
    (_("Move in a list"), _p("keys", "↑ ↓ PgUp PgDn Home End")),
    (_("Open the record"), _p("keys", "Enter, F2")),
    (_("Choose several"), _p("keys", "Shift+↑ ↓, Ctrl+A")),
    (_("Copy as a table"), _p("keys", "Ctrl+C")),
    (_("Back from a card to its list; nothing typed is lost"), _p("keys", "Esc")),
    (_("Write a note on a card, remind, attach files"), _p("keys", "Ctrl+Shift+M, R, A")),
    (_("Paste a picture or files onto a card"), _p("keys", "Ctrl+V")),
    (_("Save a form"), _p("keys", "Ctrl+Enter")),
    (_("Undo in a text"), _p("keys", "Ctrl+Z")),
)
_IN_IMPORTS: tuple[tuple[Message, Message], ...] = (
    (_("Paste copied cells"), _p("keys", "Ctrl+V")),
    (_("Decide a column, a word or a cell anew"), _p("keys", "Enter, F2, or type")),
    (_("Next refused row, previous one"), _p("keys", "F8, Shift+F8")),
    (_("Go on"), _p("keys", "Ctrl+Enter")),
)


class ShortcutsDialog(QDialog):
    """Lists the commands and their keys, the window's and the page's, then what lists and forms understand."""

    def __init__(self, look: Look, owner: QWidget, commands: Iterable[tuple[str, str]]) -> None:
        """Build it; `commands` are words and keys."""
        super().__init__(owner)
        self.setWindowTitle(look.texts.say(_("Keyboard shortcuts")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        sheet = QWidget()
        self._grid = QGridLayout(sheet)
        self._grid.setHorizontalSpacing(WIDE)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(0, 1)
        for text, keys in commands:
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            self._add(look, verbatim(text), verbatim(native))
        self._grid.addWidget(label(look, _("In lists and forms"), TypeScale.HEADING), self._grid.rowCount(), 0)
        for message, pressed in _IN_LISTS:
            self._add(look, message, pressed)
        self._grid.addWidget(label(look, _("While a sheet is imported"), TypeScale.HEADING), self._grid.rowCount(), 0)
        for message, pressed in _IN_IMPORTS:
            self._add(look, message, pressed)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(sheet)
        scroll.setAccessibleName(self.windowTitle())
        close = button(look, _p("dismiss a message", "Close"), ButtonKind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(look, _("Keyboard shortcuts"), TypeScale.TITLE))
        layout.addWidget(scroll, 1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        close.setFocus()

    def _add(self, look: Look, text: Message, keys: Message) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(label(look, text, wrap=True), row, 0)
        self._grid.addWidget(label(look, keys, kind="muted"), row, 1)
