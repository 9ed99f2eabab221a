"""A line in a table's cell: type a few letters of what you want, or choose it from the list below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from coorddesk.core.fold import fold
from coorddesk.core.options import Option
from coorddesk.widgets.forms.suggestions import Suggestions, SuggestionsView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_MOST_VISIBLE = 12


@dataclass(frozen=True)
class Choice:
    """Something to choose: what stands for it, its words, and paler ones that tell it from others."""

    key: str
    name: str
    detail: str = ""


class ChoiceLine(QLineEdit):
    """Finds choices by any part of their words, whatever the accents and the case.

    Signals:
        chosen: one was taken; `key` says which.
    """

    chosen = Signal()

    def __init__(self, look: Look, name: Message, choices: Sequence[Choice], parent: QWidget) -> None:
        """Offer `choices`; `name` is what a screen reader says."""
        super().__init__(parent)
        self.key: str | None = None
        self._choices = choices
        self._folded = [fold(f"{choice.name} {choice.detail}") for choice in choices]
        self._suggestions = Suggestions(look, self)
        self._popup = SuggestionsView(look, self._suggestions)
        self._popup.setAccessibleName(look.texts.say(name))
        self._completer = QCompleter(self._suggestions, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST_VISIBLE)
        self._completer.setWidget(self)
        self._completer.setPopup(self._popup)
        self._popup.dress()
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # an overload
        self.setAccessibleName(look.texts.say(name))
        self.textEdited.connect(self._offer)

    def stand_at(self, key: str) -> None:
        """Show the present choice, to be typed over, with the whole list."""
        self.key = key
        self.setText(next((choice.name for choice in self._choices if choice.key == key), ""))
        self.selectAll()
        QTimer.singleShot(0, self, self._open)

    @property
    def offered(self) -> list[str]:
        """The words of what is offered at the moment."""
        return [self._suggestions.name(row) for row in range(self._suggestions.rowCount())]

    def take(self, key: str) -> None:
        """Take a choice."""
        self.key = key
        self._popup.hide()
        self.chosen.emit()

    def _open(self) -> None:
        if not self.isModified():  # or letters were typed before the list was there
            self._offer("")

    def _offer(self, typed: str) -> None:
        wanted = fold(typed)
        choices = zip(self._choices, self._folded, strict=True)
        found = [Option(place, each.name, each.detail) for place, (each, text) in enumerate(choices) if wanted in text]
        self._suggestions.show(found, None)
        if not found:
            self._popup.hide()
            return
        self._popup.setMinimumWidth(self._popup.sizeHintForColumn(0))
        self._completer.complete()
        present = next((row for row, option in enumerate(found) if self._choices[option.id].key == self.key), 0)
        self._popup.setCurrentIndex(self._suggestions.index(present if not wanted else 0, 0))

    def _on_activated(self, index: QModelIndex) -> None:
        option = self._suggestions.option(index.row())
        if option is not None:
            self.take(self._choices[option.id].key)
