"""What hands do at any tab, by keyboard alone: windows opened, fields filled, records picked, dialogs saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.widgets.forms.suggestions import SuggestionsView
from tests.journeys.keyboard import CTRL, Keyboard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from coorddesk.core.messages import Message

NONE = Qt.KeyboardModifier.NoModifier
MOST_TABS = 60


class Hands:
    """Hands at the desk."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard = keyboard
        frame = keyboard.program.frame
        assert frame is not None
        self.frame: QWidget = frame
        self.back()

    def back(self) -> None:
        self.keyboard.turn_to(self.frame)

    def window(self, key: Qt.Key, kind: type[Any], modifiers: Qt.KeyboardModifier = NONE) -> Any:
        """The window behind a key, in front."""
        self.keyboard.press(key, modifiers)
        return self.in_front(kind)

    def in_front(self, kind: type[Any]) -> Any:
        window = self.keyboard.shown(kind)
        self.keyboard.turn_to(window)
        return window

    def save(self, kind: type[QDialog]) -> None:
        self.keyboard.press(Qt.Key.Key_Return, CTRL)
        self.keyboard.wait(lambda: self.keyboard.gone(kind))

    def leave(self, kind: type[QDialog]) -> None:
        self.keyboard.press(Qt.Key.Key_W, CTRL)
        self.keyboard.wait(lambda: self.keyboard.gone(kind))
        self.back()

    def tab_into(self, name: Message) -> None:
        """Press Tab until the keyboard is in the field of that name."""
        said = self.keyboard.texts.say(name)
        for _turn in range(MOST_TABS):
            focus = self.keyboard._focus()
            around = focus.parentWidget()
            names = (focus.accessibleName(), "" if around is None else around.accessibleName())
            if any(each == said or each.startswith(f"{said}, ") for each in names):  # ", required"
                return
            self.keyboard.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never came to “{said}”")

    def fill(self, name: Message, words: str) -> None:
        """Write into a field, over what stands there."""
        self.tab_into(name)
        self.keyboard.press(Qt.Key.Key_A, CTRL)
        self.keyboard.write(words)

    def pick(self, words: str) -> None:
        """The first suggestion for these words."""
        self.keyboard.write(words)
        suggestions = self.keyboard.shown(SuggestionsView)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(suggestions, key)  # which has the keyboard while it is open
