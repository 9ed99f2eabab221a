"""The real window in tests: a program on a desk of its own, opened, looked at and closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from coorddesk.app import Program
from coorddesk.core.folders import own_folders
from coorddesk.core.resources import texts_for
from coorddesk.shell.opening import Opening
from coorddesk.widgets.messages import MessageDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coorddesk.core.clock import Clock
    from coorddesk.core.messages import Message
    from coorddesk.shell.main_window import MainWindow
    from coorddesk.shell.window_desk import WindowDesk

_PATIENCE = 60_000
D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)


class Windows:
    """One program, and hands on its window."""

    def __init__(self, app: QApplication, qtbot: QtBot, clock: Clock, language: str = "en") -> None:
        self.program = Program(app, own_folders(), language=language, clock=clock)
        self.texts = texts_for(language)
        self.bot = qtbot
        self.home = own_folders()
        self.heard: list[str] = []
        self.answer = False

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> WindowDesk:
        return self.window.desk

    def open(self, opening: Opening) -> None:
        """Open a desk, and wait until its first page, its trouble or the first run is there, and has the keyboard."""
        self.program.open(opening)
        self.settle()
        self.window.frame.activateWindow()
        self.wait(self.window.frame.isActiveWindow)

    def settle(self) -> None:
        """Wait until nothing is asked of the lanes any more, and what came of it is shown."""
        self.wait(lambda: self.program.window is not None)
        for _round in range(3):
            self.wait(lambda: not self.desk.operations._asked)
            QApplication.sendPostedEvents()
            QTest.qWait(1)

    def wait(self, happened: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(happened()), timeout=_PATIENCE)

    def dialog(self, kind: type[D]) -> D:
        """The visible dialog of a kind, once there is one."""
        self.wait(lambda: self._dialogs(kind))
        (shown,) = self._dialogs(kind)
        return shown

    def gone(self, kind: type[QDialog]) -> bool:
        return not self._dialogs(kind)

    def find(self, kind: type[W]) -> W:
        """The visible widget of a kind in the frame."""
        assert self.program.frame is not None
        frame = self.program.frame
        (shown,) = [each for each in frame.findChildren(kind) if each.isVisible() and each.window() is frame]
        return shown

    def say(self, message: Message) -> str:
        return self.texts.say(message)

    def answer_dialog(self, dialog: MessageDialog) -> int:
        """Stand in for `MessageDialog.exec`: hear what it says, and answer at once."""
        self.heard.append(dialog.accessibleName())
        return QDialog.DialogCode.Accepted if self.answer else QDialog.DialogCode.Rejected

    def take_heard(self) -> list[str]:
        """What was said in dialogs since the last call, which the test thereby expected."""
        heard, self.heard = self.heard, []
        return heard

    def close(self) -> None:
        """As at the end of the program; a dialog that is still open closes without a question."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.hide()
                widget.deleteLater()
        close_program(self.program)

    def _dialogs(self, kind: type[D]) -> list[D]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def close_program(program: Program) -> None:
    """End a program, and do away with its window: one that stays is dressed anew with each that comes."""
    frame, theme = program.frame, program._theme
    if frame is not None:
        frame.hide()
    program.close()
    for left in (frame, theme):
        if left is not None:
            left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifiers)


def part(widget: QWidget, kind: type[W]) -> W:
    """The one part of that kind."""
    (found,) = widget.findChildren(kind)
    return found
