from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.widgets.messages import MessageDialog, ask, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def answer(qtbot: QtBot, act: Callable[[MessageDialog], object]) -> list[list[str]]:
    """Do something with the next dialog; returns what it said, once it has."""
    said: list[list[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, MessageDialog):
            QTimer.singleShot(10, look)
            return
        said.append([label.text() for label in dialog.findChildren(QLabel) if label.text()])
        act(dialog)

    QTimer.singleShot(0, look)
    return said


def press(key: Qt.Key) -> Callable[[MessageDialog], None]:
    return lambda dialog: QTest.keyClick(dialog, key)


def click(text: str) -> Callable[[MessageDialog], None]:
    def act(dialog: MessageDialog) -> None:
        button = next(button for button in dialog.findChildren(QPushButton) if button.text() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return act


@pytest.mark.parametrize(
    ("act", "dangerous", "yes"),
    [
        (press(Qt.Key.Key_Return), False, True),
        (press(Qt.Key.Key_Return), True, False),
        (press(Qt.Key.Key_Escape), False, False),
        (click("Move"), False, True),
        (click("Move"), True, True),
        (click("Go back"), False, False),
    ],
    ids=["enter", "enter-dangerous", "esc", "yes", "yes-dangerous", "back"],
)
def test_a_question_is_answered(
    desk: SampleDesk, window: QWidget, qtbot: QtBot, act: Callable[[MessageDialog], None], *, dangerous: bool, yes: bool
) -> None:
    said = answer(qtbot, act)
    assert ask(desk, window, _("Move 12 devices?"), verbatim("To Room 12."), _("Move"), dangerous=dangerous) is yes
    assert said == [["Move 12 devices?", "To Room 12."]]


def test_trouble_is_said_and_can_be_copied(desk: SampleDesk, window: QWidget, qtbot: QtBot) -> None:
    def look(dialog: MessageDialog) -> None:
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        assert all(label.textInteractionFlags() & selectable for label in labels)
        assert dialog.accessibleName() == "The disk is full."
        click("Close")(dialog)

    said = answer(qtbot, look)
    warn(desk, window, UserError(verbatim("The disk is full.")))
    assert said == [["The disk is full."]]


def test_text_is_never_read_as_html(desk: SampleDesk, window: QWidget, qtbot: QtBot) -> None:
    def look(dialog: MessageDialog) -> None:
        assert dialog.findChildren(QLabel)[0].textFormat() is Qt.TextFormat.PlainText
        dialog.reject()

    said = answer(qtbot, look)
    warn(desk, window, UserError(verbatim("<b>PC</b>")))
    assert said == [["<b>PC</b>"]]
