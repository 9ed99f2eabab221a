"""The line in which people are registered one after the other: a few letters, Down, Enter; or a guest's whole name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.core.tidy import tidy
from coorddesk.directory.queries import person_options
from coorddesk.widgets.controls import button
from coorddesk.widgets.forms.picker import Maker, RecordPicker
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_GUEST = 0
"""The id of an option that is no person of the directory, but a guest by that name."""


class RegisterLine(QWidget):
    """Enter registers what is typed: who is called so in the directory, in whatever order, or else a guest.

    Signals:
        chosen: the id of a person, and what they are called.
        typed: the name of somebody, who may be in the directory or not.
        pasted: several lines at once, as from a sheet or a mail.
        left: Esc was pressed, the keyboard should go to the list.
    """

    chosen = Signal(int, str)
    typed = Signal(str)
    pasted = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """Wait for a name."""
        super().__init__()
        maker = Maker(lambda name: _("Guest: {name}", name=name), _guest)
        self.picker = RecordPicker(desk, person_options, maker, _("Name of who registers, then Enter"))
        self.line = self.picker.line
        self.line.setAccessibleName(desk.texts.say(_("Register somebody")))
        self._add = button(desk, _("Register"))
        self._add.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.picker, 1)
        layout.addWidget(self._add)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        self.line.returnPressed.connect(self.take)
        self.picker.changed.connect(self._on_changed)
        self._add.clicked.connect(self.take)

    def take(self) -> None:
        """Register whoever is named there, and be ready for the next."""
        name = tidy(self.line.text())
        is_choosing = self.picker.popup.isVisible() and self.picker.popup.currentIndex().isValid()
        if name and not is_choosing:  # Enter reaches the line before it takes what is chosen below
            self._clear()
            self.typed.emit(name)

    def give_back(self, name: str) -> None:
        """Put back a name that could not be registered, unless another is typed already."""
        if not self.line.text():
            self.line.setText(name)

    def _on_changed(self) -> None:
        """Somebody was chosen below the line."""
        state: Any = self.picker.state()
        picked: Option | None = state[0]
        if picked is None:
            return
        self._clear()
        if picked.id == _GUEST:
            self.typed.emit(picked.name)
        else:
            self.chosen.emit(picked.id, picked.name)

    def _clear(self) -> None:
        self.picker.clear()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Several lines that are pasted are no name; Esc leaves the line, not the window."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        text = QGuiApplication.clipboard().text().strip()
        if event.matches(QKeySequence.StandardKey.Paste) and "\n" in text:
            self.pasted.emit(text)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.picker.clear()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)


def _guest(_session: Session, name: str) -> Option:
    """In the lane: nothing is written, a guest is somebody of this session alone."""
    return Option(_GUEST, tidy(name))
