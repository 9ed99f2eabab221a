"""What editors of several things have in common: a line in which each is searched for, and the list below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.picker import RecordPicker

_ROW = Qt.ItemDataRole.UserRole
_THING, _NOTE = 0, 1
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ListedEditor(Editor):
    """Its rows are frozen dataclasses with a `note`, which F2 writes where the list has a column for it; Del takes out.

    Heirs say what the value is, what is shown of a row, and what becomes of what is picked or typed.
    """

    def __init__(self, desk: Desk, picker: RecordPicker, *, heading: Message, note: Message | None, lines: int) -> None:
        """Search with `picker`; show so many `lines` below `heading` at once."""
        self._desk, self.picker = desk, picker
        self._around, self.list = QWidget(), QTreeWidget()
        super().__init__(desk, self._around)
        self.layout_around = QVBoxLayout(self._around)
        self.layout_around.setContentsMargins(0, 0, 0, 0)
        self.layout_around.setSpacing(HAIR)
        self.layout_around.addWidget(self.picker)
        self.layout_around.addWidget(self.list)
        self._around.setFocusProxy(self.picker)
        self._dress(heading, note, lines)
        self.picker.changed.connect(self.on_picked)
        self.picker.line.installEventFilter(self)
        self.list.itemChanged.connect(lambda _item, _column: self.changed.emit())

    def looks(self, row: Any) -> tuple[str, str]:
        """What is shown of a row, and what the mouse is told of it."""
        raise NotImplementedError

    def on_picked(self) -> None:
        """Something was picked in the line, or it was emptied."""
        raise NotImplementedError

    def on_typed(self, text: str) -> bool:
        """Enter was pressed behind a text; True takes it, and keeps it from the form."""
        raise NotImplementedError

    def rows(self) -> tuple[Any, ...]:
        """What is on the list, whatever is typed."""
        return tuple(_read(item) for item in self.items())

    def set_value(self, value: Any) -> None:
        """Show these rows."""
        self.fill(value or ())

    def state(self) -> object:
        """What is on the list, and what is typed."""
        return self.rows(), self.picker.state()

    def set_state(self, state: Any) -> None:
        """Show and type it again."""
        rows, typed = state
        self.fill(rows)
        self.picker.set_state(typed)

    def describe(self, label: QLabel, name: str) -> None:
        """The line is where it is typed; the list says what was picked."""
        self.picker.describe(label, name)
        self.list.setAccessibleName(self.look.texts.say(_("{title}: chosen", title=name)))

    def set_wrong(self, trouble: str) -> None:
        """Mark the line."""
        self.picker.set_wrong(trouble)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed, not the whole form."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        text = " ".join(self.picker.line.text().split())
        return bool(text) and event.key() in _ENTER and not event.modifiers() and self.on_typed(text)

    def items(self) -> list[QTreeWidgetItem]:
        """The rows of the list as Qt has them."""
        items = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def fill(self, rows: Sequence[Any], current: int = 0) -> None:
        """Show rows, one of them as the current one."""
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self.list.addTopLevelItem(self._item(row))
        self.list.blockSignals(False)
        if rows:
            self.list.setCurrentItem(self.items()[current])

    def _item(self, row: Any) -> QTreeWidgetItem:
        text, hint = self.looks(row)
        item = QTreeWidgetItem([text, row.note])
        item.setSizeHint(_THING, QSize(0, ROW_HEIGHT))
        item.setData(_THING, _ROW, row)
        item.setToolTip(_THING, hint)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _dress(self, heading: Message, note: Message | None, lines: int) -> None:
        say = self._desk.texts.say
        self.list.setColumnCount(1 if note is None else 2)
        self.list.setHeaderHidden(note is None)
        if note is not None:
            self.list.setHeaderLabels([say(heading), say(_("{title} (F2)", title=note))])
            self.list.header().setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
            make_action(self._desk, self.list, note, "pencil", "F2", self._on_note)
            self.list.itemDoubleClicked.connect(lambda _item, _column: self._on_note())
        self.list.header().setSectionResizeMode(_THING, QHeaderView.ResizeMode.Stretch)
        self.list.setProperty("kind", "field")
        self.list.setRootIsDecorated(False)
        self.list.setItemDelegate(PaddedDelegate(self.list))
        self.list.setFixedHeight((lines + (note is not None)) * ROW_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        make_action(self._desk, self.list, _("Take out"), "trash-2", "Del", self._on_removed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _on_note(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item, _NOTE)

    def _on_removed(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
            self.changed.emit()


def _read(item: QTreeWidgetItem) -> Any:
    row = item.data(_THING, _ROW)
    return replace(row, note=" ".join(item.text(_NOTE).split())) if item.columnCount() > 1 else row
