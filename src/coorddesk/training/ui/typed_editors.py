"""Editors of what is typed freely and yet known: words that were used before, somebody who may be of no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from coorddesk.core.messages import _
from coorddesk.directory.queries import person_options
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.picker import RecordPicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Desk, Look

_MOST = 8
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WordEditor(TextEditor):
    """A line of text that offers what was written there before, the most frequent first.

    Signals:
        finished: Ctrl+Enter was pressed while words were offered, which keeps it from the dialog.
    """

    finished = Signal()

    def __init__(self, look: Look) -> None:
        """Offer nothing yet."""
        super().__init__(look)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("kind", "popup")
        popup.installEventFilter(self)
        self.line.setCompleter(completer)

    def offer(self, words: Sequence[str]) -> None:
        """Offer these from now on."""
        self._words.setStringList(list(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is typed rather than what is offered."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            assert isinstance(watched, QWidget)
            watched.hide()
            self.finished.emit()
            return True
        return False


class WhoEditor(RecordPicker):
    """Its value is the id of a person, a name as it was typed, or None; `set_value` takes an `Option` or a name."""

    def __init__(self, desk: Desk) -> None:
        """Look for people of the directory."""
        super().__init__(desk, person_options, hint=_("A name, or nobody"))

    def value(self) -> Any:
        """The person who was chosen; of somebody whom the desk does not know, the name."""
        return (self.line.text().strip() or None) if self.picked is None else super().value()

    def set_value(self, value: Any) -> None:
        """Show somebody as chosen, a name, or nobody."""
        super().set_value(None if isinstance(value, str) else value)
        if isinstance(value, str):
            self.line.setText(value)
