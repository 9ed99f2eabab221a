"""The editor of several records: each is picked by name in the line above, and stands in the list below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.picker import RecordPicker

_OPTION = Qt.ItemDataRole.UserRole


class RecordsEditor(Editor):
    """Its value is a tuple of ids, in the order in which they were picked; `set_value` takes a tuple of `Option`."""

    def __init__(self, desk: Desk, picker: RecordPicker, lines: int = 3) -> None:
        """Pick with `picker`; show `lines` of what was picked at once."""
        self._around, self.picker, self._list = QWidget(), picker, QListWidget()
        super().__init__(desk, self._around)
        layout = QVBoxLayout(self._around)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(picker)
        layout.addWidget(self._list)
        self._around.setFocusProxy(picker)
        self._list.setProperty("kind", "choice")
        self._list.setFixedHeight(lines * ROW_HEIGHT)
        make_action(desk, self._list, _("Take out"), "trash-2", "Del", self._on_removed)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        picker.changed.connect(self._on_picker_changed)

    def value(self) -> tuple[int, ...]:
        """The ids. Raises `UserError` if a name is typed that was not chosen."""
        self.picker.value()
        return tuple(option.id for option in self._options())

    def set_value(self, value: Any) -> None:
        """Show these options as picked."""
        self._fill(value or ())

    def state(self) -> object:
        """What was picked, and what is typed."""
        return self._options(), self.picker.state()

    def set_state(self, state: Any) -> None:
        """Pick and type it again."""
        options, typed = state
        self._fill(options)
        self.picker.set_state(typed)

    def shown(self, value: Any) -> str:
        """Their names in a row."""
        if value and isinstance(value[0], Option):
            return ", ".join(option.name for option in value)
        return ", ".join(option.name for option in self._options() if option.id in (value or ()))

    def describe(self, label: QLabel, name: str) -> None:
        """The line is where it is typed; the list says what was picked."""
        self.picker.describe(label, name)
        self._list.setAccessibleName(self.look.texts.say(_("{title}: chosen", title=name)))

    def set_wrong(self, trouble: str) -> None:
        """Mark the line."""
        self.picker.set_wrong(trouble)

    def _on_picker_changed(self) -> None:
        picked = self.picker.picked
        if picked is None:
            self.changed.emit()
            return
        if picked.id not in {option.id for option in self._options()}:
            self._add(picked)
        self.picker.set_value(None)
        self.changed.emit()

    def _on_removed(self) -> None:
        if self._list.currentRow() >= 0:
            self._list.takeItem(self._list.currentRow())
            self.changed.emit()

    def _options(self) -> tuple[Option, ...]:
        return tuple(self._list.item(row).data(_OPTION) for row in range(self._list.count()))

    def _fill(self, options: Sequence[Option]) -> None:
        self._list.clear()
        for option in options:
            self._add(option)

    def _add(self, option: Option) -> None:
        item = QListWidgetItem(f"{option.name}  ·  {option.detail}" if option.detail else option.name)
        item.setData(_OPTION, option)
        self._list.addItem(item)
        self._list.setCurrentRow(self._list.count() - 1)


def hint_of_records() -> Message:
    """How records are picked and left out, for the form."""
    return _("Type a name to add one; Del in the list takes one out.")
