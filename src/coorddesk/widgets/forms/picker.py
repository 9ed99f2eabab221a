"""The picker of a record: type to search, choose below, or make a new one of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.options import PATH_SEPARATOR, Option
from coorddesk.widgets.forms.editors import LineEditor
from coorddesk.widgets.forms.suggestions import Suggestions, SuggestionsView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_PAUSE_MILLISECONDS = 120
_MOST = 20


@dataclass(frozen=True)
class Maker:
    """How a picker makes a record that is not there yet: `title(name)` is the line to choose, `make` the verb."""

    title: Callable[[str], Message]
    make: Callable[[Session, str], Option]


class RecordPicker(LineEditor):
    """A line whose value is the id of a record.

    `search(session, text, limit)` runs in the reading lane at each pause of the typing. `set_value` takes an `Option`
    or None.
    """

    def __init__(
        self,
        desk: Desk,
        search: Callable[[Session, str, int], Sequence[Option]],
        maker: Maker | None = None,
        hint: Message | None = None,
    ) -> None:
        """Offer to make new records only with a `maker`."""
        super().__init__(desk, hint=hint or _("Type to search"))
        self._desk = desk
        self._search = search
        self._maker = maker
        self._picked: Option | None = None
        self._found: tuple[str, Sequence[Option]] | None = None
        self._looked_up: str | None = None
        self._suggestions = Suggestions(desk, self)
        self.popup = SuggestionsView(desk, self._suggestions)
        self._completer = self._make_completer()
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._on_paused)
        self.line.setClearButtonEnabled(True)
        self.add_button("chevron-down", _("Show the list (Down)")).triggered.connect(self._on_open_wanted)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.editingFinished.connect(self._on_editing_finished)
        self.line.installEventFilter(self)

    @property
    def picked(self) -> Option | None:
        """The record chosen, if there is one."""
        return self._picked

    def value(self) -> int | None:
        """The id of the record chosen. Raises `UserError` if something is typed that was not chosen."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._picked is None:
            if self._maker is None:
                raise UserError(_("“{text}” is not known. Choose from the list.", text=text))
            raise UserError(_("“{text}” is not known. Choose from the list, or create it there.", text=text))
        return self._picked.id

    def set_value(self, value: Any) -> None:
        """Show an `Option` as chosen, or none; of a path that is too long, the end, which tells it from others."""
        self._picked = value
        super().set_value(value)
        self.line.setToolTip(self.line.text())
        if PATH_SEPARATOR in self.line.text():
            self.line.setCursorPosition(len(self.line.text()))

    def clear(self) -> None:
        """Forget what is typed or chosen, and look nothing up for it any more."""
        self._pause.stop()
        self._looked_up = None
        self.popup.hide()
        self.set_value(None)

    def state(self) -> object:
        """What is chosen, and the text as typed."""
        return (self._picked, self.line.text())

    def set_state(self, state: Any) -> None:
        """Choose and type again what `state` told."""
        self._picked, text = state
        self.line.setText(text)

    def shown(self, value: Any) -> str:
        """The name of an option."""
        return value.name if hasattr(value, "name") else super().shown(value)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._suggestions, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.setWidget(self.line)
        completer.setPopup(self.popup)
        self.popup.dress()
        completer.activated[QModelIndex].connect(self._on_suggestion_chosen)  # type: ignore[index]  # an overload
        return completer

    def _on_text_edited(self, text: str) -> None:
        self._picked = None
        self.line.setToolTip("")
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.popup.hide()

    def _on_open_wanted(self) -> None:
        self.line.setFocus()
        self._look_up("")

    def _on_paused(self) -> None:
        self._look_up(self.line.text().strip())

    def _on_editing_finished(self) -> None:
        """Take the one record that is called what was typed, for those who type on without looking."""
        text = self.line.text().strip()
        if self._picked is not None or not text or self._found is None:
            return
        called_so = [option for option in self._found[1] if fold(option.name) == fold(text)]
        if self._found[0] == text and len(called_so) == 1:
            self._pick(called_so[0])

    def _on_found(self, text: str, options: Sequence[Option]) -> None:
        if text != self._looked_up:
            return
        self._found = (text, options)
        can_make = self._maker is not None and text and all(fold(option.name) != fold(text) for option in options)
        self._suggestions.show(options, self._maker.title(text) if self._maker and can_make else None)
        if self.line.hasFocus() and self._suggestions.rowCount():
            self._completer.complete(QRect(QPoint(0, 0), self.size()))
        else:
            self.popup.hide()

    def _on_suggestion_chosen(self, index: QModelIndex) -> None:
        option = self._suggestions.option(index.row())
        if option is not None:
            self._pick(option)
        elif self._maker is not None:
            name = self.line.text().strip()
            self.setDisabled(True)
            work = partial(_make, self._maker, name)
            self._desk.operations.change(self, work, self._pick, settled=lambda: self.setDisabled(False))

    def _pick(self, option: Option) -> None:
        self._pause.stop()
        self.set_value(option)
        self.line.setFocus()
        self.changed.emit()

    def _look_up(self, text: str) -> None:
        self._looked_up = text
        work = partial(_look_up, self._search, text)
        self._desk.operations.read(self, work, partial(self._on_found, text), replaces="suggestions")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._look_up("" if self._picked else self.line.text().strip())
            return True
        return False


def _look_up(search: Callable[[Session, str, int], Sequence[Option]], text: str, session: Session) -> Sequence[Option]:
    return search(session, text, _MOST)


def _make(maker: Maker, name: str, session: Session) -> Option:
    return maker.make(session, name)
