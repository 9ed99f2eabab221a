"""The editor of serial numbers: scanned one by one or pasted as a list; one that is known is refused at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit

from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _, _n
from coorddesk.inventory.queries.lots import serial_holder
from coorddesk.inventory.rules import taken
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_LINES = 6


class SerialsEditor(Editor):
    """A line for each number: Enter, which a scanner types, begins the next; its value is a tuple of them.

    Signals:
        counted: how many there are now.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        self._text = QPlainTextEdit(tabChangesFocus=True)
        self._desk = desk
        self._said = label(desk, kind="muted", wrap=True)
        super().__init__(desk, self._text)
        below = self.layout()
        assert isinstance(below, QBoxLayout)
        below.setDirection(QBoxLayout.Direction.TopToBottom)
        below.addWidget(self._said)
        self._text.setFixedHeight(_LINES * self._text.fontMetrics().lineSpacing() + ROOM)
        self._text.textChanged.connect(self._on_changed)
        self._text.blockCountChanged.connect(lambda _count: self._look())

    def value(self) -> tuple[str, ...]:
        """The numbers from top to bottom."""
        return tuple(line.strip() for line in self._text.toPlainText().splitlines() if line.strip())

    def set_value(self, value: Any) -> None:
        """Show numbers in place of those that are there."""
        self._text.setPlainText("\n".join(value or ()))

    def state(self) -> object:
        """The numbers as typed."""
        return self._text.toPlainText()

    def set_state(self, state: Any) -> None:
        """Type them again."""
        self._text.setPlainText(state)

    def shown(self, value: Any) -> str:
        """The numbers in a row."""
        return value if isinstance(value, str) else ", ".join(value or ())

    def _on_changed(self) -> None:
        count = len(self.value())
        self.counted.emit(count)
        self.changed.emit()
        if count:
            self._say(_n("{count} serial number", "{count} serial numbers", count), wrong=False)

    def _look(self) -> None:
        """Look at what was finished: all lines but the one that is being typed."""
        numbers = self.value()
        twins = _twins(numbers)
        if twins:
            self._leave_out(
                dict.fromkeys(twins, _("The serial number {number} is there already.", number=twins[0])), once=True
            )
            return
        self._desk.operations.read(self, partial(_known, numbers), self._on_known)

    def _on_known(self, known: dict[str, Message]) -> None:
        if known:
            self._leave_out(known, once=False)

    def _leave_out(self, troubles: dict[str, Message], *, once: bool) -> None:
        """Take refused numbers out, where they stand: what is being typed meanwhile stays."""
        seen: set[str] = set()
        block = self._text.document().firstBlock()
        while block.isValid():
            number, following = block.text().strip(), block.next()
            key = fold_code(number) if number else ""
            if number in troubles and (not once or key in seen):
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                if block.blockNumber() == 0:
                    cursor.setPosition(block.position())
                    end = following.position() if following.isValid() else block.position() + len(block.text())
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                self._text.ensureCursorVisible()
            seen.add(key)
            block = following
        first = next(iter(troubles.values()))
        more = len(troubles) - 1
        self._say(
            _n("{first} And {count} more like it.", "{first} And {count} more like it.", more, first=first)
            if more
            else first,
            wrong=True,
        )

    def _say(self, message: Message, *, wrong: bool) -> None:
        text = self.look.texts.say(message)
        self._said.setProperty("kind", "error" if wrong else "muted")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(text)
        self._text.setAccessibleDescription(text)


def _twins(numbers: Sequence[str]) -> list[str]:
    """The numbers that are there for the second time."""
    seen: set[str] = set()
    twins = []
    for number in numbers:
        key = fold_code(number)
        if key in seen:
            twins.append(number)
        seen.add(key)
    return twins


def _known(numbers: Sequence[str], session: Session) -> dict[str, Message]:
    """In the lane: what to say of those that a device bears already."""
    found = {number: serial_holder(session, number) for number in numbers}
    return {
        number: taken("serial", number, other.called, in_bin=other.in_bin)
        for number, other in found.items()
        if other is not None
    }
