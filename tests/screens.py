"""Driving screens in tests: a desk with real lanes, pages opened on it, dialogs found, and quiet waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from coorddesk import features
from coorddesk.inventory.service import seed_labels
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.records_editor import RecordsEditor
from coorddesk.widgets.operations import Operations
from tests.widgets.conftest import desk_database, theme
from tests.widgets.sample import SampleDesk, texts_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.widgets.forms.record_dialog import RecordDialog
    from coorddesk.widgets.page import Page
    from coorddesk.widgets.theme import Theme

__all__ = ["Driver", "desk", "desk_database", "driver", "theme"]

D = TypeVar("D", bound=QDialog)
P = TypeVar("P", bound="Page")
T = TypeVar("T")

_SIZE = (1280, 800)


@pytest.fixture
def desk(desk_database: Database, theme: Theme, qtbot: QtBot) -> Iterator[SampleDesk]:
    """A desk in English that is ready for devices, with threads as in the program."""
    with desk_database.transaction() as session:
        seed_labels(session)
    operations = Operations()
    operations.open(operations, lambda: desk_database)
    made = SampleDesk(texts_in("en"), operations, theme, features=features.load())
    operations.told.connect(made.say)
    operations.refused.connect(made.warn)
    yield made
    operations.close()


@pytest.fixture
def driver(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> Driver:
    """Hands on the desk's screens."""
    return Driver(desk, desk_database, qtbot)


class Driver:
    """Does what a user does, then waits until the desk is quiet."""

    def __init__(self, desk: SampleDesk, database: Database, qtbot: QtBot) -> None:
        self.desk = desk
        self.database = database
        self.bot = qtbot

    def open(self, page_class: Callable[[SampleDesk], P]) -> P:
        """A page in front, as the shell shows it."""
        page = page_class(self.desk)
        self.bot.addWidget(page)
        self.desk.operations.committed.connect(page.changed)
        page.resize(*_SIZE)
        page.show()
        page.shown()
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until nothing is asked of the lanes any more, and what came of it is shown."""
        operations = self.desk.operations
        self.bot.waitUntil(lambda: not operations._asked)
        QApplication.sendPostedEvents()
        self.bot.waitUntil(lambda: not operations._asked)

    def do(self, work: Callable[[Session], T]) -> T:
        """Write as another part of the program would, behind the screen's back."""
        with self.database.transaction() as session:
            return work(session)

    def read(self, work: Callable[[Session], T]) -> T:
        """What stands on the desk."""
        with self.database.reading() as session:
            return work(session)

    def dialog(self, dialog_class: type[D]) -> D:
        """The dialog of that class that is open."""
        self.settle()
        found = [window for window in QApplication.topLevelWidgets() if isinstance(window, dialog_class)]
        (shown,) = [window for window in found if window.isVisible()]
        return shown

    def type(self, dialog: RecordDialog, **texts: str) -> None:
        """Type into fields, by key."""
        for key, text in texts.items():
            control = dialog.form.editor(key).control
            control.setFocus()
            QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            write(control, text)

    def pick(self, dialog: RecordDialog, key: str, text: str, steps: int = 1) -> None:
        """Type into a picker and take the line that is `steps` down its list."""
        editor = dialog.form.editor(key)
        picker = editor.picker if isinstance(editor, RecordsEditor) else editor
        assert isinstance(picker, RecordPicker)
        picker.line.setFocus()
        write(picker.line, text)
        self.bot.waitUntil(picker.popup.isVisible)
        for _step in range(steps):
            QTest.keyClick(picker.popup, Qt.Key.Key_Down)
        QTest.keyClick(picker.popup, Qt.Key.Key_Return)
        self.settle()

    def save(self, dialog: RecordDialog) -> None:
        """Ctrl+Enter."""
        self._bring_forward(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def keys(self, widget: QWidget, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key with the keyboard somewhere."""
        self._bring_forward(widget)
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on a widget, in its middle or at a point of it."""
        nothing = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, nothing, widget.rect().center() if at is None else at)
        self.settle()

    def _bring_forward(self, widget: QWidget) -> None:
        widget.window().activateWindow()
        self.bot.waitUntil(widget.isActiveWindow)

    @property
    def said(self) -> list[Any]:
        """What the desk told its user since the last look."""
        said, self.desk.told = self.desk.told, []
        return said


def write(control: QWidget, text: str) -> None:
    """Type a text letter by letter; QTest itself gives up at the first accent."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(control, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
