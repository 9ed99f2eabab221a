"""The editor of one split of a headcount: a number for each kind of people, and how many nothing is known about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.training.rules.headcounts import MOST, unknown
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.tokens import HAIR, SNUG

if TYPE_CHECKING:
    from enum import StrEnum

    from coorddesk.widgets.desk import Look

_WIDTH = 64


class SplitEditor(Editor):
    """Blank lines are nobody."""

    def __init__(self, look: Look, kinds: Mapping[Any, Message]) -> None:
        """A line for each of `kinds`, under its title."""
        self._lines: dict[StrEnum, QLineEdit] = {}
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SNUG)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(0, 1)
        for row, (kind, title) in enumerate(kinds.items()):
            words, line = label(look, title), QLineEdit(maxLength=6)
            words.setBuddy(line)
            line.setAccessibleName(look.texts.say(title))
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.setFixedWidth(_WIDTH)
            grid.addWidget(words, row, 0)
            grid.addWidget(line, row, 1)
            self._lines[kind] = line
        self.rest = label(look, kind="muted")
        grid.addWidget(self.rest, len(self._lines), 0, 1, 2)
        super().__init__(look, box)
        self.setFocusProxy(next(iter(self._lines.values())))
        for line in self._lines.values():
            line.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> dict[Any, int]:
        """How many of each kind, those that are said. Raises `UserError` for what is no number."""
        return {kind: count for kind, line in self._lines.items() if (count := number_typed(line.text())) is not None}

    def set_value(self, value: Any) -> None:
        """Show numbers by kind."""
        for kind, line in self._lines.items():
            count = (value or {}).get(kind)
            line.setText("" if count is None else str(count))

    def state(self) -> object:
        """The numbers as typed."""
        return tuple(line.text() for line in self._lines.values())

    def set_state(self, state: Any) -> None:
        """Type them again."""
        for line, text in zip(self._lines.values(), state, strict=True):
            line.setText(text)

    def shown(self, value: Any) -> str:
        """How many are named, all together."""
        return str(sum(value.values())) if isinstance(value, dict) else super().shown(value)

    def say_rest(self, total: int) -> None:
        """Say of how many nothing is known, or that more are named than came."""
        try:
            rest = unknown(total, sum(self.value().values()))
        except UserError:
            rest = 0
        said = _n("{count} not known", "{count} not known", rest) if rest > 0 else None
        if rest < 0:
            said = _n("{count} more than came", "{count} more than came", -rest)
        self.rest.setText("" if said is None else self.look.texts.say(said))
        self.rest.setVisible(said is not None)


def number_typed(text: str) -> int | None:
    """A number of people. Raises `UserError` for anything else."""
    plain = "".join(text.split())
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal() and int(plain) <= MOST):
        raise UserError(_("Write a whole number from {least} to {most}.", least=0, most=MOST))
    return int(plain)
