"""A dialog that is worked with a scanner: a line that takes every scan, its answer, and two ways to go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.lending.ui.in_turn import InTurn
from coorddesk.lending.ui.till import LINES
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.scan_field import ScanField
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

OTHER_KEY = "F9"
_WIDTH, _HEIGHT = 600, 560


class ScanDialog(QDialog):
    """A subclass says what a scan means (`look`), and what Enter in the empty line is for (`finish`).

    Scans, Enter and the keys wait for each other: none is lost or comes too early, however fast somebody scans.
    """

    def __init__(self, desk: Desk, owner: QWidget, title: Message, hint: Message) -> None:
        """`hint` says what is to be scanned."""
        super().__init__(owner)
        self.desk = desk
        self.turn = InTurn(desk.operations, self, LINES)
        self.field = ScanField(desk, self, hint)
        self.answer = ScanAnswer(desk)
        self.setWindowTitle(desk.texts.say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        self.field.scanned.connect(self._on_scanned)
        self.field.finished.connect(partial(self.turn.add, self.finish))
        self.turn.refused.connect(self._on_refused)

    def look(self, readings: Sequence[str]) -> None:
        """See what a scan means: a step of `turn`."""
        raise NotImplementedError

    def finish(self) -> None:
        """Enter in the empty line: a step of `turn`."""
        raise NotImplementedError

    def lay_out(self, parts: Sequence[QWidget], done: Message, other: Message, act: Callable[[], None]) -> None:
        """Put the parts below the answer; `other` is what F9 is for, a step of `turn` too."""
        desk = self.desk
        finish = button(desk, done, ButtonKind.PRIMARY)
        aside = button(desk, _("{deed} ({keys})", deed=other, keys=OTHER_KEY), icon="check")
        leave = button(desk, _("Cancel"))
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addWidget(aside)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(self.field)
        layout.addWidget(self.answer)
        for part in parts:
            layout.addWidget(part, int(part.sizePolicy().verticalPolicy() is part.sizePolicy().Policy.Expanding))
            self.field.take_keys_of(part)
        layout.addLayout(buttons)
        self._connect(finish, aside, leave, act)
        self.field.setFocus()

    def _connect(self, finish: QPushButton, aside: QPushButton, leave: QPushButton, act: Callable[[], None]) -> None:
        for each in (finish, aside, leave):
            each.setAutoDefault(False)  # Enter is the line's
        finish.clicked.connect(partial(self.turn.add, self.finish))
        aside.clicked.connect(partial(self.turn.add, act))
        leave.clicked.connect(self.reject)
        self.field.keep(finish, aside)
        QShortcut(QKeySequence(OTHER_KEY), self, partial(self.turn.add, act))

    def _on_scanned(self, readings: Sequence[str]) -> None:
        self.turn.add(partial(self.look, readings))

    def _on_refused(self, error: UserError) -> None:
        self.answer.say(Tone.DANGER, error.message)
