"""The columns of a report, to be ticked and put in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import icon_button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from PySide6.QtCore import QObject

    from coorddesk.core.tables import Column
    from coorddesk.widgets.desk import Look

_KEY = Qt.ItemDataRole.UserRole
_ROWS_SEEN = 8
_HINT = _("Ticked ones are shown, from left to right.")
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnChoice(QWidget):
    """A list that is ticked with the space bar or the mouse, and put in order by dragging, buttons or Alt with arrows.

    Signals:
        changed: a column was ticked, unticked or moved.
    """

    changed = Signal()

    def __init__(self, look: Look, hint: Message = _HINT, rows: int = _ROWS_SEEN) -> None:
        """Offer nothing yet; `hint` says what becomes of the ticked ones, `rows` are seen at once."""
        super().__init__()
        self._look = look
        self._rows = rows
        self._is_showing = False
        self._list = QListWidget()
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("kind", "choice")
        self._list.installEventFilter(self)
        up = icon_button(look, "arrow-up", _("Move the column up (Alt+Up)"))
        down = icon_button(look, "arrow-down", _("Move the column down (Alt+Down)"))
        up.clicked.connect(partial(self._move, -1))
        down.clicked.connect(partial(self._move, 1))
        buttons = QHBoxLayout()
        buttons.setSpacing(HAIR)
        buttons.addWidget(label(look, hint, TypeScale.CAPTION, "muted", wrap=True), 1)
        buttons.addWidget(up)
        buttons.addWidget(down)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(self._list)
        layout.addLayout(buttons)
        self.setFocusProxy(self._list)
        self._list.itemChanged.connect(self._on_changed)
        self._list.model().rowsMoved.connect(self._on_changed)

    def show_columns(self, offered: Sequence[Column[Any]], chosen: Sequence[str]) -> None:
        """Offer columns; the chosen ones come first, in their order."""
        by_key = {column.key: column for column in offered}
        ticked = [key for key in chosen if key in by_key]
        if (ticked, set(by_key)) == (list(self.chosen()), set(self._keys())):
            return  # it stands as it is: somebody may be about to move on
        self._is_showing = True
        self._list.clear()
        for key in (*ticked, *(key for key in by_key if key not in ticked)):
            item = QListWidgetItem(self._look.texts.say(by_key[key].title), self._list)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        self._list.setFixedHeight(self._rows * max(self._list.sizeHintForRow(0), 1) + HAIR)
        self._list.setCurrentRow(0)
        self._is_showing = False

    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked columns, in their order."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(item.data(_KEY) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _keys(self) -> tuple[str, ...]:
        return tuple(self._list.item(row).data(_KEY) for row in range(self._list.count()))

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if row >= 0 and 0 <= row + by < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(row + by, item)
            self._list.setCurrentRow(row + by)
            self.changed.emit()

    def _on_changed(self, *_changed: object) -> None:
        if not self._is_showing:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves the column."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                self._move(by)
                return True
        return super().eventFilter(watched, event)
