"""Editors of short lists: some of many to tick, and words to type one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.tokens import CONTROL_HEIGHT, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coorddesk.widgets.desk import Look

_WAS = Qt.ItemDataRole.UserRole
_LINES_SEEN = 5
_LINE, _MOST_WHOLE = CONTROL_HEIGHT - 10, 8
"""How high a line is in the style sheet, and up to how many are all seen: the days of a week are."""


class ChecksEditor(Editor):
    """Ticks beside records; its value is the frozenset of the ids that are ticked."""

    def __init__(self, look: Look, offered: Sequence[tuple[int, str]]) -> None:
        """Offer records by id and name, none ticked."""
        self._list = QListWidget()
        super().__init__(look, self._list)
        _dress(self._list, len(offered))
        self._ids = [record_id for record_id, _name in offered]
        for _record_id, name in offered:
            item = QListWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        if offered:
            self._list.setCurrentRow(0)
        self._list.itemChanged.connect(lambda _item: self.changed.emit())
        own_enter(self._list, self._on_enter)

    def value(self) -> frozenset[int]:
        """The ids that are ticked."""
        items = zip(self._ids, _items(self._list), strict=True)
        return frozenset(record_id for record_id, item in items if item.checkState() is Qt.CheckState.Checked)

    def set_value(self, value: Any) -> None:
        """Tick these, and no others."""
        ticked = value or frozenset()
        for record_id, item in zip(self._ids, _items(self._list), strict=True):
            item.setCheckState(Qt.CheckState.Checked if record_id in ticked else Qt.CheckState.Unchecked)
        first = next((row for row, record_id in enumerate(self._ids) if record_id in ticked), None)
        if first is not None:
            self._list.setCurrentRow(first)

    def state(self) -> object:
        """The ids that are ticked."""
        return self.value()

    def set_state(self, state: Any) -> None:
        """Tick them again."""
        self.set_value(state)

    def shown(self, value: Any) -> str:
        """Their names."""
        items = zip(self._ids, _items(self._list), strict=True)
        return ", ".join(item.text() for record_id, item in items if record_id in (value or ()))

    def _on_enter(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            is_ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)


class WordsEditor(Editor):
    """Words, each on a line of its own, and a blank line for the next; a word that is written anew stays the same one.

    Its value is a tuple of words; `renamed` tells what they were.
    """

    def __init__(self, look: Look) -> None:
        """Start with the blank line."""
        self._list = QListWidget()
        super().__init__(look, self._list)
        _dress(self._list)
        self._is_filling = False
        self._list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        make_action(look, self._list, _("Take out"), "trash-2", "Del", self._on_removed)
        make_action(look, self._list, _("Move up"), "arrow-up", "Alt+Up", lambda: self._move(-1))
        make_action(look, self._list, _("Move down"), "arrow-down", "Alt+Down", lambda: self._move(1))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._list.itemChanged.connect(self._on_item_changed)
        own_enter(self._list, lambda: self._list.editItem(self._list.currentItem()))
        self.set_value(())

    def value(self) -> tuple[str, ...]:
        """The words from top to bottom."""
        return tuple(word for word, _was in self._words())

    def renamed(self) -> dict[str, str]:
        """The new word of each that is written otherwise now."""
        return {was: word for word, was in self._words() if was is not None and was != word}

    def set_value(self, value: Any) -> None:
        """Show these words."""
        self._fill((word, word) for word in value or ())

    def state(self) -> object:
        """The words, and what they were."""
        return self._words()

    def set_state(self, state: Any) -> None:
        """Show them again."""
        self._fill(state)
        self.changed.emit()

    def shown(self, value: Any) -> str:
        """The words in a row."""
        return value if isinstance(value, str) else ", ".join(value or ())

    def _words(self) -> tuple[tuple[str, str | None], ...]:
        said = ((" ".join(item.text().split()), item.data(_WAS)) for item in _items(self._list))
        return tuple((word, was) for word, was in said if word)

    def _fill(self, words: Iterable[tuple[str, str | None]]) -> None:
        self._is_filling = True
        self._list.clear()
        for word, was in (*words, ("", None)):
            item = QListWidgetItem(word)
            item.setData(_WAS, was)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._is_filling = False

    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        row = self._list.currentRow()
        self._fill(self._words())
        self._list.setCurrentRow(min(row + 1, self._list.count() - 1))
        self.changed.emit()

    def _on_removed(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < self._list.count() - 1:
            self._list.takeItem(row)
            self.changed.emit()

    def _move(self, steps: int) -> None:
        row, last = self._list.currentRow(), self._list.count() - 2
        if 0 <= row <= last and 0 <= row + steps <= last:
            self._is_filling = True
            self._list.insertItem(row + steps, self._list.takeItem(row))
            self._list.setCurrentRow(row + steps)
            self._is_filling = False
            self.changed.emit()


def hint_of_words() -> Message:
    """How words are typed, for the form."""
    return _("Type in the last line to add one; Del takes one out, Alt+Up and Alt+Down put it elsewhere.")


def _items(of: QListWidget) -> list[QListWidgetItem]:
    return [of.item(row) for row in range(of.count())]


def _dress(made: QListWidget, lines: int = 0) -> None:
    made.setProperty("kind", "choice")
    whole = lines * _LINE + TIGHT if lines <= _MOST_WHOLE else 0
    made.setFixedHeight(max(whole, _LINES_SEEN * ROW_HEIGHT))
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
