"""A part of a form of which only some fields are shown at a time: the others leave no gap."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message
from coorddesk.widgets.controls import label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look


class FormPart(QWidget):
    """Fields in columns, under a heading or none; without a field to show, it is not there at all."""

    def __init__(self, look: Look, title: Message | None, columns: int) -> None:
        """Start without fields, hidden."""
        super().__init__()
        self._columns = columns
        self._fields: dict[str, QWidget] = {}
        self._shown: tuple[str, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(ROOM)
        self._grid.setVerticalSpacing(ROOM)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        if title is not None:
            layout.addWidget(label(look, title, TypeScale.STRONG))
        layout.addLayout(self._grid)
        self.hide()

    def take(self, key: str, field: QWidget) -> None:
        """Take a field, which is not shown yet."""
        field.setParent(self)
        field.hide()
        self._fields[key] = field

    def show_fields(self, keys: Sequence[str]) -> None:
        """Show these, in the order of the fields; what is in the others stays in them."""
        shown = tuple(key for key in self._fields if key in keys)
        if shown == self._shown:
            return
        self._shown = shown
        for field in self._fields.values():
            self._grid.removeWidget(field)
        for place, key in enumerate(shown):
            line, column = divmod(place, self._columns)
            self._grid.addWidget(self._fields[key], line, column, Qt.AlignmentFlag.AlignTop)
        self._follow_in_turn(shown)
        for key, field in self._fields.items():
            field.setVisible(key in shown)
        self.setVisible(bool(shown))

    def _follow_in_turn(self, shown: Sequence[str]) -> None:
        """Let Tab go through them as they stand, whenever they came."""
        for before, after in pairwise(shown):
            QWidget.setTabOrder(self._fields[before], self._fields[after])
