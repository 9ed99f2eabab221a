"""The line of a bulk edit that gives new numbers, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.editing import Numbering
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import NumberEditor, TextEditor
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_FIELD = "numbering"
_MOST = 999_999_999


class NumberingLine(QWidget):
    """Ticked, it asks for the pattern and the first number.

    Signals:
        changed: something was ticked or typed.
    """

    changed = Signal()

    def __init__(self, look: Look, pattern: str) -> None:
        """Start unticked, with a pattern to begin with."""
        super().__init__()
        self._look = look
        self.box = QCheckBox(look.texts.say(_("New inventory numbers")))
        self.pattern = TextEditor(look)
        self.pattern.set_value(pattern)
        self.pattern.control.setAccessibleName(look.texts.say(_("What the numbers look like")))
        self.first = NumberEditor(look, 0, _MOST)
        self.first.set_value(1)
        self.first.control.setAccessibleName(look.texts.say(_("The first number")))
        self._first_state = (self.box.isChecked(), self.pattern.state(), self.first.state())
        self._trouble = label(look, kind="error", wrap=True)
        self._trouble.hide()
        self._asked = self._make_asked()
        self._asked.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(self.box)
        layout.addWidget(self._asked)
        layout.addWidget(self._trouble)
        self.box.toggled.connect(self._on_changed)
        self.pattern.changed.connect(self._on_changed)
        self.first.changed.connect(self._on_changed)

    def value(self) -> Numbering | None:
        """The numbering wished. Raises `UserError` for no whole number."""
        if not self.box.isChecked():
            return None
        try:
            first = self.first.value()
        except UserError as error:
            self._say(error)
            raise
        return Numbering(self.pattern.value(), 1 if first is None else first)

    def is_touched(self) -> bool:
        """Whether anything is not as it was at first."""
        return (self.box.isChecked(), self.pattern.state(), self.first.state()) != self._first_state

    def show_error(self, error: UserError) -> bool:
        """Show a trouble that is about the numbers; False for any other."""
        if error.field != _FIELD:
            return False
        self._say(error)
        return True

    def _make_asked(self) -> QWidget:
        asked = QWidget()
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        line.addWidget(self.pattern, 2)
        line.addWidget(label(self._look, _("from number"), kind="muted"))
        line.addWidget(self.first, 1)
        hint = _("{number} is the running number, {year} the year; the order is that of the list.", **_MARKS)
        layout = QVBoxLayout(asked)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addLayout(line)
        layout.addWidget(label(self._look, hint, TypeScale.CAPTION, "muted", wrap=True))
        return asked

    def _on_changed(self) -> None:
        self._asked.setVisible(self.box.isChecked())
        self._say(None)
        self.changed.emit()

    def _say(self, error: UserError | None) -> None:
        text = "" if error is None else self._look.texts.say(error.message)
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        self.pattern.set_wrong(text)


_MARKS = {"number": "{###}", "year": "{YYYY}"}
