"""The editor of some of a few values: a tick for each, beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from coorddesk.core.messages import Message
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class TicksEditor(Editor):
    """Its value is a tuple of those that are ticked, in the order in which they are offered."""

    def __init__(self, look: Look, offered: Sequence[tuple[Any, Message]], columns: int) -> None:
        """Tick none; `columns` of them stand in a line."""
        around = QWidget()
        super().__init__(look, around)
        grid = QGridLayout(around)
        grid.setContentsMargins(0, TIGHT, 0, 0)
        grid.setHorizontalSpacing(ROOM)
        self._titles = dict(offered)
        self._boxes: dict[Any, QCheckBox] = {}
        for place, (value, title) in enumerate(offered):
            box = self._boxes[value] = QCheckBox(look.texts.say(title))
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, place // columns, place % columns)
        around.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[Any, ...]:
        """Those that are ticked."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these, and no others."""
        for each, box in self._boxes.items():
            box.setChecked(each in (value or ()))

    def state(self) -> object:
        """Those that are ticked."""
        return self.value()

    def set_state(self, state: Any) -> None:
        """Tick them again."""
        self.set_value(state)

    def shown(self, value: Any) -> str:
        """Their titles in a row."""
        return ", ".join(self.look.texts.say(self._titles[each]) for each in value or ())

    def describe(self, label: QLabel, name: str) -> None:
        """Each says its own title; the title above says what they are for."""
        super().describe(label, name)
        for box in self._boxes.values():
            box.setAccessibleDescription(name)
