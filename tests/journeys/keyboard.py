"""Hands on the keyboard of the real window, for journeys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QTableView, QWidget

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.resources import texts_for
from coorddesk.shell.search_palette import SearchPalette
from coorddesk.shell.tabs import TABS, keys_of
from coorddesk.widgets.report_dialog import ReportDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coorddesk.app import Program

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PATIENCE = 20_000
_TABS = 80
_LOOKS = 10


class Keyboard:
    """Hands on the keyboard of the real window; they see what has the focus and read its name."""

    def __init__(self, program: Program, app: QApplication, qtbot: QtBot, language: str) -> None:
        self.program = program
        self.texts = texts_for(language)
        self._app = app
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, modifiers)

    def write(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)

    def tab_to(self, name: Message, window: QWidget) -> None:
        """Press Tab until the focus is on the control of that name, once the window offers it."""
        said, seen = self.texts.say(name), list[str]()
        self.wait(
            lambda: any(_name(each) == said and each.isVisible() and each.isEnabled() for each in _buttons(window))
        )
        self.turn_to(window)
        for _turn in range(_TABS):
            seen.append(_name(self._focus()))
            if seen[-1] == said:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never came to “{said}”, but to {list(dict.fromkeys(seen))}")

    def command(self, title: Message) -> None:
        """Ask the search palette for a command, and take it; QTest types Latin letters only."""
        self.press(Qt.Key.Key_K, CTRL)
        palette = self.shown(SearchPalette)
        self.wait(lambda: palette.isAncestorOf(self._focus()))  # a list that empties may move the focus just now
        self.write("".join(letter if letter.isalnum() else " " for letter in fold(self.texts.say(title))))
        self.press(Qt.Key.Key_Return)

    def go_to(self, tab: str) -> None:
        """Press the keys of a tab by its key: "places"."""
        number = [each.key for each in TABS].index(tab) + 1
        if keys_of(number):
            self.press(Qt.Key(Qt.Key.Key_0 + number % 10), CTRL)
        else:
            self.command(TABS[number - 1].title)
            self.wait(lambda: self.gone(SearchPalette))  # it waits for the answer to what was typed

    def turn_to(self, window: QWidget) -> None:
        """Bring a window to the front until it stays there: one that goes takes the front along a moment later."""
        seen = 0

        def is_in_front() -> bool:
            nonlocal seen
            window.activateWindow()
            seen = seen + 1 if window.isActiveWindow() else 0
            return seen >= _LOOKS

        self.wait(is_in_front)

    def wait(self, happened: Callable[[], object]) -> None:
        """Wait; where a dialog went and no window has the keyboard, ours gets it, as a window manager would see to."""

        def look() -> bool:
            frame = self.program.frame
            if self._app.activeWindow() is None and frame is not None and self._app.activeModalWidget() is None:
                frame.activateWindow()
            return bool(happened())

        self._qtbot.waitUntil(look, timeout=_PATIENCE)

    def shown(self, kind: type[Any]) -> Any:
        """The visible widget of a kind, once there is one."""
        found: list[QWidget] = []

        def look() -> bool:
            found[:] = [w for w in self._app.allWidgets() if isinstance(w, kind) and w.isVisible()]
            return bool(found)

        self.wait(look)
        return found[0]

    def gone(self, kind: type[Any]) -> bool:
        """Whether no widget of a kind is visible."""
        return not any(isinstance(widget, kind) and widget.isVisible() for widget in self._app.allWidgets())

    def rows(self) -> int:
        frame = self.program.frame
        assert frame is not None
        tables = [table for table in frame.findChildren(QTableView) if table.isVisible()]
        return tables[0].model().rowCount() if tables else 0

    def _focus(self) -> QWidget:
        self.wait(self._app.focusWidget)
        focus = self._app.focusWidget()
        assert focus is not None
        return focus


def _buttons(window: QWidget) -> list[QAbstractButton]:
    return window.findChildren(QAbstractButton)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


def begin_a_desk(keyboard: Keyboard) -> QWidget:
    from coorddesk.shell.first_run import FirstRun  # as the program does, once it is shown

    greeting = keyboard.shown(FirstRun)
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)
    greeting.findChild(QLineEdit).setFocus()
    keyboard.write("École Les Tilleuls")
    keyboard.tab_to(_("Start empty"), frame)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.tab_to(_("New device"), frame)
    return frame


def save_paper(keyboard: Keyboard, paper: Path) -> None:
    """In the dialog of a report: save it as a PDF, and leave the dialog."""
    report = keyboard.shown(ReportDialog)
    keyboard.tab_to(_("Save as {format}", format="PDF"), report)
    keyboard.press(Qt.Key.Key_Space)
    name = keyboard.shown(QFileDialog).findChild(QLineEdit)
    name.setText(str(paper))
    QTest.keyClick(name, Qt.Key.Key_Return)
    keyboard.wait(paper.exists)
    keyboard.turn_to(report)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(ReportDialog))
